"""Sessions of those who signed in, and of the guests of a séance: opened, seen, closed, everywhere at once if need be.

The store keeps the hash of what the browser holds: who reads the store comes in by none of it.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from ti_dashboard import horloge
from ti_dashboard.acces.personne import Personne, invite
from ti_dashboard.errors import ReglageRefuse
from ti_dashboard.live import comptes, journal
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import maintenant
from ti_dashboard.live.tables import compte as table_compte
from ti_dashboard.live.tables import seance as table_seance
from ti_dashboard.live.tables import session as table

# What the browser holds: 256 bits, drawn here.
TAILLE_JETON = 32
# A session with whom it lets in, in one question: each request asks it.
_LECTURE = (
    select(table, *(column for column in table_compte.c if column.name != "compte_id"), table_seance.c.close_le)
    .outerjoin(table_compte, table.c.compte_id == table_compte.c.compte_id)
    .outerjoin(table_seance, table.c.seance_code == table_seance.c.code)
    .where(table.c.fermee_le.is_(None))
)
# A gesture is written as the last one at most this often.
PAS = timedelta(minutes=1)


@dataclass(frozen=True)
class Limites:
    """``inactivite``: without a gesture; ``duree``: whatever is done."""

    inactivite: timedelta
    duree: timedelta


def limites() -> Limites:
    """Two hours without a gesture, twenty in all, unless configured. Raises ReglageRefuse.

    RGAA 13.1 asks that a reader can put off the first, and that the second be of twenty hours at least.
    """
    return Limites(_heures("TI_DASHBOARD_INACTIVITE_H", 2), _heures("TI_DASHBOARD_SESSION_H", 20))


def _heures(variable: str, sinon: int) -> timedelta:
    said = os.environ.get(variable, "").strip()
    if not said:
        return timedelta(hours=sinon)
    if not (said.isdecimal() and 1 <= int(said) <= 168):
        raise ReglageRefuse(f"{variable} vaut « {said[:20]} » : écrivez un nombre d'heures, de 1 à 168.")
    return timedelta(hours=int(said))


@dataclass(frozen=True)
class SessionOuverte:
    """``jeton_identite``: what the identity provider wants back at sign-out."""

    empreinte: str
    personne: Personne
    ouverte_le: str
    vue_le: str
    jeton_identite: str | None


def empreinte(jeton: str) -> str:
    return hashlib.sha256(jeton.encode()).hexdigest()


def ouvrir(
    ecriture: Transaction, compte_id: int, origine: str, jeton_identite: str | None = None, **detail: object
) -> str:
    """Inside the gesture that signs in; gives what the browser must hold, told once. ``detail``: for the journal."""
    jeton, objet = secrets.token_urlsafe(TAILLE_JETON), f"compte:{compte_id}"
    _inscrire(ecriture, jeton, origine, compte_id=compte_id, jeton_identite=jeton_identite)
    if not any(line["objet"] == objet for line in ecriture.lignes):
        # Who accepts an invitation comes in by the same gesture: one line says both.
        journal.noter(ecriture, ecriture.personne.fonction, objet, None, **detail)
    return jeton


def inviter(ecriture: Transaction, seance_code: str, origine: str) -> str:
    """The same for who came with the code of a séance."""
    jeton = secrets.token_urlsafe(TAILLE_JETON)
    _inscrire(ecriture, jeton, origine, seance_code=seance_code)
    journal.noter(ecriture, ecriture.personne.fonction, f"seance:{seance_code}", seance_code)
    return jeton


def _inscrire(ecriture: Transaction, jeton: str, origine: str, **values: Any) -> None:
    now = maintenant()
    row = {"empreinte": empreinte(jeton), "ouverte_le": now, "vue_le": now, "origine": origine} | values
    ecriture.con.execute(insert(table).values(**row))


def lire(base: Base, jeton: str, origine: str = "") -> SessionOuverte | None:
    """Who holds this, with the rights they have now; None once it is closed, too old, or its account or séance is."""
    return lire_par_empreinte(base, empreinte(jeton), origine)


def lire_par_empreinte(base: Base, key: str, origine: str = "") -> SessionOuverte | None:
    with base.lire() as con:
        row = con.execute(_LECTURE.where(table.c.empreinte == key)).first()
    # What lets in is open, and of the séance as of the account only one is there.
    if row is None or not dure_encore(row) or row.ferme_le is not None or row.close_le is not None:
        return None
    personne = invite(row.seance_code, origine) if row.compte_id is None else comptes.lu(row).personne(origine)
    return SessionOuverte(key, personne, row.ouverte_le, row.vue_le, row.jeton_identite)


def dure_encore(row: Row[Any]) -> bool:
    return min(_restes(row.ouverte_le, row.vue_le)) > timedelta()


@dataclass(frozen=True)
class FinDeSession:
    """``dans``: when it ends if nothing is done; ``est_prolongeable``: whether a gesture moves that away."""

    dans: timedelta
    est_prolongeable: bool


def fin(session: SessionOuverte) -> FinDeSession:
    """The nearer of its two limits."""
    whole, idle = _restes(session.ouverte_le, session.vue_le)
    return FinDeSession(min(whole, idle), est_prolongeable=idle < whole)


def _restes(ouverte_le: str, vue_le: str) -> tuple[timedelta, timedelta]:
    """What is left of its whole length, and of its time without a gesture."""
    now, bounds = horloge.maintenant(), limites()
    opened, seen = datetime.fromisoformat(ouverte_le), datetime.fromisoformat(vue_le)
    return opened + bounds.duree - now, seen + bounds.inactivite - now


def toucher(base: Base, session: SessionOuverte) -> None:
    """Its holder has just done something."""
    if horloge.maintenant() - datetime.fromisoformat(session.vue_le) < PAS:
        return
    with base.ecrire("se_connecter") as ecriture:
        query = update(table).where(table.c.empreinte == session.empreinte)
        ecriture.con.execute(query.values(vue_le=maintenant()))


def fermer(base: Base, session: SessionOuverte, partout: bool = False) -> None:
    """Sign out: this session, or every one of this account."""
    is_this = table.c.empreinte == session.empreinte
    if partout and session.personne.compte_id is not None:
        is_this = table.c.compte_id == session.personne.compte_id
    with base.ecrire("se_deconnecter") as ecriture:
        who = session.personne
        objet = f"compte:{who.compte_id}" if who.compte_id is not None else f"seance:{who.seance_code}"
        instant = journal.noter(ecriture, who.fonction, objet, who.seance_code, partout=partout)
        ecriture.con.execute(update(table).where(is_this, table.c.fermee_le.is_(None)).values(fermee_le=instant))


def renvoyer_les_invites(base: Base, seance_code: str) -> None:
    """The presenter sends away whoever came with the code, and lets nobody in by it any more."""
    with base.ecrire("renvoyer_invites") as ecriture:
        instant = journal.noter(ecriture, ecriture.personne.fonction, f"seance:{seance_code}", seance_code)
        is_this = (table.c.seance_code == seance_code) & table.c.fermee_le.is_(None)
        ecriture.con.execute(update(table).where(is_this).values(fermee_le=instant))
        _ouvrir_aux_invites(ecriture, seance_code, instant)


def accueillir_les_invites(base: Base, seance_code: str) -> None:
    """The code lets in again."""
    with base.ecrire("accueillir_invites") as ecriture:
        journal.noter(ecriture, ecriture.personne.fonction, f"seance:{seance_code}", seance_code)
        _ouvrir_aux_invites(ecriture, seance_code, None)


def _ouvrir_aux_invites(ecriture: Transaction, seance_code: str, ferme_le: str | None) -> None:
    is_this = table_seance.c.code == seance_code
    ecriture.con.execute(update(table_seance).where(is_this).values(fermee_aux_invites_le=ferme_le))


def nb_invites(base: Base, seance_code: str) -> int:
    """How many guests came with the code and were not sent away."""
    is_this = (table.c.seance_code == seance_code) & table.c.fermee_le.is_(None)
    with base.lire() as con:
        return con.execute(select(func.count()).select_from(table).where(is_this)).scalar_one()
