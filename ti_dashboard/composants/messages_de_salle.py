"""What the surfaces of a room are told: the wall, the desk, the telephones. Pure.

Instants are milliseconds since 1970 by the clock of the server, which tells its hour when a stream opens: a message
written once is right for all who read it, whenever they do.
"""

from typing import Literal, TypedDict

from ti_dashboard.planche.contrat import PageComposee, Retouche


class HeureDite(TypedDict):
    """The hour of the server when a stream opens, and the name of that stream."""

    ms: int
    flux: str


class EtapeDite(TypedDict):
    """One step of the agenda. ``ecoule_ms``: its earlier visits; ``depuis_ms``: when the present one began."""

    id: int
    rang: int
    titre: str
    intervenant: str
    minutes: int
    adresse: str
    etat: Literal["faite", "en_cours", "a_venir"]
    ecoule_ms: int
    depuis_ms: int | None


class LectureDeDecision(TypedDict):
    """An outcome as the room reads it; ``charge``: who answers for it and by when, in words."""

    genre: str
    texte: str
    charge: str


class AnnonceDeSalle(TypedDict):
    """One line told to the room until ``jusqu_a_ms``, once for each ``id``."""

    id: str
    mots: str
    jusqu_a_ms: int


class ParoleDite(TypedDict):
    """Who speaks, or waits to. ``depuis_ms``: when they began, or asked."""

    id: int
    organisme: str
    fonction: str
    est_en_cours: bool
    depuis_ms: int


class PieceDite(TypedDict):
    nom: str
    adresse: str
    octets: int


class Salle(TypedDict):
    """What a room may know of its séance now.

    ``adresse``: where it is, ``ecran``: in words; ``suivante``: the step that comes, whose screen is worth having
    ready. ``hors``: another screen than its step's. ``projecteur``: what is lit, by its name or « x,y » in thousandths
    of the screen; ``defilement``: thousandths. ``agenda``: without the steps under embargo. ``prevue``: day, hour and
    place in words.
    """

    code: str
    titre: str
    arrete: str
    statut: Literal["brouillon", "ouverte", "suspendue", "close"]
    prevue: str
    version: int
    revision: int
    adresse: str
    ecran: str
    etape_id: int | None
    hors: bool
    suivante: EtapeDite | None
    est_noir: bool
    message: str | None
    projecteur: str | None
    defilement: int
    lecture: LectureDeDecision | None
    annonce: AnnonceDeSalle | None
    parole: list[ParoleDite]
    presents: int
    agenda: list[EtapeDite]
    pieces: list[PieceDite]
    ouverte_ms: int | None
    close_ms: int | None


class ProjetDit(TypedDict):
    """The outcome being written, as its form holds it; ``echeance``: « 31/12/2026 », or empty."""

    genre: str
    texte: str
    responsable: str
    echeance: str
    adresse: str
    est_lu: bool


class PresenceDite(TypedDict):
    id: int
    organisme: str
    fonction: str
    represente: str
    est_la: bool


class ManquantDit(TypedDict):
    """One who is expected and not there yet."""

    id: int
    organisme: str
    fonction: str


class DecisionDite(TypedDict):
    """``charge``: who answers for it and by when; ``responsable``, ``echeance``: the same as a form holds them;
    ``adresse``: the screen it was taken on."""

    id: int
    genre: str
    texte: str
    responsable: str
    echeance: str
    charge: str
    statut: str
    adresse: str


class CorrectionMontree(TypedDict):
    """A figure that a room corrected: what it was and is, in words; ``est_annulable``: by this séance, still."""

    id: int
    mots: str
    est_annulable: bool


class TempsDeParole(TypedDict):
    """``ms``: what a body has spoken, the speech under way counted until this message."""

    organisme: str
    ms: int


class Relie(TypedDict):
    """How many screens of one kind hear this server, and how many of them have not shown the last move yet."""

    surface: Literal["mur", "salle", "pupitre", "page"]
    nb: int
    en_retard: int


class MainDite(TypedDict):
    """Who moves the room: this post or another; whether one asks to, and which."""

    est_tenue: bool
    est_demandee: bool
    par_ce_poste: bool
    nb_autres: int


class Pupitre(TypedDict):
    """What the presenter alone is told, beside ``Salle``. ``agenda``: embargo and notes included, in the same order."""

    agenda: list[EtapeDite]
    notes: dict[str, str]
    embargos: list[int]
    projet: ProjetDit | None
    decisions: list[DecisionDite]
    corrections: list[CorrectionMontree]
    presences: list[PresenceDite]
    manquants: list[ManquantDit]
    temps_de_parole: list[TempsDeParole]
    relies: list[Relie]
    main: MainDite
    est_gelee: bool
    animateur: str
    prevue_minutes: int


class MotDePalette(TypedDict):
    """A plain word that moves the room: what is typed, of which kind, where it leads."""

    mot: str
    genre: str
    adresse: str


class EcranRejoue(TypedDict):
    """One screen of a replay: the rank of its page, None where it is not drawn, and why (``faute``); ``calque``: what
    the room had corrected of its boards then."""

    adresse: str
    page: int | None
    calque: dict[str, list[Retouche]]
    faute: str


class InstantRejoue(TypedDict):
    """One thing that changed. ``ms``: since the opening; ``change``: the parts of ``Salle`` that became others;
    ``ecran``, ``plan``: what is on the stage from then on; ``mots``: what happened."""

    ms: int
    genre: Literal[
        "ouverture",
        "etape",
        "ecran",
        "mur",
        "message",
        "suspension",
        "lecture",
        "conclusion",
        "correction",
        "parole",
        "presence",
        "agenda",
        "cloture",
    ]
    mots: str
    change: dict[str, object]
    ecran: int
    plan: str


class SceauRejoue(TypedDict):
    """The seal of the arrêté of a séance, as its minutes kept it and as it is under the publication of now; None where
    it is not known. ``mots``: whether they are the same, in a sentence; ``tient``: None where that cannot be told."""

    alors: str | None
    maintenant: str | None
    tient: bool | None
    mots: str


class Rejeu(TypedDict):
    """A closed séance, replayed. ``salle``: at its opening; ``manques``: what its journal does not tell."""

    code: str
    titre: str
    tenue: str
    arrete: str
    compose: str
    mentions: list[str]
    manques: list[str]
    sceau: SceauRejoue
    ouverte_ms: int
    duree_ms: int
    salle: Salle
    instants: list[InstantRejoue]
    ecrans: list[EcranRejoue]
    pages: list[PageComposee]
