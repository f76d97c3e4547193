"""What the scripts around the board are told: the bar of the presentation, the line of who follows, a departure. Pure.

``make contrat`` writes the same words again for the scripts.
"""

from typing import Literal, NewType, TypedDict

from ti_dashboard.planche.contrat import Bandeau

Mode = Literal["clair", "sombre"]
Role = Literal["suiveur", "animateur", "veilleur"]
Geste = Literal["pushState", "replaceState"]
Propres = NewType("Propres", dict[str, str])
"""What belongs to this browser alone, wherever it is taken: parameter of the address → value."""


class EtapeEnCours(TypedDict):
    """``ecoule_s``: seconds since it began."""

    est_hors: bool
    rang: int
    nb: int
    titre: str
    intervenant: str
    minutes: int
    ecoule_s: float


class Invitation(TypedDict):
    """How a telephone follows the room: the code, the address, its image."""

    code: str
    lien: str
    image: str


class PiedDePresentation(TypedDict, total=False):
    """What the bar shows; an address is None where a key leads nowhere."""

    etape: EtapeEnCours | None
    situation: str
    invitation: Invitation | None
    est_animee: bool
    avant: str | None
    apres: str | None
    retour: str | None
    territoire: str | None


class Presentation(PiedDePresentation):
    """``mode`` is None outside the presentation, where there is no bar. ``passage`` tells one run from another."""

    mode: Mode | None
    racine: str
    propres: Propres
    passage: int


class Annonce(TypedDict):
    """One line told to the room for ``reste_ms``, once for each ``id``."""

    id: str
    mots: str
    reste_ms: int


class DonneesSuivi(TypedDict):
    """Who follows the séance ``code``; its presenter, and who only looks at its arrêté, hear of what is written in it.

    ``vue`` is the address this run shows, so that the browser knows it has arrived; ``revision`` and ``etape`` what it
    knows of the séance: the page is drawn again when something newer was written. The browser waits for a run after a
    cut: ``passage`` tells each one, even when it changes nothing.
    """

    code: str
    vue: str
    racine: str
    role: Role
    propres: Propres
    passage: int
    revision: int
    etape: int | None
    annonce: Annonce | None


class Depart(TypedDict):
    """``jeton`` names this departure: drawn twice, it leaves once."""

    adresse: str
    jeton: str
    propres: Propres
    geste: Geste


class Passage(TypedDict):
    """What one run of the script shows, told where it begins: the screen at ``adresse``, its parameters ``mots``.

    The same screen is at ``/ecrans/<empreinte>/<page>``, ``empreinte`` being empty where there is none; what a room has
    corrected of it, at ``/calques/…``: ``corriges`` are the arrêtés where there is something, and the mark of what is.
    ``dit_tout_en_planches``: of its page, a list filter changes nothing else, but for what says a figure or comes with
    a board.
    """

    racine: str
    empreinte: str
    page: str
    adresse: str
    mots: list[str]
    corriges: dict[str, str]
    bandeau: Bandeau
    avec_puces: bool
    dit_tout_en_planches: bool


class EcranNomme(TypedDict):
    """A board by its name alone: the screen at ``adresse``, that the browser has or asks for, holds it under this
    ``signature``."""

    adresse: str
    signature: str


class EcranSuivi(TypedDict):
    """The screen a room goes to, with the event that says it is there: ``adresse`` is that of the event, ``chemin``
    where such screens are served, ``gzip`` what is served there, in base 64."""

    adresse: str
    chemin: str
    gzip: str


class FinDePassage(TypedDict):
    """Where a run ends: the screen at ``adresse`` is whole. ``passage`` tells one run from another."""

    lettres: str
    adresse: str
    passage: int


class Boite(TypedDict):
    """One shared filter: ``cle`` is its parameter, ``options`` the labels it may hold, ``choisis`` those it holds."""

    cle: str
    libelle: str
    invite: str
    est_multiple: bool
    options: list[str]
    choisis: list[str]


class BoitesDeFiltre(TypedDict):
    """The boxes over every page, and the colours they are drawn in."""

    boites: list[Boite]
    couleurs: dict[str, str]
