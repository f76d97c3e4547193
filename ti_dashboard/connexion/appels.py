"""The requests made to an identity provider: bounded in time and in size, redirected nowhere, each failure in French.

Proxies and the authorities of web sites that the machine trusts come from its environment (HTTPS_PROXY, SSL_CERT_FILE).
"""

import asyncio
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from ti_dashboard.connexion.refus import PLUS_TARD, en_tete
from ti_dashboard.errors import ConnexionRefusee
from ti_dashboard.langue.formats import accord

# The longest true answer, the keys of a provider that rotates many, takes less than 30 kB.
OCTETS_MAX = 256_000
DELAI = 10.0
JSON, JWT = "application/json", "application/jwt"


@dataclass(frozen=True)
class ReponseDuFournisseur:
    code: int
    genre: str
    corps: bytes

    def objet(self) -> dict[str, object] | None:
        """The JSON object it is, or None."""
        try:
            value = json.loads(self.corps)
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None


class Appels:
    """``nom``: how the provider is called in a sentence. ``tls``: those of the machine unless others are given."""

    def __init__(self, nom: str, delai: float = DELAI, tls: ssl.SSLContext | None = None) -> None:
        self._nom, self._delai, self._tls = nom, delai, tls

    async def lire(self, adresse: str, porteur: str = "", accepte: str = JSON) -> ReponseDuFournisseur:
        """GET, with a bearer token when there is one. Raises ConnexionRefusee."""
        headers = {"Accept": accepte} | ({"Authorization": f"Bearer {porteur}"} if porteur else {})
        return await self._appeler("GET", adresse, headers)

    async def envoyer(
        self, adresse: str, champs: Mapping[str, str], auth: httpx.Auth | None = None
    ) -> ReponseDuFournisseur:
        """POST of a form. Raises ConnexionRefusee."""
        return await self._appeler("POST", adresse, {"Accept": JSON}, dict(champs), auth)

    async def _appeler(
        self,
        methode: str,
        adresse: str,
        entetes: dict[str, str],
        champs: dict[str, str] | None = None,
        auth: httpx.Auth | None = None,
    ) -> ReponseDuFournisseur:
        # What is compressed has no bound: it is asked for as it is, and read as it comes.
        headers = entetes | {"Accept-Encoding": "identity", "User-Agent": "ti-dashboard"}
        try:
            self._tls = self._tls or httpx.create_ssl_context()
            async with (
                asyncio.timeout(self._delai),
                httpx.AsyncClient(verify=self._tls, timeout=self._delai, follow_redirects=False) as client,
                client.stream(methode, adresse, headers=headers, data=champs, auth=auth) as answer,
            ):
                body = await self._borne(answer)
        except (httpx.HTTPError, httpx.InvalidURL, ImportError, ValueError, OSError, TimeoutError) as error:
            raise self._refus(error) from None
        if answer.is_redirect:
            raise ConnexionRefusee(
                f"{en_tete(self._nom)} renvoie à une autre adresse, que l'outil ne suit pas. Prévenez l'administrateur "
                "du tableau de bord : l'adresse de l'émetteur est sans doute à corriger.",
                f"redirection HTTP {answer.status_code} de {methode} {answer.url.host}",
            )
        return ReponseDuFournisseur(answer.status_code, _genre(answer), body)

    async def _borne(self, answer: httpx.Response) -> bytes:
        body = bytearray()
        if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise self._demesuree(f"réponse codée de {answer.url.host}")
        async for part in answer.aiter_raw():
            body += part
            if len(body) > OCTETS_MAX:
                raise self._demesuree(f"réponse de plus de {OCTETS_MAX} octets de {answer.url.host}")
        return bytes(body)

    def _demesuree(self, detail: str) -> ConnexionRefusee:
        return ConnexionRefusee(
            f"{en_tete(self._nom)} a répondu autre chose que ce qui était demandé : la connexion n'a pas eu lieu. "
            f"{PLUS_TARD}",
            detail,
        )

    def _refus(self, error: Exception) -> ConnexionRefusee:
        kind = type(error).__name__
        if isinstance(error, httpx.TimeoutException | TimeoutError):
            return ConnexionRefusee(
                f"{en_tete(self._nom)} n'a pas répondu en {accord(max(round(self._delai), 1), 'seconde')}. {PLUS_TARD}",
                f"délai dépassé ({kind})",
            )
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return ConnexionRefusee(
                f"Le certificat présenté par {self._nom} n'est pas reconnu : la connexion n'a pas eu lieu. Prévenez "
                "l'administrateur du tableau de bord (SSL_CERT_FILE nomme les autorités de son réseau).",
                "certificat non reconnu",
            )
        return ConnexionRefusee(f"{en_tete(self._nom)} est injoignable. {PLUS_TARD}", f"injoignable ({kind})")


def _genre(answer: httpx.Response) -> str:
    return str(answer.headers.get("Content-Type", "")).partition(";")[0].strip().lower()
