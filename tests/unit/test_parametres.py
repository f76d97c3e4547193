"""A parameter of an address is declared once, and none is read, bound or written that is not."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.dessins import DESSINS, module
from ti_dashboard.adresse import parametres
from ti_dashboard.adresse.parametres import PARTAGES, Parametre
from ti_dashboard.composants.planche import RESSOURCES
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ecrans.projets import parametres as ceux_d_un_ecran
from ti_dashboard.langue.mots import Mot
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
    assert names >= {"relire", "id", "vue_projets", "mesure", "projet", "depot", "signal"}
    assert sorted(name for name in names if parametres.trouver(name) is None) == []


def test_what_a_table_reads_of_an_address_is_a_declared_parameter():
    tables = [trouver(cle) for cle in DECLARES]
    names = {name for table in tables for name in (*table.mots, *table.place)}
    assert [n for n in names if parametres.trouver(n.removesuffix("*")) is None] == []
    places = {(name, value) for table in tables for name, value in table.place.items()}
    assert places and [p for p in places if p[1] not in (parametres.declares()[p[0]].options or p)] == []


@pytest.mark.parametrize("nom", ["region", "arrete", "mesure", "suivre", "id", "volet", "poids_retard"])
def test_a_parameter_that_is_declared_twice_is_refused(nom: str, monkeypatch: pytest.MonkeyPatch):
    """A filter, one of the frame, of this browser, of another screen, of a family."""
    mine = ceux_d_un_ecran.PARAMETRES
    monkeypatch.setattr(ceux_d_un_ecran, "PARAMETRES", (*mine, Parametre("neuf")))
    assert "neuf" in parametres.declares.__wrapped__()
    monkeypatch.setattr(ceux_d_un_ecran, "PARAMETRES", (*mine, Parametre(nom)))
    with pytest.raises(ValueError, match=f"déclaré deux fois : {nom}$"):
        parametres.declares.__wrapped__()


def test_a_screen_declares_nothing_of_what_every_page_reads(monkeypatch: pytest.MonkeyPatch):
    mine = Parametre("neuf", proprietaire="navigateur")
    monkeypatch.setattr(ceux_d_un_ecran, "PARAMETRES", (mine,))
    with pytest.raises(ValueError, match=r"que seul le cadre peut déclarer : neuf$"):
        parametres.declares.__wrapped__()


def test_the_first_page_is_answered_before_any_screen_is_loaded():
    code = "import sys; from ti_dashboard.serveur.page import avant_tout; avant_tout(); "
    code += "print([m for m in sys.modules if m.startswith('ti_dashboard.ecrans.') or m in ('numpy', 'xlsxwriter')])"
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=RACINE, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_each_parameter_has_one_owner_and_the_room_sees_none_of_this_browser():
    assert {one.nom for one in parametres.de("filtre")} == set(PARTAGES)
    assert {one.nom for one in parametres.de("navigateur")} == {"suivre", "animer", "presenter"}
    assert {one.nom for one in parametres.de("salle")} == {"etape", "plan"}
    assert {one.nom for one in parametres.declares().values() if one.garde} == {"mesure", "incompris"}


def test_the_scripts_change_the_address_in_one_place():
    changes = re.compile(r"history\W|searchParams|location\.(?:assign|replace|href|search)\b")
    scripts = RESSOURCES.glob("*.js")
    assert {one.name for one in scripts if changes.search(one.read_text(encoding="utf-8"))} == {"trajet.js"}


PAGE = Parametre("page", "Page inconnue", "La première.", ("projets",), bornes=(1, 300))
VUE = parametres.un_choix("vue", "projets", ["Tous", "Sans engagement"], "Vue inconnue")
PAIR = Parametre("pair", accepte=lambda texte, connu: texte in connu)


@pytest.mark.parametrize(("parametre", "texte", "valeur"), [
    (PAGE, "1", "1"), (PAGE, "300", "300"), (PAGE, "007", "7"), (PAGE, "0", None), (PAGE, "301", None),
    (PAGE, "00000300", "300"), (PAGE, "000000300", None), (PAGE, "-1", None), (PAGE, "²", None), (PAGE, "٢", None),
    (VUE, "sans ENGAGEMENT", "Sans engagement"), (VUE, "zzz", None),
    (PAIR, "a", "a"), (PAIR, "b", None), (Parametre("cherche"), "b", "b"),
])  # fmt: skip
def test_a_value_is_taken_by_the_rule_of_its_parameter(parametre, texte, valeur):
    assert parametre.comprendre(texte, "a") == valeur


def test_a_choice_says_what_the_screen_shows_instead():
    assert (VUE.nom, VUE.constat, VUE.suite) == ("vue", "Vue inconnue", "L'écran montre « Tous ».")
    assert VUE.est_lie and VUE.lit("projets") and not VUE.lit("accueil") and Parametre("x").lit("accueil")
    assert parametres.un_choix("volet", "donnees", ["A"]).constat == "Volet inconnu"


def test_a_parameter_is_found_by_its_name_or_by_that_of_its_family():
    assert parametres.trouver("page").nom == "page" and parametres.trouver("pages") is None
    assert parametres.trouver("poids_retard").nom == "poids_" and parametres.trouver("poids").nom == "poids"
    assert parametres.trouver("poids_").nom == "poids_" and parametres.trouver("x_poids_") is None


@pytest.mark.parametrize(("nom", "texte", "said"), [
    ("page", "a\nbc", Mot("page", "a bc", "Page inconnue", "La liste commence à la première page.")),
    ("vue_projets", "sans engagemen",
     Mot("vue_projets", "sans engagemen", "Vue inconnue", "L'écran montre « Tous ».",
         (("Sans engagement", "Sans engagement"), ("Avec un engagement", "Avec un engagement")))),
    ("regions", "Bretagne",
     Mot("", "regions", "Paramètre inconnu", "Il ne change rien à l'écran.", (("region", "region"),))),
    ("poids_x", "beaucoup", Mot("poids_x", "beaucoup", "Poids non compris", "Un poids va de 0 à 100 : il vaut 0 ici.")),
    ("poids_", "", Mot("poids_", "", "Poids non compris", "Un poids va de 0 à 100 : il vaut 0 ici.")),
    ("suivr", "", Mot("", "suivr", "Paramètre inconnu", "Il ne change rien à l'écran.")),
    ("zzz", "1", Mot("", "zzz", "Paramètre inconnu", "Il ne change rien à l'écran.")),
])  # fmt: skip
def test_a_value_or_a_name_that_is_not_known_is_said_with_the_closest(nom, texte, said):
    assert parametres.expliquer(nom, texte) == said


@pytest.mark.parametrize(("nom", "proche"), [("tri_projet", "tri_projets"), ("cherche_projet", "cherche_projets")])
def test_a_name_is_close_to_one_that_judges_its_values_or_that_a_widget_holds(nom, proche):
    assert parametres.expliquer(nom, "").proches[0] == (proche, proche)


def test_a_parameter_of_other_pages_is_said_to_be_theirs():
    said = Mot("", "vue_projets", "Paramètre d'une autre page", "Il ne change rien à celle-ci.")
    assert parametres.hors_page("vue_projets") == said
