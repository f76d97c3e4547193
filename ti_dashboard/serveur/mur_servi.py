"""``/mur?suivre=CODE``: the wall of a room, a page of its own without any session of the application."""

from functools import cache
from http import HTTPStatus
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.cadre.parametres import SUIVRE
from ti_dashboard.composants.planche import empreinte, racine
from ti_dashboard.compositions import pages_composees
from ti_dashboard.errors import LienTropLong, TableauDeBordError
from ti_dashboard.exports.qr import en_adresse
from ti_dashboard.live import seances
from ti_dashboard.live.base import base
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.theme import COULEURS
from ti_dashboard.serveur import gabarit
from ti_dashboard.serveur.demandeur import demandeur
from ti_dashboard.serveur.gestes_de_salle import anime

MUR, TELEPHONE = "/mur", "/salle"
SANS_CODE = "Cette adresse ne dit pas quelle séance suivre."
INCONNU = "Aucune séance n'a le code « {} »."
AUTRE = "Votre code n'ouvre pas cette séance."
REMEDE = "Demandez son code à l'animateur : l'adresse du mur finit par « ?suivre= » et ce code."
POLICES = Path(streamlit.__file__).parent / "static" / "static" / "media"


def mur(request: Request) -> Response:
    """Not a coroutine: Starlette runs it in a thread."""
    person = demandeur(request)
    code = request.query_params.get(SUIVRE.nom, "").strip().upper()
    if person.seance_code not in (None, code):
        return _repondre(403, faute=AUTRE)
    try:
        seance = seances.trouver(base(), code) if code else None
    except TableauDeBordError as error:
        return _repondre(503, faute=str(error))
    if seance is None:
        return _repondre(404, faute=INCONNU.format(seances.montrable(code)) if code else SANS_CODE)
    try:
        return _repondre(200, seance, lien=_lien(request, code), est_anime=anime(request, person, seance))
    except LienTropLong as error:
        return _repondre(400, faute=str(error))


def _lien(request: Request, code: str) -> str:
    """What a telephone photographs."""
    return f"{request.url.scheme}://{request.url.netloc}{racine()}{TELEPHONE}?{SUIVRE.nom}={code}"


def _repondre(
    statut: int, seance: Seance | None = None, faute: str = "", lien: str = "", est_anime: bool = False
) -> Response:
    return gabarit.repondre(
        "mur.html",
        statut,
        ressources=f"{racine()}/ressources/{empreinte()}",
        police=police(),
        seance=seance,
        faute=faute,
        # What is wrong with the address of the service is said whole.
        remede="" if statut == HTTPStatus.BAD_REQUEST else REMEDE,
        lien=lien,
        image=en_adresse(lien, COULEURS["encre"], COULEURS["fond"]) if lien else "",
        est_anime=est_anime,
        ecrans=" ".join(pages_composees()),
    )


@cache
def police() -> str:
    """The font of the boards, as Streamlit serves it under a hashed name."""
    found = sorted(POLICES.glob("SourceSansVF-Upright*.woff2"))
    return f"{racine()}/static/media/{found[0].name}" if found else ""


def routes() -> list[BaseRoute]:
    return [Route(MUR, mur, methods=["GET"])]
