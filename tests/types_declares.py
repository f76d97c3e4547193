"""Reads in a syntax tree the type that was declared for a value, followed from its argument to the field of a field."""

import ast
import re
from collections.abc import Iterable

# « Sequence[Section] »: what a loop over it gives.
_SUITE = re.compile(r"(?:Sequence|Iterable|Iterator|list|tuple|set|frozenset)\[(\w+)(?:, \.\.\.)?\]")


class Types:
    """The fields of every class of these trees; a class has a name of its own (test_un_nom_une_chose)."""

    def __init__(self, arbres: Iterable[ast.Module]) -> None:
        self._champs = {
            node.name: {
                field.target.id: ast.unparse(field.annotation)
                for field in node.body
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            }
            for tree in arbres
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
        }

    def du_champ(self, scope: ast.AST, expr: ast.expr) -> str:
        """The type of « section.texte » where ``section`` is of a class of ours; empty for anything else."""
        if not isinstance(expr, ast.Attribute):
            return ""
        held = self._de_la_variable(scope, expr.value.id) if isinstance(expr.value, ast.Name) else ""
        return self._champs.get(held or self.du_champ(scope, expr.value), {}).get(expr.attr, "")

    def _de_la_variable(self, scope: ast.AST, name: str) -> str:
        """What is said of it where it is given, once: as an argument, or by the suite it goes over."""
        arguments = [n for n in ast.walk(scope) if isinstance(n, ast.arg) and n.arg == name]
        named = [n for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == name]
        given = [n for n in named if isinstance(n.ctx, ast.Store)]
        if len(arguments) + len(given) != 1:
            return ""
        if arguments:
            return ast.unparse(arguments[0].annotation) if arguments[0].annotation else ""
        for loop in ast.walk(scope):
            if isinstance(loop, ast.For | ast.comprehension) and loop.target is given[0]:
                suite = _SUITE.fullmatch(self.du_champ(scope, loop.iter))
                return suite[1] if suite else ""
        return ""
