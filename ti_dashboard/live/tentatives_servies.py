"""The attempts to log in by an identity provider that have come back: each serves once, for all the replicas."""

from datetime import timedelta

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from ti_dashboard import horloge
from ti_dashboard.live import sessions
from ti_dashboard.live.base import Base
from ti_dashboard.live.saisie import maintenant
from ti_dashboard.live.tables_d_entree import tentative_servie as table

# Longer than an attempt is good for, by clocks that differ.
GARDEE = timedelta(hours=1)


def servir(base: Base, etat: str) -> bool:
    """Whether this one comes back for the first time; of two at once, one is told so."""
    too_old = (horloge.maintenant() - GARDEE).isoformat(timespec="milliseconds")
    row = {"empreinte": sessions.empreinte(etat), "servie_le": maintenant()}
    with base.ecrire("se_connecter") as ecriture:
        ecriture.con.execute(delete(table).where(table.c.servie_le < too_old))
        try:
            # PostgreSQL would let nothing follow a refusal in the same transaction.
            with ecriture.con.begin_nested():
                ecriture.con.execute(insert(table).values(**row))
        except IntegrityError:
            return False
    return True
