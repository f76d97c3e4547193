"""The line behind a figure: the rows it is made of, and why it moved since an earlier arrêté."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from ti_dashboard.chiffre import PRECISIONS, Chiffre
from ti_dashboard.filters import Filtres
from ti_dashboard.mesures import Nombre
from ti_dashboard.queries.lecture import lecture, sujets
from ti_dashboard.queries.mouvements import Mouvement, mouvements
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne, Publication


@dataclass(frozen=True)
class Origine:
    """Value at the arrêté (None: unknown), subjects known and unknown, value before, movements, rows."""

    valeur: Nombre | None
    nb_connus: int
    nb_inconnus: int
    est_comparee: bool
    valeur_precedente: Nombre | None
    mouvements: list[Mouvement]
    lignes: tuple[Ligne, ...]


def origine(publication: Publication, chiffre: Chiffre, choix: Filtres) -> Origine:
    """Everything behind ``chiffre`` under the shared filters ``choix``."""
    rows = lignes(publication, chiffre, choix, choix.arrete)
    value, (known, unknown) = valeur(chiffre, rows), _connus(chiffre, rows)
    if choix.compare is None:
        return Origine(value, known, unknown, False, None, [], rows)
    earlier = lignes(publication, chiffre, choix, choix.compare)
    moves = mouvements(publication, chiffre, choix, rows, earlier)
    return Origine(value, known, unknown, True, valeur(chiffre, earlier), moves, rows)


def lignes(publication: Publication, chiffre: Chiffre, choix: Filtres, arrete: date) -> tuple[Ligne, ...]:
    """The rows behind the figure at ``arrete``: ledger lines, projects or territories, each with its origin."""
    bound = chiffre.resserrer(choix).parametres() | chiffre.parametres()
    bound |= {"arrete": arrete, "depuis": choix.compare, "jusqu_a": choix.arrete}
    return poser(publication, chiffre.indicateur.lignes, sur=lecture(chiffre).sur, **bound)


def precisions_en_mots(publication: Publication, chiffre: Chiffre, choix: Filtres) -> list[str]:
    """What narrows the figure beyond the shared filters, as a reader says it."""
    said, seen = [], chiffre.resserrer(choix)
    for dim, code in chiffre.precisions:
        if dim not in PRECISIONS:
            continue
        label = PRECISIONS[dim].valeurs.get(code)
        if label is None:
            bound = {"dimension": dim, "code": code, "phase": seen.phase, "arrete": choix.arrete}
            label = next((str(r["libelle"]) for r in poser(publication, "nom_precision", **bound)), code)
        said.append(PRECISIONS[dim].dire(label))
    return said


def valeur(chiffre: Chiffre, rows: tuple[Ligne, ...]) -> Nombre | None:
    """The figure its rows give back. No row is a known zero; rows without any value are unknown."""
    indicateur, read = chiffre.indicateur, lecture(chiffre)
    if indicateur.agregat == "compte":
        return len(sujets(read, rows))
    known = [row for row in rows if row[read.valeur] is not None]
    if indicateur.agregat == "rapport":
        over, under = parts(chiffre, rows)
        return over / under if under else None
    if indicateur.agregat == "mediane":
        return median(row[read.valeur] for row in known) if known else None
    return sum((row[read.valeur] for row in known), Decimal(0)) if known or not rows else None


def parts(chiffre: Chiffre, rows: tuple[Ligne, ...]) -> tuple[Decimal, Decimal]:
    """The two sums of a ratio: first kind of amount, second kind."""
    totals = {kind: Decimal(0) for kind in chiffre.indicateur.selection["types"]}
    for row in rows:
        totals[row["type_montant"]] += row["montant_eur"] or 0
    over, under = totals.values()
    return over, under


def _connus(chiffre: Chiffre, rows: tuple[Ligne, ...]) -> tuple[int, int]:
    """Subjects whose value is known, and unknown."""
    read = lecture(chiffre)
    missing = sujets(read, (row for row in rows if read.valeur and row[read.valeur] is None))
    return len(sujets(read, rows)) - len(missing), len(missing)
