"""Words of an address: understood however they are typed, and what is said of one that is not."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

NB_PROCHES = 3
# Below this likeness a name is another name.
RESSEMBLANCE = 60
# Longer than any word of ours: the rest of a longer one is neither compared, nor shown, nor kept.
LONGUEUR = 80
_JOUR = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class Mot:
    """A word that is not understood. ``constat``: « Opérateur inconnu »; ``suite``: what the screen shows instead;
    ``proches``: the closest values that are understood, each with its label."""

    parametre: str
    texte: str
    constat: str
    suite: str = ""
    proches: tuple[tuple[str, str], ...] = ()

    def en_mots(self) -> str:
        """« Opérateur inconnu : « Bpifranse » », for a place without formatting."""
        return f"{self.constat} : « {self.texte} »"


def abreger(texte: str) -> str:
    """A word as it is kept and shown: on one line, and no longer than a word."""
    propre = " ".join("".join(c if c.isprintable() else " " for c in texte).split())
    return propre if len(propre) <= LONGUEUR else f"{propre[: LONGUEUR - 1]}…"


@lru_cache(maxsize=4096)
def cle(texte: str) -> str:
    """Letters and digits only, without case nor accents: « Île-de-France » and « ile de france » are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", texte) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def comprendre(texte: str, options: Mapping[str, str]) -> str | None:
    """The code that ``texte`` names, by its label or its code; None when none does, or more than one."""
    if len(texte) > 2 * LONGUEUR:
        return None
    named = [code for code, label in options.items() if texte in (label, code)]
    if not named and (key := cle(texte)):
        named = [code for code, label in options.items() if key in (cle(label), cle(code))]
    return named[0] if len(named) == 1 else None


def comprendre_jour(texte: str) -> date | None:
    """A day written as 24/09/2019, 24.9.2019 or 2019-09-24."""
    found = _JOUR.fullmatch(texte.strip())
    if found is None:
        return None
    parts = [int(part) for part in found.groups() if part is not None]
    year, month, day = parts if found[4] else parts[::-1]
    try:
        return date(year, month, day)
    except ValueError:
        return None


def proches(texte: str, options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The options whose label, or code, looks most like ``texte``, the closest first: (code, label)."""
    wanted = cle(texte[:LONGUEUR])
    if not wanted:
        return ()
    likeness = {code: max(_ressembler(wanted, label), _ressembler(wanted, code)) for code, label in options.items()}
    best = sorted((code for code, score in likeness.items() if score >= RESSEMBLANCE), key=lambda c: -likeness[c])
    return tuple((code, options[code]) for code in best[:NB_PROCHES])


def _ressembler(wanted: str, name: str) -> float:
    return fuzz.ratio(wanted, cle(name))


def jours_proches(day: date, options: Mapping[date, str]) -> tuple[tuple[str, str], ...]:
    """The labels of the two days nearest to ``day``."""
    near = sorted(options, key=lambda other: abs(other - day))[:2]
    return tuple((options[d], options[d]) for d in near)
