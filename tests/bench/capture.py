"""``make capture``, or ``python -m tests.bench.capture``: the README's screenshot, from the real application."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests import navigateur as chromium
from tests.browser.conftest import Ecran, start_server
from ti_dashboard.demonstration import generer
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ingest.publier.construction import construire

DESTINATION = RACINE / "docs" / "accueil.png"
ADRESSE = "/?arrete=24/09/2019"
LARGEUR, HAUTEUR = 1600, 900


def _photograph(adresse: str) -> None:
    """Accueil once drawn, with its fonts and without the wheel of a script still running."""
    with chromium.open_browser() as navigateur:
        page = navigateur.new_page(viewport={"width": LARGEUR, "height": HAUTEUR}, locale="fr-FR")
        Ecran(page, adresse).open(ADRESSE)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=DESTINATION)


def main() -> None:
    if chromium.find() is None:
        raise SystemExit(chromium.ABSENT)
    DESTINATION.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="capture-") as dossier:
        donnees = Path(dossier) / "donnees"
        generer(donnees / "livraisons" / "demonstration")
        construire(donnees / "livraisons" / "demonstration", donnees / "publications")
        serveur = start_server(donnees, Path(dossier) / "journal.txt")
        try:
            _photograph(serveur.adresse)
        finally:
            serveur.stop()
    poids = DESTINATION.stat().st_size // 1000
    print(f"Copie d'écran écrite : {DESTINATION.relative_to(RACINE)}, {LARGEUR} × {HAUTEUR}, {poids} ko.")


if __name__ == "__main__":
    main()
