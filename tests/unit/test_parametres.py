"""A parameter of an address is declared once, and none is read, bound or written that is not."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.dessins import DESSINS, module
from ti_dashboard.adresse import parametres
from ti_dashboard.adresse.parametres import PARTAGES, Parametre
from ti_dashboard.composants.planche import RESSOURCES
from ti_dashboard.ecrans.projets import parametres as ceux_d_un_ecran
from ti_dashboard.tableaux import DECLARES, trouver


def _valeur(node: ast.expr, names: dict[str, Any]) -> Any:
    """What an expression of a module is worth when it is a constant of it; None for a variable of a function."""
    if isinstance(node, ast.Attribute):
        return getattr(_valeur(node.value, names), node.attr, None)
    return node.value if isinstance(node, ast.Constant) else names.get(node.id) if isinstance(node, ast.Name) else None


def _noms_lus(path: Path) -> Iterator[ast.expr]:
    """The expressions that name a parameter: read, written, tested, handed to a page, bound to a widget."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "st.query_params":
            yield node.slice
        elif isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) == "st.query_params":
            yield node.left
        elif isinstance(node, ast.Call):
            if ast.unparse(node.func).startswith("st.query_params.") and node.args:
                yield node.args[0]
            words = {k.arg: k.value for k in node.keywords}
            if "bind" in words:
                yield words["key"]
            if isinstance(handed := words.get("query_params"), ast.Dict):
                yield from filter(None, handed.keys)


def test_every_parameter_that_a_screen_reads_writes_or_binds_is_declared():
    names = set()
    for path in DESSINS:
        asked = list(_noms_lus(path))
        known = vars(import_module(f"ti_dashboard.{module(path)}")) if asked else {}
        names |= {name for one in asked if isinstance(name := _valeur(one, known), str)}
    assert names >= {"relire", "arrete", "id", "vue_projets", "mesure", "projet", "depot", "signal"}
    assert sorted(name for name in names if parametres.trouver(name) is None) == []


def test_what_a_table_reads_of_an_address_is_a_declared_parameter():
    names = {name for cle in DECLARES for name in (*trouver(cle).mots, *trouver(cle).place)}
    assert [n for n in names if parametres.trouver(n.removesuffix("*")) is None] == []


@pytest.mark.parametrize("nom", ["region", "arrete", "mesure", "suivre", "id", "volet", "poids_retard"])
def test_a_parameter_that_is_declared_twice_is_refused(nom: str, monkeypatch: pytest.MonkeyPatch):
    """A filter, one of the frame, of this browser, of another screen, of a family."""
    mine = ceux_d_un_ecran.PARAMETRES
    monkeypatch.setattr(ceux_d_un_ecran, "PARAMETRES", (*mine, Parametre("neuf")))
    assert "neuf" in parametres.declares.__wrapped__()
    monkeypatch.setattr(ceux_d_un_ecran, "PARAMETRES", (*mine, Parametre(nom)))
    with pytest.raises(ValueError, match=f"déclaré deux fois : {nom}$"):
        parametres.declares.__wrapped__()


def test_each_parameter_has_one_owner_and_the_room_sees_none_of_this_browser():
    assert {one.nom for one in parametres.de("filtre")} == set(PARTAGES)
    assert {one.nom for one in parametres.de("navigateur")} == {"suivre", "animer", "presenter"}
    assert {one.nom for one in parametres.de("salle")} == {"etape"}
    assert {one.nom for one in parametres.declares().values() if one.garde} == {"mesure", "incompris"}


def test_the_scripts_change_the_address_in_one_place():
    changes = re.compile(r"history\W|searchParams|location\.(?:assign|replace|href|search)\b")
    scripts = RESSOURCES.glob("*.js")
    assert {one.name for one in scripts if changes.search(one.read_text(encoding="utf-8"))} == {"trajet.js"}
