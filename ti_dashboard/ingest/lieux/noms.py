"""Names of communes as people and lists write them: « ST-BRIEUC CEDEX 2 », « MANS » for Le Mans, « VANDOEUVRE »."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

from ti_dashboard.ingest.lieux.communes import Commune, communes
from ti_dashboard.ingest.reception.valeurs import mot_cle, sans_accent
from ti_dashboard.referentiels import lire

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})
# What a postal address adds to a name: « CEDEX 09 », « 3e arrondissement », « 03 », « (Le) ».
_ADRESSE = re.compile(r"\bcedex\b.*|\b[0-9]+ ?(?:er|e|eme)? ?(?:arr\w*)?$|\((?:le|la|les|l')\)$")
_ABREGES = (
    (re.compile(r"\bste[ .-]+"), "sainte "),
    (re.compile(r"\bst[ .-]+"), "saint "),
    (re.compile(r"\b ?s?/ ?"), " sur "),
)
_ARTICLE = re.compile(r"(?:le|la|les|l)[ ']+")


@cache
def cle(nom: str) -> str:
    """What two writings of one name have in common."""
    return mot_cle(_simple(nom))


@cache
def cle_sans_article(nom: str) -> str:
    """The same for lists that leave the first article out."""
    plain = _simple(nom)
    return mot_cle(plain[match.end() :] if (match := _ARTICLE.match(plain)) else plain)


def _simple(nom: str) -> str:
    plain = _ADRESSE.sub("", sans_accent(nom).translate(_LIGATURES).strip()).strip()
    for short, whole in _ABREGES:
        plain = short.sub(whole, plain)
    return plain


def nommees(nom: str, departement: str) -> tuple[Commune, ...]:
    """Communes of a département that bear this name, else with another article; else those that once bore it."""
    return next((found for index, key in _index() if (found := index.get((departement, key(nom))))), ())


def porte(commune: Commune, nom: str) -> bool:
    """The commune is named so, or was, or holds one that was."""
    return {cle(nom), cle_sans_article(nom)} & _noms()[commune.code] != set()


@cache
def _noms() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    names = [(c.nom, c.code) for c in communes().values()]
    for name, code in names + [(r["nom"], r["code_commune"]) for r in lire("commune_alias")]:
        found[code] |= {cle(name), cle_sans_article(name)}
    return found


@cache
def _index() -> tuple[tuple[dict[tuple[str, str], tuple[Commune, ...]], Callable[[str], str]], ...]:
    """Indexes to look in, one after the other: (département, key) → communes, and the key each goes by."""
    today = [(c.nom, c) for c in communes().values()]
    before = [(r["nom"], communes()[r["code_commune"]]) for r in lire("commune_alias")]
    return tuple((_ranger(names, key), key) for names in (today, before) for key in (cle, cle_sans_article))


def _ranger(
    names: Iterable[tuple[str, Commune]], key: Callable[[str], str]
) -> dict[tuple[str, str], tuple[Commune, ...]]:
    found: dict[tuple[str, str], dict[Commune, None]] = defaultdict(dict)
    for name, commune in names:
        found[commune.departement, key(name)][commune] = None
    return {place: tuple(known) for place, known in found.items()}
