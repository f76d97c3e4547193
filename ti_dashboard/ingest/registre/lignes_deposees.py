"""Rows of a deposit, kept as they were typed on the day it came: Parquet files beside its sheet."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.ingest.reception.lieux.rattacheur import SUITES
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.registre.livraison import LigneDeposee, Livraison, nommer

_TYPES = {
    "string": pa.string(),
    "number": pa.decimal128(28, 6),
    "integer": pa.int64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}
NUMERO = "_ligne"


def ecrire(path: Path, nature: str, lignes: list[LigneDeposee]) -> None:
    """Write typed rows with their line number."""
    columns = {NUMERO: pa.array([n for n, _ in lignes], pa.int32())}
    for name, kind in _colonnes(nature):
        columns[name] = pa.array([row[name] for _, row in lignes], _TYPES[kind])
    pq.write_table(pa.table(columns), path, compression="zstd")


def _colonnes(nature: str) -> list[tuple[str, str]]:
    """Name and kind of what a row keeps: its fields, and for one that can be attached how it was."""
    contract = schema(nature)
    kept = [(c.nom, c.genre) for c in contract.champs if not c.est_lieu]
    return kept + [(name, "string") for name in SUITES if contract.lieux]


def lire(path: Path, nature: str) -> list[LigneDeposee]:
    """Typed rows with their line number; a decimal loses the zeros the file added.

    Rows deposited before places were read say nothing of theirs, nor those of before quotations of the file were kept.
    """
    table = pq.read_table(path)
    contract = schema(nature)
    for name in (*(SUITES if contract.lieux else ()), *contract.mentions):
        if name not in table.column_names:
            table = table.append_column(name, pa.nulls(len(table), pa.string()))
    names = [name for name in table.column_names if name != NUMERO]
    columns = [_plain(table.column(name)) for name in names]
    return [
        (n, dict(zip(names, values, strict=True)))
        for n, *values in zip(table.column(NUMERO).to_pylist(), *columns, strict=True)
    ]


def _plain(column: pa.ChunkedArray) -> list[object]:
    if pa.types.is_decimal(column.type):
        return [None if v is None else v.normalize() + 0 for v in column.to_pylist()]
    cells: list[object] = column.to_pylist()
    return cells


def livraisons_du_depot(depot: Depot, dossier: Path | None = None) -> Iterator[Livraison]:
    """The sheets of a deposit as the ledger takes them; ``dossier`` when it is not in its final place yet."""
    base = dossier or depots.dossier() / depot.depot_id
    hashes = {f.nom: f.sha256 for f in depot.fichiers}
    for rank, sheet in enumerate(depot.feuilles):
        name = nommer(sheet.feuille, sheet.lecture)
        left_out = depot.lignes_ecartees(rank)
        rows = [(line, row) for line, row in lire(base / sheet.lignes, sheet.nature) if line not in left_out]
        yield Livraison(
            depot.depot_id,
            sheet.fichier,
            name,
            sheet.nature,
            depot.emetteur,
            depot.date_reception,
            sheet.nb_valides,
            Decimal(sheet.total_controle) if sheet.total_controle else None,
            depot.est_demonstration,
            hashes[sheet.fichier],
            rows,
            depot.mode,
            depot.date_connaissance,
            sheet.nb_rejets + len(left_out),
            sheet.nb_sans_objet,
            depot.rang,
            depot.reponses,
        )
