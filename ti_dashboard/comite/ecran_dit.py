"""What the room sees, in words: the page, and the plan of it that the wall shows."""

from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from ti_dashboard.adresse.comprise import PLAN
from ti_dashboard.adresse.pages import ACCUEIL, Page, trouver
from ti_dashboard.comite import ecran_de_salle
from ti_dashboard.compositions import pages_composees, planches_gardees
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.magasin.guichet import Publication

ENTRE = " · "


def nommer(publication: Publication, adresse: str) -> str:
    """« Financements · L'échelle de l'argent »; empty where the address is no page of ours."""
    page = trouver(urlsplit(adresse).path.strip("/") or ACCUEIL.fichier)
    if page is None:
        return ""
    return ENTRE.join(dict.fromkeys((page.titre, *_plan(publication, page, adresse))))


def _plan(publication: Publication, page: Page, adresse: str) -> Iterable[str]:
    """Its title, where the page is cut in plans; the first one where the address says none that it has."""
    if page.fichier not in pages_composees():
        return ()
    try:
        screen = ecran_de_salle.lire(publication, adresse)
    except TableauDeBordError:
        return ()
    told = planches_gardees.plans(screen.contexte, screen.mots)
    asked = parse_qs(urlsplit(screen.vue).query).get(PLAN, [""])[0]
    found = next((one for one in told if one["cle"] == asked), told[0] if told else None)
    return () if found is None else (found["titre"],)
