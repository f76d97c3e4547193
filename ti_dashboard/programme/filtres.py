"""The filters a reader has chosen, as one frozen value that can say itself in words.

``FILTRES`` declares each of them once: the address, the widgets, the words, the tiles that do not follow one, the
questions and the downloads all read it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ti_dashboard.langue.formats import enumeration, jour
from ti_dashboard.programme.lieux_reunis import Codes, membres, reunies

_CHIFFRES = {1: "I", 2: "II"}


def phase_en_mots(code: int, mot: str = "Phase") -> str:
    """« Phase I », where its years are not said; « phase I » inside a sentence, ``mot`` being what names it there."""
    return f"{mot} {_CHIFFRES[code]}"


PHASES = {1: f"{phase_en_mots(1)} (2018-2022)", 2: f"{phase_en_mots(2)} (2023-2027)"}


def _seul(code: str) -> Codes:
    return (code,)


@dataclass(frozen=True)
class Filtre:
    """A list filter. ``champ``: its field, and the parameter that questions bind. ``tous``: what a figure that does not
    follow it counts. ``inconnu``: what is said of a word it does not know. ``annonce``: what comes before the names
    chosen. ``est_un_lieu``: it keeps territories, and what is attached to them.
    ``developper``: the codes one choice stands for.
    """

    champ: str
    nom: str
    tous: str
    inconnu: str
    annonce: str = ""
    est_un_lieu: bool = False
    developper: Callable[[str], Codes] = _seul

    @property
    def libelle(self) -> str:
        return self.nom[:1].upper() + self.nom[1:]

    @property
    def invite(self) -> str:
        """What its box shows when nothing is chosen, under its name: « Toutes »."""
        return self.tous.partition(" ")[0].capitalize()


# key in addresses → the filter, in the order of the bar
FILTRES: Mapping[str, Filtre] = {
    "region": Filtre(
        "regions", "région", "toutes les régions", "Région inconnue", est_un_lieu=True, developper=reunies
    ),
    "departement": Filtre(
        "departements",
        "département",
        "tous les départements",
        "Département inconnu",
        "département ",
        est_un_lieu=True,
        developper=membres,
    ),
    "theme": Filtre("themes", "thème", "tous les thèmes", "Thème inconnu", "thème "),
    "operateur": Filtre("operateurs", "opérateur", "tous les opérateurs", "Opérateur inconnu", "opérateur "),
}
TOUS = tuple(FILTRES)
LIEUX = tuple(key for key, one in FILTRES.items() if one.est_un_lieu)
"""What says where: all that a territory has of its own among the filters."""
SANS_FILTRE: Mapping[str, list[str]] = {one.champ: [] for one in FILTRES.values()}
"""The parameters of a question, no list filter kept."""


@dataclass(frozen=True)
class Filtres:
    """Codes, never labels; an empty tuple means « no filter ». One field for each of ``FILTRES``.

    ``operateurs`` holds families: a body that changed its name stays one choice.
    """

    arrete: date
    phase: int
    compare: date | None = None
    regions: Codes = ()
    departements: Codes = ()
    themes: Codes = ()
    operateurs: Codes = ()

    def choisis(self, filtre: str) -> Codes:
        """The choices of one filter, as they were made."""
        chosen: Codes = getattr(self, FILTRES[filtre].champ)
        return chosen

    def codes(self, filtre: str) -> Codes:
        """The codes kept by one filter, each once, when a choice stands for several."""
        return tuple(dict.fromkeys(code for one in self.choisis(filtre) for code in FILTRES[filtre].developper(one)))

    @property
    def codes_regions(self) -> Codes:
        return self.codes("region")

    @property
    def est_national(self) -> bool:
        """True when nothing narrows the figures: the only case where a published figure can stand beside."""
        return not any(self.choisis(key) for key in FILTRES)

    @property
    def est_situe(self) -> bool:
        """True when only some places are kept."""
        return any(self.choisis(key) for key in LIEUX)

    @property
    def anterieur(self) -> date:
        """The earlier arrêté, asked where there is one to compare with."""
        if self.compare is None:
            raise ValueError("No arrêté to compare with.")
        return self.compare

    def parametres(self) -> dict[str, Any]:
        """The values bound into every question."""
        return {"phase": self.phase} | {one.champ: list(self.codes(key)) for key, one in FILTRES.items()}

    def ignores(self, suit: Iterable[str]) -> tuple[str, ...]:
        """The filters chosen that something which follows only ``suit`` does not follow."""
        followed = set(suit)
        return tuple(key for key in FILTRES if self.choisis(key) and key not in followed)

    def avec(self, filtre: str, *codes: str) -> "Filtres":
        """The same filters with these choices of one of them, in place of what was chosen there."""
        return self._changer({filtre: codes})

    def limites_a(self, accepted: Iterable[str]) -> "Filtres":
        """The same filters without those an indicator cannot follow (``accepted``: keys of ``FILTRES``)."""
        lifted = set(FILTRES) - set(accepted)
        return self._changer(dict.fromkeys(lifted, ()))

    def _changer(self, choices: Mapping[str, Codes]) -> "Filtres":
        # Fields named by the declaration of the filters: the checker cannot know which.
        changed: dict[str, Any] = {FILTRES[key].champ: codes for key, codes in choices.items()}
        return replace(self, **changed)

    def sans(self, *lifted: str) -> "Filtres":
        """The same filters without these."""
        return self.limites_a(key for key in FILTRES if key not in lifted)

    def en_mots(self, listes: Mapping[str, Mapping[str, str]]) -> str:
        """« Phase I · Bretagne et Normandie · thème Mobilité »; ``listes``: filter → code → label."""
        parts = [phase_en_mots(self.phase), *([] if self.est_situe else ["France entière"])]
        for key, one in FILTRES.items():
            if chosen := self.choisis(key):
                parts.append(one.annonce + enumeration([listes[key][code] for code in chosen]))
        return " · ".join(parts)

    def arrete_en_mots(self) -> str:
        return f"arrêté du {jour(self.arrete)}"


def non_suivis(cles: Sequence[str], sujet: str = "") -> str:
    """« Ne suit pas le filtre thème : tous les thèmes. »; ``sujet`` names what does not; "" when all is followed."""
    if not cles:
        return ""
    names, wide = enumeration([FILTRES[k].nom for k in cles]), enumeration([FILTRES[k].tous for k in cles])
    verb, whose = ("Ne suit pas", "") if not sujet else ("Sans suivre", f" ({sujet})")
    return f"{verb} {'le filtre' if len(cles) == 1 else 'les filtres'} {names}{whose} : {wide}."


def lever(cles: Sequence[str]) -> str:
    """« Lever le filtre des régions », what a gesture says that empties these filters."""
    which = "le filtre" if len(cles) == 1 else "les filtres"
    return f"Lever {which} {enumeration([f'des {FILTRES[key].nom}s' for key in cles])}"
