"""Failures in a row of one account, at any step of its entry; after the fifth it waits for a quarter of an hour."""

from datetime import datetime, timedelta

from sqlalchemy import update

from ti_dashboard import horloge
from ti_dashboard.live import journal
from ti_dashboard.live.base import Transaction
from ti_dashboard.live.tables import compte as table

ECHECS_MAX = 5
BLOCAGE = timedelta(minutes=15)


def est_bloque(bloque_jusqu_a: str | None) -> bool:
    return bloque_jusqu_a is not None and datetime.fromisoformat(bloque_jusqu_a) > horloge.maintenant()


def compter(ecriture: Transaction, compte_id: int, facteur: str) -> None:
    """``facteur``: which of the two was wrong, for the journal."""
    is_this = table.c.compte_id == compte_id
    query = update(table).where(is_this).values(echecs=table.c.echecs + 1).returning(table.c.echecs)
    failures = ecriture.con.execute(query).scalar_one()
    journal.noter(ecriture, "", f"compte:{compte_id}", None, echec=failures, facteur=facteur)
    if failures >= ECHECS_MAX:
        until = (horloge.maintenant() + BLOCAGE).isoformat(timespec="milliseconds")
        ecriture.con.execute(update(table).where(is_this).values(echecs=0, bloque_jusqu_a=until))
        journal.noter(ecriture, "", f"compte:{compte_id}", None, bloque_jusqu_a=until)


def remettre(ecriture: Transaction, compte_id: int) -> None:
    """Its holder is in, both factors proved: a password alone would let a code be tried for ever."""
    values = {"echecs": 0, "bloque_jusqu_a": None}
    ecriture.con.execute(update(table).where(table.c.compte_id == compte_id, table.c.echecs > 0).values(**values))
