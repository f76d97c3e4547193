"""The provider as it describes itself: its addresses and its keys, read when first needed, then kept.

The application starts without it: what fails is said to who logs in, and tried again.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ti_dashboard import horloge
from ti_dashboard.connexion.appels import Appels
from ti_dashboard.connexion.refus import mal_decrit
from ti_dashboard.connexion.reglages_oidc import ReglagesOidc, est_sure
from ti_dashboard.errors import ConnexionRefusee

if TYPE_CHECKING:
    from joserfc.jwk import KeySet
    from joserfc.jwt import Token

    from ti_dashboard.connexion.preuve import Attente

GARDE = timedelta(hours=1)
# Whoever forges tokens must not make us ask the provider for its keys at each of them.
ENTRE_DEUX_LECTURES = timedelta(seconds=30)
# Nor a provider that is down be waited for by each who comes.
APRES_UN_ECHEC = timedelta(seconds=5)
_JAMAIS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Description:
    """``iss_attendu``: its answers name who they come from (RFC 9207), and one that does not is another's."""

    autorisation: str
    jetons: str
    cles: str
    identite: str
    fin_de_session: str | None
    authentification: tuple[str, ...]
    iss_attendu: bool


class Fournisseur:
    def __init__(self, reglages: ReglagesOidc, appels: Appels) -> None:
        self._reglages, self._appels = reglages, appels
        self._verrou = asyncio.Lock()
        self._description: Description | None = None
        self._cles: KeySet | None = None
        self._decrit_le = self._cles_lues_le = self._cles_relues_le = _JAMAIS
        self._echec: tuple[datetime, ConnexionRefusee] | None = None

    async def decrire(self) -> Description:
        """Raises ConnexionRefusee."""
        async with self._verrou:
            if self._description is None or _age(self._decrit_le) > GARDE:
                await self._redecrire()
            if self._description is None:
                raise self._echec[1] if self._echec else self._mal_decrit("jamais décrit")
            return self._description

    async def verifier(self, jeton: object, attente: "Attente") -> "Token":
        """The token, signed with one of the provider's keys; they are read again once when it names another."""
        from ti_dashboard.connexion import preuve

        try:
            return preuve.lire(jeton, await self._connues(), attente)
        except preuve.CleInconnue:
            pass
        try:
            return preuve.lire(jeton, await self._connues(relire=True), attente)
        except preuve.CleInconnue:
            raise attente.refus("clé inconnue") from None

    async def _connues(self, relire: bool = False) -> "KeySet":
        described = await self.decrire()
        async with self._verrou:
            if relire and _age(self._cles_relues_le) > ENTRE_DEUX_LECTURES:
                # Counted from the attempt, not from its success: a failure is no reason to ask more often.
                self._cles_relues_le, self._cles = horloge.maintenant(), None
            if self._cles is None or _age(self._cles_lues_le) > GARDE:
                self._cles = await self._lire_cles(described.cles)
                self._cles_lues_le = horloge.maintenant()
            return self._cles

    async def _lire_cles(self, adresse: str) -> "KeySet":
        from ti_dashboard.connexion import preuve

        answer = await self._appels.lire(adresse)
        try:
            return preuve.cles(answer.objet() if answer.code == 200 else None)
        except ValueError:
            raise self._mal_decrit(f"clés illisibles (HTTP {answer.code})") from None

    async def _redecrire(self) -> None:
        """A description read before still serves when the provider does not repeat it."""
        if self._echec and _age(self._echec[0]) < APRES_UN_ECHEC:
            return
        try:
            self._description, self._decrit_le = await self._lire_description(), horloge.maintenant()
            self._echec = None
        except ConnexionRefusee as refusal:
            self._echec = (horloge.maintenant(), refusal)

    async def _lire_description(self) -> Description:
        issuer = self._reglages.emetteur
        answer = await self._appels.lire(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        said = answer.objet()
        if answer.code != 200 or said is None:
            raise self._mal_decrit(f"description illisible (HTTP {answer.code})")
        if said.get("issuer") != issuer:
            raise self._mal_decrit("la description est celle d'un autre émetteur")
        return self._lue(said)

    def _lue(self, said: dict[str, object]) -> Description:
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
        leave = said.get("end_session_endpoint")
        for name in (*needed, "end_session_endpoint") if leave is not None else needed:
            if not self._est_sure(said.get(name)):
                raise self._mal_decrit(f"{name} absent ou en clair")
        ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return Description(
            autorisation=str(said["authorization_endpoint"]),
            jetons=str(said["token_endpoint"]),
            cles=str(said["jwks_uri"]),
            identite=str(said["userinfo_endpoint"]),
            fin_de_session=str(leave) if leave else None,
            authentification=tuple(str(way) for way in ways) if isinstance(ways, list) else (),
            iss_attendu=said.get("authorization_response_iss_parameter_supported") is True,
        )

    def _est_sure(self, adresse: object) -> bool:
        """In clear only when the issuer is, on this very machine."""
        scheme = self._reglages.emetteur.partition(":")[0]
        return est_sure(adresse) and str(adresse).startswith(("https:", f"{scheme}:"))

    def _mal_decrit(self, detail: str) -> ConnexionRefusee:
        return mal_decrit(self._reglages.nom, detail)


def _age(instant: datetime) -> timedelta:
    return horloge.maintenant() - instant
