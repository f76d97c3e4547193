"""What the application asks: every question of the product, with the values it binds, noted as its screens are made.

Screens are composed as a reader opens them; what stands behind their figures is asked indicator by indicator. What none
of these asks (the question of a form, a file or a panel) is asked with values that the demonstration holds.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from unittest.mock import patch
from urllib.parse import urlencode

import duckdb

from tests.cumules import SUR
from tests.planches import PAGES
from ti_dashboard.adresse.pages import trouver
from ti_dashboard.compositions import ecran_demande, planches_gardees
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.poser import fichiers, poser, texte

# The text of a question, and what is bound in it by name.
Posee = tuple[str, tuple[tuple[str, Hashable], ...]]

CHOIX = (
    Filtres(date(2019, 9, 24), 1, compare=date(2019, 4, 30)),
    Filtres(date(2025, 5, 27), 2, compare=date(2023, 11, 9), regions=("53", "84"), operateurs=("anct", "bpifrance")),
)
# What forms, files and panels bind beside the filters.
AUTRES: dict[str, object] = {
    "annee": 2023,
    "categories": ["etat", "operateur"],
    "cherche": "lan",
    "code": "p1-00048",
    "depot": "2019-09-24",
    "dimension": "projet",
    "dues": ["2019-09-24"],
    "echelon": 6,
    "emetteur": "Banque des Territoires",
    "instruments": [],
    "jour": date(2025, 5, 27),
    "mois": 12,
    "projet_id": "p1-00048",
    "sujets": ["13204961"],
    "territoire_id": "ti-5304",
    "territoires": [],
    # What the screens ask of the sums, and what the lines are then asked to be compared with.
    **{key: value for _, whole in SUR.values() for key, value in whole.items()},
}
_LUES = re.compile(r"lignes: (\w+)|over (\w+) \(lignes\)")


def posees(publication: Publication) -> dict[str, list[Posee]]:
    """Name of a question → each way it is asked; one that reads the rows of another is a way to ask both."""
    with _notees() as asked:
        _composer(publication)
        for name in [name for name in fichiers() if not any(_est_posee(name, one) for one in asked)]:
            _demander(publication, name)
    return {name: [one for one in asked if _est_posee(name, one)] for name in fichiers()}


def posees_ailleurs(publication: Publication, noms: Iterable[str]) -> dict[str, list[Posee]]:
    """The same of these questions, over a ledger too small for the screens."""
    found: dict[str, list[Posee]] = {}
    for name in noms:
        with _notees() as asked:
            _demander(publication, name)
        found[name] = list(asked)
    return found


@contextmanager
def _notees() -> Iterator[dict[Posee, None]]:
    """What is asked meanwhile, in its order."""
    asked: dict[Posee, None] = {}
    real = Publication._executer

    def note(self: Publication, sql: str, bound: tuple[tuple[str, Hashable], ...]):
        rows = real(self, sql, bound)
        asked[sql, bound] = None
        return rows

    with patch.object(Publication, "_executer", note):
        yield asked


def _est_posee(nom: str, posee: Posee) -> bool:
    """The first line of a question says its grain, that of no other."""
    return texte(nom).partition("\n")[0] in posee[0]


def _composer(publication: Publication) -> None:
    for page, words in PAGES.values():
        declared = trouver(page)
        assert declared is not None
        planches_gardees.page(*ecran_demande.lire(publication, declared, urlencode(words)))
    for choix in CHOIX:
        for indicateur_id in CATALOGUE:
            found = origine(publication, Chiffre(indicateur_id), choix)
            assert found.mouvements is not None


def _demander(publication: Publication, nom: str) -> None:
    for choix in CHOIX:
        read = _LUES.search(texte(nom).partition("\n")[0])
        over = next(filter(None, read.groups()), None) if read else None
        bound = choix.parametres() | {"arrete": choix.arrete, "compare": choix.compare} | AUTRES
        # A value that nothing here says: the test of this question tells it, those of the others go on.
        with suppress(duckdb.Error):
            poser(publication, nom, sur=over, **bound)
