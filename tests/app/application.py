"""Open the whole application at one page and address, and read what its boards were given to draw."""

import json
import re
from decimal import Decimal
from functools import cache

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from ti_dashboard.adresse.pages import trouver
from ti_dashboard.compositions import ecran_demande, planches_gardees
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.magasin import guichet

# A loaded machine is slow, not wrong: only a failure costs this long.
PATIENCE_S = 90


@cache
def _composants() -> BidiComponentManager:
    """One register of browser components for all, as on a server: making one reads every package installed."""
    register = BidiComponentManager()
    register.discover_and_register_components(start_file_watching=False)
    return register


def application() -> AppTest:
    """The whole application, not yet run."""
    app = AppTest.from_file(str(RACINE / "ti_dashboard" / "frame.py"), default_timeout=PATIENCE_S)
    app._bidi_component_manager = _composants()
    return app


def ouvrir(page: str = "accueil", /, **adresse) -> AppTest:
    """The application run at ``page``; ``adresse`` holds the parameters of the URL."""
    app = application()
    for key, value in adresse.items():
        app.query_params[key] = value
    if page != "accueil":
        # As a deep link does: straight there, and not by way of Accueil, which ``switch_page`` would have drawn first.
        app._page_hash = calc_hash(page)
    return app.run()


def planche(app: AppTest, position: int = 0) -> dict:
    """What the board was given to draw."""
    return planches(app)[position]


def composants(app: AppTest) -> list[dict]:
    """What each browser component of the page was told."""
    return [json.loads(b.proto.json or "{}") for b in app.get("bidi_component")]


def planches(app: AppTest) -> list[dict]:
    """Every board of the page: the other components of the frame have no title to draw."""
    found = composants(app)
    page = next((told["page"] for told in found if "empreinte" in told), "")
    return [_lue(page, board) if "adresse" in board else board for board in found if "signature" in board]


def _lue(page: str, nommee: dict) -> dict:
    """A board that is only named, read in its screen as a browser does: the one with that signature."""
    asked = ecran_demande.lire(guichet.service().publication, trouver(page), nommee["adresse"])
    boards = json.loads(planches_gardees.page(*asked))["planches"].values()
    return next(board for board in boards if board and board["signature"] == nommee["signature"])


def bandeau(app: AppTest) -> dict:
    """What the line of the arrêté says."""
    return next(told["bandeau"] for told in composants(app) if "bandeau" in told)


def tuile(app: AppTest, indicateur: str) -> dict:
    return next(t for t in planche(app)["tuiles"] if t["id"] == indicateur)


def bloc(app: AppTest, bloc_id: str) -> dict:
    """A block of one of the boards of the page."""
    return next(b for board in planches(app) for b in board.get("blocs", []) if b["id"] == bloc_id)


def table(app: AppTest, bloc_id: str) -> list[dict[str, str]]:
    """The rows of a table of the board as read, by column; « clic » holds what a click on each cell opens."""
    found = bloc(app, bloc_id)
    labels = [c["libelle"] for c in found["colonnes"]]
    return [
        {label: case["texte"] for label, case in zip(labels, line["cases"], strict=True)}
        | {"clic": {label: case.get("cible") for label, case in zip(labels, line["cases"], strict=True)}}
        for line in found["lignes"]
    ]


def lu(markdown: str) -> str:
    """A quoted text as a reader sees it: without what keeps it from being taken for formatting."""
    return re.sub(r"\\([\\`*_{}\[\]|<>~$&:#+=.)-])", r"\1", markdown).replace("\u2060", "")


def montant(text: str) -> Decimal:
    """The known part of an amount as a table writes it."""
    return Decimal(text.removesuffix(" + inconnu").removesuffix("\u00a0€").replace("\u202f", "").replace(",", "."))
