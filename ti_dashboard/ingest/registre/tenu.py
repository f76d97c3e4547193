"""The ledger under the arrêtés already said, as the publication served holds it: it only grows.

A better reading of old words would write other rows, and every seal signs the rows: it is for what comes after.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from ti_dashboard.ingest.figer.dits import Dits
from ti_dashboard.ingest.figer.reprise import SERVIE, copier, jointe
from ti_dashboard.ingest.figer.tables import NOMS_DITS, existantes
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.referentiels.natures import ACTES

_FEUILLES = """SELECT livraison_id, sha256, nb_lignes, total_lu FROM servie.livraison
    WHERE date_connaissance <= $jour"""
_ACTES = """SELECT f.*, l.emetteur FROM servie.flux f JOIN servie.livraison l USING (livraison_id)
    WHERE list_contains($feuilles, f.livraison_id) ORDER BY f.livraison_id, f.ligne"""
_CLOTURE = "SELECT max(date_cloture) FROM arrete WHERE list_contains($1, arrete_id)"
_ORIGINE = ("emetteur", "livraison_id", "ligne", "date_connaissance")


@dataclass(frozen=True)
class RegistreTenu:
    """``feuilles``: livraison_id → (SHA-256 of its file, rows read, total read) of each sheet known by ``jusqu_a``."""

    publication: Path
    jusqu_a: date
    feuilles: dict[str, tuple[str, int, Decimal | None]]

    def tient(self, livraison: Livraison) -> bool:
        """What was read of this delivery is what was read then."""
        said = (livraison.sha256, len(livraison.lignes), livraison.total_lu)
        return livraison.connue_le <= self.jusqu_a and self.feuilles.get(livraison.livraison_id) == said

    def copier(
        self, con: duckdb.DuckDBPyConnection, livraisons: Iterable[Livraison], evenements: Iterable[str]
    ) -> None:
        """Put the rows of these deliveries into the publication being built, withdrawals included, as they were."""
        ids = [name for s in livraisons for name in _feuilles(s) if name in self.feuilles]
        with jointe(con, self.publication):
            there = existantes(con, SERVIE)
            for table in ("livraison", *evenements):
                if table in there:
                    copier(con, table, ids, "livraison_id")

    def actes(
        self, con: duckdb.DuckDBPyConnection, livraisons: Iterable[Livraison]
    ) -> list[tuple[str, dict[str, Any]]]:
        """(sender, row) for each row of money of these deliveries."""
        ids = [name for s in livraisons if s.nature in ACTES for name in _feuilles(s)]
        with jointe(con, self.publication):
            cursor = con.execute(_ACTES, {"feuilles": ids})
            names = [NOMS_DITS.get(c[0], c[0]) for c in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return [(str(row["emetteur"]), {c: v for c, v in row.items() if c not in _ORIGINE}) for row in rows]


def _feuilles(livraison: Livraison) -> tuple[str, str]:
    """The sheet, and what its delivery withdrew."""
    return livraison.livraison_id, replace(livraison, feuille=livraison.feuille_des_retraits).livraison_id


def tenu(con: duckdb.DuckDBPyConnection, dits: Dits) -> RegistreTenu | None:
    """What the publication served holds up to the last closing it keeps; None when nothing was said."""
    held = {said.etats for said in dits.values() if said.etats}
    if len(held) != 1:
        return None
    (path,) = held
    days = [day for day, said in dits.items() if said.etats]
    ((closing,),) = con.execute(_CLOTURE, [days]).fetchall()
    if closing is None:
        return None
    with jointe(con, path):
        rows = con.execute(_FEUILLES, {"jour": closing}).fetchall()
    return RegistreTenu(path, closing, {name: (sha, nb, total) for name, sha, nb, total in rows})
