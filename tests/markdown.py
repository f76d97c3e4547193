"""Reads the syntax tree of what draws: every text given to Streamlit as Markdown must be ours, or quoted."""

import ast
from collections.abc import Iterator, Mapping

from tests.expressions import (
    affectations,
    declare_markdown,
    est_constante,
    est_markdown,
    lit_un_fichier_livre,
    parcourt_une_constante,
    parties,
)
from tests.types_declares import Types

# Methods whose texts Streamlit reads as Markdown, whatever they are called on (st, a column, a container).
TEXTES = {
    "markdown", "caption", "title", "header", "subheader", "write", "success", "info", "warning", "error", "toast",
    "badge", "button", "download_button", "link_button", "form_submit_button", "page_link", "checkbox", "toggle",
    "radio", "selectbox", "multiselect", "text_input", "text_area", "number_input", "date_input", "file_uploader",
    "slider", "expander", "popover", "metric", "segmented_control", "pills", "dialog", "tabs", "status", "spinner",
    "table",
}  # fmt: skip
# Which of their arguments are read so; positions beyond the first are values, options or handlers.
NOMMES = {"label", "help", "body", "title", "captions"}
SURS = {"citer", "relier", "relier_ici", "citer_lignes", "len", "sum", "int", "round", "date", "phase_en_mots"}
MODULES_SURS = {"ti_dashboard.langue.formats"}
METHODES_SURES = {"arrete_en_mots", "strftime"}
# They change the shape of a text, not whose it is.
TOURNURES = {"capitalize", "strip", "lower", "upper", "partition", "removeprefix", "removesuffix", "replace"}
# Widgets give back one of their own options, or what is typed, which is then a name like another.
CHOIX = {"segmented_control", "pagination", "button", "toggle"}


class Lecteur:
    """``sources``: « cadre.projet » → text. A function of one of them is followed where it is called."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._arbres = {name: ast.parse(text) for name, text in sources.items()}
        self._types = Types(self._arbres.values())
        self._fonctions = {
            (module, node.name): node
            for module, tree in self._arbres.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
        }

    def fautes(self, module: str) -> list[str]:
        """« ligne 12 : row['nom'] » for each text that is neither ours nor quoted."""
        return sorted(set(self._fautes(module)), key=lambda said: int(said.split()[1]))

    def _fautes(self, module: str) -> Iterator[str]:
        tree = self._arbres[module]
        scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] or [tree]
        for scope in scopes:
            for call in ast.walk(scope):
                if isinstance(call, ast.Call):
                    for text in self._textes(module, call):
                        for raw in self._bruts(module, scope, text, frozenset()):
                            yield f"ligne {raw.lineno} : {ast.unparse(raw)}"

    def _textes(self, module: str, call: ast.Call) -> Iterator[ast.expr]:
        """What a call draws as Markdown: a Streamlit method, or one of ours that says its argument is Markdown."""
        if (found := self._appelee(module, call)) is not None:
            names = [a.arg for a in found[1].args.args]
            marked = {a.arg for a in found[1].args.args if est_markdown(a)}
            yield from (value for name, value in zip(names, call.args, strict=False) if name in marked)
            yield from (k.value for k in call.keywords if k.arg in marked)
        elif declare_markdown(call):
            yield from call.args
        elif isinstance(call.func, ast.Attribute) and call.func.attr in TEXTES:
            # The first argument of a link to a page is the page.
            yield from call.args[:1] if call.func.attr != "page_link" else ()
            yield from (k.value for k in call.keywords if k.arg in NOMMES)

    def _appelee(self, module: str, call: ast.Call) -> tuple[str, ast.FunctionDef] | None:
        """The function of ours that is called: of the same module, imported by its name, or by its module's."""
        names = self._imports(module)
        match call.func:
            case ast.Name(id=name):
                place, function = names.get(name, (module, name))
            case ast.Attribute(value=ast.Name(id=name), attr=function) if name in names:
                place = ".".join(filter(None, names[name]))
            case _:
                return None
        found = self._fonctions.get((place, function))
        return (place, found) if found is not None else None

    def _imports(self, module: str) -> dict[str, tuple[str, str]]:
        """Local name → (module, name in it), for what comes from the packages that draw."""
        found = {}
        for node in ast.walk(self._arbres[module]):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ti_dashboard."):
                place = node.module.removeprefix("ti_dashboard.")
                found |= {a.asname or a.name: (place, a.name) for a in node.names}
        return found

    def _est_sur(self, module: str, call: ast.Call) -> bool:
        if isinstance(call.func, ast.Attribute):
            return call.func.attr in METHODES_SURES
        if not isinstance(call.func, ast.Name):
            return False
        imported = {
            alias.asname or alias.name
            for node in ast.walk(self._arbres[module])
            if isinstance(node, ast.ImportFrom) and node.module in MODULES_SURS
            for alias in node.names
        }
        return call.func.id in SURS | imported

    def _bruts(self, module: str, scope: ast.AST, expr: ast.expr, seen: frozenset) -> Iterator[ast.expr]:
        """The parts of ``expr`` that nobody wrote here and nobody quotes."""
        if isinstance(expr, ast.Constant) or id(expr) in seen:
            return
        seen |= {id(expr)}
        parts = parties(expr)
        if parts is not None:
            for part in parts:
                yield from self._bruts(module, scope, part, seen)
        elif isinstance(expr, ast.Name):
            yield from self._nom(module, scope, expr, seen)
        elif isinstance(expr, ast.Call):
            yield from self._appel(module, scope, expr, seen)
        elif isinstance(expr, ast.Lambda | ast.Compare | ast.UnaryOp):
            return
        elif not self._est_une_constante(module, expr) and self._types.du_champ(scope, expr) != "Markdown":
            yield expr

    def _est_une_constante(self, module: str, expr: ast.expr) -> bool:
        """A part of a table of ours, or « atelier.SANS_AUTEUR »: written in capitals in a module of ours."""
        if isinstance(expr, ast.Attribute):
            return isinstance(expr.value, ast.Name) and expr.value.id in self._imports(module) and expr.attr.isupper()
        return isinstance(expr, ast.Subscript) and est_constante(expr.value)

    def _nom(self, module: str, scope: ast.AST, name: ast.Name, seen: frozenset) -> Iterator[ast.expr]:
        if est_constante(name):
            return
        arguments = [a for a in ast.walk(scope) if isinstance(a, ast.arg) and a.arg == name.id]
        if any(est_markdown(a) for a in arguments):
            return
        values = list(affectations(scope, name.id))
        if (not values or arguments) and not any(parcourt_une_constante(n, name.id) for n in ast.walk(scope)):
            yield name
        for value in values:
            yield from self._bruts(module, scope, value, seen)

    def _appel(self, module: str, scope: ast.AST, call: ast.Call, seen: frozenset) -> Iterator[ast.expr]:
        if self._est_sur(module, call):
            return
        if isinstance(call.func, ast.Attribute) and call.func.attr == "join" and call.args:
            yield from self._bruts(module, scope, call.args[0], seen)
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "get" and est_constante(call.func.value):
            for default in call.args[1:]:
                yield from self._bruts(module, scope, default, seen)
        elif (isinstance(call.func, ast.Attribute) and call.func.attr in CHOIX) or lit_un_fichier_livre(call):
            return
        elif isinstance(call.func, ast.Attribute) and call.func.attr in TOURNURES:
            yield from self._bruts(module, scope, call.func.value, seen)
        elif (found := self._appelee(module, call)) is not None:
            place, function = found
            for node in ast.walk(function):
                given = node.value if isinstance(node, ast.Return | ast.Yield) else None
                if given is not None and any(self._bruts(place, function, given, seen)):
                    yield call
                    return
        else:
            yield call
