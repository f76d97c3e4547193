"""Decisions of a séance: what, who, by when, on which screen; and how each ended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.live import conclusions, journal, seances
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.saisie import texte
from ti_dashboard.live.tables import decision as table
from ti_dashboard.live.tables import decision_statut as table_statut

STATUTS = {"ouverte": "ouverte", "tenue": "tenue", "abandonnee": "abandonnée", "constatee": "constatée"}
# A decision that was kept or given up can be opened again: the follow-up of a committee is not a ratchet.
PASSAGES: dict[str, tuple[str, ...]] = {
    "ouverte": ("tenue", "abandonnee"),
    "tenue": ("ouverte",),
    "abandonnee": ("ouverte",),
    "constatee": (),
}


@dataclass(frozen=True)
class Decision:
    decision_id: int
    seance_code: str
    texte: str
    responsable: str
    echeance: date | None
    statut: str
    adresse: str
    arrete: date
    cree_le: str
    genre: str = "decision"

    def est_en_retard(self, jour: date) -> bool:
        return self.statut == "ouverte" and self.echeance is not None and self.echeance < jour

    @property
    def charge(self) -> str:
        """Who answers for it and by when, as a sentence ends; empty when nobody has to."""
        return conclusions.charge(self.responsable, self.echeance)


@dataclass(frozen=True)
class ChangementDeStatut:
    """One line of the journal of a decision's status."""

    statut: str
    auteur: str
    motif: str
    instant: str


def _decision(row: Row[Any]) -> Decision:
    due = date.fromisoformat(row.echeance) if row.echeance else None
    days = {"echeance": due, "arrete": date.fromisoformat(row.arrete)}
    return Decision(**(row._asdict() | days))


def prendre(
    base: Base,
    seance_code: str,
    quoi: str,
    responsable: str,
    echeance: date | None,
    *,
    adresse: str,
    arrete: date,
    genre: str = "decision",
    avec: Callable[[Transaction], None] | None = None,
) -> Decision:
    """Record an outcome on the screen it came from. It is on the disk when this returns, with what ``avec`` writes."""
    values = conclusions.contenu(genre, quoi, responsable, echeance) | {
        "statut": "ouverte" if genre == "decision" else "constatee",
        "adresse": adresse_valide(adresse),
        "arrete": arrete.isoformat(),
    }
    with base.ecrire("decider") as ecriture:
        seance = seances.ouverte(ecriture, seance_code)
        # Whether it is what was being drafted: the room then reads it no more.
        detail = values | {"est_le_projet": avec is not None}
        instant = journal.noter(ecriture, seance.animateur, "decision", seance_code, **detail)
        query = insert(table).values(seance_code=seance_code, cree_le=instant, **values).returning(table)
        decision = _decision(ecriture.con.execute(query).one())
        if avec is not None:
            avec(ecriture)
        _inscrire(ecriture, decision.decision_id, decision.statut, seance.animateur, "", instant)
        ecriture.toucher(seance_code)
    return decision


def modifier(base: Base, decision_id: int, quoi: str, responsable: str, echeance: date | None) -> Decision:
    """Mend its words, its owner or its date, as long as its séance is open; the journal keeps what it said before."""
    with base.ecrire("modifier_decision") as ecriture:
        row = _verrouiller(ecriture, decision_id)
        values = conclusions.contenu(row.genre, quoi, responsable, echeance)
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
    return sorted(found, key=lambda d: _rang(d, jour))


def _rang(decision: Decision, jour: date) -> tuple[bool, bool, date, int]:
    late, due = decision.est_en_retard(jour), decision.echeance or date.max
    return not late, decision.statut != "ouverte", due, decision.decision_id


def compter(base: Base) -> dict[str, int]:
    """Code of a séance → how many outcomes it has, when it has any."""
    query = select(table.c.seance_code, func.count().label("nb")).group_by(table.c.seance_code)
    with base.lire() as con:
        return {row.seance_code: row.nb for row in con.execute(query)}


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
