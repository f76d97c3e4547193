"""The small real files that went wrong once, read as a deposit reads them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue, Lecture, Reglages, lire_fichier

PETITS = Path(__file__).parent / "donnees" / "petits"
REGISTRE = PETITS / "registre"
REGLAGES = Reglages("Un opérateur", date(2026, 11, 20))


def lire(path: Path, reglages: Reglages = REGLAGES) -> Lecture:
    return lire_fichier(path, path.name, reglages)


def seule(path: Path, reglages: Reglages = REGLAGES) -> FeuilleLue:
    """The one sheet of a file that is read, its rows all accounted for."""
    lecture = lire(path, reglages)
    assert lecture.fautes == []
    (sheet,) = lecture.feuilles
    assert len(sheet.lignes) + len(sheet.rejets) + sheet.nb_sans_objet == sheet.nb_lignes
    return sheet


def valeurs(sheet: FeuilleLue, champ: str) -> list[object]:
    return [row[champ] for _, row in sheet.lignes]


def total(sheet: FeuilleLue) -> Decimal:
    return sum((row["montant"] for _, row in sheet.lignes if row["montant"] is not None), Decimal(0))


def avis(sheet: FeuilleLue | Lecture) -> str:
    """What was said of the reading, with ordinary spaces."""
    return "\n".join(sheet.avis).replace("\u00a0", " ").replace("\u202f", " ")
