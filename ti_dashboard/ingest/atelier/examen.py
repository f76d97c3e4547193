"""Examine a deposit: read its files, check what its rows refer to, look for doubles, write what is kept.

It runs in a process of its own (``python -m ti_dashboard.ingest.atelier.examen <dossier>``) with bounded time and
memory: what a hostile file can break is that process, and nothing else.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ti_dashboard.dossier import depots
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.dossier.depots import FeuilleRecue, FichierRecu, Paire
from ti_dashboard.exports.tableur import ecrire_csv
from ti_dashboard.ingest.atelier.connu import Registre, registre_connu
from ti_dashboard.ingest.demarches.depouillement import Depouillement
from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue, Lecture, Reglages, lire_fichier
from ti_dashboard.ingest.reception.montre import montrer
from ti_dashboard.ingest.registre import doublons, doutes, lignes_deposees
from ti_dashboard.ingest.registre.lecture import Livraison, nommer
from ti_dashboard.ingest.registre.renvois import declarations
from ti_dashboard.ingest.sans_pandas import ecarter_pandas
from ti_dashboard.langue.formats import accord, enumeration, selon
from ti_dashboard.referentiels.natures import NATURES

DEMANDE = "demande.json"
RESULTAT = "examen.json"
MAX_CONSTATS = 2_000
MAX_COLONNES = 12
Dire = Callable[[str], None]


def examiner(dossier: Path, dire: Dire = lambda _: None) -> None:
    """Read what ``demande.json`` names in ``dossier``; write sheets, rejects and ``examen.json`` beside it."""
    asked = json.loads((dossier / DEMANDE).read_text(encoding="utf-8"))
    settings = Reglages(
        asked["emetteur"],
        date.fromisoformat(asked["date_reception"]),
        asked["nature"],
        asked["phase"],
        asked["masquees"],
    )
    dire("Lecture du registre")
    known = registre_connu(Path(asked["publications"]), [Path(p) for p in asked["depots"]])
    constats: list[Defaut] = []
    notices: list[str] = []
    read: list[tuple[str, FeuilleLue]] = []
    replaced: dict[str, dict[str, Any]] = {}
    for recu, sent in asked["fichiers"]:
        dire(f"Lecture de {sent}")
        stripped = Depouillement(settings.masquees)
        lecture = lire_fichier(dossier / recu, sent, settings, dire, stripped.ouvrir)
        nom = _remplacer(dossier, recu, sent, stripped, replaced)
        constats += [replace(f, fichier=nom) for f in lecture.fautes]
        constats += [replace(f, fichier=nom) for sheet in lecture.feuilles for f in sheet.fautes]
        notices += _avis(nom, lecture)
        read += [(nom, sheet) for sheet in lecture.feuilles]
    dire("Vérification des références")
    read = _references(read, known, constats)
    constats = list(dict.fromkeys(constats))  # several readings of a sheet find the same fault
    dire("Recherche de doublons")
    pairs = _doublons(read, known)
    dire("Comparaison à ce que l'on sait")
    questions, told = doutes.questions([_parole(asked, nom, sheet) for nom, sheet in read], known.paroles)
    dire("Enregistrement de la lecture")
    sheets = [_ecrire(dossier, k, nom, sheet, constats) for k, (nom, sheet) in enumerate(read, 1)]
    result = {
        "feuilles": [asdict(s) for s in sheets],
        "constats": [asdict(c) for c in constats[:MAX_CONSTATS]],
        "nb_constats": len(constats),
        "doublons": [asdict(p) for p in pairs],
        "avis": [*notices, *told],
        "questions": [asdict(q) for q in questions],
        "remplaces": replaced,
    }
    (dossier / RESULTAT).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


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
        asked["depot_id"], nom, name, sheet.nature, asked["emetteur"], date.fromisoformat(asked["date_reception"]),
        len(sheet.lignes), None, False, "", sheet.lignes, asked["mode"],
        date.fromisoformat(asked["date_connaissance"]),
    )  # fmt: skip


def _avis(nom: str, lecture: Lecture) -> Iterator[str]:
    """What the reading did to the file without refusing it, each sentence with its place."""
    yield from (f"{nom} : {said}" for said in lecture.avis)
    yield from (f"{nom}, feuille {sheet} : ignorée, aucune colonne attendue." for sheet in lecture.feuilles_ignorees)
    told = {(sheet.feuille, said): None for sheet in lecture.feuilles for said in (*sheet.avis, *_non_lues(sheet))}
    yield from (f"{nom}{f', feuille {sheet}' if sheet else ''} : {said}" for sheet, said in told)


def _non_lues(sheet: FeuilleLue) -> Iterator[str]:
    """Columns that this format does not read."""
    if names := sheet.colonnes_ignorees:
        left = len(names) - MAX_COLONNES
        shown = [f"« {montrer(name)} »" for name in names[:MAX_COLONNES]]
        said = selon(len(names), "", "{n} colonne n'est pas lue", "{n} colonnes ne sont pas lues")
        yield f"{said} : {enumeration([*shown, *([accord(left, 'autre')] if left > 0 else [])])}."


def _references(
    read: list[tuple[str, FeuilleLue]], known: Registre, constats: list[Defaut]
) -> list[tuple[str, FeuilleLue]]:
    """Rows that refer to nothing known join the rejects of their sheet."""
    known.connaissances.declarer(row["projet_id"] for row in declarations(sheet for _, sheet in read))
    checked = []
    for nom, sheet in read:
        kept, rejected = [], list(sheet.rejets)
        for line, row in sheet.lignes:
            missing = list(known.connaissances.manques(row))
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


def _ecrire(dossier: Path, k: int, nom: str, sheet: FeuilleLue, constats: list[Defaut]) -> FeuilleRecue:
    rows = f"feuille-{k}.parquet"
    lignes_deposees.ecrire(dossier / rows, sheet.nature, sheet.lignes)
    rejects = None
    if sheet.rejets:
        rejects = f"rejets-{k}.csv"
        why: dict[int, list[str]] = {}
        for c in constats:
            if c.fichier == nom and c.feuille == sheet.feuille and c.ligne:
                why.setdefault(c.ligne, []).append(f"{c.colonne or ''} {c.constat} {c.remede}".strip())
        with (dossier / rejects).open("w", encoding="utf-8-sig", newline="") as file:
            ecrire_csv(file, [["ligne", "motif", *sheet.en_tete]])
            ecrire_csv(file, ([n, " | ".join(why.get(n, ["voir le rapport"])), *cells] for n, cells in sheet.rejets))
    total = exact = None
    if amount := NATURES[sheet.nature].montant:
        total = sum((r[amount] for _, r in sheet.lignes if r[amount] is not None), Decimal(0))
        exact = total + sum((sheet.arrondis.get(n, Decimal(0)) for n, _ in sheet.lignes), Decimal(0))
    return FeuilleRecue(
        nom, sheet.feuille, sheet.lecture, sheet.nature, sheet.nb_lignes, len(sheet.lignes), len(sheet.rejets),
        sheet.nb_sans_objet, None, None if total is None else str(total), rows, rejects, tuple(sheet.colonnes_ignorees),
        None if exact == total else str(exact),
    )  # fmt: skip


def _borner(memoire: int, secondes: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memoire, memoire))
    resource.setrlimit(resource.RLIMIT_CPU, (secondes, secondes + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    ecarter_pandas()
    _borner(int(sys.argv[2]), int(sys.argv[3]))
    examiner(Path(sys.argv[1]), lambda step: print(step, flush=True))
