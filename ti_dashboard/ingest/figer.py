"""Freeze every arrêté: the states the ledger gives at each cut-off, and the hash of what was said."""

from collections.abc import Iterable

import duckdb

from ti_dashboard.arretes import ArreteDecide
from ti_dashboard.empreinte import ETATS, ETATS_AJOUTES, empreinte_arrete
from ti_dashboard.ingest.tables import sql


def figer(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the frozen states (``etat_…``) of all arrêtés, then sign each arrêté."""
    for statement in ("figer_territoire", "figer_projet", "figer_flux", "figer_candidature"):
        con.execute(sql(statement))
    signed = [
        (empreinte_arrete(lambda q, p: con.execute(q, p).fetchone()[0], arrete_id, cloture), arrete_id)
        for arrete_id, cloture in con.execute("SELECT arrete_id, date_cloture FROM arrete").fetchall()
    ]
    # DuckDB rewrites a referenced row on UPDATE and refuses it while foreign keys point there: the hash lives apart.
    con.executemany("INSERT INTO arrete_empreinte VALUES ($2, $1)", signed)


def oter(con: duckdb.DuckDBPyConnection, decides: Iterable[ArreteDecide]) -> dict[str, str]:
    """Set the withdrawn arrêtés apart, once signed like all others: no question can meet one. Gives their hashes."""
    hashes = {}
    for arrete in decides:
        if arrete.retrait is None:
            continue
        (signed,) = con.execute(
            "SELECT empreinte FROM arrete_empreinte WHERE arrete_id = $1", [arrete.arrete_id]
        ).fetchone()
        for table in (*ETATS, *ETATS_AJOUTES, "arrete_empreinte", "arrete"):
            con.execute(f"DELETE FROM {table} WHERE arrete_id = $1", [arrete.arrete_id])  # noqa: S608
        con.execute(
            "INSERT INTO arrete_retire VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [arrete.arrete_id, arrete.libelle, arrete.numero, arrete.date_cloture, arrete.auteur, arrete.arrete_le,
             signed, arrete.retrait.motif, arrete.retrait.auteur, arrete.retrait.retire_le],
        )  # fmt: skip
        hashes[str(arrete.arrete_id)] = signed
    return hashes
