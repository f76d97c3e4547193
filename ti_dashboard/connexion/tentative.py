"""One attempt to log in: what was drawn for it, kept by the browser that made it, good once and for ten minutes."""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer

from ti_dashboard import horloge
from ti_dashboard.adresse.interne import est_interne
from ti_dashboard.connexion.refus import RECOMMENCEZ
from ti_dashboard.errors import ConnexionRefusee

DUREE = timedelta(minutes=10)
# 43 letters: ProConnect refuses a state or a nonce of fewer than 32, and RFC 7636 a verifier of fewer than 43.
_OCTETS = 32
_SIGNATURE = {"key_derivation": "hmac", "digest_method": sha256}
_PAGES_DE_CONNEXION = ("/connexion", "/deconnexion")


def tirer() -> str:
    """43 letters that nobody can guess."""
    return secrets.token_urlsafe(_OCTETS)


def page_de_retour(demandee: str) -> str:
    """The page to come back to: ours, and not one that would send to log in again; else the home page."""
    path = demandee.partition("?")[0].rstrip("/")
    if not est_interne(demandee) or any(path == p or path.startswith(f"{p}/") for p in _PAGES_DE_CONNEXION):
        return "/"
    return demandee


@dataclass(frozen=True)
class Tentative:
    """``verificateur``: PKCE's secret, of which the provider only saw the digest."""

    etat: str
    nonce: str
    verificateur: str
    page: str
    debut: str

    @property
    def commencee(self) -> datetime:
        return datetime.fromisoformat(self.debut)


class Tentatives:
    """``cle`` signs what the browser keeps; ``servir`` says whether a state comes back for the first time. Both are of
    the whole service: an attempt may come back to another replica, or after a restart."""

    def __init__(self, cle: bytes, servir: Callable[[str], bool]) -> None:
        self._signataire = URLSafeSerializer(cle, salt="connexion", signer_kwargs=_SIGNATURE)
        self._servir = servir

    def ouvrir(self, page: str) -> Tentative:
        now = horloge.maintenant().isoformat(timespec="milliseconds")
        return Tentative(tirer(), tirer(), tirer(), page_de_retour(page), now)

    def temoin(self, tentative: Tentative) -> str:
        """What the cookie holds."""
        return str(self._signataire.dumps(asdict(tentative)))

    def reprendre(self, temoin: str | None, etat: str) -> Tentative:
        """The attempt this browser made, used up. Raises ConnexionRefusee."""
        attempt = self._lire(temoin)
        if not secrets.compare_digest(attempt.etat.encode(), etat.encode()):
            raise ConnexionRefusee(
                f"Cette réponse n'est pas celle de la connexion que ce navigateur a demandée. {RECOMMENCEZ}",
                "état d'une autre tentative",
            )
        if abs(horloge.maintenant() - attempt.commencee) > DUREE:
            raise ConnexionRefusee(
                f"Cette connexion a été demandée il y a plus de dix minutes. {RECOMMENCEZ}", "tentative périmée"
            )
        if not self._servir(attempt.etat):
            raise ConnexionRefusee(f"Cette connexion a déjà servi. {RECOMMENCEZ}", "retour rejoué")
        return attempt

    def _lire(self, temoin: str | None) -> Tentative:
        try:
            return Tentative(**self._signataire.loads(temoin or ""))
        except (BadData, TypeError):
            raise ConnexionRefusee(
                "Ce navigateur n'a pas demandé cette connexion, ou l'a oubliée (témoins refusés, autre navigateur). "
                f"{RECOMMENCEZ}",
                "témoin absent ou altéré",
            ) from None
