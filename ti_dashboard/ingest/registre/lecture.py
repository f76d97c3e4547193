"""Deliveries as received: one folder per arrêté, its bordereau, its CSV and XLSX files → typed rows with their line."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from ti_dashboard.classeurs import onglets
from ti_dashboard.dossier import disque
from ti_dashboard.dossier.limites import FichierRefuse, LivraisonInvalide
from ti_dashboard.ingest.reception.lieux.rattacheur import Rattacheur
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.registre.livraison import LigneDeposee, Livraison
from ti_dashboard.langue.formats import accord, euros


def lire_livraisons(racine: Path) -> Iterator[Livraison]:
    """Every sheet of every arrêté folder below ``racine``, in order.

    Raises LivraisonInvalide with every fault of the first faulty folder: nothing of it is kept.
    """
    for dossier in sorted(p for p in racine.iterdir() if p.is_dir() and not p.name.startswith(".")):
        yield from _lire_dossier(dossier)


def _lire_dossier(dossier: Path) -> list[Livraison]:
    faults: list[str] = []
    bordereau = dossier / "bordereau.csv"
    if not bordereau.exists():
        raise LivraisonInvalide([f"{dossier.name} : le fichier bordereau.csv manque, ajoutez-le au dossier."])
    announced = _typed_rows("bordereau", f"{dossier.name}/bordereau.csv", _csv_rows(bordereau), faults)
    livraisons = [s for _, row in announced if (s := _lire_feuille(dossier, row, faults))]
    listed = {row["fichier"] for _, row in announced} | {"bordereau.csv"}
    faults += [
        f"{dossier.name}/{p.name} : ce fichier n'est pas annoncé au bordereau."
        for p in sorted(dossier.iterdir())
        if p.name not in listed
    ]
    if faults:
        raise LivraisonInvalide(faults)
    return livraisons


def _lire_feuille(dossier: Path, row: dict[str, Any], faults: list[str]) -> Livraison | None:
    path = dossier / str(row["fichier"])
    sheet = str(row["feuille"] or "")
    place = f"{dossier.name}/{row['fichier']}" + (f", feuille {sheet}" if sheet else "")
    if not path.exists():
        faults.append(f"{place} : annoncé au bordereau mais absent du dossier.")
        return None
    try:
        raw = _csv_rows(path) if path.suffix == ".csv" else _xlsx_rows(path, sheet)
    except OSError as error:
        faults.append(f"{place} : le fichier n'a pas pu être lu ({disque.raison(error)}).")
        return None
    except Exception as error:
        faults.append(f"{place} : le fichier ne peut pas être lu ({error}).")
        return None
    livraison = Livraison(
        dossier.name,
        str(row["fichier"]),
        sheet,
        str(row["nature"]),
        str(row["emetteur"]),
        row["date_reception"],
        row["nb_lignes"],
        row["total_controle"],
        bool(row["est_demonstration"]),
        hashlib.sha256(path.read_bytes()).hexdigest(),
        _typed_rows(str(row["nature"]), place, raw, faults),
    )
    faults += _control_totals(livraison, place)
    return livraison


def _control_totals(livraison: Livraison, place: str) -> Iterator[str]:
    if len(livraison.lignes) != livraison.nb_lignes_annonce:
        said = accord(livraison.nb_lignes_annonce, "ligne annoncée", "lignes annoncées")
        yield f"{place} : {said} au bordereau, {accord(len(livraison.lignes), 'lue')}."
    if livraison.total_controle is not None and livraison.total_lu != livraison.total_controle:
        told, read = euros(livraison.total_controle), euros(livraison.total_lu)
        yield f"{place} : total de contrôle annoncé {told}, somme lue {read}."


def _csv_rows(path: Path) -> list[list[object]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[*row] for row in csv.reader(file, delimiter=";")]


def _xlsx_rows(path: Path, sheet: str) -> list[list[object]]:
    onglets.controler(path)
    with onglets.lisible():
        book = CalamineWorkbook.from_path(path)
        if sheet not in book.sheet_names:
            held = ", ".join(f"« {name} »" for name in book.sheet_names)
            raise FichierRefuse("cette feuille n'y est pas.", f"Le classeur tient {held} : corrigez l'un ou l'autre.")
        rows: list[list[Any]] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return rows


def _typed_rows(nature: str, place: str, rows: list[list[object]], faults: list[str]) -> list[LigneDeposee]:
    contract = schema(nature)
    header = [str(h).strip() for h in rows[0]] if rows else []
    if header not in (contract.propres, contract.noms):
        faults.append(f"{place}, ligne 1 : l'en-tête attendu est « {';'.join(contract.propres)} ».")
        return []
    typed: list[LigneDeposee] = []
    attaching = Rattacheur(contract)
    for line, row in enumerate(rows[1:], start=2):
        values, cell_faults = contract.typer(dict(zip(header, row, strict=False)))
        if not cell_faults:
            values, missing = attaching.ligne(line, values)
            cell_faults = [missing.en_phrase()] if missing else []
        faults += [f"{place}, ligne {line}, {fault}" for fault in cell_faults]
        typed.append((line, values))
    return typed
