"""The plain words that move the room: a territory, a region, an operator, a page; each leads to one screen."""

from collections.abc import Iterator

from ti_dashboard.adresse import partagee
from ti_dashboard.adresse.pages import ACCUEIL, ENTREES
from ti_dashboard.comite import ecran_de_salle
from ti_dashboard.comite.ecran_de_salle import EcranDeSalle
from ti_dashboard.composants.messages_de_salle import MotDePalette
from ti_dashboard.compositions import pages_composees
from ti_dashboard.magasin import guichet
from ti_dashboard.planche.parametres import TERRITOIRE
from ti_dashboard.programme.filtres import FILTRES
from ti_dashboard.questions.poser import poser

FICHE = "territoire"
PAGE_D_UN_FILTRE = {"operateur": "financements"}
"""Filter → the page that answers about one of its choices; where the room is for the others."""


def composer(adresse: str) -> list[MotDePalette]:
    """From the screen at ``adresse``, whose arrêté, comparison and phase stay. Raises TableauDeBordError."""
    publication = guichet.service().publication
    screen = ecran_de_salle.lire(publication, adresse)
    return [*_pages(screen), *_choix(screen), *_territoires(screen)]


def _requete(screen: EcranDeSalle, **mots: list[str]) -> str:
    """The arrêté, the comparison and the phase of the screen; of the lists, these alone."""
    words = partagee.en_mots(screen.contexte.choix, screen.contexte.vocabulaire)
    kept = {key: found for key, found in words.items() if key not in FILTRES}
    return partagee.en_requete((kept | mots).items())


def _pages(screen: EcranDeSalle) -> Iterator[MotDePalette]:
    for page in ENTREES:
        if page.est_listee and page.fichier in pages_composees():
            address = "" if page is ACCUEIL else page.fichier
            yield MotDePalette(mot=page.titre, genre="page", adresse=f"/{address}?{_requete(screen)}")


def _choix(screen: EcranDeSalle) -> Iterator[MotDePalette]:
    for key, one in FILTRES.items():
        page = PAGE_D_UN_FILTRE.get(key, screen.contexte.page)
        page = "" if page == FICHE else page
        for label in screen.contexte.vocabulaire.listes[key].values():
            yield MotDePalette(mot=label, genre=one.nom, adresse=f"/{page}?{_requete(screen, **{key: [label]})}")


def _territoires(screen: EcranDeSalle) -> Iterator[MotDePalette]:
    choix = screen.contexte.choix
    for row in poser(screen.contexte.publication, "territoires_presents", jour=choix.arrete, phase=choix.phase):
        query = _requete(screen, **{TERRITOIRE.nom: [str(row["territoire_id"])]})
        yield MotDePalette(mot=str(row["nom"]), genre="territoire", adresse=f"/{FICHE}?{query}")
