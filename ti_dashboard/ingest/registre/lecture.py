"""Deliveries as received: one folder per arrêté, its bordereau, its CSV and XLSX files → typed rows with their line."""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

from python_calamine import CalamineWorkbook

from ti_dashboard.dossier import disque
from ti_dashboard.ingest.reception.lieux.rattacheur import Rattacheur
from ti_dashboard.ingest.reception.limites import LivraisonInvalide
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.langue.formats import accord, euros, jour
from ti_dashboard.referentiels.natures import NATURES

LigneDeposee = tuple[int, dict[str, Any]]
RETRAITS = "retraits"
# When a word was received: the day, its rank in that day, then its own name so that there is always one order.
Ordre = tuple[date, float, str]


class Parole(Protocol):
    """What a delivery says of a subject: a dataclass that knows its place among the words about it."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def ordre(self) -> Ordre: ...


Mot = TypeVar("Mot", bound=Parole)

# How the rows of a delivery speak: each is a fact to add; or they are compared with what the ledger knows, and what a
# complete state leaves out is withdrawn.
AJOUT, COMPLEMENT, ETAT_COMPLET = "ajout", "complement", "etat_complet"


@dataclass(frozen=True)
class Livraison:
    """One sheet of one file, with what its sender announced."""

    dossier: str
    fichier: str
    feuille: str
    nature: str
    emetteur: str
    date_reception: date
    nb_lignes_annonce: int
    total_controle: Decimal | None
    est_demonstration: bool
    sha256: str
    lignes: list[LigneDeposee] = field(repr=False)
    mode: str = AJOUT
    date_connaissance: date | None = None
    nb_rejets: int = 0
    nb_sans_objet: int = 0
    rang: float = 0.0
    reponses: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def ordre(self) -> Ordre:
        """The order of words is the one in which they were received, whatever the order in which they reach us."""
        return self.date_reception, self.rang, self.dossier

    @property
    def connue_le(self) -> date:
        """Date of knowledge of its rows: the reception, or the day after an arrêté that was already closed."""
        return self.date_connaissance or self.date_reception

    @property
    def livraison_id(self) -> str:
        return f"{self.dossier}/{self.fichier}" + (f"#{self.feuille}" if self.feuille else "")

    @property
    def feuille_des_retraits(self) -> str:
        """The sheet under which the ledger writes what this one takes back."""
        return f"{self.feuille}~{RETRAITS}" if self.feuille else RETRAITS

    @property
    def lieu(self) -> str:
        """Where its rows are, as a person knows it."""
        sheet = f", feuille {self.feuille}" if self.feuille else ""
        return f"{self.emetteur}, {self.fichier}{sheet}, reçu le {jour(self.date_reception)}"

    @property
    def total_lu(self) -> Decimal | None:
        """Sum of the amounts read, in euros; None for a sheet that carries no money."""
        amount = NATURES[self.nature].montant
        if not amount:
            return None
        return sum((row[amount] for _, row in self.lignes if row[amount] is not None), Decimal(0))


def reclasses(mots: Iterable[Mot], dossier: str, rang: float) -> list[Mot]:
    """Words, each with its ``ordre``, in the order they would have if this were the rank of ``dossier`` in its day."""
    moved = (replace(m, ordre=(m.ordre[0], rang, dossier)) if m.ordre[2] == dossier else m for m in mots)
    return sorted(moved, key=lambda m: m.ordre)


def nommer(feuille: str, lecture: str) -> str:
    """A sheet read in one way among several."""
    return feuille + (f"~{lecture}" if lecture else "")


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
    rows: list[list[Any]] = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
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
