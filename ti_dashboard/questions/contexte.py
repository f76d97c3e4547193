"""What one run of the application reads: the publication, the filters chosen, their words, the arrêté, the page.

Made once by the frame and passed to everything that draws: a publication set in place in the middle of a run is read by
the next run, so that no figure of one stands under the banner of the other.
"""

from dataclasses import dataclass, replace
from datetime import date

from ti_dashboard.adresse.comprise import Vocabulaire
from ti_dashboard.adresse.pages import ACCUEIL
from ti_dashboard.langue.formats import jour
from ti_dashboard.langue.mots import Mot
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import Filtres


@dataclass(frozen=True)
class Arrete:
    """One frozen arrêté, as the publication holds it."""

    arrete_id: date
    date_cloture: date
    libelle: str
    phase_en_cours: int
    source: str
    numero: int
    auteur: str | None
    recette: str
    empreinte: str
    est_demonstration: bool

    @property
    def etiquette(self) -> str:
        """Its label in addresses: 24/09/2019."""
        return jour(self.arrete_id)


@dataclass(frozen=True)
class Contexte:
    """``page`` is the address of the page without its slash, empty for Accueil; ``arrete`` is the one shown;
    ``incompris`` are the words of the address that the screen does not follow."""

    publication: Publication
    choix: Filtres
    vocabulaire: Vocabulaire
    arrete: Arrete
    page: str = ""
    incompris: tuple[Mot, ...] = ()

    @property
    def fichier(self) -> str:
        """The page by its name, the first one included, which has no address of its own."""
        return self.page or ACCUEIL.fichier

    def avec(self, choix: Filtres) -> "Contexte":
        """The same screen under other filters at the same arrêté: those that a figure follows, for instance."""
        return replace(self, choix=choix)

    def en_mots(self) -> str:
        """The filters as a reader says them: « Phase I · Bretagne »."""
        return self.choix.en_mots(self.vocabulaire.listes)
