"""Two identity providers on 127.0.0.1: one as strict as ProConnect, one plain. A test spoils what it wants."""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "tableau-de-bord", "un secret d'essai, assez long: +/&="
RETOUR, SORTIE = "http://127.0.0.1:8797/connexion/retour", "http://127.0.0.1:8797/connexion/sortie"
# What ProConnect knows; anything else is an error before any page is shown.
CONNUS = {
    "client_id", "acr_values", "claims", "response_type", "response_mode", "nonce", "login_hint", "siret_hint", "state",
    "redirect_uri", "scope", "prompt", "idp_hint", "code_challenge", "code_challenge_method",
}  # fmt: skip
DUREE_DU_CODE = 30
PERSONNE = {
    "sub": "f1b2c3",
    "given_name": "Camille",
    "usual_name": "Martin",
    "family_name": "Martin",
    "email": "Camille.Martin@Region.example",
    "uid": "cmartin",
    "siret": "13002526500013",
    "organization_label": "Région d'essai",
}
_RSA = RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "sig", "alg": "RS256"})
_EC = ECKey.generate_key("P-256", {"kid": "ec-1", "use": "sig", "alg": "ES256"})
Retouche = Callable[..., Any]


@dataclass
class FournisseurDEssai:
    """``retouches``: by step, what a test does with what would be answered (see each route)."""

    strict: bool
    adresse: str = ""
    sortie: str = SORTIE
    retour: str = RETOUR
    algorithme: str = "RS256"
    exige_pkce: bool = True
    nomme_iss: bool = False
    cles: dict[str, Any] = field(default_factory=dict)
    personne: dict[str, Any] = field(default_factory=dict)
    retouches: dict[str, Retouche] = field(default_factory=dict)
    demandes: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    acces: dict[str, dict[str, Any]] = field(default_factory=dict)
    sorties: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.remettre()

    def remettre(self) -> None:
        """As it was at first."""
        self.algorithme, self.exige_pkce, self.nomme_iss = "RS256", self.strict, False
        self.cles = {"RS256": _RSA, "ES256": _EC}
        self.personne = dict(PERSONNE) | ({} if self.strict else {"email_verified": True})
        for kept in (self.retouches, self.demandes, self.codes, self.acces, self.sorties):
            kept.clear()

    def tourner(self, numero: int = 2) -> None:
        """New keys, with names of their own."""
        self.cles = {
            "RS256": RSAKey.generate_key(2048, {"kid": f"rsa-{numero}", "use": "sig"}),
            "ES256": ECKey.generate_key("P-256", {"kid": f"ec-{numero}", "use": "sig"}),
        }

    def signer(self, claims: dict[str, Any], entete: dict[str, Any] | None = None, cle: Any = None) -> str:
        key = cle or self.cles[self.algorithme]
        return jwt.encode(
            {"alg": self.algorithme, "kid": key.kid} | (entete or {}), claims, key, algorithms=[self.algorithme]
        )

    def _retoucher(self, etape: str, value: Any, *more: Any) -> Any:
        return self.retouches[etape](value, *more) if etape in self.retouches else value

    async def description(self, request: Request) -> Response:
        said = {"issuer": self.adresse, "end_session_endpoint": f"{self.adresse}/session/end"}
        names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        said |= {f"{name}_endpoint": f"{self.adresse}/{path}" for name, path in names.items()}
        said |= {"jwks_uri": f"{self.adresse}/jwks", "token_endpoint_auth_methods_supported": self._methodes()}
        if self.nomme_iss:
            said["authorization_response_iss_parameter_supported"] = True
        return await _rendre(self._retoucher("description", said))

    def _methodes(self) -> list[str]:
        return ["client_secret_post"] if self.strict else ["client_secret_basic"]

    async def jeu_de_cles(self, request: Request) -> Response:
        keys = [key.as_dict(private=False) for key in self.cles.values()]
        return await _rendre(self._retoucher("cles", {"keys": keys}))

    async def autoriser(self, request: Request) -> Response:
        asked = dict(request.query_params)
        if fault := self._faute(asked, request.query_params.multi_items()):
            return JSONResponse({"error": "invalid_request", "error_description": fault}, 400)
        code = secrets.token_urlsafe(24)
        self.codes[code] = asked | {"le": str(time.monotonic())}
        back = {"code": code, "state": asked["state"]} | ({"iss": self.adresse} if self.nomme_iss else {})
        back = self._retoucher("retour", back)
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 303)

    def _faute(self, asked: dict[str, str], items: list[tuple[str, str]]) -> str:
        if len(asked) != len(items) or asked.get("response_type") != "code" or asked.get("client_id") != CLIENT:
            return "client_id, response_type"
        if asked.get("redirect_uri") != self.retour:
            return "redirect_uri"
        if self.exige_pkce and asked.get("code_challenge_method") != "S256":
            return "PKCE"
        if self.strict:
            if unknown := asked.keys() - CONNUS:
                return f"Y000400 {unknown}"
            if len(asked.get("state", "")) < 32 or len(asked.get("nonce", "")) < 32:
                return "state, nonce"
        return "" if "openid" in asked.get("scope", "").split() else "scope"

    async def echanger(self, request: Request) -> Response:
        form = dict(await request.form())
        asked = self.codes.pop(str(form.get("code")), None)
        if not self._est_le_client(request, form):
            return JSONResponse({"error": "invalid_client"}, 401)
        digest = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        late = asked and time.monotonic() - float(asked["le"]) > DUREE_DU_CODE
        if not asked or late or form.get("redirect_uri") != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        if "code_challenge" in asked and asked["code_challenge"] != challenge:
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(24)
        self.acces[access] = self._retoucher("personne", dict(self.personne))
        token = {"access_token": access, "token_type": "Bearer", "expires_in": 60}
        token["id_token"] = self._retoucher("id_token", self._id_token(asked, access), self)
        if callable(token["id_token"]):
            token["id_token"] = token["id_token"]()
        elif isinstance(token["id_token"], dict):
            token["id_token"] = self.signer(token["id_token"])
        return await _rendre(self._retoucher("echange", token))

    def _est_le_client(self, request: Request, form: dict[str, Any]) -> bool:
        if self.strict:
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        both = "tableau-de-bord:un+secret+d%27essai%2C+assez+long%3A+%2B%2F%26%3D"
        return request.headers.get("Authorization") == f"Basic {base64.b64encode(both.encode()).decode()}"

    def _id_token(self, asked: dict[str, str], access: str) -> dict[str, Any]:
        now = int(time.time())
        half = base64.urlsafe_b64encode(hashlib.sha256(access.encode()).digest()[:16]).rstrip(b"=").decode()
        claims = {"iss": self.adresse, "sub": self.personne["sub"], "aud": CLIENT, "iat": now, "exp": now + 60}
        return claims | {"nonce": asked.get("nonce"), "at_hash": half, "acr": "eidas1"}

    async def identite(self, request: Request) -> Response:
        person = self.acces.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if person is None:
            return JSONResponse({"error": "invalid_token"}, 401)
        if not self.strict:
            return await _rendre(self._retoucher("userinfo", person, self))
        now = int(time.time())
        claims = person | {"iss": self.adresse, "aud": CLIENT, "iat": now, "exp": now + 60}
        signed = self._retoucher("userinfo", claims, self)
        if isinstance(signed, Response):
            return signed
        token = self.signer(signed) if isinstance(signed, dict) else signed
        return Response(token, media_type="application/jwt")

    async def sortir(self, request: Request) -> Response:
        asked = dict(request.query_params)
        known = {"id_token_hint", "state", "post_logout_redirect_uri"}
        if asked.keys() != known or len(asked["state"]) < 32 or asked["post_logout_redirect_uri"] != self.sortie:
            return JSONResponse({"error": "Y030111"}, 400)
        self.sorties.append(asked)
        return RedirectResponse(f"{self.sortie}?{urlencode({'state': asked['state']})}", 303)

    def application(self) -> Starlette:
        def noter(route: Callable[[Request], Any]) -> Callable[[Request], Any]:
            async def noted(request: Request) -> Response:
                self.demandes.append(request.url.path)
                return await route(request)

            return noted

        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", noter(self.description)),
                Route("/jwks", noter(self.jeu_de_cles)),
                Route("/authorize", noter(self.autoriser)),
                Route("/token", noter(self.echanger), methods=["POST"]),
                Route("/userinfo", noter(self.identite)),
                Route("/session/end", noter(self.sortir)),
            ]
        )


async def _rendre(value: Any) -> Response:
    """A test may give the object, or the whole answer, or what will make it."""
    if callable(value) and not isinstance(value, Response):
        value = await value()
    return value if isinstance(value, Response) else JSONResponse(value)


@contextmanager
def servir(fournisseur: FournisseurDEssai, tls: tuple[Path, Path] | None = None) -> Iterator[FournisseurDEssai]:
    """Listen on 127.0.0.1; ``fournisseur.adresse`` is where."""
    files = {"ssl_certfile": str(tls[0]), "ssl_keyfile": str(tls[1])} if tls else {}
    settings: Any = {"host": "127.0.0.1", "port": 0, "log_level": "error", "lifespan": "off", **files}
    server = uvicorn.Server(uvicorn.Config(fournisseur.application(), timeout_graceful_shutdown=1, **settings))
    listening = server.config.bind_socket()
    listening.listen(64)
    fournisseur.adresse = f"http{'s' if tls else ''}://127.0.0.1:{listening.getsockname()[1]}"
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield fournisseur
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
        listening.close()
