"""The filters a reader has chosen, as one frozen value that can say itself in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ti_dashboard.langue.formats import enumeration, jour
from ti_dashboard.referentiels import lire

PHASES = {1: "Phase I (2018-2022)", 2: "Phase II (2023-2027)"}
OUTRE_MER = "outre-mer"
"""One choice of the region list that stands for every overseas region: their union, under one word."""


@cache
def _outre_mer() -> tuple[str, ...]:
    return tuple(r["code_region"] for r in lire("region") if r["outre_mer"] == "oui")


def reunies(code: str) -> tuple[str, ...]:
    """The regions one choice of the list stands for: itself, or all those overseas."""
    return _outre_mer() if code == OUTRE_MER else (code,)


# filter → its field, its name, what a figure that does not follow it counts
FILTRES = {
    "region": ("regions", "région", "toutes les régions"),
    "theme": ("themes", "thème", "tous les thèmes"),
    "operateur": ("operateurs", "opérateur", "tous les opérateurs"),
}


@dataclass(frozen=True)
class Filtres:
    """Codes, never labels; an empty tuple means « no filter ».

    ``operateurs`` holds families: a body that changed its name stays one choice.
    """

    arrete: date
    phase: int
    compare: date | None = None
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    operateurs: tuple[str, ...] = ()

    @property
    def est_national(self) -> bool:
        """True when nothing narrows the figures: the only case where a published figure can stand beside."""
        return not (self.regions or self.themes or self.operateurs)

    @property
    def codes_regions(self) -> tuple[str, ...]:
        """The regions kept, each once, when a choice stands for several."""
        return tuple(dict.fromkeys(code for chosen in self.regions for code in reunies(chosen)))

    def parametres(self) -> dict[str, object]:
        """The values bound into every question."""
        return {
            "phase": self.phase,
            "regions": list(self.codes_regions),
            "themes": list(self.themes),
            "operateurs": list(self.operateurs),
        }

    def ignores(self, suit: Iterable[str]) -> tuple[str, ...]:
        """The filters chosen that something which follows only ``suit`` does not follow."""
        followed = set(suit)
        return tuple(key for key, (champ, *_) in FILTRES.items() if getattr(self, champ) and key not in followed)

    def limites_a(self, accepted: tuple[str, ...]) -> "Filtres":
        """The same filters without those an indicator cannot follow (``accepted``: region, theme, operateur)."""
        return replace(
            self,
            regions=self.regions if "region" in accepted else (),
            themes=self.themes if "theme" in accepted else (),
            operateurs=self.operateurs if "operateur" in accepted else (),
        )

    def en_mots(self, noms: dict[str, str]) -> str:
        """« Phase I · Bretagne et Normandie · thème Mobilité »; ``noms`` gives the label of each code."""
        parts = [PHASES[self.phase].partition(" (")[0]]
        parts.append(enumeration([noms[c] for c in self.regions]) if self.regions else "France entière")
        if self.themes:
            parts.append("thème " + enumeration([noms[c] for c in self.themes]))
        if self.operateurs:
            parts.append("opérateur " + enumeration([noms[c] for c in self.operateurs]))
        return " · ".join(parts)

    def arrete_en_mots(self) -> str:
        return f"arrêté du {jour(self.arrete)}"


def non_suivis(cles: Sequence[str], sujet: str = "") -> str:
    """« Ne suit pas le filtre thème : tous les thèmes. »; ``sujet`` names what does not; "" when all is followed."""
    if not cles:
        return ""
    names, wide = enumeration([FILTRES[k][1] for k in cles]), enumeration([FILTRES[k][2] for k in cles])
    verb, whose = ("Ne suit pas", "") if not sujet else ("Sans suivre", f" ({sujet})")
    return f"{verb} {'le filtre' if len(cles) == 1 else 'les filtres'} {names}{whose} : {wide}."
