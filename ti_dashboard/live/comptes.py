"""Accounts: who may come in, what they may do, and how they prove who they are. Nobody types a name."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update

from ti_dashboard.acces.actions import ROLES_DE_COMPTE, RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces, Personne
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import essais_manques, journal, second_facteur
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.saisie import maintenant, texte
from ti_dashboard.live.tables import compte as table
from ti_dashboard.live.tables import invitation as table_invitation
from ti_dashboard.live.tables import session as table_session

_COURRIEL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")


@dataclass(frozen=True)
class Droits:
    """What an account or an invitation gives."""

    fonction: str
    roles: frozenset[RoleDAcces]
    perimetre: PerimetreDAcces

    def colonnes(self) -> dict[str, str]:
        """Raises GesteRefuse when the function is missing or no role is given."""
        if not self.roles or not self.roles <= frozenset(ROLES_DE_COMPTE):
            raise GesteRefuse("Il manque au moins un rôle : rien n'a été enregistré.")
        return {
            "fonction": texte(self.fonction, "la fonction"),
            "roles": " ".join(role for role in ROLES_DE_COMPTE if role in self.roles),
            "region": self.perimetre.region,
            "operateur": self.perimetre.operateur,
        }


def droits(row: Row[Any]) -> Droits:
    """Of a row of either table."""
    roles = frozenset(RoleDAcces(word) for word in row.roles.split())
    return Droits(row.fonction, roles, PerimetreDAcces(row.region, row.operateur))


@dataclass(frozen=True)
class CompteDAcces:
    """``fournisseur``, ``sujet``: how an identity provider names them, once they came by it."""

    compte_id: int
    courriel: str
    droits: Droits
    fournisseur: str | None
    sujet: str | None
    a_un_mot_de_passe: bool
    bloque_jusqu_a: str | None
    cree_le: str
    ferme_le: str | None
    a_echoue: bool

    @property
    def est_bloque(self) -> bool:
        """Whether it waits, after wrong passwords or codes."""
        return essais_manques.est_bloque(self.bloque_jusqu_a)

    def personne(self, origine: str = "") -> Personne:
        given = self.droits
        return Personne(given.fonction, given.roles, given.perimetre, self.compte_id, None, origine)


def lu(row: Row[Any]) -> CompteDAcces:
    return CompteDAcces(
        row.compte_id,
        row.courriel,
        droits(row),
        row.fournisseur,
        row.sujet,
        row.mot_de_passe is not None,
        row.bloque_jusqu_a,
        row.cree_le,
        row.ferme_le,
        row.echecs > 0,
    )


def courriel(text: str) -> str:
    """An address in its one form. Raises GesteRefuse."""
    said = text.strip().lower()
    if len(said) > 254 or not _COURRIEL.fullmatch(said):
        raise GesteRefuse(f"« {text.strip()[:80]} » n'est pas une adresse électronique : rien n'a été enregistré.")
    return said


def lister(base: Base) -> list[CompteDAcces]:
    with base.lire() as con:
        return [lu(row) for row in con.execute(select(table).order_by(table.c.courriel))]


def trouver(base: Base, compte_id: int) -> CompteDAcces | None:
    """An account, closed or not."""
    with base.lire() as con:
        row = con.execute(select(table).where(table.c.compte_id == compte_id)).first()
    return lu(row) if row else None


def nomme(base: Base, adresse: str) -> CompteDAcces | None:
    """The open account of an address, whatever its case."""
    is_this = (table.c.courriel == adresse.strip().lower()) & table.c.ferme_le.is_(None)
    with base.lire() as con:
        row = con.execute(select(table).where(is_this)).first()
    return lu(row) if row else None


def creer(ecriture: Transaction, adresse: str, given: Droits) -> int:
    """Inside the gesture that accepts an invitation; gives its number. A closed account of this address opens again."""
    values = given.colonnes() | {"ferme_le": None, "echecs": 0, "bloque_jusqu_a": None}
    is_this = table.c.courriel == courriel(adresse)
    found = ecriture.con.execute(update(table).where(is_this).values(**values).returning(table.c.compte_id)).first()
    if found:
        return int(found[0])
    row = values | {"courriel": courriel(adresse), "cree_le": maintenant()}
    return int(ecriture.con.execute(insert(table).values(**row).returning(table.c.compte_id)).scalar_one())


def relier(ecriture: Transaction, compte_id: int, fournisseur: str, sujet: str) -> None:
    """From now on this subject of this provider is this account."""
    values = {"fournisseur": fournisseur, "sujet": sujet}
    ecriture.con.execute(update(table).where(table.c.compte_id == compte_id).values(**values))


def changer(base: Base, compte_id: int, given: Droits) -> None:
    """Other rights from the next gesture on, sessions under way included."""
    with base.ecrire("changer_compte") as ecriture:
        values = given.colonnes()
        _garder_un_administrateur(ecriture, compte_id, given.roles)
        ecriture.con.execute(update(table).where(table.c.compte_id == compte_id).values(**values))
        _reprendre_ses_liens(ecriture, compte_id)
        journal.noter(ecriture, ecriture.personne.fonction, f"compte:{compte_id}", None, **values)


def debloquer(base: Base, compte_id: int) -> None:
    """It waits no longer: its holder has said who they are to an administrator."""
    with base.ecrire("changer_compte") as ecriture:
        values = {"echecs": 0, "bloque_jusqu_a": None}
        ecriture.con.execute(update(table).where(table.c.compte_id == compte_id).values(**values))
        journal.noter(ecriture, ecriture.personne.fonction, f"compte:{compte_id}", None, debloque=True)


def oublier_le_mot_de_passe(ecriture: Transaction, compte_id: int) -> None:
    """Inside the gesture that gives a new link: neither the old password nor any session opens any more."""
    values = {"mot_de_passe": None, "echecs": 0, "bloque_jusqu_a": None}
    ecriture.con.execute(update(table).where(table.c.compte_id == compte_id).values(**values))
    _reprendre_ses_liens(ecriture, compte_id)
    _fermer_ses_sessions(ecriture, compte_id, maintenant())


def reinitialiser_le_second_facteur(base: Base, compte_id: int) -> None:
    """Its telephone is lost, and the paper too: another is enrolled at the next entry, and nothing stays open."""
    with base.ecrire("reinitialiser_second_facteur") as ecriture:
        instant = journal.noter(ecriture, ecriture.personne.fonction, f"compte:{compte_id}")
        second_facteur.oublier(ecriture, compte_id)
        _fermer_ses_sessions(ecriture, compte_id, instant)


def fermer(base: Base, compte_id: int) -> None:
    """Nobody comes in by it any more, and whoever is in by it is out."""
    with base.ecrire("changer_compte") as ecriture:
        _garder_un_administrateur(ecriture, compte_id, frozenset())
        instant = journal.noter(ecriture, ecriture.personne.fonction, f"compte:{compte_id}", None, ferme=True)
        is_this = table.c.compte_id == compte_id
        ecriture.con.execute(update(table).where(is_this).values(ferme_le=instant, mot_de_passe=None))
        _reprendre_ses_liens(ecriture, compte_id)
        second_facteur.oublier(ecriture, compte_id)
        _fermer_ses_sessions(ecriture, compte_id, instant)


def _fermer_ses_sessions(ecriture: Transaction, compte_id: int, instant: str) -> None:
    """Those begun at the door too."""
    second_facteur.interrompre(ecriture, compte_id)
    is_open = (table_session.c.compte_id == compte_id) & table_session.c.fermee_le.is_(None)
    ecriture.con.execute(update(table_session).where(is_open).values(fermee_le=instant))


def _reprendre_ses_liens(ecriture: Transaction, compte_id: int) -> None:
    """A link made before gives back neither the rights of then nor an account closed since."""
    address = select(table.c.courriel).where(table.c.compte_id == compte_id).scalar_subquery()
    is_open = (table_invitation.c.courriel == address) & table_invitation.c.close_le.is_(None)
    ecriture.con.execute(update(table_invitation).where(is_open).values(close_le=maintenant()))


def _garder_un_administrateur(ecriture: Transaction, compte_id: int, roles: frozenset[RoleDAcces]) -> None:
    if RoleDAcces.ADMINISTRATEUR in roles:
        return
    others = select(table.c.roles).where(table.c.compte_id != compte_id, table.c.ferme_le.is_(None))
    if not any(RoleDAcces.ADMINISTRATEUR in row.roles.split() for row in ecriture.con.execute(others)):
        raise GesteRefuse("C'est le dernier administrateur : nommez-en d'abord un autre. Rien n'a changé.")
