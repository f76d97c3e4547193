"""How many may ask to speak: of a séance, by its telephones, from one place."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live.base import Transaction
from ti_dashboard.live.tables_de_seance import intervention as table

# Who holds a telephone asks once; a room that all asks at once is not a list any more.
ATTENTE_MAX = 100
# Asked and taken back without end, each time would be two lines of the journal, for ever, and one more to read again at
# every change of the room.
DEMANDES_MAX = 1_000
# Nobody tells two telephones apart for sure: who sends no cookie, or another each time, is a new one each time. An
# address is harder to change, but a whole room may have one (Wi-Fi of a ministry). So one place takes half of a list:
# two hundred people behind one address have fifty turns to wait for at once and two requests each; whoever plays with
# one telephone leaves the other half to the other places, and to the desk.
PART_D_UN_LIEU = 2


def provenance(ecriture: Transaction, code: str) -> str | None:
    """The mark of where somebody without an account is: it tells two places of a séance apart, and no address."""
    who = ecriture.personne
    if who.compte_id is not None or not who.origine:
        return None
    return hashlib.sha256(f"{code} {who.origine}".encode()).hexdigest()[:16]


def exiger(ecriture: Transaction, code: str, poste: str, place: str | None, attendent: Sequence[str | None]) -> None:
    """Raises GesteRefuse when the list is full: for all, for the telephones, for this place. ``attendent``: from where
    each of those who wait asked."""
    if len(attendent) >= ATTENTE_MAX:
        raise GesteRefuse("Trop de demandes attendent déjà : faites signe à l'animateur.")
    if poste and _nb_demandees(ecriture, table.c.seance_code == code) >= DEMANDES_MAX:
        raise GesteRefuse("Les téléphones ont trop demandé la parole à cette séance : faites signe à l'animateur.")
    if place is None:
        return
    if sum(one == place for one in attendent) >= ATTENTE_MAX // PART_D_UN_LIEU:
        raise GesteRefuse("Trop de demandes faites depuis cet endroit attendent déjà : faites signe à l'animateur.")
    here = (table.c.seance_code == code) & (table.c.provenance == place)
    if _nb_demandees(ecriture, here) >= DEMANDES_MAX // PART_D_UN_LIEU:
        raise GesteRefuse("La parole a trop été demandée depuis cet endroit : faites signe à l'animateur.")


def _nb_demandees(ecriture: Transaction, lesquelles: ColumnElement[bool]) -> int:
    """How many times a telephone of the room asked to speak, taken back or not."""
    asked = lesquelles & (table.c.poste_id != "")
    return ecriture.con.execute(select(func.count()).select_from(table).where(asked)).scalar_one()
