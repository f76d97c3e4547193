"""The address of a screen as it is pasted from the bar of a browser: that of the screen alone."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from ti_dashboard.adresse import parametres
from ti_dashboard.adresse.pages import ACCUEIL, trouver
from ti_dashboard.composants.planche import racine
from ti_dashboard.errors import GesteRefuse


def ecran_colle(colle: str) -> str:
    """Without what is a browser's own, or a room's. Raises GesteRefuse when it is no page of ours."""
    try:
        parts = urlsplit(colle.strip())
    except ValueError:
        parts = urlsplit("")
    page = parts.path.removeprefix(racine()).strip("/")
    if not parts.path or trouver(page or ACCUEIL.fichier) is None:
        raise GesteRefuse("Cette adresse n'est pas celle d'un écran du tableau de bord : copiez-la de la barre.")
    apart = {one.nom for one in parametres.de("navigateur", "salle")}
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key not in apart]
    return f"/{page}{f'?{urlencode(kept)}' if kept else ''}"
