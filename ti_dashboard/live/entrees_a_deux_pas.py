"""Who has said a right password and not yet their code: no session, a wait of ten minutes at the second door.

A table apart from that of sessions: whoever reads a session finds nobody there.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from ti_dashboard import horloge
from ti_dashboard.acces.code_temporel import tirer_secret
from ti_dashboard.errors import ConnexionRefusee
from ti_dashboard.live import comptes, essais_manques, second_facteur, sessions
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import maintenant
from ti_dashboard.live.tables import compte as table_compte
from ti_dashboard.live.tables_d_entree import entree_commencee as table

DUREE = timedelta(minutes=10)
FAUX = "Ce code n'est pas le bon, ou a déjà servi. Après cinq essais, un compte attend un quart d'heure."
FINIE = "Cette connexion a attendu plus de dix minutes, ou a déjà abouti : redites votre mot de passe."


@dataclass(frozen=True)
class Passage:
    """What the browser must hold now: a session, or, when it is not over, an entry at its second step."""

    jeton: str
    est_fini: bool


@dataclass(frozen=True)
class EntreeCommencee:
    """``secret``: of the telephone to enrol, sealed; None for who has one already."""

    empreinte: str
    compte: comptes.CompteDAcces
    secret: str | None


def entrer(ecriture: Transaction, compte_id: int, origine: str) -> Passage:
    """Inside the gesture that has checked a password, or given one."""
    if not second_facteur.est_exige():
        essais_manques.remettre(ecriture, compte_id)
        return Passage(sessions.ouvrir(ecriture, compte_id, origine), True)
    jeton = secrets.token_urlsafe(sessions.TAILLE_JETON)
    is_new = not second_facteur.est_inscrit(ecriture, compte_id)
    drawn = second_facteur.scelle(compte_id, tirer_secret()) if is_new else None
    row = {"empreinte": sessions.empreinte(jeton), "compte_id": compte_id, "commencee_le": maintenant()}
    too_old = (horloge.maintenant() - DUREE).isoformat(timespec="milliseconds")
    ecriture.con.execute(delete(table).where(table.c.commencee_le < too_old))
    ecriture.con.execute(insert(table).values(secret=drawn, **row))
    return Passage(jeton, False)


def lire(base: Base, jeton: str) -> EntreeCommencee | None:
    """None once it is over, too old, or its account closed."""
    held = select(table).where(table.c.empreinte == sessions.empreinte(jeton))
    with base.lire() as con:
        row = con.execute(held).first()
        if row is None or horloge.maintenant() - datetime.fromisoformat(row.commencee_le) >= DUREE:
            return None
        account = con.execute(select(table_compte).where(table_compte.c.compte_id == row.compte_id)).one()
    found = comptes.lu(account)
    return EntreeCommencee(row.empreinte, found, row.secret) if found.ferme_le is None else None


def prouver(base: Base, entree: EntreeCommencee, dit: str, origine: str) -> str:
    """By a code, of the telephone or of the paper; gives what the browser must hold. Raises ConnexionRefusee.

    A wrong one is written before it is refused.
    """
    with base.ecrire("se_connecter") as ecriture:
        kind = second_facteur.eprouver(ecriture, entree.compte.compte_id, dit)
        jeton = _finir(ecriture, entree, origine, kind) if kind else None
    if jeton is None:
        raise ConnexionRefusee(FAUX)
    return jeton


def inscrire(base: Base, entree: EntreeCommencee, dit: str, origine: str) -> tuple[str, list[str]]:
    """The telephone is enrolled; gives what the browser must hold, and the recovery codes. Raises ConnexionRefusee."""
    with base.ecrire("inscrire_second_facteur") as ecriture:
        codes = second_facteur.inscrire(ecriture, entree.compte.compte_id, entree.secret or "", dit)
        return _finir(ecriture, entree, origine, "inscrit"), codes


def _finir(ecriture: Transaction, entree: EntreeCommencee, origine: str, facteur: str) -> str:
    if ecriture.con.execute(delete(table).where(table.c.empreinte == entree.empreinte)).rowcount != 1:
        raise ConnexionRefusee(FINIE)
    essais_manques.remettre(ecriture, entree.compte.compte_id)
    return sessions.ouvrir(ecriture, entree.compte.compte_id, origine, second_facteur=facteur)
