"""Reads the syntax tree of what draws: every text given to Streamlit as Markdown must be ours, or quoted."""

import ast
from collections.abc import Iterator, Mapping

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
SURS = {"citer", "relier", "citer_lignes", "len", "sum", "int", "round", "date", "phase_en_mots"}
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
            marked = {a.arg for a in found[1].args.args if _est_markdown(a)}
            yield from (value for name, value in zip(names, call.args, strict=False) if name in marked)
            yield from (k.value for k in call.keywords if k.arg in marked)
        elif _declare_markdown(call):
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
        parts = _parties(expr)
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
        return isinstance(expr, ast.Subscript) and _est_constante(expr.value)

    def _nom(self, module: str, scope: ast.AST, name: ast.Name, seen: frozenset) -> Iterator[ast.expr]:
        if _est_constante(name):
            return
        arguments = [a for a in ast.walk(scope) if isinstance(a, ast.arg) and a.arg == name.id]
        if any(_est_markdown(a) for a in arguments):
            return
        values = list(_affectations(scope, name.id))
        if (not values or arguments) and not any(_parcourt_une_constante(n, name.id) for n in ast.walk(scope)):
            yield name
        for value in values:
            yield from self._bruts(module, scope, value, seen)

    def _appel(self, module: str, scope: ast.AST, call: ast.Call, seen: frozenset) -> Iterator[ast.expr]:
        if self._est_sur(module, call):
            return
        if isinstance(call.func, ast.Attribute) and call.func.attr == "join" and call.args:
            yield from self._bruts(module, scope, call.args[0], seen)
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "get" and _est_constante(call.func.value):
            for default in call.args[1:]:
                yield from self._bruts(module, scope, default, seen)
        elif (isinstance(call.func, ast.Attribute) and call.func.attr in CHOIX) or _lit_un_fichier_livre(call):
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


def _parties(expr: ast.expr) -> list[ast.expr] | None:
    """What a composed text is made of; None when it is one piece."""
    match expr:
        case ast.JoinedStr():
            return [v.value for v in expr.values if isinstance(v, ast.FormattedValue) and not _est_nombre(v)]
        case ast.BinOp(op=ast.Mult()):
            return [side for side in (expr.left, expr.right) if isinstance(side, ast.Constant | ast.JoinedStr)] or None
        case ast.BinOp() if any(
            isinstance(n, ast.Constant) and isinstance(n.value, int) for n in (expr.left, expr.right)
        ):
            return []
        case ast.BinOp():
            return [expr.left, expr.right]
        case ast.IfExp():
            return [expr.body, expr.orelse]
        case ast.BoolOp():
            return list(expr.values)
        case ast.List() | ast.Tuple() | ast.Set():
            return list(expr.elts)
        case ast.Dict():
            return [*(k for k in expr.keys if k), *expr.values]
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
            return [expr.elt]
        case ast.Call() if _declare_markdown(expr):
            return expr.args
        case ast.Starred() | ast.NamedExpr():
            return [expr.value]
        case ast.Subscript(value=ast.Call(), slice=ast.Constant()):
            return [expr.value]
        case ast.Subscript(value=ast.Dict()):
            return list(expr.value.values)
        case ast.Call(func=ast.Attribute(attr="get", value=ast.Dict())):
            return [*expr.func.value.values, *expr.args[1:]]
    return None


def _est_nombre(value: ast.FormattedValue) -> bool:
    """« {n:02d} », « {jour:%d/%m/%Y} »: a number or a date, or Python refuses."""
    spec = value.format_spec
    return isinstance(spec, ast.JoinedStr) and any(
        isinstance(p, ast.Constant) and ("%" in p.value or p.value[-1:] in "dfe") for p in spec.values
    )


def _est_constante(expr: ast.expr) -> bool:
    """A table of ours, written in capitals, or a part of one."""
    if isinstance(expr, ast.Subscript):
        return _est_constante(expr.value)
    return (expr.id if isinstance(expr, ast.Name) else getattr(expr, "attr", "")).isupper()


def _est_markdown(argument: ast.arg) -> bool:
    return argument.annotation is not None and ast.unparse(argument.annotation).startswith("Markdown")


def _declare_markdown(call: ast.Call) -> bool:
    """« Markdown(…) » says that a text is ours: what it holds is read, wherever it then goes."""
    return isinstance(call.func, ast.Name) and call.func.id == "Markdown"


def _lit_un_fichier_livre(call: ast.Call) -> bool:
    """« (DOSSIER / "SOURCES.md").read_text() »: a file that stands beside the code, and is reviewed with it."""
    match call.func:
        case ast.Attribute(attr="read_text", value=ast.BinOp(op=ast.Div(), left=folder, right=ast.Constant())):
            return _est_constante(folder)
    return False


def _parcourt_une_constante(node: ast.AST, name: str) -> bool:
    """« for name in TABLE », alone or in a tuple, over its items, its values, or two tables together."""
    if not isinstance(node, ast.For | ast.comprehension):
        return False
    if name not in {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}:
        return False
    roots = node.iter.args if isinstance(node.iter, ast.Call) and node.iter.args else [node.iter]
    return any(_est_table(root) for root in roots)


def _est_table(expr: ast.expr) -> bool:
    if isinstance(expr, ast.Call) and isinstance(expr.func, ast.Attribute) and expr.func.attr in ("items", "values"):
        return _est_table(expr.func.value)
    return _est_constante(expr) or (
        isinstance(expr, ast.Tuple) and all(isinstance(n, ast.Constant | ast.Tuple) for n in expr.elts)
    )


def _part(target: ast.expr, value: ast.expr, name: str) -> Iterator[ast.expr]:
    """What ``name`` takes of ``value``: its own place of two tuples, else the whole."""
    if isinstance(target, ast.Tuple):
        same = isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts)
        for rank, one in enumerate(target.elts):
            yield from _part(one, value.elts[rank] if same else value, name)
    elif isinstance(target, ast.Name) and target.id == name:
        yield value


def _affectations(scope: ast.AST, name: str) -> Iterator[ast.expr]:
    """Every value the name is given: assigned, unpacked, looped over, appended."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _part(target, node.value, name)
        elif isinstance(node, ast.For | ast.comprehension) and not _parcourt_une_constante(node, name):
            yield from _part(node.target, node.iter, name)
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            yield from _part(node.target, node.value, name)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("append", "extend")
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == name
        ):
            yield from node.args
