"""One place says what this machine is called, and a name that only looks like it is not one."""

import ast

import pytest

from ti_dashboard.acces.cette_machine import est_cette_machine, est_demandee
from ti_dashboard.dossier.chemins import RACINE

ICI = ("127.0.0.1", "127.255.255.254", "localhost", "LocalHost", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1")
AILLEURS = (
    "", " ", "localhost.", "localhost.exemple.fr", "127.0.0.1.exemple.fr", "127.1", "127.0.0.01", "127.0.0.256", "0",
    "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1\n", "\n127.0.0.1", "127.0.0.1 ", "127.0.0.1%00", "::",
    "127。0。0。1", "１２７.0.0.1", "::1%lo", "::ffff:8.8.8.8", "[::1]", "128.0.0.1", "localhost\x00", "ⅼocalhost",
    "0.0.0.0",  # noqa: S104
)  # fmt: skip


@pytest.mark.parametrize("nom", ICI)
def test_a_name_of_this_machine_is_known_with_or_without_a_port(nom: str):
    host = f"[{nom}]" if ":" in nom else nom
    assert est_cette_machine(nom)
    assert est_demandee(host) and est_demandee(f"{host}:8501") and est_demandee(f"{host}:65535")


@pytest.mark.parametrize("nom", AILLEURS)
def test_what_only_looks_like_it_is_elsewhere(nom: str):
    assert not est_cette_machine(nom)
    assert nom == "[::1]" or not (est_demandee(nom) or est_demandee(f"{nom}:8501") or est_demandee(f"[{nom}]:8501"))


@pytest.mark.parametrize(
    "hote",
    ["127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:8501:1", "127.0.0.1:-1", "127.0.0.1:٨", "127.0.0.1:8501\n", ":8501",
     "::1", "::1:8501", "[::1", "::1]", "[127.0.0.1]", "[localhost]", "[::1]]", "[::1].exemple.fr", "a@127.0.0.1",
     "127.0.0.1/", "127.0.0.1#", "127.0.0.1, 127.0.0.1", "[::1]:99999"],
)  # fmt: skip
def test_a_host_that_is_badly_written_is_asked_of_nobody(hote: str):
    assert not est_demandee(hote)


def test_no_other_module_says_what_this_machine_is_called():
    """A constant « 127.0.0.1 », or a pattern of it, would be a second and another strictness."""
    allowed = {"acces/cette_machine.py", "serveur/appel_interne.py"}
    said = set()
    for path in (RACINE / "ti_dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_word = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_word and (node.value in ("127.0.0.1", "localhost", "::1") or "127(" in node.value):
                said.add(str(path.relative_to(RACINE / "ti_dashboard")))
    assert said - allowed == set() and "acces/cette_machine.py" in said
