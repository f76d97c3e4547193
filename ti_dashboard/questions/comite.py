"""Who chaired a committee and what was on its agenda, as public sources say it; what they do not say stays unknown."""

from datetime import date
from functools import cache

from ti_dashboard.referentiels import lire

# what a line of the referential is about → how it is said, and how its absence is
RUBRIQUES = {
    "presidence": ("Coprésidé par", "Présidence : inconnue de nos sources"),
    "ordre_du_jour": ("Ordre du jour", "Ordre du jour : inconnu de nos sources"),
}


@cache
def _lignes() -> tuple[dict[str, str], ...]:
    return tuple(lire("copil_tenue"))


def tenue(jour: date) -> list[str]:
    """One sentence on its chairs, one on its agenda, each with its source; nothing comes from another one."""
    return [_phrase(jour, rubrique) for rubrique in RUBRIQUES]


def _phrase(jour: date, rubrique: str) -> str:
    heading, absent = RUBRIQUES[rubrique]
    rows = [r for r in _lignes() if (r["date_copil"], r["rubrique"]) == (jour.isoformat(), rubrique)]
    if not rows:
        return f"{absent}."
    rows.sort(key=lambda r: int(r["rang"]))
    sources = ", ".join(dict.fromkeys(r["source"] for r in rows))
    return f"{heading} : {' ; '.join(r['texte'] for r in rows)} (source : {sources})."
