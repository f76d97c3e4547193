"""Calls to the API, tried again when the server is busy or gone. The token appears in no sentence and no log."""

import logging
import os
import ssl
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpx
from gql import Client, gql
from gql.transport.exceptions import TransportError, TransportQueryError
from gql.transport.httpx import HTTPXTransport

from ti_dashboard import horloge
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.demarches import formulaire
from ti_dashboard.ingest.demarches.plateforme import adresse, redirection, sans_secret
from ti_dashboard.langue.formats import accord

JETON = "TI_DASHBOARD_DS_JETON"
ESSAIS, ATTENTE_S, ATTENTE_MAX_S, DELAI_S = 6, 1.0, 120.0, 60.0
_OCCUPE = {408, 425, 429, 500, 502, 503, 504}
_REFUS = {401: "le jeton est refusé", 403: "le jeton n'a pas accès à cette démarche", 404: "l'adresse n'existe pas"}

Dire = Callable[[str], None]
Attendre = Callable[[float], None]


class QuestionRefusee(DepotRefuse):
    """The server understood and said no: another try would not change it, another question may."""


class Api:
    """``attendre`` is called with seconds between two tries; a test does not wait."""

    def __init__(self, dire: Dire, attendre: Attendre = time.sleep) -> None:
        self._jeton = _jeton()
        self._dire, self._attendre = dire, attendre
        self._adresse = adresse(formulaire.FICHIER)
        self._reponse: httpx.Response | None = None
        _taire_le_transport()
        # A redirection is never followed: the token would go wherever the old address points.
        self._transport = HTTPXTransport(
            url=self._adresse,
            headers={"Authorization": f"Bearer {self._jeton}"},
            follow_redirects=False,
            timeout=DELAI_S,
            verify=_autorites(),
            event_hooks={"response": [self._noter]},
        )

    def demander(self, requete: str, parametres: dict[str, Any]) -> dict[str, Any]:
        """Answer to one question. Raises QuestionRefusee, or DepotRefuse when no try of several was answered."""
        question = gql(requete)
        question.variable_values = parametres
        for essai in range(1, ESSAIS + 1):
            self._reponse = None
            try:
                with Client(transport=self._transport, fetch_schema_from_transport=False) as session:
                    answer: dict[str, Any] = session.execute(question)
                    return answer
            except TransportQueryError as error:
                self._abandonner_au_besoin()
                if self._code not in _OCCUPE:
                    raise QuestionRefusee(
                        self._taire(f"La plateforme refuse la question : {_messages(error)}")
                    ) from None
            except (TransportError, httpx.HTTPError):
                self._abandonner_au_besoin()
            if essai < ESSAIS:
                self._patienter(essai)
        raise DepotRefuse(
            f"La plateforme ne répond pas après {ESSAIS} essais. Ce qui a été lu est gardé : relancez la même commande "
            "plus tard, elle reprendra où elle en est."
        )

    def _noter(self, response: httpx.Response) -> None:
        self._reponse = response

    @property
    def _code(self) -> int:
        return self._reponse.status_code if self._reponse is not None else 0

    def _abandonner_au_besoin(self) -> None:
        """A refusal that another try would not change. Raises DepotRefuse."""
        if self._reponse is None:
            return
        if 300 <= self._code < 400:
            raise DepotRefuse(self._taire(redirection(self._adresse, self._reponse.headers.get("Location")))) from None
        if self._code < 300 and "html" in self._reponse.headers.get("Content-Type", ""):
            raise DepotRefuse(
                f"L'adresse {sans_secret(self._adresse)} répond par une page web, pas par l'API. Elle finit par "
                "/api/v2/graphql : corrigez la clé adresse de data/correspondances/demarches.toml."
            ) from None
        if self._code >= 400 and self._code not in _OCCUPE:
            why = _REFUS.get(self._code, f"réponse HTTP {self._code}")
            raise DepotRefuse(
                f"La plateforme refuse l'accès : {why}. Vérifiez {JETON} et le numéro de démarche."
            ) from None

    def _patienter(self, essai: int) -> None:
        """Raises DepotRefuse when the server asks for more patience than a command should have."""
        asked = (_secondes(self._reponse.headers.get("Retry-After")) if self._reponse is not None else None) or 0.0
        if asked > ATTENTE_MAX_S:
            raise DepotRefuse(
                f"La plateforme demande d'attendre {accord(round(asked), 'seconde')}. Ce qui a été "
                "lu est gardé : relancez la même commande après, elle reprendra où elle en est."
            )
        pause = max(asked, ATTENTE_S * 2 ** (essai - 1))
        self._dire(f"La plateforme est occupée ou ne répond pas : essai {essai + 1} sur {ESSAIS} dans {pause:.0f} s")
        self._attendre(pause)

    def _taire(self, phrase: str) -> str:
        return phrase.replace(self._jeton, "•••")


@cache
def _autorites() -> ssl.SSLContext:
    """The authorities trusted, read once: each connection would read their whole list again."""
    return httpx.create_ssl_context()


def _taire_le_transport() -> None:
    """At DEBUG these loggers write answers and headers whole, with whatever a server echoes in them."""
    for name in (HTTPXTransport.__module__, "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _jeton() -> str:
    token = os.environ.get(JETON, "").strip()
    if not token:
        raise DepotRefuse(
            f"Le jeton de l'API manque : mettez-le dans la variable d'environnement {JETON}. Il se crée sur la "
            "plateforme, dans le profil d'un administrateur de la démarche."
        )
    if not (token.isascii() and token.isprintable() and " " not in token):
        raise DepotRefuse(f"La variable {JETON} contient un caractère qu'un jeton n'a pas : copiez-le de nouveau.")
    return token


def _messages(error: TransportQueryError) -> str:
    said = [str(e.get("message", "sans message")) for e in error.errors or () if isinstance(e, dict)]
    return " ; ".join(said)[:300] or "sans message"


def _secondes(text: str | None) -> float | None:
    """Retry-After, in seconds or as a date."""
    if not text:
        return None
    if text.isascii() and text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - horloge.maintenant()).total_seconds())
    except (ValueError, TypeError):
        return None
