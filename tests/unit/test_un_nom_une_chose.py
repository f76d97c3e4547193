"""One noun, one meaning: a row of an answer is the only ``Ligne``."""

import ast
from collections import Counter
from pathlib import Path

import pytest

import ti_dashboard

RACINE = Path(ti_dashboard.__file__).parent
SOURCES = sorted(RACINE.rglob("*.py"))


def _definis(path: Path) -> set[str]:
    """Names of classes and of type aliases that a module gives a meaning to."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assigned = {t.id for n in body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    return assigned | {n.name for n in body if isinstance(n, ast.ClassDef)}


@pytest.mark.parametrize("nom", ["Ligne", "_Ligne"])
def test_a_row_of_an_answer_is_the_only_ligne(nom):
    found = {str(p.relative_to(RACINE)) for p in SOURCES if nom in _definis(p)}
    # A table shows the rows of an answer, and those a screen makes of them: the same mapping, one layer down.
    assert found <= {"magasin/lignes.py", "programme/colonnes.py"}


# What a module is in the folder of a screen, or of a subject: its role.
ROLES = {"blocs", "composition", "montres", "parametres", "tableaux", "vue", "vue_fiche"}
# A noun of the programme seen by several layers, each of which says its own part of it.
SUJETS = {
    "candidatures",
    "comparaison",
    "comptes",
    "corrections",
    "definitions",
    "demandes",
    "emplois",
    "evolutions",
    "filtres",
    "formats",
    "journal",
    "libelles",
    "matieres",
    "nombres",
    "origine",
    "ouvertes",
    "pages",
    "personne",
    "postes",
    "projets",
    "publies",
    "rattachements",
    "regles",
    "scelles",
    "statuts",
    "territoires",
    "valeurs",
}
# The same gesture of the screen: what the server draws, and the component of the browser, or the room it is sent to.
GESTES = {"animation", "bandeau", "geste", "impression", "panneau", "presentation", "relais", "saisie"}
# A kind of code that several packages need: a model, the tables of a base, the reading of what is stored.
GENRES = {"ecran", "lecture", "modele", "tables"}


def test_a_module_has_a_name_of_its_own():
    """A new repeat is refused: name the module by what it does, or say here why the name is the same."""
    places = Counter(path.stem for path in SOURCES if path.name != "__init__.py")
    repeated = {name for name, count in places.items() if count > 1}
    assert repeated - (ROLES | SUJETS | GESTES | GENRES) == set()


# What a browser is told of a thing bears the name of the thing.
MESSAGES = {"planche/contrat.py", "planche/contrat_blocs.py", "composants/messages.py"}


def test_a_class_has_a_name_of_its_own():
    """« Place », « Entree », « Contenu » each meant three or four things: say whose it is in its name."""
    places = Counter(
        node.name
        for path in SOURCES
        if str(path.relative_to(RACINE)) not in MESSAGES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, count in places.items() if count > 1} == set()
