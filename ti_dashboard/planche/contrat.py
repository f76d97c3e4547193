"""What a board is made of, and the one way to make its parts: the message that the scripts of the browser draw. Pure.

A part says its kind (``type``); a key that may be absent is ``NotRequired``. The scripts are checked against the same
words: ``make contrat`` writes them again for TypeScript.
"""

from typing import Any, Literal, NotRequired, TypedDict, TypeVar, cast, get_args

from ti_dashboard.planche.contrat_blocs import Bloc, Corrige


class Evolution(TypedDict):
    texte: str
    court: NotRequired[str]
    sens: Literal["bon", "mauvais", "neutre", "aucun"]
    direction: Literal["hausse", "baisse", "aucune"]


class Couverture(TypedDict):
    texte: str
    inconnus: int


class Scelle(TypedDict):
    texte: str
    dit_le: str
    dit: str
    recalcule: str


class Publie(TypedDict):
    texte: str
    court: str
    etat: str | None


class Fiche(TypedDict):
    definition: str
    formule: str
    unite: str
    denominateur: str | None
    source: str
    arrete: str
    filtres: str
    version: str
    sceau: str | None


class Tuile(TypedDict):
    type: Literal["tuile"]
    id: str
    groupe: Literal["principal", "apart"]
    libelle: str
    valeur: str
    est_inconnu: bool
    unite: str
    scelle: Scelle | None
    complement: str
    evolution: Evolution | None
    couverture: Couverture
    publie: Publie | None
    fiche: Fiche
    corrige: NotRequired[Corrige]
    avant: NotRequired[str]
    reserve: NotRequired[str]


class Mesure(TypedDict):
    id: str
    libelle: str


class Classe(TypedDict):
    """One line of the legend: -1 is unknown."""

    classe: int
    libelle: str
    nb: str


class Carte(TypedDict):
    """``valeurs``: territory → its class and its words; ``noms``: name, region and its code, where they were others.

    ``chiffre``: what its values are; ``cible``: the same figure of one territory, « {} » in place of its code. Both are
    empty where a value is no figure.
    """

    type: Literal["carte"]
    contours: str
    titre: str
    alt: str
    mesures: list[Mesure]
    mesure: str
    chiffre: str
    cible: str
    legende: list[Classe]
    valeurs: dict[str, tuple[int, str]]
    source: str
    noms: NotRequired[dict[str, list[str]]]
    reserve: NotRequired[str]


class Ecran(TypedDict):
    titre: str
    sous_titre: str
    message: str | None
    couleurs: dict[str, str]
    tuiles: list[Tuile]
    carte: Carte | None
    blocs: list[Bloc]
    signature: NotRequired[str]


class Puce(TypedDict):
    """One choice of a list filter: ``cle`` is the parameter, ``choix`` its label in the address."""

    cle: str
    filtre: str
    choix: str


class Bandeau(TypedDict):
    """The line over every page: its arrêté, what a reader must know of its data, what narrows them."""

    arrete: str
    nom: str
    mentions: list[str]
    puces: list[Puce]


class FiltreDit(TypedDict):
    """What one shared filter says: a label, or several, or that it keeps everything."""

    cle: str
    libelle: str
    valeur: str


Partie = Literal["tuiles", "carte", "bloc", "texte"]


class Plan(TypedDict):
    """What a wall shows of a page at once. ``cle``: unique in the page, what an address carries; ``titre``: what the
    desk and the phone call it. Of the board ``planche``, its tiles or the rows of ``bloc`` from ``de`` to ``a``, whole
    where both are 0; of a table too wide, these ``colonnes``. ``note``: what is said under it."""

    cle: str
    titre: str
    planche: str
    partie: Partie
    bloc: str
    de: int
    a: int
    colonnes: list[int]
    note: str


class PageComposee(TypedDict):
    """All that a page shows at an address, under one publication. ``adresse``: its query, written in one way only;
    ``titre``: what the page is called, a sheet by its territory; ``planches``: None where the page has no such board at
    it; ``plans``: the same, cut for a wall."""

    page: str
    titre: str
    adresse: str
    filtres: list[FiltreDit]
    bandeau: Bandeau
    planches: dict[str, Ecran | None]
    plans: list[Plan]


class Retouche(TypedDict):
    """One part of a board that changes: keys and ranks that lead to it, and what it becomes."""

    ou: list[str | int]
    valeur: object


P = TypeVar("P")


def creer(genre: type[P], **cles: object) -> P:
    """A part of this kind, which says so; a key that is forgotten, or that the kind does not know, is refused."""
    declared: Any = genre
    given, asked = set(cles), set(declared.__required_keys__) - {"type"}
    if missing := asked - given:
        raise TypeError(f"{genre.__name__} : il manque {', '.join(sorted(missing))}")
    if unknown := given - declared.__required_keys__ - declared.__optional_keys__:
        raise TypeError(f"{genre.__name__} ne connaît pas {', '.join(sorted(unknown))}")
    kind = get_args(declared.__annotations__.get("type"))
    made: Any = {"type": kind[0], **cles} if kind else cles
    return cast(P, made)
