"""OpenID Connect, authorization code with PKCE, in three gestures: leave for the provider, come back, log out there.

What ProConnect asks for beyond the standard is asked of nobody else: a signed /userinfo, the level asked for by
``claims``, the secret in the form. It knows no other parameter than those sent here, and refuses a request with one.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import httpx

from ti_dashboard.connexion.appels import JSON, JWT, Appels
from ti_dashboard.connexion.fournisseur import Description, Fournisseur
from ti_dashboard.connexion.identite import Identite, composer
from ti_dashboard.connexion.refus import RECOMMENCEZ, a_l_echange, au_retour
from ti_dashboard.connexion.reglages_oidc import ReglagesOidc
from ti_dashboard.connexion.tentative import Tentative, Tentatives, tirer
from ti_dashboard.errors import ConnexionRefusee

if TYPE_CHECKING:
    from ti_dashboard.connexion.preuve import Attente, Dit

Parametres = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Aller:
    """Where the browser is sent, and what it keeps meanwhile."""

    adresse: str
    temoin: str = field(repr=False)


@dataclass(frozen=True)
class Arrivee:
    """Who came, the page to show, and the token that will name the session when it is closed at the provider."""

    identite: Identite
    page: str
    id_token: str = field(repr=False)


class Protocole:
    def __init__(self, reglages: ReglagesOidc, tentatives: Tentatives, appels: Appels | None = None) -> None:
        self.reglages = reglages
        self._appels = appels or Appels(reglages.nom)
        self.fournisseur = Fournisseur(reglages, self._appels)
        self._tentatives = tentatives

    async def partir(self, page: str) -> Aller:
        """Raises ConnexionRefusee when the provider does not answer."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        described = await self.fournisseur.decrire()
        attempt = self._tentatives.ouvrir(page)
        asked = {"nonce": attempt.nonce} | self._niveau()
        if self.reglages.pkce:
            challenge = create_s256_code_challenge(attempt.verificateur)
            asked |= {"code_challenge": challenge, "code_challenge_method": "S256"}
        address = prepare_grant_uri(
            described.autorisation,
            client_id=self.reglages.client,
            response_type="code",
            redirect_uri=self.reglages.adresse_retour,
            scope=self.reglages.portees,
            state=attempt.etat,
            **asked,
        )
        return Aller(str(address), self._tentatives.temoin(attempt))

    def _niveau(self) -> dict[str, str]:
        """The level of assurance: ProConnect reads it in ``claims``, as essential, others in ``acr_values``."""
        if not self.reglages.acr:
            return {}
        if self.reglages.est_proconnect:
            wanted = {"essential": True, "values": list(self.reglages.acr)}
            return {"claims": json.dumps({"id_token": {"acr": wanted}}, separators=(",", ":"))}
        return {"acr_values": " ".join(self.reglages.acr)}

    async def revenir(self, parametres: Parametres, temoin: str | None) -> Arrivee:
        """What the provider sent the browser back with, and what this browser had kept. Raises ConnexionRefusee."""
        said = _uniques(parametres)
        # Whether it has served is read from the store.
        attempt = await asyncio.to_thread(self._tentatives.reprendre, temoin, said.get("state", ""))
        described = await self.fournisseur.decrire()
        self._emetteur(said, described)
        if "error" in said:
            raise au_retour(self.reglages.nom, said["error"])
        if not said.get("code"):
            raise self._attente().refus("retour sans code")
        access, token = await self._echanger(described, said["code"], attempt)
        return await self._reconnaitre(described, attempt, access, token)

    def _emetteur(self, said: dict[str, str], described: Description) -> None:
        """RFC 9207: an answer that names another provider, or none when ours names itself, is another's."""
        if ("iss" in said or described.iss_attendu) and said.get("iss") != self.reglages.emetteur:
            raise self._attente().refus("iss du retour : autre émetteur")

    async def _echanger(self, described: Description, code: str, attempt: Tentative) -> tuple[str, str]:
        """The access token and the ID token."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.reglages.adresse_retour}
        if self.reglages.pkce:
            form["code_verifier"] = attempt.verificateur
        auth: httpx.Auth | None = None
        if self.reglages.est_proconnect or "client_secret_basic" not in described.authentification:
            form |= {"client_id": self.reglages.client, "client_secret": self.reglages.secret}
        else:
            auth = httpx.BasicAuth(_encode(self.reglages.client), _encode(self.reglages.secret))
        answer = await self._appels.envoyer(described.jetons, form, auth)
        said = answer.objet()
        if answer.code != 200 or said is None:
            raise a_l_echange(self.reglages.nom, answer.code, said or {})
        access, token = said.get("access_token"), said.get("id_token")
        if str(said.get("token_type", "")).lower() != "bearer" or not isinstance(access, str) or not access.isascii():
            raise self._attente().refus("jeton d'accès absent ou d'un autre genre")
        return access, token if isinstance(token, str) else ""

    async def _reconnaitre(self, described: Description, attempt: Tentative, access: str, token: str) -> Arrivee:
        from ti_dashboard.connexion import preuve

        expected = self._attente()
        read = await self.fournisseur.verifier(token, expected)
        said = preuve.id_token(read, expected, attempt.nonce, access, self.reglages.acr)
        subject = preuve.sujet(said, expected)
        known = await self._userinfo(described.identite, access, expected)
        if preuve.sujet(known, expected) != subject:
            raise expected.refus("sub de userinfo : celui d'une autre personne")
        return Arrivee(composer(subject, known, said.get("acr"), self.reglages), attempt.page, token)

    async def _userinfo(self, adresse: str, access: str, expected: "Attente") -> "Dit":
        from ti_dashboard.connexion import preuve

        answer = await self._appels.lire(adresse, porteur=access, accepte=JWT if self.reglages.est_proconnect else JSON)
        if answer.code != 200:
            raise expected.refus(f"userinfo : HTTP {answer.code}")
        if answer.genre == JWT or self.reglages.est_proconnect:
            if answer.genre != JWT:
                raise expected.refus("userinfo sans signature")
            return preuve.userinfo(await self.fournisseur.verifier(_ascii(answer.corps), expected), expected)
        said = answer.objet()
        if answer.genre != JSON or said is None:
            raise expected.refus("userinfo illisible")
        return said

    async def quitter(self, id_token: str) -> Aller | None:
        """Close the session at the provider too; None when it has no way to. Raises ConnexionRefusee."""
        from authlib.common.urls import add_params_to_uri

        described = await self.fournisseur.decrire()
        if not described.fin_de_session or not id_token:
            return None
        state = tirer()
        asked = {
            "id_token_hint": id_token,
            "state": state,
            "post_logout_redirect_uri": self.reglages.adresse_apres_deconnexion,
        }
        return Aller(str(add_params_to_uri(described.fin_de_session, list(asked.items()))), state)

    def _attente(self) -> "Attente":
        from ti_dashboard.connexion.preuve import Attente

        known = self.reglages
        return Attente(known.nom, known.emetteur, known.client, known.algorithmes)


def _uniques(parametres: Parametres) -> dict[str, str]:
    """Said twice, a parameter may be read one way here and another there: it is refused."""
    said = dict(parametres)
    if len(said) != len(parametres):
        raise ConnexionRefusee(
            f"Cette adresse de retour est mal formée. {RECOMMENCEZ}",
            "retour : paramètre répété",
        )
    return said


def _encode(value: str) -> str:
    """RFC 6749, 2.3.1: a client id and its secret are form-encoded before they are put together."""
    return quote_plus(value)


def _ascii(corps: bytes) -> str:
    return corps.decode("ascii", errors="replace").strip()
