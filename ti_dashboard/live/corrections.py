"""Corrections typed in the room: shown over a figure of an arrêté, which itself does not change.

``proposee`` until it is taken back in the room (``annulee``), or judged by the data owner (``confirmee``, ``refusee``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.live import journal, seances
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.saisie import texte, texte_libre
from ti_dashboard.live.tables import correction as table


@dataclass(frozen=True)
class Statut:
    """``dit``: how it is told; ``affiche``: the same of a correction displayed over its figure, empty when it is not.

    One that was confirmed stays there until the ledger says it itself.
    """

    dit: str
    affiche: str = ""


PROPOSEE = "proposee"
STATUTS = {
    PROPOSEE: Statut("proposée", "à confirmer"),
    "annulee": Statut("annulée"),
    "confirmee": Statut("confirmée", "confirmée, inscrite au registre"),
    "refusee": Statut("refusée"),
}
ISSUES = tuple(code for code in STATUTS if code != PROPOSEE)
AFFICHEES = tuple(code for code, statut in STATUTS.items() if statut.affiche)


@dataclass(frozen=True)
class Perimetre:
    """Which figure, on which screen: ``chiffre`` is Chiffre.ecrire(), ``filtres`` the same filters in words."""

    chiffre: str
    arrete: date
    adresse: str
    filtres: str


@dataclass(frozen=True)
class Correction:
    correction_id: int
    seance_code: str
    perimetre: Perimetre
    valeur_ancienne: Decimal | None
    valeur_nouvelle: Decimal
    motif: str
    auteur: str
    statut: str
    proposee_le: str
    decidee_le: str | None
    decideur: str | None
    motif_decision: str | None
    depot_id: str | None


def _correction(row: Row[Any]) -> Correction:
    r = row._asdict()
    where = Perimetre(r.pop("chiffre"), date.fromisoformat(r.pop("arrete")), r.pop("adresse"), r.pop("perimetre"))
    before, after = r.pop("valeur_ancienne"), Decimal(r.pop("valeur_nouvelle"))
    return Correction(perimetre=where, valeur_ancienne=before and Decimal(before), valeur_nouvelle=after, **r)


def _decimal(value: Decimal | int | str) -> str:
    """Exact, as text: neither store would keep the cents of a large amount in a float."""
    try:
        number = Decimal(value)
    except (InvalidOperation, ValueError):
        raise GesteRefuse(f"« {value} » n'est pas un nombre.") from None
    if not number.is_finite():
        raise GesteRefuse(f"« {value} » n'est pas un nombre.")
    return f"{number:f}"


def proposer(
    base: Base, seance_code: str, perimetre: Perimetre, valeurs: tuple[Decimal | None, Decimal], motif: str, auteur: str
) -> Correction:
    """``valeurs``: the old one (None when it is unknown) then the new one."""
    before, after = None if valeurs[0] is None else _decimal(valeurs[0]), _decimal(valeurs[1])
    author = texte(auteur, "l'auteur")
    values = {
        "arrete": perimetre.arrete.isoformat(),
        "chiffre": texte(perimetre.chiffre, "le chiffre à corriger"),
        "adresse": adresse_valide(perimetre.adresse),
        "perimetre": texte(perimetre.filtres, "le périmètre"),
        "valeur_ancienne": before,
        "valeur_nouvelle": after,
        "motif": texte(motif, "le motif de la correction"),
        "auteur": author,
        "statut": PROPOSEE,
    }
    if before is not None and Decimal(before) == Decimal(after):
        raise GesteRefuse("La valeur proposée est celle qui est affichée : il n'y a rien à corriger.")
    with base.ecrire("corriger") as ecriture:
        seances.ouverte(ecriture, seance_code)
        values["auteur"] = author = ecriture.fonction(author)
        instant = journal.noter(ecriture, author, "correction", seance_code, **values)
        query = insert(table).values(seance_code=seance_code, proposee_le=instant, **values).returning(table)
        correction = _correction(ecriture.con.execute(query).one())
        ecriture.toucher(seance_code)
    return correction


def decider(
    base: Base, correction_id: int, statut: str, decideur: str, motif: str = "", depot_id: str | None = None
) -> Correction:
    """Undo, confirm or refuse; ``depot_id`` is the deposit that writes a confirmed one in the ledger.

    Raises GesteRefuse when it has already been judged, or is refused without a reason."""
    if statut not in ISSUES:
        raise GesteRefuse(f"« {statut} » n'est pas l'issue d'une correction.")
    reason = texte(motif, "le motif du refus") if statut == "refusee" else texte_libre(motif, "le motif")
    with base.ecrire(statut) as ecriture:
        is_this = table.c.correction_id == correction_id
        row = ecriture.con.execute(select(table).where(is_this).with_for_update()).first()
        if row is None:
            raise SeanceInconnue(f"Aucune correction n'a le numéro {correction_id}.")
        if row.statut != PROPOSEE:
            raise GesteRefuse(f"Cette correction est déjà {STATUTS[row.statut].dit} : elle ne change plus.")
        author, objet = ecriture.fonction(texte(decideur, "l'auteur")), f"correction:{correction_id}"
        instant = journal.noter(ecriture, author, objet, row.seance_code, motif=reason)
        judged = {
            "statut": statut,
            "decideur": author,
            "decidee_le": instant,
            "motif_decision": reason or None,
            "depot_id": depot_id,
        }
        ecriture.con.execute(update(table).where(is_this).values(**judged))
        if statut == "confirmee":
            _remplacer(ecriture, row, judged)
        ecriture.toucher(row.seance_code)
    return lire(base, correction_id)


def _remplacer(ecriture: Transaction, row: Row[Any], judged: dict[str, str | None]) -> None:
    """Once a figure is confirmed, what was proposed for it before has no object any more."""
    same = [table.c[name] == getattr(row, name) for name in ("arrete", "chiffre", "perimetre")]
    earlier = (table.c.statut == PROPOSEE) & (table.c.correction_id < row.correction_id)
    said = judged | {"statut": "annulee", "motif_decision": f"Remplacée par la correction {row.correction_id}"}
    ecriture.con.execute(update(table).where(earlier, *same).values(**said))


def lire(base: Base, correction_id: int) -> Correction:
    with base.lire() as con:
        row = con.execute(select(table).where(table.c.correction_id == correction_id)).first()
    if row is None:
        raise SeanceInconnue(f"Aucune correction n'a le numéro {correction_id}.")
    return _correction(row)


def affichees(base: Base, arrete: date) -> list[Correction]:
    """What is displayed over the figures of an arrêté, one for each, the latest last.

    A figure corrected twice shows the later; that one undone, the earlier comes back.
    """
    query = select(table).where(table.c.arrete == arrete.isoformat(), table.c.statut.in_(AFFICHEES))
    with base.lire() as con:
        return _dernieres(_correction(row) for row in con.execute(query.order_by(table.c.correction_id)))


def de_l_arrete(base: Base, arrete: date) -> list[Correction]:
    """All those of an arrêté, whatever became of them, in the order they were proposed."""
    query = select(table).where(table.c.arrete == arrete.isoformat()).order_by(table.c.correction_id)
    with base.lire() as con:
        return [_correction(row) for row in con.execute(query)]


def est_affichee(correction: Correction, instant: str) -> bool:
    """Whether it was displayed over its figure at this instant."""
    if correction.proposee_le > instant:
        return False
    return correction.statut in AFFICHEES or (correction.decidee_le is not None and correction.decidee_le > instant)


def arretes_corriges(base: Base) -> dict[date, str]:
    """The arrêtés over whose figures something is displayed, the earliest first, and the mark of what is.

    One more has a number of its own, and one less is one less: two states of an arrêté never have the same mark.
    """
    mark = (func.count(), func.max(table.c.correction_id))
    query = select(table.c.arrete, *mark).where(table.c.statut.in_(AFFICHEES)).group_by(table.c.arrete)
    with base.lire() as con:
        return {date.fromisoformat(day): f"{n}-{last}" for day, n, last in con.execute(query.order_by(table.c.arrete))}


def _dernieres(found: Iterable[Correction]) -> list[Correction]:
    """The last correction of each figure, in their order."""
    kept: dict[tuple[date, str, str], Correction] = {}
    for c in found:
        key = (c.perimetre.arrete, c.perimetre.chiffre, c.perimetre.filtres)
        kept.pop(key, None)
        kept[key] = c
    return list(kept.values())


def jugees(base: Base) -> list[Correction]:
    """What the data owner confirmed or refused, the latest first."""
    query = select(table).where(table.c.statut.in_(("confirmee", "refusee"))).order_by(table.c.decidee_le.desc())
    with base.lire() as con:
        return [_correction(row) for row in con.execute(query)]


def en_attente(base: Base) -> list[Correction]:
    """The data owner's queue, the oldest first; of a figure corrected twice, the later only."""
    query = select(table).where(table.c.statut == PROPOSEE).order_by(table.c.correction_id)
    with base.lire() as con:
        return _dernieres(_correction(row) for row in con.execute(query))
