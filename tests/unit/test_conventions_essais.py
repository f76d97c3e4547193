"""What a test must not do: wait for a time, be patient for a moment only, wait for an expression, hold the loop."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ti_dashboard.dossier.chemins import RACINE

ESSAIS = sorted((RACINE / "tests" / "browser").rglob("*.py"))
FONCTION = re.compile(r"\s*(async\s+)?(function\b|\w+\s*=>|\([^)]*\)\s*=>)")


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
            yield node


def _text(node: ast.expr, constants: dict[str, str]) -> str:
    """The beginning of the script a call is given, as far as it is written in the tests."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else "…" for v in node.values)
    return constants.get(node.id, "") if isinstance(node, ast.Name) else ""


def _constants(trees: dict[Path, ast.Module]) -> dict[str, str]:
    return {
        node.targets[0].id: _text(node.value, {})
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _expressions(trees: dict[Path, ast.Module]) -> list[str]:
    constants = _constants(trees)
    return [
        f"{path.name}:{call.lineno}"
        for path, tree in trees.items()
        for call in _calls(tree, "wait_for_function")
        if not call.args or not FONCTION.match(_text(call.args[0], constants))
    ]


def test_what_is_waited_for_is_a_function():
    """An expression is evaluated again at each turn of the wait, and our own policy refuses it from the second on."""
    assert _expressions({path: ast.parse(path.read_text(encoding="utf-8")) for path in ESSAIS}) == []


def test_the_rule_sees_an_expression_wherever_it_is_written():
    bad = (
        "p.wait_for_function('window.a === 1')",
        "A = '!x'\np.wait_for_function(A, arg=1)",
        "p.wait_for_function(f'{a} > 0')",
    )
    good = (
        "p.wait_for_function('() => a')",
        "B = '([x]) => a'\np.wait_for_function(B)",
        "p.wait_for_function(f'x => {a}')",
    )
    trees = {Path(f"{k}.py"): ast.parse(text) for k, text in enumerate((*bad, *good))}
    assert [found.partition(".")[0] for found in _expressions(trees)] == ["0", "1", "2"]


def test_no_test_of_the_browser_waits_for_a_time_or_has_a_patience_of_its_own():
    """A wait is for a state; how long a failure may take is said once, in ``conftest.PATIENCE``."""
    found = []
    for path in ESSAIS:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [f"{path.name}:{call.lineno} wait_for_timeout" for call in _calls(tree, "wait_for_timeout")]
        found += [
            f"{path.name}:{node.lineno} {ast.unparse(key)}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if node.func.attr.startswith(("to_", "not_to_", "wait_for", "click", "fill", "expect_", "set_default"))
            for key in node.keywords
            if key.arg == "timeout"
        ]
    assert found == []


def test_no_test_runs_a_loop_in_the_thread_of_the_browser():
    """It fails only beside a browser of the same process: « cannot be called from a running event loop »."""
    elsewhere = RACINE / "tests" / "boucle.py"
    for path in sorted((RACINE / "tests").rglob("*.py")):
        called = [ast.unparse(call.func) for call in _calls(ast.parse(path.read_text(encoding="utf-8")), "run")]
        assert path == elsewhere or "asyncio.run" not in called, path
