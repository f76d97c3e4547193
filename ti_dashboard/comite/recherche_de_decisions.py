"""Decisions of all séances, searched by their words, their owner, their kind and where they stand. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ti_dashboard.langue.mots import cle
from ti_dashboard.live.decisions import STATUTS, Decision

EN_RETARD = "en_retard"
SITUATIONS = {EN_RETARD: "en retard", **STATUTS}
"""Where a decision stands: its status, and late among those that are open."""


@dataclass(frozen=True)
class Recherche:
    """Empty asks nothing. Each of ``mots`` is in the text, the owner, or the title of the séance."""

    mots: str = ""
    responsable: str = ""
    genre: str = ""
    situation: str = ""


def chercher(
    found: Iterable[Decision], asked: Recherche, jour: date, titres: dict[str, str] | None = None
) -> list[Decision]:
    """Those that match, in the order they came; accents, case and punctuation tell nothing."""
    words = cle(asked.mots).split()
    return [one for one in found if _repond(one, asked, jour) and _dit(one, words, titres or {})]


def _repond(one: Decision, asked: Recherche, jour: date) -> bool:
    if asked.situation == EN_RETARD and not one.est_en_retard(jour):
        return False
    if asked.situation not in ("", EN_RETARD, one.statut):
        return False
    return asked.genre in ("", one.genre) and (not asked.responsable or cle(asked.responsable) == cle(one.responsable))


def _dit(one: Decision, words: list[str], titres: dict[str, str]) -> bool:
    said = cle(f"{one.texte} {one.responsable} {titres.get(one.seance_code, '')}")
    return all(word in said for word in words)


def responsables(found: Iterable[Decision]) -> list[str]:
    """Each owner once, however written, in order."""
    known: dict[str, str] = {}
    for one in found:
        if one.responsable:
            known.setdefault(cle(one.responsable), one.responsable)
    return [known[key] for key in sorted(known)]
