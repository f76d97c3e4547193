"""Examine a deposit: read its files, check what its rows refer to, look for doubles, write what is kept.

It runs in a process of its own (``python -m ti_dashboard.ingest.atelier.examen <dossier>``) with bounded time and
memory: what a hostile file can break is that process, and nothing else.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.dossier.depot import FichierRecu, Paire
from ti_dashboard.ingest.atelier.avis_de_lecture import dire_la_lecture
from ti_dashboard.ingest.atelier.connu import Registre, registre_connu
from ti_dashboard.ingest.atelier.feuilles_gardees import garder
from ti_dashboard.ingest.demarches.depouillement import Depouillement
from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue, Reglages, lire_fichier
from ti_dashboard.ingest.registre import doublons, doutes
from ti_dashboard.ingest.registre.appartenances import Frontiere
from ti_dashboard.ingest.registre.livraison import Livraison, nommer
from ti_dashboard.ingest.registre.renvois import declarations
from ti_dashboard.ingest.sans_pandas import ecarter_pandas
from ti_dashboard.referentiels.natures import NATURES

DEMANDE = "demande.json"
RESULTAT = "examen.json"
MAX_CONSTATS = 2_000
Dire = Callable[[str], None]


@dataclass
class _Lus:
    """What was read in all the files. ``remplaces``: copy → what is kept in its place."""

    feuilles: list[tuple[str, FeuilleLue]] = field(default_factory=list)
    constats: list[Defaut] = field(default_factory=list)
    avis: list[str] = field(default_factory=list)
    remplaces: dict[str, dict[str, Any]] = field(default_factory=dict)


def examiner(dossier: Path, dire: Dire = lambda _: None) -> None:
    """Read what ``demande.json`` names in ``dossier``; write sheets, rejects and ``examen.json`` beside it."""
    asked = json.loads((dossier / DEMANDE).read_text(encoding="utf-8"))
    dire("Lecture du registre")
    known = registre_connu(Path(asked["publications"]), [Path(p) for p in asked["depots"]])
    found = _lire(dossier, asked, dire)
    dire("Vérification des références")
    read = _references(found.feuilles, known, found.constats)
    read = _perimetre(read, asked, known, found.constats)
    constats = list(dict.fromkeys(found.constats))  # several readings of a sheet find the same fault
    dire("Recherche de doublons")
    pairs = _doublons(read, known)
    dire("Comparaison à ce que l'on sait")
    questions, told = doutes.questions([_parole(asked, nom, sheet) for nom, sheet in read], known.paroles)
    dire("Enregistrement de la lecture")
    sheets = [garder(dossier, k, nom, sheet, constats) for k, (nom, sheet) in enumerate(read, 1)]
    result = {
        "feuilles": [asdict(s) for s in sheets],
        "constats": [asdict(c) for c in constats[:MAX_CONSTATS]],
        "nb_constats": len(constats),
        "doublons": [asdict(p) for p in pairs],
        "avis": [*found.avis, *told],
        "questions": [asdict(q) for q in questions],
        "remplaces": found.remplaces,
    }
    (dossier / RESULTAT).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


def _lire(dossier: Path, asked: dict[str, Any], dire: Dire) -> _Lus:
    received = date.fromisoformat(asked["date_reception"])
    settings = Reglages(asked["emetteur"], received, asked["nature"], asked["phase"], asked["masquees"])
    found = _Lus()
    for recu, sent in asked["fichiers"]:
        dire(f"Lecture de {sent}")
        stripped = Depouillement(settings.masquees)
        lecture = lire_fichier(dossier / recu, sent, settings, dire, stripped.ouvrir)
        nom = _remplacer(dossier, recu, sent, stripped, found.remplaces)
        found.constats += [replace(f, fichier=nom) for f in lecture.fautes]
        found.constats += [replace(f, fichier=nom) for sheet in lecture.feuilles for f in sheet.fautes]
        found.avis += dire_la_lecture(nom, lecture)
        found.feuilles += [(nom, sheet) for sheet in lecture.feuilles]
    return found


def _remplacer(dossier: Path, recu: str, nom: str, stripped: Depouillement, replaced: dict[str, dict[str, Any]]) -> str:
    """Put what is to be kept of a file in the place of the file, which names people; the name it has from now on."""
    if stripped.contenu is None:
        return nom
    kept = FichierRecu(stripped.nom(nom), hashlib.sha256(stripped.contenu).hexdigest(), len(stripped.contenu))
    (dossier / recu).unlink()
    (dossier / depots.copie(kept)).write_bytes(stripped.contenu)
    replaced[recu] = asdict(kept)
    return kept.nom


def _parole(asked: dict[str, Any], nom: str, sheet: FeuilleLue) -> Livraison:
    """A sheet of this deposit as the ledger would take it."""
    name = nommer(sheet.feuille, sheet.lecture)
    return Livraison(
        asked["depot_id"],
        nom,
        name,
        sheet.nature,
        asked["emetteur"],
        date.fromisoformat(asked["date_reception"]),
        len(sheet.lignes),
        None,
        False,
        "",
        sheet.lignes,
        asked["mode"],
        date.fromisoformat(asked["date_connaissance"]),
    )


def _references(
    read: list[tuple[str, FeuilleLue]], known: Registre, constats: list[Defaut]
) -> list[tuple[str, FeuilleLue]]:
    """Rows that refer to nothing known join the rejects of their sheet."""
    known.connaissances.declarer(row["projet_id"] for row in declarations(sheet for _, sheet in read))
    return _trier(read, lambda _, row: known.connaissances.manques(row), constats)


def _perimetre(
    read: list[tuple[str, FeuilleLue]], asked: dict[str, Any], known: Registre, constats: list[Defaut]
) -> list[tuple[str, FeuilleLue]]:
    """Rows that are not those of the account that deposits join the rejects too."""
    limits = PerimetreDAcces(**asked["perimetre"])
    if limits.est_national:
        return read
    frontier = Frontiere(limits, asked["emetteur"], known.paroles)
    for _, sheet in read:
        frontier.declarer(NATURES[sheet.nature], [row for _, row in sheet.lignes])
    return _trier(read, lambda nature, row: frontier.manques(NATURES[nature], row), constats)


def _trier(
    read: list[tuple[str, FeuilleLue]],
    manques: Callable[[str, dict[str, Any]], Iterable[Defaut]],
    constats: list[Defaut],
) -> list[tuple[str, FeuilleLue]]:
    """Each sheet with the rows that lack nothing; the others among its rejects, and why."""
    checked = []
    for nom, sheet in read:
        kept, rejected = [], list(sheet.rejets)
        for line, row in sheet.lignes:
            missing = list(manques(sheet.nature, row))
            if not missing:
                kept.append((line, row))
                continue
            rejected.append((line, sheet.recues[line - 1]))
            constats += [replace(m, fichier=nom, feuille=sheet.feuille, ligne=line) for m in missing]
        checked.append((nom, replace(sheet, lignes=kept, rejets=sorted(rejected, key=lambda r: r[0]))))
    return checked


def _doublons(read: list[tuple[str, FeuilleLue]], known: Registre) -> list[Paire]:
    def lines(nature: str) -> list[doublons.LigneSituee]:
        return [
            doublons.LigneSituee(f"{nom}{f', feuille {sheet.feuille}' if sheet.feuille else ''}, ligne {n}", row)
            for nom, sheet in read
            if sheet.nature == nature
            for n, row in sheet.lignes
        ]

    searches = doublons.RECHERCHES.items()
    return [pair for nature, search in searches for pair in search(lines(nature), known.lignes(nature))]


def _borner(memoire: int, secondes: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memoire, memoire))
    resource.setrlimit(resource.RLIMIT_CPU, (secondes, secondes + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    ecarter_pandas()
    _borner(int(sys.argv[2]), int(sys.argv[3]))
    examiner(Path(sys.argv[1]), lambda step: print(step, flush=True))
