"""A name that a docstring or a comment cites, « ``module.name`` », is one that the module has."""

import ast
import re

from ti_dashboard.dossier.chemins import RACINE

PAQUET = RACINE / "ti_dashboard"
# What is cited of others: Streamlit and its options, numpy, the standard library; then the endings of a file.
AUTRES = {"st", "server", "runner", "np", "functools", "Indicateur"}
FICHIERS = {"py", "js", "css", "csv", "json", "toml", "md"}
CITE = re.compile(r"``([A-Za-z_]\w*)\.(\w+)``")


def _noms(source: str) -> set[str]:
    """What a module defines at its top."""
    found = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def _faux(cited: str, known: dict[str, set[str]]) -> list[str]:
    pairs = {pair for pair in CITE.findall(cited) if pair[0] not in AUTRES and pair[1] not in FICHIERS}
    return sorted(f"{module}.{name}" for module, name in pairs if name not in known.get(module, ()))


def test_every_name_that_is_cited_exists():
    sources = {path: path.read_text(encoding="utf-8") for path in PAQUET.rglob("*.py")}
    known: dict[str, set[str]] = {}
    for path, text in sources.items():
        known.setdefault(path.parent.name if path.stem == "__init__" else path.stem, set()).update(_noms(text))
    assert {str(path): said for path, text in sources.items() if (said := _faux(text, known))} == {}
    assert _faux("``reponses.repondre`` ``disparu.nom`` ``st.rerun`` ``a.py``", known) == [
        "disparu.nom",
        "reponses.repondre",
    ]
