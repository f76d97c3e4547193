"""The sessions of one account as its holder sees them: opened when, from where; any of them closed by a gesture."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from ti_dashboard import horloge
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import journal, sessions
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.sessions import SessionOuverte
from ti_dashboard.live.tables import session as table

# Who came by an identity provider has just been recognised by it for this long.
RECENTE = timedelta(minutes=10)


@dataclass(frozen=True)
class MaSession:
    """``cle``: what names it on the page; it opens nothing."""

    cle: str
    ouverte_le: str
    vue_le: str
    origine: str
    est_celle_ci: bool


def lister(base: Base, session: SessionOuverte) -> list[MaSession]:
    """Those that still let in, this one first, then the latest."""
    is_mine = (table.c.compte_id == session.personne.compte_id) & table.c.fermee_le.is_(None)
    with base.lire() as con:
        rows = con.execute(select(table).where(is_mine).order_by(table.c.ouverte_le.desc())).all()
    found = [
        MaSession(row.empreinte, row.ouverte_le, row.vue_le, row.origine, row.empreinte == session.empreinte)
        for row in rows
        if sessions.dure_encore(row)
    ]
    return sorted(found, key=lambda one: not one.est_celle_ci)


def est_recente(base: Base, session: SessionOuverte) -> bool:
    """Whether its holder has proved who they are a moment ago."""
    with base.lire() as con:
        row = con.execute(select(table.c.ouverte_le).where(table.c.empreinte == session.empreinte)).one()
    return horloge.maintenant() - datetime.fromisoformat(row.ouverte_le) < RECENTE


def fermer(base: Base, session: SessionOuverte, cle: str) -> None:
    """One of one's own. Raises GesteRefuse when it is not, or is no longer open."""
    with base.ecrire("fermer_une_session") as ecriture:
        who = session.personne
        instant = journal.noter(ecriture, who.fonction, f"compte:{who.compte_id}", None, sessions=1)
        is_it = (table.c.empreinte == cle) & (table.c.compte_id == who.compte_id) & table.c.fermee_le.is_(None)
        if ecriture.con.execute(update(table).where(is_it).values(fermee_le=instant)).rowcount != 1:
            raise GesteRefuse("Cette session est déjà fermée : rien n'a changé.")


def fermer_les_autres(ecriture: Transaction, session: SessionOuverte) -> None:
    """Inside the gesture that changes how one comes in: every other browser is out, and the journal says how many."""
    who = session.personne
    is_other = (table.c.compte_id == who.compte_id) & (table.c.empreinte != session.empreinte)
    closing = (
        update(table).where(is_other, table.c.fermee_le.is_(None)).values(fermee_le=horloge.maintenant().isoformat())
    )
    closed = ecriture.con.execute(closing).rowcount
    journal.noter(ecriture, who.fonction, f"compte:{who.compte_id}", None, autres_sessions_fermees=closed)
