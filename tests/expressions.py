"""What an expression is, to who reads a text that is drawn: its parts, a table of ours, what a name is given."""

import ast
from collections.abc import Iterator


def parties(expr: ast.expr) -> list[ast.expr] | None:
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
        case ast.Call() if declare_markdown(expr):
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


def est_constante(expr: ast.expr) -> bool:
    """A table of ours, written in capitals, or a part of one."""
    if isinstance(expr, ast.Subscript):
        return est_constante(expr.value)
    return (expr.id if isinstance(expr, ast.Name) else getattr(expr, "attr", "")).isupper()


def est_markdown(argument: ast.arg) -> bool:
    return argument.annotation is not None and ast.unparse(argument.annotation).startswith("Markdown")


def declare_markdown(call: ast.Call) -> bool:
    """« Markdown(…) » says that a text is ours: what it holds is read, wherever it then goes."""
    return isinstance(call.func, ast.Name) and call.func.id == "Markdown"


def lit_un_fichier_livre(call: ast.Call) -> bool:
    """« (DOSSIER / "SOURCES.md").read_text() »: a file that stands beside the code, and is reviewed with it."""
    match call.func:
        case ast.Attribute(attr="read_text", value=ast.BinOp(op=ast.Div(), left=folder, right=ast.Constant())):
            return est_constante(folder)
    return False


def parcourt_une_constante(node: ast.AST, name: str) -> bool:
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
    return est_constante(expr) or (
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


def affectations(scope: ast.AST, name: str) -> Iterator[ast.expr]:
    """Every value the name is given: assigned, unpacked, looped over, appended."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _part(target, node.value, name)
        elif isinstance(node, ast.For | ast.comprehension) and not parcourt_une_constante(node, name):
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
