"""One noun, one meaning: a row of an answer is the only ``Ligne``."""

import ast
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
