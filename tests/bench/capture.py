"""``make capture``, or ``python -m tests.bench.capture``: the README's screenshot, from the real application."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.conftest import OPTIONS, SANS_NAVIGATEUR, Ecran, find_chromium, start_server
from ti_dashboard.chemins import RACINE

DESTINATION = RACINE / "docs" / "accueil.png"
ADRESSE = "/?arrete=24/09/2019"
LARGEUR, HAUTEUR = 1600, 900


def _photograph(adresse: str, chromium: str) -> None:
    """Accueil once drawn, with its fonts and without the wheel of a script still running."""
    bac_a_sable = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=chromium, args=[*OPTIONS, *bac_a_sable])
        page = navigateur.new_page(viewport={"width": LARGEUR, "height": HAUTEUR}, locale="fr-FR")
        Ecran(page, adresse).open(ADRESSE)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=DESTINATION)
        navigateur.close()


def main() -> None:
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(SANS_NAVIGATEUR)
    DESTINATION.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="capture-") as dossier:
        # Nothing is published there: the server builds the demonstration before it answers.
        serveur = start_server(Path(dossier) / "donnees", Path(dossier) / "journal.txt")
        try:
            _photograph(serveur.adresse, chromium)
        finally:
            serveur.stop()
    poids = DESTINATION.stat().st_size // 1000
    print(f"Copie d'écran écrite : {DESTINATION.relative_to(RACINE)}, {LARGEUR} × {HAUTEUR}, {poids} ko.")


if __name__ == "__main__":
    main()
