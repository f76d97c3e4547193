"""What a security document cites as a proof: a test, a file of tests, or a section of a document, that exists."""

import ast
import re
from functools import cache

from ti_dashboard.dossier.chemins import RACINE


@cache
def _essais(fichier: str) -> frozenset[str]:
    """The tests of a file, as pytest names them."""
    tree = ast.parse((RACINE / fichier).read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.name.startswith("test_")
    )  # fmt: skip


@cache
def _titres(fichier: str) -> frozenset[str]:
    text = (RACINE / fichier).read_text(encoding="utf-8")
    return frozenset(found.replace(" ", "_") for found in re.findall(r"^#+ (.+)$", text, re.M))


def manque(preuve: str) -> str | None:
    """Why a proof is none; None for one that holds."""
    path, _, test = preuve.partition("::")
    path, _, section = path.partition("#")
    if not (RACINE / path).is_file():
        return f"{preuve} : {path} n'existe pas"
    if path.startswith("tests/"):
        known = _essais(path)
        return None if (test in known if test else known) else f"{preuve} : aucun essai de ce nom"
    return None if section in _titres(path) else f"{preuve} : aucune section de ce nom"
