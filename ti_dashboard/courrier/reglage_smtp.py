"""By which server mail leaves, by TI_DASHBOARD_SMTP_…; none by default: nothing is ever sent then."""

import os
from dataclasses import dataclass, field
from email.headerregistry import Address
from enum import StrEnum

from ti_dashboard.acces import fichier_de_secret
from ti_dashboard.acces.cette_machine import est_cette_machine
from ti_dashboard.errors import ReglageRefuse
from ti_dashboard.langue.formats import enumeration

PREFIXE = "TI_DASHBOARD_SMTP_"
CONNUES = ("HOTE", "PORT", "SECURITE", "EXPEDITEUR", "COMPTE", "SECRET", "SECRET_FICHIER")


class SecuriteSmtp(StrEnum):
    """``STARTTLS``: encrypted from the first word that matters; ``TLS``: from the first byte; ``AUCUNE``: in clear."""

    STARTTLS = "starttls"
    TLS = "tls"
    AUCUNE = "aucune"


_PORTS = {SecuriteSmtp.STARTTLS: 587, SecuriteSmtp.TLS: 465, SecuriteSmtp.AUCUNE: 25}


@dataclass(frozen=True)
class ReglageSmtp:
    """``compte``: empty where the server asks for none. ``expediteur``: the address that mail comes from."""

    hote: str
    port: int
    securite: SecuriteSmtp
    expediteur: str
    compte: str = ""
    secret: str = field(default="", repr=False)


def lire() -> ReglageSmtp | None:
    """None where mail is off. Raises ReglageRefuse."""
    _refuser_les_inconnues()
    host = _dit("HOTE")
    if not host:
        return None
    security = _securite()
    account, secret = _dit("COMPTE"), _secret()
    if bool(account) != bool(secret):
        raise ReglageRefuse(f"{PREFIXE}COMPTE et {PREFIXE}SECRET_FICHIER vont ensemble : il manque l'un des deux.")
    if account and security is SecuriteSmtp.AUCUNE and not est_cette_machine(host):
        raise ReglageRefuse(f"{PREFIXE}SECURITE vaut « aucune » : le mot de passe de {account} partirait en clair.")
    return ReglageSmtp(host, _port(security), security, _expediteur(), account, secret)


def _refuser_les_inconnues() -> None:
    """A name that is mistyped would leave mail off, or in clear, without a word."""
    asked = sorted(name.removeprefix(PREFIXE) for name in os.environ if name.startswith(PREFIXE))
    if unknown := [name for name in asked if name not in CONNUES]:
        known = enumeration([f"{PREFIXE}{name}" for name in CONNUES])
        raise ReglageRefuse(f"{PREFIXE}{unknown[0][:40]} n'est lue par rien ; les variables du courrier sont {known}.")


def _dit(nom: str) -> str:
    return os.environ.get(f"{PREFIXE}{nom}", "").strip()


def _securite() -> SecuriteSmtp:
    said = _dit("SECURITE") or SecuriteSmtp.STARTTLS
    try:
        return SecuriteSmtp(said)
    except ValueError:
        known = enumeration([f"« {one} »" for one in SecuriteSmtp], "ou")
        raise ReglageRefuse(f"{PREFIXE}SECURITE vaut « {said[:20]} » : écrivez {known}.") from None


def _port(security: SecuriteSmtp) -> int:
    said = _dit("PORT")
    if not said:
        return _PORTS[security]
    if not (said.isdecimal() and 1 <= int(said) <= 65_535):
        raise ReglageRefuse(f"{PREFIXE}PORT vaut « {said[:20]} » : écrivez un port, de 1 à 65535.")
    return int(said)


def _secret() -> str:
    if place := _dit("SECRET_FICHIER"):
        return fichier_de_secret.lire(place, f"{PREFIXE}SECRET_FICHIER")
    return _dit("SECRET")


def _expediteur() -> str:
    said = _dit("EXPEDITEUR")
    try:
        if said and Address(addr_spec=said).domain:
            return said
    except (ValueError, IndexError):
        # Half an address breaks the reader of addresses itself.
        pass
    raise ReglageRefuse(f"{PREFIXE}EXPEDITEUR doit porter une adresse de courriel : les réponses y reviennent.")
