"""Invitations: an address or an organisation may come in, with these rights, until that day. Nobody enters by hand."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update

from ti_dashboard import horloge
from ti_dashboard.errors import ConnexionRefusee, GesteRefuse
from ti_dashboard.live import comptes, journal
from ti_dashboard.live.base import Base, Transaction
from ti_dashboard.live.comptes import CompteDAcces, Droits
from ti_dashboard.live.saisie import maintenant
from ti_dashboard.live.tables import invitation as table

DUREE = timedelta(days=14)
PERIMEE = "Cette invitation n'est plus valable : demandez-en une autre à qui vous l'a envoyée."


@dataclass(frozen=True)
class Invitation:
    """``courriel``: of one person; or ``siret``: of whoever comes from this organisation, as its provider says."""

    invitation_id: int
    courriel: str
    siret: str
    droits: Droits
    creee_le: str
    expire_le: str
    close_le: str | None

    @property
    def est_ouverte(self) -> bool:
        return self.close_le is None and datetime.fromisoformat(self.expire_le) > horloge.maintenant()


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        row.invitation_id, row.courriel, row.siret, comptes.droits(row), row.creee_le, row.expire_le, row.close_le
    )


def inviter(base: Base, destinataire: str, droits: Droits) -> str:
    """``destinataire``: an e-mail address or a SIRET. Gives the secret of the link, told once."""
    said = destinataire.replace(" ", "").replace("\u00a0", "")
    is_siret = said.isdecimal() and len(said) == 14
    who = {"courriel": "" if is_siret else comptes.courriel(destinataire), "siret": said if is_siret else ""}
    with base.ecrire("inviter") as ecriture:
        return _inscrire(ecriture, who, droits)


def reinitialiser(base: Base, compte: CompteDAcces) -> str:
    """A new link for who has lost their password, or should no longer have it: nothing of before opens any more."""
    with base.ecrire("inviter") as ecriture:
        comptes.oublier_le_mot_de_passe(ecriture, compte.compte_id)
        return _inscrire(ecriture, {"courriel": compte.courriel, "siret": ""}, compte.droits)


def _inscrire(ecriture: Transaction, who: dict[str, str], droits: Droits) -> str:
    secret = secrets.token_urlsafe(32)
    row = who | droits.colonnes() | {"creee_le": maintenant(), "expire_le": (horloge.maintenant() + DUREE).isoformat()}
    query = insert(table).values(empreinte_jeton=_empreinte(secret), **row).returning(table.c.invitation_id)
    number = ecriture.con.execute(query).scalar_one()
    journal.noter(ecriture, ecriture.personne.fonction, f"invitation:{number}", None, **droits.colonnes())
    return secret


def _empreinte(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def lister(base: Base) -> list[Invitation]:
    """The latest first."""
    with base.lire() as con:
        return [_invitation(row) for row in con.execute(select(table).order_by(table.c.invitation_id.desc()))]


def par_secret(base: Base, secret: str) -> Invitation:
    """The open invitation of a link. Raises ConnexionRefusee."""
    with base.lire() as con:
        row = con.execute(select(table).where(table.c.empreinte_jeton == _empreinte(secret))).first()
    found = _invitation(row) if row else None
    if found is None or not found.est_ouverte:
        raise ConnexionRefusee(PERIMEE)
    return found


def pour(base: Base, courriel: str, siret: str) -> Invitation | None:
    """The open invitation of somebody whom an identity provider names: by address first, then by organisation."""
    opened = [one for one in lister(base) if one.est_ouverte]
    said = courriel.strip().lower()
    by_address = next((one for one in opened if one.courriel and one.courriel == said), None)
    return by_address or next((one for one in opened if one.siret and one.siret == siret), None)


def accepter(ecriture: Transaction, invitation: Invitation, courriel: str) -> int:
    """Make the account it gives; gives its number. A person's serves once, an organisation's until its day."""
    number = comptes.creer(ecriture, courriel, invitation.droits)
    if invitation.courriel:
        is_this = (table.c.invitation_id == invitation.invitation_id) & table.c.close_le.is_(None)
        done = ecriture.con.execute(update(table).where(is_this).values(close_le=maintenant()))
        if done.rowcount != 1:
            raise ConnexionRefusee(PERIMEE)
    journal.noter(ecriture, ecriture.personne.fonction, f"compte:{number}", None, invitation=invitation.invitation_id)
    return number


def revoquer(base: Base, invitation_id: int) -> None:
    """Raises GesteRefuse when it was already used or taken back."""
    with base.ecrire("revoquer_invitation") as ecriture:
        is_this = (table.c.invitation_id == invitation_id) & table.c.close_le.is_(None)
        if ecriture.con.execute(update(table).where(is_this).values(close_le=maintenant())).rowcount != 1:
            raise GesteRefuse("Cette invitation a déjà servi, ou a déjà été reprise : rien n'a changé.")
        journal.noter(ecriture, ecriture.personne.fonction, f"invitation:{invitation_id}", None)
