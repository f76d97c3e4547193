"""ID tokens and signed identities that must let nobody in, each with what the log is to say of it."""

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from tests.fournisseur_oidc import CLIENT, SECRET, FournisseurDEssai
from ti_dashboard import horloge

Dits = dict[str, Any]
# What is made of the claims: other claims, then signed as usual, or a whole token.
Faussaire = Callable[[Dits, FournisseurDEssai], Any]
AUTRE_RSA = RSAKey.generate_key(2048, {"kid": "rsa-1"})
AUTRE_EC = ECKey.generate_key("P-256", {"kid": "inconnue"})


def _b64(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def avec(**autres: Any) -> Faussaire:
    return lambda claims, _: claims | autres


def sans(*noms: str) -> Faussaire:
    return lambda claims, _: {k: v for k, v in claims.items() if k not in noms}


def dans(secondes: int, *noms: str) -> Faussaire:
    """So far from now by the clock of who reads it: a test that stops that clock has margins of one second."""
    return lambda claims, _: claims | {name: int(horloge.maintenant().timestamp()) + secondes for name in noms}


def entier(faire: Callable[[Dits, FournisseurDEssai], Any]) -> Faussaire:
    """A whole token, whatever it is: a test provider calls what is callable."""
    return lambda claims, provider: lambda: faire(claims, provider)


def entete(**autres: Any) -> Faussaire:
    return entier(lambda claims, provider: provider.signer(claims, autres))


def _sans_signature(algorithme: str) -> Faussaire:
    return entier(lambda claims, _: f"{_b64({'alg': algorithme, 'kid': 'rsa-1'})}.{_b64(claims)}.")


def _hs256_avec_la_cle_publique(claims: Dits, provider: FournisseurDEssai) -> str:
    """The oldest confusion: the public key, which everybody has, taken for a shared secret."""
    signed = f"{_b64({'alg': 'HS256', 'kid': 'rsa-1'})}.{_b64(claims)}"
    secret = provider.cles["RS256"].as_pem(private=False)
    return f"{signed}.{_b64(hmac.digest(secret, signed.encode(), 'sha256'))}"


def _critique(claims: Dits, provider: FournisseurDEssai) -> str:
    """Well signed, and its header says that whoever does not know « inconnue » must refuse it."""
    signed = f"{_b64({'alg': 'RS256', 'kid': 'rsa-1', 'crit': ['inconnue'], 'inconnue': 1})}.{_b64(claims)}"
    key = provider.cles["RS256"].raw_value
    return f"{signed}.{_b64(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _hs256_avec_le_secret(claims: Dits, _: FournisseurDEssai) -> str:
    key = OctKey.import_key(SECRET.encode())
    return jwt.encode({"alg": "HS256", "kid": "rsa-1"}, claims, key, algorithms=["HS256"])


def _signe_par(cle: Any, algorithme: str, **entetes: Any) -> Faussaire:
    header = {"alg": algorithme, "kid": cle.kid} | entetes
    registry = jws.JWSRegistry(algorithms=[algorithme], strict_check_header=False)
    return entier(lambda claims, _: jwt.encode(header, claims, cle, registry=registry))


def _retouche(claims: Dits, provider: FournisseurDEssai) -> str:
    """Signed, then another person put in its place."""
    head, _, signature = provider.signer(claims).split(".")
    return f"{head}.{_b64(claims | {'sub': 'un-autre'})}.{signature}"


def _abime(claims: Dits, provider: FournisseurDEssai) -> str:
    token = provider.signer(claims)
    return token[:-4] + ("AAAA" if token[-4:] != "AAAA" else "BBBB")


def _en_json(claims: Dits, provider: FournisseurDEssai) -> str:
    head, body, signature = provider.signer(claims).split(".")
    return json.dumps({"protected": head, "payload": body, "signature": signature})


SIGNATURES: dict[str, Faussaire] = {
    "alg none": _sans_signature("none"),
    "alg None": _sans_signature("None"),
    "alg nOnE": _sans_signature("nOnE"),
    "alg vide": _sans_signature(""),
    "HS256 avec la clé publique": entier(_hs256_avec_la_cle_publique),
    "HS256 avec le secret du client": entier(_hs256_avec_le_secret),
    "même kid, autre clé RSA": _signe_par(AUTRE_RSA, "RS256"),
    "kid inconnu": _signe_par(AUTRE_EC, "ES256"),
    "kid d'une clé d'un autre genre": _signe_par(AUTRE_EC, "ES256", kid="rsa-1"),
    "clé dans l'en-tête (jwk)": _signe_par(AUTRE_EC, "ES256", kid="ec-1", jwk=AUTRE_EC.as_dict(private=False)),
    "clés ailleurs (jku)": _signe_par(AUTRE_EC, "ES256", kid="ec-1", jku="https://attaquant.example/jwks"),
    "certificat ailleurs (x5u)": _signe_par(AUTRE_EC, "ES256", kid="ec-1", x5u="https://attaquant.example/x5u"),
    "certificat dans l'en-tête (x5c)": _signe_par(AUTRE_EC, "ES256", kid="ec-1", x5c=["MIIB"]),
    "kid qui remonte les dossiers": _signe_par(AUTRE_EC, "ES256", kid="../../../dev/null"),
    "kid d'une injection": _signe_par(AUTRE_EC, "ES256", kid="' OR 1=1 --"),
    "extension critique inconnue": entier(_critique),
    "fait pour un accès (at+jwt)": entete(typ="at+jwt"),
    "fait pour une sortie (logout+jwt)": entete(typ="logout+jwt"),
    "retouché après la signature": entier(_retouche),
    "signature abîmée": entier(_abime),
    "signature ôtée": entier(lambda claims, provider: provider.signer(claims).rpartition(".")[0] + "."),
    "cinq parties": entier(lambda claims, provider: provider.signer(claims) + ".x.y"),
    "une partie": entier(lambda claims, _: _b64(claims)),
    "sérialisé en JSON": entier(_en_json),
    "vide": entier(lambda claims, _: ""),
    "un nombre": entier(lambda claims, _: 12),
    "un objet": entier(lambda claims, _: {"jeton": "x"}),
    "des lettres hors d'ASCII": entier(lambda claims, provider: provider.signer(claims) + "é"),
    "contenu qui n'est pas un objet": entier(
        lambda claims, provider: jws.serialize_compact(
            {"alg": "RS256", "kid": "rsa-1"}, b"[1, 2]", provider.cles["RS256"]
        )
    ),
    "contenu profond": entier(
        lambda claims, provider: jws.serialize_compact(
            {"alg": "RS256", "kid": "rsa-1"}, b'{"a":' * 20_000 + b"1" + b"}" * 20_000, provider.cles["RS256"]
        )
    ),
}

DITS: dict[str, Faussaire] = {
    "expiré": dans(-61, "exp"),
    "expiré depuis longtemps": dans(-86_400, "exp", "iat"),
    "émis dans l'avenir": dans(61, "iat"),
    "pas encore valable": dans(120, "nbf"),
    "émis avant la tentative": dans(-700, "iat"),
    "exp sans date": avec(exp="demain"),
    "exp qui n'est pas un nombre": avec(exp=float("nan")),
    "exp infini": avec(exp=float("inf")),
    "exp vrai": avec(exp=True),
    "iat démesuré": avec(iat=10**400),
    "pour un autre client": avec(aud="un-autre-client"),
    "pour d'autres clients": avec(aud=["a", "b"]),
    "pour nous et un autre, sans azp": avec(aud=[CLIENT, "un-autre"]),
    "pour nous, donné à un autre": avec(aud=[CLIENT, "un-autre"], azp="un-autre"),
    "azp d'un autre": avec(azp="un-autre"),
    "aud vide": avec(aud=[]),
    "aud imbriqué": avec(aud={"client": CLIENT}),
    "d'un autre émetteur": avec(iss="https://autre.example"),
    "d'un émetteur presque pareil": lambda claims, _: claims | {"iss": claims["iss"] + "/"},
    "de plusieurs émetteurs": lambda claims, _: claims | {"iss": [claims["iss"]]},
    "nonce d'une autre tentative": avec(nonce="x" * 43),
    "nonce vide": avec(nonce=""),
    "nonce en liste": lambda claims, _: claims | {"nonce": [claims["nonce"]]},
    "at_hash d'un autre accès": avec(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "at_hash en nombre": avec(at_hash=12),
    "sub vide": avec(sub=""),
    "sub blanc": avec(sub="  "),
    "sub en nombre": avec(sub=12),
    "sub démesuré": avec(sub="x" * 256),
    "sub hors d'ASCII": avec(sub="é"),
    "sub en liste": avec(sub=["f1b2c3"]),
    **{f"sans {name}": sans(name) for name in ("iss", "sub", "aud", "exp", "iat", "nonce")},
}

NIVEAUX: dict[str, Faussaire] = {
    "niveau plus bas": avec(acr="eidas0"),
    "sans niveau": sans("acr"),
    "niveau en liste": avec(acr=["eidas1"]),
    "niveau vide": avec(acr=""),
}

# What a signed /userinfo may not say; « sub » first, which ties it to the ID token.
IDENTITES: dict[str, Faussaire] = {
    "une autre personne": avec(sub="un-autre"),
    "personne": sans("sub"),
    "pour un autre client": avec(aud="un-autre-client"),
    "pour personne": sans("aud"),
    "d'un autre émetteur": avec(iss="https://autre.example"),
    "de personne": sans("iss"),
    "expirée": dans(-61, "exp"),
    "à venir": dans(61, "iat"),
    "sans courriel": sans("email"),
    "courriel vide": avec(email=""),
    "courriel en liste": avec(email=["a@b.example"]),
    "deux arobases": avec(email="a@b@c.example"),
    "courriel avec un retour à la ligne": avec(email="a@b.example\nBcc: c@d.example"),
    "courriel d'une lettre qui ressemble": avec(email="camille.martin@re\u0261ion.example"),
    "courriel au signe kelvin": avec(email="\u212aarim@region.example"),
    "courriel que l'on dit non vérifié": avec(email_verified=False),
    "courriel vérifié en toutes lettres": avec(email_verified="false"),
}
