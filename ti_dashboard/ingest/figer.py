"""Freeze every arrêté: the states the ledger gives at each cut-off, and the hash of what was said."""

import duckdb

from ti_dashboard.empreinte import empreinte_arrete
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
