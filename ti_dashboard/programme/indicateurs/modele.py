"""What an indicator says of itself, and how the rows behind it give its value back."""

from dataclasses import dataclass, field
from typing import Literal, TypedDict

from ti_dashboard.programme.indicateurs.regles import Regle
from ti_dashboard.programme.indicateurs.versions import courante

DOSSIERS = "Dossiers de la plateforme de dépôt, consolidés dans le registre"
REGISTRE = "Livraisons de l'agence, des régions et des opérateurs, consolidées dans le registre"
ETAT_OPERATEURS = ("etat", "operateur")
# Whoever is neither the State nor one of its bodies brings money beside them: never in what they engage.
COFINANCEURS = ("region", "collectivite", "union_europeenne", "autre")
TOUS_FINANCEURS = (*ETAT_OPERATEURS, *COFINANCEURS)

Sens = Literal["hausse", "baisse", "neutre"]
Agregat = Literal["compte", "somme", "mediane", "rapport", "taux"]
Choix = Literal[
    "tous",
    "engages",
    "recenses",
    "sans_engagement",
    "sans_ligne",
    "sortis",
    "non_engages",
    "signes",
    "binome",
    "regions_engagees",
    "nouveaux",
    "appuyes",
]
"""What is sought: of either, of projects, of territories."""


class Selection(TypedDict, total=False):
    """What an indicator retains of the rows of its question; an absent key, or an empty list, retains everything.

    But ``types``, ``categories`` and ``moments``, always said where the question reads them: amounts of no kind, or of
    no funder, are none.
    """

    choix: Choix
    famille: str
    volet: str
    verifies: bool
    types: tuple[str, ...]
    categories: tuple[str, ...]
    manques: tuple[str, ...]
    statuts: tuple[str, ...]
    postes: tuple[str, ...]
    moments: tuple[str, ...]
    etapes: tuple[str, ...]
    emploi_types: tuple[str, ...]
    emploi_etats: tuple[str, ...]


@dataclass(frozen=True)
class Tuile:
    """The tile an indicator has on a page, after those the page composes itself. ``sur``: what its denominator counts,
    singular and plural; ``complement``: the words of its second line."""

    page: str
    complement: str | tuple[str, str] = ""
    sur: tuple[str, str] | None = None
    groupe: Literal["principal", "apart"] = "principal"


@dataclass(frozen=True)
class Indicateur:
    """``filtres`` names the shared filters an indicator follows; the others are said on its tile as not applied.

    Its definition is dated: the register (``versions``) holds each version it has had. ``lignes`` is the question that
    lists what is behind the figure, ``selection`` what it retains there, ``agregat`` how its rows give the figure back:
    subjects counted, a sum, a median, the first of the selected kinds of amount over the second, or the share of the
    subjects whose column ``numerateur`` is true. ``sujet`` is the column of what is counted when it is not what the
    question lists. ``regles`` are what its rows must hold besides, ``parmi`` those of its denominator.
    """

    indicateur_id: str
    libelle: str
    definition: str
    formule: str
    unite: str
    filtres: tuple[str, ...]
    denominateur: str | None = None
    sens: Sens = "hausse"
    source: str = REGISTRE
    lignes: str = "lignes_territoires"
    selection: Selection = field(default_factory=Selection, hash=False)
    agregat: Agregat = "compte"
    sujet: str | None = None
    numerateur: str | None = None
    regles: tuple[Regle, ...] = ()
    parmi: tuple[Regle, ...] = ()
    tuile: Tuile | None = None

    @property
    def version(self) -> int:
        """The number of its definition today: it changes when the definition does, never silently."""
        return courante(self.indicateur_id).version
