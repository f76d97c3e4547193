"""What each page last sent to the board, kept as JSON: the message itself, that the browser draws alone."""

import json
import os
from typing import Any

from ti_dashboard.dossier.chemins import RACINE

DOSSIER = RACINE / "tests" / "donnees" / "planches"
PHASE_1, PHASE_2 = "Phase I (2018-2022)", "Phase II (2023-2027)"
COPIL = {"arrete": "24/09/2019", "compare": "30/04/2019", "phase": PHASE_1}
ICI = {"region": "Bretagne"}
# name of the file → page, parameters of its address
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "accueil": ("accueil", COPIL),
    "accueil-phase-2": ("accueil", {"arrete": "27/05/2025", "phase": PHASE_2}),
    "territoires": ("territoires", COPIL | ICI),
    "territoire": ("territoire", COPIL | {"id": "ti-5304"}),
    "projets": ("projets", COPIL | ICI),
    "financements": ("financements", COPIL | ICI),
    "ingenierie": ("ingenierie", {"arrete": "27/05/2025", "phase": PHASE_2} | ICI),
    "candidatures": ("candidatures", {"arrete": "09/11/2023", "phase": PHASE_2} | ICI),
    "evolutions": ("evolutions", COPIL | ICI),
    "alertes": ("evolutions", COPIL | ICI | {"volet_evolutions": "Alertes"}),
}
REFAIRE = "PLANCHES_A_REFAIRE"
CHANGEE = (
    "La page n'envoie plus le message gardé dans {}. Si c'est voulu : "
    f"{REFAIRE}=1 .venv/bin/python -m pytest -n 0 tests/app/test_planches.py, puis relisez la différence dans git."
)


def gardees(nom: str) -> list[dict[str, Any]]:
    """The boards of a page, in its order."""
    return json.loads((DOSSIER / f"{nom}.json").read_text(encoding="utf-8"))


def garder(nom: str, boards: list[dict[str, Any]]) -> None:
    """Keep these boards in place of the old ones, when that is what the run is for."""
    if os.environ.get(REFAIRE):
        text = json.dumps(boards, ensure_ascii=False, indent=1, sort_keys=True)
        (DOSSIER / f"{nom}.json").write_text(text + "\n", encoding="utf-8")
