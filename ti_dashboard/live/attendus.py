"""Who is expected: a body and a function, never a name; the mail they are convened by, for as long as it serves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.langue.mots import cle
from ti_dashboard.live import journal
from ti_dashboard.live.base import Base
from ti_dashboard.live.liste_collee import AttenduDit
from ti_dashboard.live.presences import Presence, cle_de_presence
from ti_dashboard.live.seances import ouverte
from ti_dashboard.live.tables import seance as table_seance
from ti_dashboard.live.tables_de_seance import attendu as table

ATTENDUS_MAX = 500
PLUS_LA = "Cette personne n'est plus sur la liste."


@dataclass(frozen=True)
class AttenduASeance:
    """``convie_le``: when an invitation left for their mail; None when none did."""

    attendu_id: int
    seance_code: str
    organisme: str
    fonction: str
    courriel: str
    convie_le: str | None

    @property
    def nomme(self) -> str:
        return f"{self.organisme} ({self.fonction})"


def attendre(base: Base, code: str, attendus: Sequence[AttenduDit]) -> int:
    """Expect these, all or none; gives how many. Raises GesteRefuse when one is expected already."""
    with base.ecrire("attendre") as ecriture:
        seance = ouverte(ecriture, code)
        query = select(table.c.organisme, table.c.fonction).where(table.c.seance_code == code)
        known = {tuple(row) for row in ecriture.con.execute(query)}
        for one in attendus:
            if one.qui in known:
                raise GesteRefuse(f"{one.organisme} ({one.fonction}) est déjà attendu : rien n'a été enregistré.")
            known.add(one.qui)
            # The journal is for ever, a mail is not: it never goes there.
            said = {"organisme": one.organisme, "fonction": one.fonction}
            journal.noter(ecriture, seance.animateur, "attendu", code, **said)
            ecriture.con.execute(insert(table).values(seance_code=code, courriel=one.courriel, **said))
        if len(known) > ATTENDUS_MAX:
            raise GesteRefuse(f"Une séance attend {ATTENDUS_MAX} personnes au plus : rien n'a été enregistré.")
        ecriture.toucher(code)
    return len(attendus)


def ne_plus_attendre(base: Base, attendu_id: int) -> None:
    with base.ecrire("ne_plus_attendre") as ecriture:
        row = ecriture.con.execute(select(table).where(table.c.attendu_id == attendu_id)).first()
        if row is None:
            raise SeanceInconnue(PLUS_LA)
        seance = ouverte(ecriture, row.seance_code)
        # Another replica may have taken it off while this one waited for the séance.
        if not ecriture.con.execute(delete(table).where(table.c.attendu_id == attendu_id)).rowcount:
            raise SeanceInconnue(PLUS_LA)
        said = {"organisme": row.organisme, "fonction": row.fonction}
        journal.noter(ecriture, seance.animateur, f"attendu:{attendu_id}", seance.code, **said)
        ecriture.toucher(seance.code)


def noter_convies(base: Base, code: str, ids: Sequence[int]) -> None:
    """Their invitation has just left."""
    with base.ecrire("convier") as ecriture:
        seance = ouverte(ecriture, code)
        instant = journal.noter(ecriture, seance.animateur, f"seance:{code}", code, nb=len(ids))
        these = (table.c.seance_code == code) & table.c.attendu_id.in_(ids)
        ecriture.con.execute(update(table).where(these).values(convie_le=instant))
        ecriture.toucher(code)


def lister(base: Base, code: str) -> list[AttenduASeance]:
    """In the order they were added."""
    query = select(table).where(table.c.seance_code == code).order_by(table.c.attendu_id)
    with base.lire() as con:
        return [AttenduASeance(**row._asdict()) for row in con.execute(query)]


def manquants(attendus: Sequence[AttenduASeance], notees: Sequence[Presence]) -> list[AttenduASeance]:
    """Those who were neither noted nor stood for, however they were written."""
    said = {cle_de_presence(one.organisme, who) for one in notees for who in (one.fonction, one.represente)}
    said |= {cle(one.represente) for one in notees}
    return [one for one in attendus if cle_de_presence(one.organisme, one.fonction) not in said]


def courriels_perimes(base: Base, avant: str) -> int:
    """How many mails are kept of séances closed before this instant."""
    with base.lire() as con:
        return len(con.execute(select(table.c.attendu_id).where(_perimes(avant))).all())


def oublier_les_courriels(base: Base, avant: str) -> int:
    """Take away the mails of séances closed before this instant: who was expected stays. Gives how many went."""
    with base.ecrire("oublier_courriels") as ecriture:
        gone = ecriture.con.execute(update(table).where(_perimes(avant)).values(courriel="")).rowcount
        if gone:
            journal.noter(ecriture, ecriture.personne.fonction, "attendu", None, nb=gone, avant=avant)
    return gone


def _perimes(avant: str) -> ColumnElement[bool]:
    closed = select(table_seance.c.code).where(table_seance.c.close_le < avant)
    return (table.c.courriel != "") & table.c.seance_code.in_(closed)


def courriels_par_organisme(base: Base) -> dict[str, list[str]]:
    """Body → the mails it was expected by, the latest séance first; only those that are still kept."""
    query = (
        select(table.c.organisme, table.c.courriel).where(table.c.courriel != "").order_by(table.c.attendu_id.desc())
    )
    found: dict[str, list[str]] = {}
    with base.lire() as con:
        for body, mail in con.execute(query):
            if mail not in found.setdefault(body, []):
                found[body].append(mail)
    return found
