"""One received file → typed rows, rejects and faults. Whatever the bytes, the answer is a Lecture."""

from collections.abc import Callable
from pathlib import Path

from ti_dashboard.ingest import formats
from ti_dashboard.ingest.fichiers import FeuilleBrute, feuilles_brutes
from ti_dashboard.ingest.lectures import Faute, FeuilleLue, Lecture, Reglages
from ti_dashboard.ingest.limites import FichierRefuse
from ti_dashboard.ingest.typage import lire_feuille

__all__ = ["Faute", "FeuilleLue", "Lecture", "Reglages", "lire_fichier"]

Progression = Callable[[str], None]


def lire_fichier(path: Path, nom: str, reglages: Reglages, progression: Progression = lambda _: None) -> Lecture:
    """Read ``path``, received under the name ``nom``: all or nothing for the file, row by row for its sheets."""
    lues: list[FeuilleLue] = []
    ignorees: list[str] = []
    try:
        progression(f"Lecture de {nom}")
        for brute in feuilles_brutes(path, nom):
            if brute.nom:
                progression(f"{nom}, feuille {brute.nom}")
            read = _une_feuille(brute, reglages)
            lues += read
            ignorees += [] if read else [brute.nom]
        if not lues:
            raise FichierRefuse(*formats.MECONNU)
    except FichierRefuse as refusal:
        fault = Faute(refusal.feuille, refusal.ligne, None, None, refusal.constat, refusal.remede)
        return Lecture(nom, [], [fault], [])
    return Lecture(nom, lues, [], ignorees)


def _une_feuille(brute: FeuilleBrute, reglages: Reglages) -> list[FeuilleLue]:
    """Every reading of one sheet; none when no known header is on it."""
    found = formats.reconnaitre(brute, reglages)
    return [lire_feuille(brute, lecture, reglages) for lecture in found]
