"""Who may pass: at the only post, this machine; on a network, who signed in, and for what their role gives."""

import time
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard import journal_serveur
from ti_dashboard.acces import temoins
from ti_dashboard.acces.actions import ENTRER, RoleDAcces
from ti_dashboard.acces.cette_machine import est_demandee
from ti_dashboard.acces.personne import Personne, au_poste, visiteur
from ti_dashboard.composants.planche import racine
from ti_dashboard.errors import MagasinIndisponible
from ti_dashboard.live import sessions
from ti_dashboard.live.base import Base, base
from ti_dashboard.live.sessions import SessionOuverte
from ti_dashboard.serveur.appel_interne import est_interne
from ti_dashboard.serveur.portes import CONNEXION, EVENEMENTS, PAGES_DE_LA_LOI, action_demandee, est_une_porte
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE

# How long a session that was closed may still be sent something, and how often a gesture is noted as the last one.
RELECTURE_S = 5.0
AILLEURS = (
    "Ce tableau de bord est servi à ce poste seul. Pour l'ouvrir à un réseau, il faut le mode « reseau » : chacun s'y "
    "connecte (docs/exploitation/connexion.md)."
)
SANS_SESSION = "Connectez-vous d'abord."


class Portier:
    """ASGI middleware: the outermost after the headers. What it lets pass carries who asks, in ``scope["state"]``."""

    def __init__(self, app: ASGIApp, portes: ASGIApp | None = None) -> None:
        """``portes``: what answers where one comes in; None at the only post, where nobody does."""
        self.app, self.portes, self.base = app, portes, racine()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or est_interne(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket" and not _est_de_la_maison(scope):
            await _refuser(scope, receive, send, dire(403, SANS_SESSION))
        elif self.portes is not None:
            await self._au_reseau(self.portes, scope, receive, send)
        elif est_demandee(Headers(scope=scope).get("host", "")):
            _nommer(scope, au_poste(), None)
            await self.app(scope, receive, send)
        else:
            await _refuser(scope, receive, send, dire(421, AILLEURS))

    async def _au_reseau(self, portes: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        origin = connection.client.host if connection.client else ""
        held = temoins.lire(temoins.SESSION, connection.cookies.get(temoins.SESSION, ""))
        try:
            session = await run_in_threadpool(lambda: sessions.lire(base(), held, origin)) if held else None
        except MagasinIndisponible as error:
            await _refuser(scope, receive, send, dire(503, str(error)))
            return
        person = session.personne if session else visiteur(origin)
        path = scope["path"].removeprefix(self.base) or "/"
        if (answer := self._refus(scope, person, path)) is not None:
            await _refuser(scope, receive, send, answer)
            return
        _nommer(scope, person, session)
        is_door = est_une_porte(path) or (session is None and path in PAGES_DE_LA_LOI)
        if scope["type"] == "http" and is_door:
            await portes(_sans_racine(scope, path), receive, send)
        elif session is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, _Vu(receive, session), send)
        elif path.startswith(EVENEMENTS):
            await self.app(scope, receive, _TantQuElleDure(send, session))
        else:
            await self.app(scope, receive, send)

    def _refus(self, scope: Scope, person: Personne, path: str) -> Response | None:
        """Why this person does not pass, if so."""
        asked = action_demandee(path)
        if asked is ENTRER or (person.peut(asked) and _est_de_sa_seance(person, path)):
            return None
        if RoleDAcces.VISITEUR not in person.roles:
            journal_serveur.avertir("Adresse refusée", action=asked.code, compte=person.compte_id)
            return dire(403, f"« {asked.dit} » n'est pas dans vos droits.")
        if est_une_page(scope):
            query = scope["query_string"].decode("latin-1")
            place = quote(path + (f"?{query}" if query else ""), safe="")
            return RedirectResponse(f"{self.base}{CONNEXION}?vers={place}", 303, NON_GARDEE)
        return dire(401, SANS_SESSION)


def _est_de_la_maison(scope: Scope) -> bool:
    """Whether a web socket is opened by a page of ours, or by what is no browser.

    Asked before Streamlit, which lets in the pages of any other service of this machine, and asks a public site for the
    address of this one to judge the rest.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is None or hote(origin) == headers.get("host", "").lower()


def hote(origine: str) -> str | None:
    """The host that an Origin names, or None when it names none."""
    try:
        return urlsplit(origine).netloc.lower() or None
    except ValueError:
        return None


def _est_de_sa_seance(person: Personne, path: str) -> bool:
    """The stream of a séance is not told to the guests of another."""
    if person.seance_code is None or not path.startswith(EVENEMENTS):
        return True
    return path.removeprefix(EVENEMENTS).upper() == person.seance_code


def est_une_page(scope: Scope) -> bool:
    """Whether a page is asked for, and not what a page asks for."""
    return (
        scope["type"] == "http" and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    )


def _sans_racine(scope: Scope, path: str) -> Scope:
    return {**scope, "path": path, "root_path": ""}


def _nommer(scope: Scope, person: Personne, session: SessionOuverte | None) -> None:
    scope.setdefault("state", {}).update(personne=person, session=session)


async def _refuser(scope: Scope, receive: Receive, send: Send, answer: Response) -> None:
    if scope["type"] == "websocket":
        # Closed before it is accepted: the browser gets a plain 403.
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    else:
        await answer(scope, receive, send)


class _Vu:
    """A ``receive`` of a web socket: each gesture that comes by it is the last thing its session did."""

    def __init__(self, receive: Receive, session: SessionOuverte) -> None:
        self.receive, self.session, self.noted = receive, session, time.monotonic()

    async def __call__(self) -> Message:
        message = await self.receive()
        if message["type"] == "websocket.receive" and time.monotonic() - self.noted > RELECTURE_S:
            self.noted = time.monotonic()
            await run_in_threadpool(self._noter)
        return message

    def _noter(self) -> None:
        try:
            found = sessions.lire_par_empreinte(base(), self.session.empreinte)
            if found is not None:
                sessions.toucher(_au_nom_de(found), found)
        except MagasinIndisponible:
            # The page itself says it, at its first reading.
            return


class _TantQuElleDure:
    """A ``send`` of a stream: it ends once its session has."""

    def __init__(self, send: Send, session: SessionOuverte) -> None:
        self.send, self.session, self.read = send, session, time.monotonic()
        self.is_over = False

    async def __call__(self, message: Message) -> None:
        if self.is_over:
            return
        if message["type"] == "http.response.body" and time.monotonic() - self.read > RELECTURE_S:
            self.read = time.monotonic()
            self.is_over = not await run_in_threadpool(self._dure)
            if self.is_over:
                message = {"type": "http.response.body", "body": b"", "more_body": False}
        await self.send(message)

    def _dure(self) -> bool:
        try:
            return sessions.lire_par_empreinte(base(), self.session.empreinte) is not None
        except MagasinIndisponible:
            return True


def _au_nom_de(session: SessionOuverte) -> Base:
    return base().au_nom_de(session.personne)
