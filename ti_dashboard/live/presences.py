"""Who is in the room: a body and a function, never a name; whom they stand for; from when, until when."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, insert, select, update

from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.langue.mots import cle
from ti_dashboard.live import journal
from ti_dashboard.live.base import Base
from ti_dashboard.live.saisie import NOM_MAX, texte
from ti_dashboard.live.seances import ouverte
from ti_dashboard.live.tables_de_seance import presence as table

# Whoever follows may say they are here.
PRESENTS_MAX = 500


@dataclass(frozen=True)
class Presence:
    """``represente``: who they stand for, empty when nobody. ``depart_le``: None while they are here."""

    presence_id: int
    seance_code: str
    organisme: str
    fonction: str
    represente: str
    arrivee_le: str
    depart_le: str | None


def cle_de_presence(organisme: str, fonction: str) -> str:
    """Who comes writes themselves: « bpifrance, DIRECTEUR » is « Bpifrance, Directeur »."""
    return cle(f"{organisme} {fonction}")


def arriver(base: Base, code: str, organisme: str, fonction: str, represente: str = "") -> Presence:
    """Somebody is here from now on. Raises GesteRefuse of a draft, and when the same is here already."""
    said = {
        "organisme": texte(organisme, "l'organisme", NOM_MAX),
        "fonction": texte(fonction, "la fonction", NOM_MAX),
        "represente": texte(represente, "la personne représentée", NOM_MAX) if represente.strip() else "",
    }
    with base.ecrire("noter_presence") as ecriture:
        seance = ouverte(ecriture, code)
        # Who reads the invitation days before is not there.
        if seance.est_brouillon:
            raise GesteRefuse("La séance n'est pas ouverte : les présences se noteront alors.")
        here = ecriture.con.execute(select(table.c.organisme, table.c.fonction).where(_est_la(code))).all()
        if len(here) >= PRESENTS_MAX:
            raise GesteRefuse("Trop de présences sont déjà notées : faites signe à l'animateur.")
        key = cle_de_presence(said["organisme"], said["fonction"])
        for body, function in here:
            if cle_de_presence(body, function) == key:
                raise GesteRefuse(f"{body} ({function}) est déjà noté présent.")
        instant = journal.noter(ecriture, seance.animateur, "presence", code, **said)
        query = insert(table).values(seance_code=code, arrivee_le=instant, **said).returning(table)
        found = Presence(**ecriture.con.execute(query).one()._asdict())
        ecriture.toucher(code)
    return found


def partir(base: Base, presence_id: int) -> None:
    """They leave; who comes back is noted again. Raises GesteRefuse when they have left already."""
    with base.ecrire("noter_depart") as ecriture:
        is_this = table.c.presence_id == presence_id
        code = ecriture.con.execute(select(table.c.seance_code).where(is_this)).scalar()
        if code is None:
            raise SeanceInconnue("Cette présence n'est pas notée.")
        seance = ouverte(ecriture, code)
        # Read once the séance is held: another post may have noted it while this one waited.
        row = ecriture.con.execute(select(table).where(is_this)).one()
        if row.depart_le is not None:
            raise GesteRefuse(f"{row.organisme} ({row.fonction}) est déjà parti.")
        instant = journal.noter(ecriture, seance.animateur, f"presence:{presence_id}", seance.code)
        ecriture.con.execute(update(table).where(is_this).values(depart_le=instant))
        ecriture.toucher(seance.code)


def lister(base: Base, code: str) -> list[Presence]:
    """In the order they came, those who left included."""
    query = select(table).where(table.c.seance_code == code).order_by(table.c.presence_id)
    with base.lire() as con:
        return [Presence(**row._asdict()) for row in con.execute(query)]


def nb_presents(base: Base, code: str) -> int:
    with base.lire() as con:
        return con.execute(select(func.count()).select_from(table).where(_est_la(code))).scalar_one()


def _est_la(code: str) -> ColumnElement[bool]:
    return (table.c.seance_code == code) & table.c.depart_le.is_(None)
