"""What is refused is said in French, whoever refuses: our own sentence, or one for the status where there was none.

An answer of ours says its language. Any other that refuses, of Streamlit or of the framework below, is an English word
or nothing: its status is kept, and what the protocol asks for with it; a reader gets a page, a program a line.
"""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard.serveur.securite import EN_FRANCAIS, NON_GARDEE

AUTREMENT = ("Demande refusée", "Cette demande n'a pas pu être servie. Rechargez la page, puis recommencez.")
DITS: dict[int, tuple[str, str]] = {
    400: ("Demande mal écrite", "Cette demande n'a pas été comprise. Rechargez la page, puis recommencez."),
    403: ("Demande refusée", "Cette demande ne vient pas de notre page, ou n'est pas permise. Rechargez la page."),
    404: ("Introuvable", "Il n'y a rien à cette adresse."),
    405: ("Demande sans réponse", "Cette adresse ne répond pas à une demande de ce genre. Passez par nos pages."),
    408: ("Demande trop lente", "Cette demande a mis trop de temps à venir. Recommencez."),
    413: ("Envoi trop gros", "Cet envoi dépasse ce qui est reçu ici. Réduisez-le, puis recommencez."),
    414: ("Adresse trop longue", "Cette adresse dépasse ce qui est lu ici."),
    415: ("Envoi illisible", "Ce genre de contenu n'est pas lu à cette adresse."),
    416: ("Introuvable", "Cette partie du fichier n'existe pas."),
    429: ("Trop de demandes", "Trop de demandes viennent de cet endroit. Attendez une minute, puis recommencez."),
    500: ("Le service n'a pas pu répondre", "L'incident est noté au journal du serveur. Rechargez la page."),
    503: ("Le service ne peut pas répondre", "Attendez un instant, puis rechargez la page."),
}
# What the protocol says besides the text; what describes the text goes with it.
_DU_TEXTE = {b"content-type", b"content-length", b"content-encoding", b"etag", b"last-modified"}


def dire(statut: int, phrase: str = "", **entetes: str) -> PlainTextResponse:
    """A refusal of ours, in a line."""
    said = phrase or DITS.get(statut, AUTREMENT)[1]
    headers = NON_GARDEE | EN_FRANCAIS | {name.replace("_", "-"): value for name, value in entetes.items()}
    return PlainTextResponse(f"{said}\n", statut, headers)


def _pour_qui_demande(statut: int, scope: Scope) -> Response:
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return dire(statut)
    # Not loaded by a server that refuses nothing.
    from ti_dashboard.serveur import gabarit

    nom, phrase = DITS.get(statut, AUTREMENT)
    return gabarit.repondre("reponse.html", statut, motif=nom, phrase=phrase)


class RefusDits:
    """ASGI middleware, around all that answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_said_again = False

        async def say(message: Message) -> None:
            nonlocal is_said_again
            if message["type"] == "http.response.start" and _est_a_redire(message):
                is_said_again = True
                answer = _pour_qui_demande(message["status"], scope)
                answer.raw_headers += [(n, v) for n, v in message["headers"] if n.lower() not in _DU_TEXTE]
                await answer(scope, receive, send)
            elif not is_said_again:
                await send(message)

        await self.app(scope, receive, say)


def _est_a_redire(start: Message) -> bool:
    headers = Headers(raw=start.get("headers", []))
    kind = headers.get("content-type", "text/plain")
    return (
        start["status"] >= HTTPStatus.BAD_REQUEST
        and headers.get("content-language") != EN_FRANCAIS["Content-Language"]
        and kind.startswith(("text/", "application/octet-stream"))
    )
