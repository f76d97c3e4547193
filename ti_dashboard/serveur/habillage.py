"""What a deployment brings, taken before anything is served: refused whole, in French, or worn by every page."""

import hashlib
import sys
from pathlib import PurePath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from streamlit import config

from ti_dashboard import journal_serveur
from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.planche.theme import COULEURS, FAUTES
from ti_dashboard.service import declaration, habit
from ti_dashboard.service.habit import Habit

TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2"}
SOURCE = f"theme of {habit.VARIABLE}"
# What Streamlit draws by itself, by the colour of ours that it takes.
OPTIONS = {
    "accent": ("primaryColor", "linkColor", "blueColor", "blueTextColor"),
    "fond": ("backgroundColor",),
    "fond-doux": ("secondaryBackgroundColor", "dataframeHeaderBackgroundColor"),
    "encre": ("textColor", "dataframeHeaderTextColor"),
    "encre-douce": ("grayColor", "grayTextColor"),
    "trait": ("dataframeBorderColor",),
    "region-trait": ("borderColor",),
    "mauvais": ("redColor", "redTextColor"),
    "alerte": ("orangeColor", "orangeTextColor"),
    "bon": ("greenColor", "greenTextColor"),
}


def preparer() -> None:
    """Stop the start with a sentence for each fault, else dress Streamlit; nothing to do when nothing is named."""
    faults = [*FAUTES, *_fautes_du_service()]
    if faults:
        journal_serveur.dire_le_refus("Le service ne démarre pas :\n" + "\n".join(f"- {fault}" for fault in faults))
        sys.exit(1)
    worn = habit.lire()
    if worn != Habit():
        _habiller(worn)


def _fautes_du_service() -> tuple[str, ...]:
    try:
        declaration.lire()
    except ServiceIllisible as refusal:
        return refusal.fautes
    return ()


def _habiller(worn: Habit) -> None:
    for colour in OPTIONS.keys() & worn.couleurs.keys():
        for option in OPTIONS[colour]:
            config.set_option(f"theme.{option}", COULEURS[colour], SOURCE)
    if worn.polices:
        faces = [{"family": worn.police, "url": adresse(n), "weight": w} for w, n in worn.polices.items()]
        config.set_option("theme.fontFaces", faces, SOURCE)
        config.set_option("theme.font", f"'{worn.police}', sans-serif", SOURCE)
    if worn.habilitation:
        # The State's own pages have square corners.
        config.set_option("theme.baseRadius", "0px", SOURCE)
        config.set_option("theme.buttonRadius", "0px", SOURCE)


def adresse(nom: str) -> str:
    """Below the hash of what it holds: kept for good by a browser, asked again when the theme changes."""
    return f"theme/{hashlib.sha256(habit.lire().fichiers[nom]).hexdigest()[:12]}/{nom}"


def _fichier(request: Request) -> Response:
    """One of the files that the theme named, from memory: no other file of its folder has an address."""
    name = request.path_params["nom"]
    content = habit.lire().fichiers.get(name)
    if content is None or not request.url.path.endswith(adresse(name)):
        raise HTTPException(404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(content, media_type=TYPES[PurePath(name).suffix], headers=kept)


def routes() -> list[BaseRoute]:
    return [Route("/theme/{empreinte}/{nom}", _fichier)]
