"""Who holds the room when a séance is presented from several posts: one moves it, another asks, and is answered.

A post is one browser that has the key of the séance. The first to come holds the room.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select, update

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import accord
from ti_dashboard.live import journal, seances
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import maintenant
from ti_dashboard.live.seances import Seance
from ti_dashboard.live.tables import poste as table_poste
from ti_dashboard.live.tables import seance as table

# Who holds the room answers in this time; a browser that was closed never will.
REPONSE_S = 20


def tient(seance: Seance, poste: str) -> bool:
    return seance.main in (None, poste)


def arriver(base: Base, code: str, poste: str) -> None:
    """A post presents this séance: it holds the room when nobody does, and the others are told of it once."""
    with base.ecrire("presenter") as ecriture:
        seance = seances.ouverte(ecriture, code)
        is_new = ecriture.con.execute(select(table_poste).where(_est(code, poste))).first() is None
        if is_new:
            row = {"seance_code": code, "poste_id": poste, "arrive_le": maintenant()}
            ecriture.con.execute(insert(table_poste).values(**row))
        if seance.main is None:
            _ecrire(ecriture, code, main=poste)
        if is_new and not tient(seance, poste):
            ecriture.toucher(code)


def nb_autres(base: Base, code: str, poste: str) -> int:
    """How many other posts were opened on this séance."""
    is_other = (table_poste.c.seance_code == code) & (table_poste.c.poste_id != poste)
    with base.lire() as con:
        return con.execute(select(func.count()).select_from(table_poste).where(is_other)).scalar_one()


def demander(base: Base, code: str, poste: str) -> None:
    with base.ecrire("demander_la_main") as ecriture:
        seance = seances.ouverte(ecriture, code)
        if not tient(seance, poste) and seance.main_demandee != poste:
            _ecrire(ecriture, code, main_demandee=poste, main_demandee_le=maintenant())
            ecriture.toucher(code)


def repondre(base: Base, code: str, poste: str, accepte: bool) -> None:
    """Who holds the room gives it to who asks, or keeps it."""
    with base.ecrire("passer_la_main") as ecriture:
        seance = seances.ouverte(ecriture, code)
        if seance.main != poste or seance.main_demandee is None:
            raise GesteRefuse("La main n'est plus demandée à ce poste : rien n'a changé.")
        _passer(ecriture, seance, seance.main_demandee if accepte else poste)


def prendre_sans_reponse(base: Base, code: str, poste: str) -> None:
    """Raises GesteRefuse while who holds the room may still answer."""
    with base.ecrire("passer_la_main") as ecriture:
        seance = seances.ouverte(ecriture, code)
        if seance.main_demandee != poste or seance.main_demandee_le is None:
            raise GesteRefuse("La main a été gardée, ou passée à un autre poste : demandez-la de nouveau.")
        asked, now = (datetime.fromisoformat(t) for t in (seance.main_demandee_le, maintenant()))
        left = REPONSE_S - int((now - asked).total_seconds())
        if left > 0:
            raise GesteRefuse(f"Le poste qui tient la salle a encore {accord(left, 'seconde')} pour répondre.")
        _passer(ecriture, seance, poste)


def _passer(ecriture: Transaction, seance: Seance, main: str) -> None:
    _ecrire(ecriture, seance.code, main=main, main_demandee=None, main_demandee_le=None)
    if main != seance.main:
        journal.noter(ecriture, seance.animateur, f"seance:{seance.code}", seance.code)
    ecriture.toucher(seance.code)


def _ecrire(ecriture: Transaction, code: str, **values: str | None) -> None:
    ecriture.con.execute(update(table).where(table.c.code == code).values(**values))


def _est(code: str, poste: str) -> ColumnElement[bool]:
    return (table_poste.c.seance_code == code) & (table_poste.c.poste_id == poste)
