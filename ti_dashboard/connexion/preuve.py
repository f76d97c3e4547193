"""What a provider signs: an ID token, or who somebody is. Held to every rule, or refused with the rule it breaks.

Imported only where there is a token to read: it is what costs most to load.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

from ti_dashboard import horloge
from ti_dashboard.connexion.refus import niveau, sans_preuve
from ti_dashboard.connexion.tentative import DUREE
from ti_dashboard.errors import ConnexionRefusee

# Two clocks, the provider's and ours, never say quite the same.
ECART_DES_HORLOGES = 60
_RSA_MIN = 2048
_TYPES = {None, "JWT", "jwt", "application/jwt"}
Dit = dict[str, object]


class CleInconnue(Exception):
    """Signed with a key that is not among those known: the provider may have changed them."""


@dataclass(frozen=True)
class Attente:
    """What a token must be of: this issuer, for this client, signed by one of these ways."""

    nom: str
    emetteur: str
    client: str
    algorithmes: tuple[str, ...]

    def refus(self, detail: str) -> ConnexionRefusee:
        return sans_preuve(self.nom, detail)


def cles(publiees: object) -> KeySet:
    """The keys that may sign, of what the provider publishes: neither secrets, nor short, nor made to encrypt.

    Raises ValueError when there is none.
    """
    listed = publiees.get("keys") if isinstance(publiees, dict) else None
    found: list[Key] = [key for entry in (listed if isinstance(listed, list) else []) if (key := _cle(entry))]
    if not found:
        raise ValueError("no key that may sign")
    return KeySet(found)


def _cle(entry: object) -> RSAKey | ECKey | None:
    if not isinstance(entry, dict) or entry.get("use", "sig") != "sig":
        return None
    try:
        if entry.get("kty") == "EC":
            return ECKey.import_key(entry)
        if entry.get("kty") == "RSA":
            key = RSAKey.import_key(entry)
            return key if key.raw_value.key_size >= _RSA_MIN else None
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return None


def lire(jeton: object, connues: KeySet, attente: Attente) -> jwt.Token:
    """The token, its signature verified. Raises CleInconnue, or ConnexionRefusee."""
    if not isinstance(jeton, str):
        raise attente.refus("jeton absent")
    try:
        token = jwt.decode(jeton, connues, algorithms=list(attente.algorithmes))
    except InvalidKeyIdError:
        raise CleInconnue from None
    # A header may hold anything, and the library is asked for all of it to be a sentence.
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise attente.refus(f"signature : {type(error).__name__}") from None
    if token.header.get("typ") not in _TYPES:
        raise attente.refus("jeton fait pour autre chose (typ)")
    return token


def id_token(token: jwt.Token, attente: Attente, nonce: str, acces: str, acr: tuple[str, ...]) -> Dit:
    """What an ID token says, once held to OpenID Connect Core 3.1.3.7. Raises ConnexionRefusee."""
    params = {"nonce": nonce, "client_id": attente.client, "access_token": acces}
    _valider(CodeIDToken(token.claims, token.header, _options(attente), params), attente)
    issued = token.claims["iat"]
    if issued < _maintenant().timestamp() - DUREE.total_seconds() - ECART_DES_HORLOGES:
        raise attente.refus("iat : jeton d'avant cette connexion")
    if acr and token.claims.get("acr") not in acr:
        raise niveau(attente.nom, "acr : niveau non atteint")
    return token.claims


def userinfo(token: jwt.Token, attente: Attente) -> Dit:
    """What a signed /userinfo says; its dates are held to when it has some. Raises ConnexionRefusee."""
    registry = jwt.JWTClaimsRegistry(int(_maintenant().timestamp()), ECART_DES_HORLOGES, **_options(attente))
    try:
        registry.validate(token.claims)
    except (JoseError, ValueError, TypeError, OverflowError) as error:
        raise attente.refus(_dire(error)) from None
    return token.claims


def sujet(dit: Mapping[str, object], attente: Attente) -> str:
    """The « sub »: never empty, at most 255 letters of ASCII, as the standard says."""
    value = dit.get("sub")
    if not isinstance(value, str) or not value.strip() or len(value) > 255 or not value.isascii():
        raise attente.refus("sub absent ou illisible")
    return value


def _options(attente: Attente) -> dict[str, jwt.ClaimsOption]:
    return {
        "iss": {"essential": True, "value": attente.emetteur},
        "aud": {"essential": True, "value": attente.client},
    }


def _valider(claims: CodeIDToken, attente: Attente) -> None:
    try:
        claims.validate(now=int(_maintenant().timestamp()), leeway=ECART_DES_HORLOGES)
    except (JoseError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise attente.refus(_dire(error)) from None


def _dire(error: Exception) -> str:
    """The claim and the fault, never the value."""
    claim = getattr(error, "claim", None)
    return f"{claim or 'jeton'} : {type(error).__name__}"


def _maintenant() -> datetime:
    return horloge.maintenant()
