"""A document before it has a format: its parts in order, in words. What writes a file reads nothing else. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ti_dashboard.comite.ecrit.proces_verbal import ImageDEcran

Ton = Literal["texte", "note", "alerte"]


@dataclass(frozen=True)
class Paragraphe:
    texte: str
    ton: Ton = "texte"
    genre: str = "paragraphe"


@dataclass(frozen=True)
class Rubriques:
    """Names and what is said of each."""

    lignes: Sequence[tuple[str, str]]
    genre: str = "rubriques"


@dataclass(frozen=True)
class TableEcrite:
    """``largeurs``: how its columns share the width; ``titre`` says what it is to who does not see it."""

    titre: str
    tetes: Sequence[str]
    lignes: Sequence[Sequence[str]]
    largeurs: Sequence[int]
    genre: str = "table"


@dataclass(frozen=True)
class Dessin:
    """The picture of a screen, by its name among those of the document, and the same in words."""

    image: str
    alt: str
    legende: str
    genre: str = "dessin"


PartieEcrite = Paragraphe | Rubriques | TableEcrite | Dessin


@dataclass(frozen=True)
class Chapitre:
    titre: str
    parties: Sequence[PartieEcrite] = ()
    sous_chapitres: Sequence["Chapitre"] = ()


@dataclass(frozen=True)
class Document:
    """``etat``: « Projet » or « Scellé le… », said on every page, as is ``pied``; ``instant``: when it was made."""

    titre: str
    sous_titre: str
    etat: str
    est_scelle: bool
    mentions: Sequence[str]
    pied: str
    instant: str
    chapitres: Sequence[Chapitre]
    images: Mapping[str, ImageDEcran] = field(default_factory=dict)
