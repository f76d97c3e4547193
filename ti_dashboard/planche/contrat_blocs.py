"""What a block of the board is made of, kind by kind. Pure.

A new kind is declared here, joins ``Bloc``, and is drawn by the script of its name; ``make contrat`` tells the scripts.
"""

from collections.abc import Mapping
from typing import Literal, NotRequired, TypedDict

Place = Literal["droite", "bas"]
# Filters followed by a whole, or by each of its parts under its name.
Suit = tuple[str, ...] | Mapping[str, tuple[str, ...]]


RIEN_A_MONTRER = "Rien à montrer avec ces filtres."


class Corrige(TypedDict):
    """What the room has typed over a value: the old one, who and why."""

    ancien: str
    note: str
    reste: NotRequired[str]


class Entete(TypedDict):
    """What every block has."""

    id: str
    titre: str
    note: str | None
    place: NotRequired[Place]
    sous_titre: NotRequired[str]
    alt: NotRequired[str]
    reserve: NotRequired[str]
    suit: NotRequired[Suit]


class Barre(TypedDict):
    """``valeur`` is a length, ``texte`` what is read."""

    id: str
    libelle: str
    valeur: float | None
    texte: str
    precedent: float | None
    texte_precedent: str | None
    note: str | None
    geste: str | None
    actif: bool
    couleur: str
    chiffre: str
    sans_objet: NotRequired[bool]
    corrige: NotRequired[Corrige]


class Barres(Entete):
    type: Literal["barres"]
    lignes: list[Barre]
    vide: str
    max: NotRequired[float]
    min: NotRequired[float]


class Serie(TypedDict):
    """``points``: day, value, date, what is read."""

    libelle: str
    chiffre: str
    couleur: str
    points: list[tuple[int, float, str, str]]


class Courbe(Entete):
    type: Literal["courbe"]
    series: list[Serie]
    axe_y: list[str]
    max_y: float
    vide: str


class Tete(TypedDict):
    cle: str
    libelle: str
    nombre: bool


class Case(TypedDict):
    """``geste`` « chiffre » opens the figure that ``cible`` names; any other, the sheet of the row."""

    texte: str
    tri: float | str | None
    geste: NotRequired[str]
    cible: NotRequired[str]
    titre: NotRequired[str | None]
    corrige: NotRequired[Corrige]


class Rangee(TypedDict):
    id: str
    cases: list[Case]


class Table(Entete):
    """``ordre``: who asks for the rows sorts them; None, the browser does."""

    type: Literal["table"]
    hauteur: int | None
    ordre: str | None
    colonnes: list[Tete]
    lignes: list[Rangee]
    totaux: Rangee | None


class Etape(TypedDict):
    id: str
    libelle: str
    texte: str
    de: float
    a: float
    couleur: str
    brut: str | None
    est_total: bool
    ouvre: str
    nb: str
    entree: str
    sortie: str


class Pont(Entete):
    type: Literal["pont"]
    net: str
    etapes: list[Etape]
    chiffre: str
    vide: str


class Cause(TypedDict):
    id: str
    libelle: str
    texte: str
    couleur: str


class Lien(TypedDict):
    id: str
    nom: str


class Phrase(TypedDict):
    id: str
    fort: str
    suite: str
    chiffre: str
    libelle: str
    causes: list[Cause]
    liens: list[Lien]
    nb_nommes: int


class Phrases(Entete):
    type: Literal["phrases"]
    lignes: list[Phrase]


class Signal(TypedDict):
    id: str
    libelle: str
    texte: str
    unite: str
    nb: int
    regle: str
    actif: bool


class Signaux(Entete):
    type: Literal["signaux"]
    lignes: list[Signal]


Bloc = Barres | Courbe | Table | Pont | Phrases | Signaux
