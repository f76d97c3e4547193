"""Pages written by the server itself, for who has not come in: nothing of theirs is asked of any other address."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from ti_dashboard.cadre import enseigne
from ti_dashboard.composants.planche import racine
from ti_dashboard.planche.theme import COULEURS
from ti_dashboard.serveur.securite import EN_FRANCAIS, NON_GARDEE
from ti_dashboard.service.conformite import mention_affichee


@cache
def _gabarits() -> Environment:
    place = Path(__file__).with_name("gabarits")
    return Environment(loader=FileSystemLoader(place), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def repondre(nom: str, statut: int, **valeurs: object) -> HTMLResponse:
    body = (
        _gabarits()
        .get_template(nom)
        .render(titre=enseigne.nom(), racine=racine(), couleurs=COULEURS, mention=mention_affichee(), **valeurs)
    )
    return HTMLResponse(body, statut, NON_GARDEE | EN_FRANCAIS)
