"""Names of communes as people and lists write them: « ST-BRIEUC CEDEX 2 », « MANS » for Le Mans, « VANDOEUVRE »."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

from ti_dashboard.ingest.reception.lieux.communes import Commune, communes
from ti_dashboard.ingest.reception.valeurs import sans_accent
from ti_dashboard.referentiels import lire

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})
# What a postal address adds to a name: « CEDEX 09 », « 3e arrondissement », « 03 », « (Le) ».
_ADRESSE = re.compile(r"\bcedex\b.*|\b[0-9]+ ?(?:er|e|eme)? ?(?:arr\w*)?$|\((?:le|la|les|l')\)$")
_ABREGES = (
    (re.compile(r"\bste[ .-]+"), "sainte "),
    (re.compile(r"\bst[ .-]+"), "saint "),
    (re.compile(r"\b ?s?/ ?"), " sur "),
)
_MUETS = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"(?:le|la|les|l)[ ']+")


@cache
def cle(nom: str) -> str:
    """What two writings of one name have in common."""
    return _MUETS.sub("", _simple(nom))


@cache
def cle_sans_article(nom: str) -> str:
    """The same for lists that leave the first article out."""
    plain = _simple(nom)
    return _MUETS.sub("", plain[match.end() :] if (match := _ARTICLE.match(plain)) else plain)


@cache
def _simple(nom: str) -> str:
    plain = _ADRESSE.sub("", sans_accent(nom).translate(_LIGATURES).strip()).strip()
    for short, whole in _ABREGES:
        plain = short.sub(whole, plain)
    return plain


def nommees(nom: str, departement: str) -> tuple[Commune, ...]:
    """Communes of a département that bear this name, else with another article; else those that once bore it."""
    for names in (_du_departement, _autrefois_du_departement):
        for key in (cle, cle_sans_article):
            if found := _rangees(names, key, departement).get(key(nom)):
                return found
    return ()


def porte(commune: Commune, nom: str) -> bool:
    """The commune is named so, or was, or holds one that was."""
    names = [commune.nom, *(name for name, code in _autrefois_du_departement(commune.departement) if code == commune)]
    return not {cle(nom), cle_sans_article(nom)}.isdisjoint(key(n) for n in names for key in (cle, cle_sans_article))


_Noms = Callable[[str], list[tuple[str, Commune]]]


def _du_departement(code: str) -> list[tuple[str, Commune]]:
    return _aujourd_hui()[code]


def _autrefois_du_departement(code: str) -> list[tuple[str, Commune]]:
    return _autrefois()[code]


@cache
def _aujourd_hui() -> dict[str, list[tuple[str, Commune]]]:
    return _par_departement((c.nom, c) for c in communes().values())


@cache
def _autrefois() -> dict[str, list[tuple[str, Commune]]]:
    return _par_departement((r["nom"], communes()[r["code_commune"]]) for r in lire("commune_alias"))


def _par_departement(names: Iterable[tuple[str, Commune]]) -> dict[str, list[tuple[str, Commune]]]:
    found: dict[str, list[tuple[str, Commune]]] = defaultdict(list)
    for name, commune in names:
        found[commune.departement].append((name, commune))
    return found


@cache
def _rangees(names: _Noms, key: Callable[[str], str], departement: str) -> dict[str, tuple[Commune, ...]]:
    """Key of a name → the communes of the département it is the name of: only those asked about are computed."""
    found: dict[str, dict[Commune, None]] = defaultdict(dict)
    for name, commune in names(departement):
        found[key(name)][commune] = None
    return {name: tuple(known) for name, known in found.items()}
