"""A séance: prepared, opened by its presenter, followed by its code, closed once. Where it is has a version."""

import secrets
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Row, func, insert, select, update

from ti_dashboard.adresse.comprise import ARRETE
from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.langue.formats import jour
from ti_dashboard.live import journal, prevision
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.etat import StatutDeSeance, statut_de
from ti_dashboard.live.prevision import Prevision
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.saisie import maintenant, texte
from ti_dashboard.live.tables import seance as table
from ti_dashboard.live.textes_gardes import se_garde

# Read aloud and copied by hand: no letter or digit that is mistaken for another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
TAILLE_CODE = 6
# The presenter's own key: who follows cannot guess it, and cannot move the room.
TAILLE_CLE = 16
# Name of the cookie that keeps the key of a séance, before its code.
TEMOIN = "animer-"
# Name of the one that tells one browser from another, whatever séance it presents.
TEMOIN_POSTE = "poste"


@dataclass(frozen=True)
class Seance:
    code: str
    cle: str
    titre: str
    arrete: date
    animateur: str
    creee_le: str
    adresse: str
    version: int
    revision: int
    close_le: str | None = None
    etape_id: int | None = None
    etape_depuis: str | None = None
    # The post that moves the room, and the one that asks to; None before any came.
    main: str | None = None
    main_demandee: str | None = None
    main_demandee_le: str | None = None
    # Since when its code lets no guest in.
    fermee_aux_invites_le: str | None = None
    # None while it is a draft.
    ouverte_le: str | None = None
    suspendue_le: str | None = None
    # The day and time it is planned for, of the clock on the wall: « 2026-12-03T14:30 ».
    prevue_le: str | None = None
    duree_prevue: int = 0
    lieu: str = ""
    # What the wall shows beside the screen: since when it is black, a message, what is lit, how far it is scrolled.
    noir_depuis: str | None = None
    message: str | None = None
    projecteur: str | None = None
    defilement: int = 0
    # Since when the room stays where it is, wherever the presenter goes.
    gelee_le: str | None = None

    @property
    def statut(self) -> StatutDeSeance:
        return statut_de(self.ouverte_le, self.suspendue_le, self.close_le)

    @property
    def prevue(self) -> Prevision:
        return prevision.lire(self.prevue_le, self.duree_prevue, self.lieu)

    @property
    def est_close(self) -> bool:
        return self.statut is StatutDeSeance.CLOSE

    @property
    def est_brouillon(self) -> bool:
        return self.statut is StatutDeSeance.BROUILLON


def tirer(taille: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(taille))


def _seance(row: Row[Any]) -> Seance:
    known = {field.name for field in fields(Seance)}
    said = {name: value for name, value in row._asdict().items() if name in known}
    return Seance(**(said | {"arrete": date.fromisoformat(row.arrete)}))


def depart(arrete: date) -> str:
    """Where a room is before its presenter has led it anywhere: the welcome page, at the arrêté of its séance."""
    return f"/?{urlencode({ARRETE: jour(arrete)})}"


def ouvrir(base: Base, titre: str, animateur: str, arrete: date, adresse: str = "") -> Seance:
    """A new séance, open at once, at its ``depart`` unless told. ``animateur`` is a function, never a name."""
    said = _dite(titre, animateur, arrete, adresse or depart(arrete))
    with base.ecrire("ouvrir") as ecriture:
        made = _inscrire(ecriture, said)
        ecriture.con.execute(update(table).where(table.c.code == said["code"]).values(ouverte_le=made))
    return lire(base, said["code"])


def preparer(base: Base, titre: str, animateur: str, arrete: date, prevue: Prevision | None = None) -> Seance:
    """A draft, that the room does not see before it is opened."""
    said = _dite(titre, animateur, arrete, depart(arrete))
    planned = (prevue or Prevision()).colonnes()
    with base.ecrire("preparer") as ecriture:
        _inscrire(ecriture, said)
        ecriture.con.execute(update(table).where(table.c.code == said["code"]).values(**planned))
    return lire(base, said["code"])


def _dite(titre: str, animateur: str, arrete: date, adresse: str) -> dict[str, str]:
    return {
        "code": tirer(TAILLE_CODE),
        "cle": tirer(TAILLE_CLE),
        "titre": texte(titre, "le titre de la séance"),
        "arrete": arrete.isoformat(),
        "animateur": texte(animateur, "la fonction de l'animateur"),
        "adresse": adresse_valide(adresse),
    }


def _inscrire(ecriture: Transaction, said: dict[str, str]) -> str:
    """Gives the instant it was made, after all others even if the clock was set back: the last one is shown."""
    made = _apres(ecriture.con.execute(select(func.max(table.c.creee_le))).scalar(), maintenant())
    signed = said | {"animateur": ecriture.fonction(said["animateur"])}
    ecriture.con.execute(insert(table).values(**signed, creee_le=made, version=1, revision=1))
    detail = {"titre": said["titre"], "adresse": said["adresse"]}
    journal.noter(ecriture, said["animateur"], f"seance:{said['code']}", said["code"], **detail)
    return made


def _apres(latest: str | None, instant: str) -> str:
    if latest is None or latest < instant:
        return instant
    return (datetime.fromisoformat(latest) + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")


def lire(base: Base, code: str) -> Seance:
    """Raises SeanceInconnue."""
    found = trouver(base, code)
    if found is None:
        raise SeanceInconnue(f"Aucune séance n'a le code « {montrable(code)} ». Vérifiez-le auprès de l'animateur.")
    return found


def montrable(code: str) -> str:
    """A code that was said, as a sentence may show it."""
    return "".join(one for one in code if one.isprintable())[: 2 * TAILLE_CODE]


def trouver(base: Base, code: str) -> Seance | None:
    """None for what comes from an address and is no code at all, as for one that nobody has."""
    if not se_garde(code):
        return None
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
    is_open = table.c.ouverte_le.is_not(None) & table.c.close_le.is_(None)
    query = select(table).where(table.c.arrete == arrete.isoformat(), is_open)
    with base.lire() as con:
        row = con.execute(query.order_by(table.c.creee_le.desc()).limit(1)).first()
    return _seance(row) if row else None


def lister(base: Base) -> list[Seance]:
    """The latest first, drafts included."""
    with base.lire() as con:
        return [_seance(row) for row in con.execute(select(table).order_by(table.c.creee_le.desc()))]


def ouverte(ecriture: Transaction, code: str) -> Seance:
    """The séance, inside the transaction that writes in it. Raises SeanceInconnue, or GesteRefuse when it is closed."""
    row = ecriture.con.execute(select(table).where(table.c.code == code).with_for_update()).first()
    if row is None:
        raise SeanceInconnue(f"Aucune séance n'a le code « {code} ».")
    if row.close_le is not None:
        raise GesteRefuse(f"La séance « {row.titre} » est close : elle ne change plus.")
    return _seance(row)


def changer(ecriture: Transaction, code: str, **valeurs: object) -> None:
    """Write these columns of the séance, and tell who follows it."""
    ecriture.con.execute(update(table).where(table.c.code == code).values(**valeurs))
    ecriture.toucher(code)
