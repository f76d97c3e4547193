"""A séance: opened by its presenter, followed by its code, closed once. Where the presenter is has a version."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from ti_dashboard.errors import GesteRefuse, MouvementTardif, SeanceInconnue
from ti_dashboard.live import journal
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.saisie import maintenant, texte
from ti_dashboard.live.tables import etape as table_etape
from ti_dashboard.live.tables import seance as table

# Read aloud and copied by hand: no letter or digit that is mistaken for another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
TAILLE_CODE = 6
# The presenter's own key: who follows cannot guess it, and cannot move the room.
TAILLE_CLE = 16
# Name of the cookie that keeps the key of a séance, before its code.
TEMOIN = "animer-"
# Name of the one that tells one browser from another, whatever séance it presents.
TEMOIN_POSTE = "poste"
DEPART = "/"


@dataclass(frozen=True)
class Seance:
    code: str
    cle: str
    titre: str
    arrete: date
    animateur: str
    ouverte_le: str
    close_le: str | None
    etape_id: int | None
    etape_depuis: str | None
    adresse: str
    version: int
    revision: int
    # The post that moves the room, and the one that asks to; None before any came.
    main: str | None = None
    main_demandee: str | None = None
    main_demandee_le: str | None = None
    # Since when its code lets no guest in.
    fermee_aux_invites_le: str | None = None

    @property
    def est_close(self) -> bool:
        return self.close_le is not None


def _tirer(taille: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(taille))


def _seance(row: Row[Any]) -> Seance:
    return Seance(**(row._asdict() | {"arrete": date.fromisoformat(row.arrete)}))


def ouvrir(base: Base, titre: str, animateur: str, arrete: date, adresse: str = DEPART) -> Seance:
    """A new séance. ``animateur`` is a function, never a name."""
    seance = Seance(
        _tirer(TAILLE_CODE),
        _tirer(TAILLE_CLE),
        texte(titre, "le titre de la séance"),
        arrete,
        texte(animateur, "la fonction de l'animateur"),
        maintenant(),
        None,
        None,
        None,
        adresse_valide(adresse),
        1,
        1,
    )
    with base.ecrire("ouvrir") as ecriture:
        latest = ecriture.con.execute(select(func.max(table.c.ouverte_le))).scalar()
        opened = _apres(latest, seance.ouverte_le)
        seance = replace(seance, animateur=ecriture.fonction(seance.animateur), ouverte_le=opened)
        ecriture.con.execute(insert(table).values(**(seance.__dict__ | {"arrete": arrete.isoformat()})))
        journal.noter(ecriture, seance.animateur, f"seance:{seance.code}", seance.code, titre=seance.titre)
    return seance


def _apres(latest: str | None, instant: str) -> str:
    """Opened after all others even if the clock was set back: the room is shown the one opened last."""
    if latest is None or latest < instant:
        return instant
    return (datetime.fromisoformat(latest) + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")


def lire(base: Base, code: str) -> Seance:
    """Raises SeanceInconnue."""
    found = trouver(base, code)
    if found is None:
        raise SeanceInconnue(f"Aucune séance n'a le code « {code} ». Vérifiez-le auprès de l'animateur.")
    return found


def trouver(base: Base, code: str) -> Seance | None:
    with base.lire() as con:
        row = con.execute(select(table).where(table.c.code == code)).first()
    return _seance(row) if row else None


def animee_par(base: Base, cle: str) -> Seance | None:
    """The séance this presenter's key opens."""
    with base.lire() as con:
        row = con.execute(select(table).where(table.c.cle == cle)).first()
    return _seance(row) if row else None


def ouverte_sur(base: Base, arrete: date) -> Seance | None:
    """The latest séance still open on this arrêté, if any."""
    query = select(table).where(table.c.arrete == arrete.isoformat(), table.c.close_le.is_(None))
    with base.lire() as con:
        row = con.execute(query.order_by(table.c.ouverte_le.desc()).limit(1)).first()
    return _seance(row) if row else None


def lister(base: Base) -> list[Seance]:
    """The latest first."""
    with base.lire() as con:
        return [_seance(row) for row in con.execute(select(table).order_by(table.c.ouverte_le.desc()))]


def ouverte(ecriture: Transaction, code: str) -> Seance:
    """The séance, inside the transaction that writes in it. Raises SeanceInconnue, or GesteRefuse when it is closed."""
    row = ecriture.con.execute(select(table).where(table.c.code == code).with_for_update()).first()
    if row is None:
        raise SeanceInconnue(f"Aucune séance n'a le code « {code} ».")
    if row.close_le is not None:
        raise GesteRefuse(f"La séance « {row.titre} » est close : elle ne change plus.")
    return _seance(row)


def deplacer(base: Base, code: str, adresse: str, version_lue: int, etape_id: int | None = None) -> int:
    """The presenter goes to ``adresse``; gives the new version.

    Raises MouvementTardif when somebody moved since ``version_lue`` was read: the room never goes back.
    """
    with base.ecrire("deplacer") as ecriture:
        seance = ouverte(ecriture, code)
        if seance.version != version_lue:
            raise MouvementTardif("La séance a avancé depuis cet écran : les participants restent sur le plus récent.")
        if etape_id is not None:
            _verifier_etape(ecriture, code, etape_id)
        values = {"adresse": adresse_valide(adresse), "version": version_lue + 1}
        if etape_id not in (None, seance.etape_id):
            now = maintenant()
            _quitter_l_etape(ecriture, seance, now)
            values |= {"etape_id": etape_id, "etape_depuis": now}
        ecriture.con.execute(update(table).where(table.c.code == code).values(**values))
        ecriture.annoncer(code)
    return version_lue + 1


def _verifier_etape(ecriture: Transaction, code: str, etape_id: int) -> None:
    query = select(table_etape.c.seance_code).where(table_etape.c.etape_id == etape_id)
    if ecriture.con.execute(query).scalar() != code:
        raise SeanceInconnue("Cette étape n'est pas à l'ordre du jour de la séance.")


def duree_de_l_etape_ms(seance: Seance, instant: str) -> int:
    """How long the present visit of the current step has lasted at this instant."""
    if seance.etape_depuis is None:
        return 0
    visit = datetime.fromisoformat(instant) - datetime.fromisoformat(seance.etape_depuis)
    # The clock of a server may be set back: a step never takes less than nothing.
    return max(0, visit // timedelta(milliseconds=1))


def _quitter_l_etape(ecriture: Transaction, seance: Seance, instant: str) -> None:
    """The time of this visit is added to those before: who comes back to a step does not find it new."""
    spent = table_etape.c.ecoule_ms + duree_de_l_etape_ms(seance, instant)
    query = update(table_etape).where(table_etape.c.etape_id == seance.etape_id)
    ecriture.con.execute(query.values(ecoule_ms=spent))


def clore(base: Base, code: str, auteur: str) -> Seance:
    """Close it for good; raises GesteRefuse when it already is."""
    with base.ecrire("clore") as ecriture:
        seance = ouverte(ecriture, code)
        instant = journal.noter(ecriture, texte(auteur, "l'auteur"), f"seance:{code}", code)
        _quitter_l_etape(ecriture, seance, instant)
        ecriture.con.execute(update(table).where(table.c.code == code).values(close_le=instant, etape_depuis=None))
        ecriture.toucher(code)
    return lire(base, seance.code)
