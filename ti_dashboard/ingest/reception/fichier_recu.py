"""One received file → typed rows, rejects and faults. Whatever the bytes, the answer is a Lecture."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ti_dashboard.classeurs.rangee_vide import est_vide
from ti_dashboard.dossier import disque
from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.ingest.reception import formats, meconnu
from ti_dashboard.ingest.reception.decoupe import tableaux
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute, feuilles_brutes
from ti_dashboard.ingest.reception.lectures import FeuilleLue, Lecture, Reglages
from ti_dashboard.ingest.reception.typage import lire_feuille
from ti_dashboard.langue.formats import accord

__all__ = ["FeuilleLue", "Lecture", "Reglages", "lire_fichier"]

Progression = Callable[[str], None]
Ouvrir = Callable[[Path, str], list[FeuilleBrute]]
SANS_FAIT = (
    "l'en-tête n'est suivi que de totaux, de notes ou de lignes masquées.",
    "Vérifiez que le bon fichier a été envoyé.",
)
TOUT_MASQUE = ("les seules feuilles à lire sont masquées.", "Affichez-les, ou demandez ce qui est masqué.")
MASQUE_LU = "ce qui est masqué ou filtré est lu aussi, à la demande de qui dépose."
SANS_LIGNE = ("l'en-tête n'est suivi d'aucune ligne.", "Vérifiez que le bon fichier a été envoyé.")


def lire_fichier(
    path: Path,
    nom: str,
    reglages: Reglages,
    progression: Progression = lambda _: None,
    ouvrir: Ouvrir = feuilles_brutes,
) -> Lecture:
    """Read ``path``, received under the name ``nom``: all or nothing for the file, row by row for its sheets.

    ``ouvrir`` gives its raw sheets.
    """
    try:
        progression(f"Lecture de {nom}")
        return _lire(ouvrir(path, nom), nom, replace(reglages, fichier=nom), progression)
    except FichierRefuse as refusal:
        return _refus(nom, refusal)
    except MemoryError:
        return _refus(nom, FichierRefuse("le fichier demande trop de mémoire.", "Découpez-le en plusieurs fichiers."))
    except OSError as error:
        return _refus(
            nom,
            FichierRefuse(f"le fichier n'a pas pu être lu : {disque.constat(error)}.", "Recommencez ou renvoyez-le."),
        )


def _refus(nom: str, refusal: FichierRefuse) -> Lecture:
    return Lecture(nom, [], [refusal.defaut], [])


def _lire(sheets: list[FeuilleBrute], nom: str, reglages: Reglages, progression: Progression) -> Lecture:
    read: list[FeuilleLue] = []
    ignored: list[str] = []
    empty: list[str] = []
    notices: list[str] = []
    hidden = False
    for brute in sheets:
        if brute.nom:
            progression(f"{nom}, feuille {brute.nom}")
        if brute.est_masquee and not reglages.masquees:
            said = _masquee(brute, reglages)
            notices += said
            ignored += [] if said else [brute.nom]
            continue
        found = _une_feuille(brute, reglages)
        hidden |= bool(found and (brute.est_masquee or brute.masquees))
        read += [sheet for sheet in found if sheet.nb_lignes]
        empty += [brute.nom] if found and not found[0].nb_lignes else []
        ignored += [] if found else [brute.nom]
    if not read and notices:
        raise FichierRefuse(*TOUT_MASQUE)
    if not read:
        raise FichierRefuse(*SANS_LIGNE, feuille=empty[0]) if empty else meconnu.refus(sheets)
    if all(sheet.nb_hors_table == sheet.nb_lignes for sheet in read):
        raise FichierRefuse(*SANS_FAIT, feuille=read[0].feuille)
    asked = [MASQUE_LU] * (hidden and reglages.masquees)
    return Lecture(nom, read, [], ignored + empty, (*notices, *asked))


def _masquee(brute: FeuilleBrute, reglages: Reglages) -> list[str]:
    """What is said of a hidden sheet that could have been read; nothing of lists and notices that only help."""
    try:
        known = bool(formats.reconnaitre(brute, reglages))
    except FichierRefuse:
        known = True
    if not known:
        return []
    rows = accord(sum(not est_vide(row) for row in brute.lignes) - 1, "ligne")
    return [
        f"la feuille masquée « {brute.nom} », {rows}, n'est pas lue ; pour la lire, affichez-la, ou demandez ce "
        "qui est masqué."
    ]


def _une_feuille(brute: FeuilleBrute, reglages: Reglages) -> list[FeuilleLue]:
    """Every reading of one sheet, table by table; none when no known header is on it."""
    found = tableaux(brute, formats.cles_connues(), lambda part: formats.reconnaitre(part, reglages))
    return [lire_feuille(part, source, reglages) for part, sources in found for source in sources]
