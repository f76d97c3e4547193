"""What one person asked and another must agree to: asked, then agreed or refused, once."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import journal
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import maintenant, texte
from ti_dashboard.live.tables import demande as table


@dataclass(frozen=True)
class GesteDemande:
    """A verb, its words, and the fingerprint of what it would act upon: agreed to, it is that and nothing else."""

    verbe: str
    mots: tuple[str, ...]
    matiere: str

    def ecrire(self) -> str:
        return json.dumps({"mots": list(self.mots), "matiere": self.matiere}, ensure_ascii=False)


@dataclass(frozen=True)
class DemandeDAccord:
    demande_id: int
    geste: GesteDemande
    demandeur: str
    compte_id: int
    demandee_le: str


def _demande(row: Row[Any]) -> DemandeDAccord:
    said = json.loads(row.arguments)
    asked = GesteDemande(row.verbe, tuple(said["mots"]), said["matiere"])
    return DemandeDAccord(row.demande_id, asked, row.demandeur, row.compte_id, row.demandee_le)


def en_attente(base: Base) -> list[DemandeDAccord]:
    """The oldest first."""
    with base.lire() as con:
        found = con.execute(select(table).where(table.c.issue.is_(None)).order_by(table.c.demande_id))
        return [_demande(row) for row in found]


def trouver(base: Base, demande_id: int) -> DemandeDAccord:
    """One that waits. Raises GesteRefuse."""
    found = next((one for one in en_attente(base) if one.demande_id == demande_id), None)
    if found is None:
        raise GesteRefuse(f"Aucune demande n° {demande_id} n'attend : elle a été accordée, refusée, ou n'a jamais été.")
    return found


def demander(base: Base, geste: GesteDemande) -> DemandeDAccord:
    """Ask for it. Raises GesteRefuse when it is asked already."""
    with base.ecrire("demander_accord") as ecriture:
        who = ecriture.personne
        waiting = select(table).where(table.c.issue.is_(None), table.c.verbe == geste.verbe)
        if any(row.arguments == geste.ecrire() for row in ecriture.con.execute(waiting.with_for_update())):
            raise GesteRefuse("Ce geste est déjà demandé : il attend l'accord d'une autre personne.")
        row = {"verbe": geste.verbe, "arguments": geste.ecrire(), "demandeur": who.fonction, "compte_id": who.compte_id}
        query = insert(table).values(**row, demandee_le=maintenant()).returning(table)
        asked = _demande(ecriture.con.execute(query).one())
        journal.noter(ecriture, who.fonction, f"demande:{asked.demande_id}", None, verbe=geste.verbe, mots=geste.mots)
    return asked


def accorder(base: Base, demande_id: int) -> None:
    """Raises GesteRefuse when it does not wait any more, or when who asked would agree with themselves."""
    with base.ecrire("accorder") as ecriture:
        _clore(ecriture, demande_id, "accordee")


def refuser(base: Base, demande_id: int, motif: str) -> None:
    """Whoever may agree may refuse; who asked may take it back."""
    with base.ecrire("refuser_accord") as ecriture:
        _clore(ecriture, demande_id, "refusee", texte(motif, "le motif du refus"))


def rendre(base: Base, demande_id: int) -> None:
    """What was agreed to could not be done: it waits again."""
    with base.ecrire("accorder") as ecriture:
        nothing = {"issue": None, "decideur": None, "decideur_id": None, "decidee_le": None}
        ecriture.con.execute(update(table).where(table.c.demande_id == demande_id).values(**nothing))
        journal.noter(ecriture, ecriture.personne.fonction, f"demande:{demande_id}", None, rendue=True)


def _clore(ecriture: Transaction, demande_id: int, issue: str, motif: str | None = None) -> None:
    who = ecriture.personne
    is_this = (table.c.demande_id == demande_id) & table.c.issue.is_(None)
    row = ecriture.con.execute(select(table).where(is_this).with_for_update()).first()
    if row is None:
        raise GesteRefuse(f"La demande n° {demande_id} n'attend plus : rien n'a changé.")
    if issue == "accordee" and row.compte_id == who.compte_id:
        raise GesteRefuse("Vous avez demandé ce geste : une autre personne doit l'accorder.")
    instant = journal.noter(ecriture, who.fonction, f"demande:{demande_id}", None, issue=issue, motif=motif)
    judged = {"issue": issue, "decideur": who.fonction, "decideur_id": who.compte_id, "decidee_le": instant}
    ecriture.con.execute(update(table).where(is_this).values(**judged, motif=motif))
