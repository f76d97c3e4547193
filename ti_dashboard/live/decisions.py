"""Decisions of a séance: what, who, by when, on which screen; and how each ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.live import journal, seances
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.saisie import texte
from ti_dashboard.live.tables import decision as table
from ti_dashboard.live.tables import decision_statut as table_statut

STATUTS = {"ouverte": "ouverte", "tenue": "tenue", "abandonnee": "abandonnée"}
# A decision that was kept or given up can be opened again: the follow-up of a committee is not a ratchet.
PASSAGES = {"ouverte": ("tenue", "abandonnee"), "tenue": ("ouverte",), "abandonnee": ("ouverte",)}


@dataclass(frozen=True)
class Decision:
    decision_id: int
    seance_code: str
    texte: str
    responsable: str
    echeance: date
    statut: str
    adresse: str
    arrete: date
    cree_le: str

    def est_en_retard(self, jour: date) -> bool:
        return self.statut == "ouverte" and self.echeance < jour


@dataclass(frozen=True)
class ChangementDeStatut:
    """One line of the journal of a decision's status."""

    statut: str
    auteur: str
    motif: str
    instant: str


def _decision(row: Row[Any]) -> Decision:
    days = {"echeance": date.fromisoformat(row.echeance), "arrete": date.fromisoformat(row.arrete)}
    return Decision(**(row._asdict() | days))


def prendre(
    base: Base, seance_code: str, quoi: str, responsable: str, echeance: date, *, adresse: str, arrete: date
) -> Decision:
    """Record a decision on the screen it was taken on. It is on the disk when this returns."""
    values = {
        "texte": texte(quoi, "le texte de la décision"),
        "responsable": texte(responsable, "le responsable"),
        "echeance": echeance.isoformat(),
        "statut": "ouverte",
        "adresse": adresse_valide(adresse),
        "arrete": arrete.isoformat(),
    }
    with base.ecrire("decider") as ecriture:
        seance = seances.ouverte(ecriture, seance_code)
        instant = journal.noter(ecriture, seance.animateur, "decision", seance_code, **values)
        query = insert(table).values(seance_code=seance_code, cree_le=instant, **values).returning(table)
        decision = _decision(ecriture.con.execute(query).one())
        _inscrire(ecriture, decision.decision_id, "ouverte", seance.animateur, "", instant)
        ecriture.toucher(seance_code)
    return decision


def modifier(base: Base, decision_id: int, quoi: str, responsable: str, echeance: date) -> Decision:
    """Mend its words, its owner or its date, as long as its séance is open; the journal keeps what it said before."""
    values = {
        "texte": texte(quoi, "le texte de la décision"),
        "responsable": texte(responsable, "le responsable"),
        "echeance": echeance.isoformat(),
    }
    with base.ecrire("modifier_decision") as ecriture:
        row = _verrouiller(ecriture, decision_id)
        seance = seances.ouverte(ecriture, row.seance_code)
        before = {name: getattr(row, name) for name in values}
        if before != values:
            objet = f"decision:{decision_id}"
            journal.noter(ecriture, seance.animateur, objet, seance.code, avant=before, **values)
            ecriture.con.execute(update(table).where(table.c.decision_id == decision_id).values(**values))
            ecriture.toucher(seance.code)
    return lire(base, decision_id)


def changer_statut(base: Base, decision_id: int, statut: str, auteur: str, motif: str = "") -> Decision:
    """Raises GesteRefuse for a change that means nothing; a decision outlives its séance, closed or not."""
    if statut not in STATUTS:
        raise GesteRefuse(f"« {statut} » n'est pas un statut de décision.")
    with base.ecrire("changer_statut") as ecriture:
        row = _verrouiller(ecriture, decision_id)
        if statut not in PASSAGES[row.statut]:
            raise GesteRefuse(f"Cette décision est {STATUTS[row.statut]} : elle ne peut pas devenir {STATUTS[statut]}.")
        author, objet = ecriture.fonction(texte(auteur, "l'auteur")), f"decision:{decision_id}"
        detail = {"de": row.statut, "a": statut, "motif": motif}
        instant = journal.noter(ecriture, author, objet, row.seance_code, **detail)
        ecriture.con.execute(update(table).where(table.c.decision_id == decision_id).values(statut=statut))
        _inscrire(ecriture, decision_id, statut, author, motif.strip(), instant)
        ecriture.toucher(row.seance_code)
    return lire(base, decision_id)


def _verrouiller(ecriture: Transaction, decision_id: int) -> Row[Any]:
    row = ecriture.con.execute(select(table).where(table.c.decision_id == decision_id).with_for_update()).first()
    if row is None:
        raise SeanceInconnue(f"Aucune décision n'a le numéro {decision_id}.")
    return row


def _inscrire(ecriture: Transaction, decision_id: int, statut: str, auteur: str, motif: str, instant: str) -> None:
    values = {"decision_id": decision_id, "statut": statut, "auteur": auteur, "motif": motif, "instant": instant}
    ecriture.con.execute(insert(table_statut).values(**values))


def lire(base: Base, decision_id: int) -> Decision:
    with base.lire() as con:
        row = con.execute(select(table).where(table.c.decision_id == decision_id)).first()
    if row is None:
        raise SeanceInconnue(f"Aucune décision n'a le numéro {decision_id}.")
    return _decision(row)


def lister(base: Base, jour: date, seance_code: str | None = None) -> list[Decision]:
    """Of one séance or of all: overdue at ``jour`` first, then open, then the others; each by due date."""
    query = select(table) if seance_code is None else select(table).where(table.c.seance_code == seance_code)
    with base.lire() as con:
        found = [_decision(row) for row in con.execute(query)]
    return sorted(found, key=lambda d: (not d.est_en_retard(jour), d.statut != "ouverte", d.echeance, d.decision_id))


def derniere(base: Base, seance_code: str) -> Decision | None:
    """The one taken last in a séance."""
    query = select(table).where(table.c.seance_code == seance_code).order_by(table.c.decision_id.desc()).limit(1)
    with base.lire() as con:
        row = con.execute(query).first()
    return _decision(row) if row else None


def historique(base: Base, decision_id: int) -> list[ChangementDeStatut]:
    """Its statuses, the oldest first."""
    t = table_statut.c
    query = select(t.statut, t.auteur, t.motif, t.instant).where(t.decision_id == decision_id)
    with base.lire() as con:
        return [ChangementDeStatut(*row) for row in con.execute(query.order_by(t.decision_statut_id))]
