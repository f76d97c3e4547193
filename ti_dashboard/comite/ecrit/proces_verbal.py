"""What the minutes of a séance hold, and the one way to write it as text: what is sealed is that text. Pure.

Instants are those of the store, words those that were typed; what nobody said is None, or an empty list.
"""

import json
from typing import Any, TypedDict, cast

RECETTE = "proces-verbal-1"
"""Names what the minutes hold and how they are written; never changed, only followed by another."""


class Intervalle(TypedDict):
    """``a``: None when nothing ended it."""

    de: str
    a: str | None


class ArreteDit(TypedDict):
    """The arrêté of the séance: ``racine`` is its seal, under ``recette``; ``mentions``: what a reader must know."""

    date: str
    libelle: str
    recette: str | None
    racine: str | None
    publication: str
    mentions: list[str]
    sources: str


class Point(TypedDict):
    """One step of the agenda: when the room was on it, and how long in all."""

    titre: str
    intervenant: str
    minutes: int
    passages: list[Intervalle]
    passe_ms: int
    adresse: str
    sous_embargo: bool
    embargo_leve_le: str | None


class PresenceAuProcesVerbal(TypedDict):
    organisme: str
    fonction: str
    represente: str
    arrivee_le: str
    depart_le: str | None


class AbsenceDite(TypedDict):
    """Who was expected, and was never noted as present."""

    organisme: str
    fonction: str


class PriseDeParole(TypedDict):
    """``prise_le`` is None for who asked and did not speak; ``retiree_le``: when it was taken back."""

    organisme: str
    fonction: str
    point: str
    demandee_le: str
    prise_le: str | None
    finie_le: str | None
    retiree_le: str | None
    duree_ms: int


class TempsParOrganisme(TypedDict):
    organisme: str
    duree_ms: int


class Conclusion(TypedDict):
    """One outcome; ``ecran`` names its picture among ``images``."""

    numero: int
    genre: str
    texte: str
    responsable: str
    echeance: str | None
    statut: str
    prise_le: str
    adresse: str
    ecran: str


class CorrectionDite(TypedDict):
    chiffre: str
    perimetre: str
    ancienne: str
    nouvelle: str
    motif: str
    auteur: str
    statut: str
    proposee_le: str
    decidee_le: str | None
    decideur: str | None
    motif_decision: str | None


class EcranMontre(TypedDict):
    """One move of the room."""

    instant: str
    titre: str
    adresse: str
    point: str


class TuileImage(TypedDict):
    libelle: str
    valeur: str
    unite: str
    complement: str
    ancien: str
    note: str


class CarteImage(TypedDict):
    """``valeurs``: territory → its class, -1 unknown; ``legende``: class, words, how many."""

    titre: str
    phase: int
    source: str
    legende: list[tuple[int, str, str]]
    valeurs: dict[str, int]


class BlocImage(TypedDict):
    """``genre``: « barres », « table », « courbe » or « liste »; ``lignes`` is read according to it."""

    genre: str
    titre: str
    sous_titre: str
    note: str
    alt: str
    tetes: list[str]
    nombres: list[bool]
    lignes: list[dict[str, Any]]
    reste: int


class ImageDEcran(TypedDict):
    """What a screen showed, as little as is needed to draw it again; ``absence``: why there is nothing to draw."""

    titre: str
    sous_titre: str
    message: str
    arrete: str
    filtres: str
    absence: str
    tuiles: list[TuileImage]
    carte: CarteImage | None
    blocs: list[BlocImage]


class ProcesVerbal(TypedDict):
    recette: str
    code: str
    numero: int
    titre: str
    animateur: str
    prevue_le: str | None
    lieu: str
    ouverte_le: str | None
    close_le: str
    suspensions: list[Intervalle]
    arrete: ArreteDit
    points: list[Point]
    presences: list[PresenceAuProcesVerbal]
    absences: list[AbsenceDite]
    paroles: list[PriseDeParole]
    temps_de_parole: list[TempsParOrganisme]
    conclusions: list[Conclusion]
    corrections: list[CorrectionDite]
    ecrans: list[EcranMontre]
    images: dict[str, ImageDEcran]
    tete_du_journal: str


def canonique(proces_verbal: ProcesVerbal) -> str:
    """One text for one content: keys in order, no space that says nothing."""
    return json.dumps(proces_verbal, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def relu(contenu: str) -> ProcesVerbal:
    """What ``canonique`` wrote."""
    return cast(ProcesVerbal, json.loads(contenu))
