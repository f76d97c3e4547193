"""The pages that the law wants readable by all, for who has not come in: text alone, nothing of the programme.

Who has come in reads the same at the same address, within the application.
"""

from collections.abc import Callable

from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.ecrans.accessibilite import page_de_la_declaration, rgaa
from ti_dashboard.ecrans.confidentialite import page_de_confidentialite
from ti_dashboard.ecrans.mentions_legales import page_des_mentions
from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.serveur import gabarit
from ti_dashboard.service import declaration
from ti_dashboard.service.mentions import ServiceDeclare
from ti_dashboard.service.mentions_ecrites import PageEcrite


def _declaration(service: ServiceDeclare) -> PageEcrite:
    try:
        criteres = rgaa.criteres()
    except FileNotFoundError:
        criteres = []
    return page_de_la_declaration.page(service.accessibilite, criteres)


PAGES: dict[str, Callable[[ServiceDeclare], PageEcrite]] = {
    "/mentions-legales": page_des_mentions.page,
    "/confidentialite": page_de_confidentialite.page,
    "/accessibilite": _declaration,
}


def page(request: Request) -> Response:
    try:
        service = declaration.lire()
    except ServiceIllisible:
        # Its faults are for who runs the service, told on its own screens.
        service = ServiceDeclare()
    written = PAGES[request.scope["path"]](service)
    # No tag that somebody typed is kept as one, and no link but those we made.
    reader = MarkdownIt("commonmark", {"html": False})
    sections = [(one, Markup(reader.render(one.texte))) for one in written.sections]  # noqa: S704 rendered, its tags escaped
    return gabarit.repondre("loi.html", 200, nommee=written.titre, sections=sections)


def routes() -> list[BaseRoute]:
    return [Route(path, page, methods=["GET"]) for path in PAGES]
