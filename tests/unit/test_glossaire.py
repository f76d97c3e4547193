"""The glossary names what exists: its modules, and what they define."""

import ast
import re

from ti_dashboard.dossier.chemins import RACINE

ENTREE = re.compile(r"^\| ([^|]+) \| [^|]+ \| `([\w/]+\.py)`(?: `(\w+)`)? \|$", re.M)
TEXTE = (RACINE / "docs/glossaire.md").read_text(encoding="utf-8")


def _definis(source: str) -> set[str]:
    body = ast.parse(source).body
    named = {n.name for n in body if isinstance(n, ast.ClassDef | ast.FunctionDef)}
    assigned = {t.id for n in body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    return (
        named
        | assigned
        | {n.target.id for n in body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
    )


def test_each_noun_has_one_meaning_and_names_what_exists():
    found = ENTREE.findall(TEXTE)
    assert len(found) == TEXTE.count("\n| ") - 1 >= 30
    assert len({noun for noun, _, _ in found}) == len(found)
    for noun, module, name in found:
        source = (RACINE / "ti_dashboard" / module).read_text(encoding="utf-8")
        assert not name or name in _definis(source), noun


def test_the_readme_leads_to_the_glossary():
    assert "(docs/glossaire.md)" in (RACINE / "README.md").read_text(encoding="utf-8")
