"""What is said of the rules, and that one declaration says the vintages."""

import ast
import re

import pytest

from tests.conftest import A2023, filtres
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ecrans.candidatures import blocs
from ti_dashboard.ecrans.candidatures.vue_reconduction import reponse
from ti_dashboard.ecrans.methode.regles_communes import REGLES
from ti_dashboard.planche import carte
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Mesure
from ti_dashboard.referentiels import lire, millesimes

ANNEE = re.compile(r"(population|habitant|commune)s?\b[^.;«»]{0,30}\b20\d\d", re.IGNORECASE)


def test_one_declaration_says_the_vintages_of_population_and_communes():
    found = []
    for path in sorted((RACINE / "ti_dashboard").rglob("*.py")):
        if "demonstration" in path.parts or "ingest" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ANNEE.search(node.value):
                found.append(f"{path.relative_to(RACINE)}:{node.lineno}")
    assert found == []
    assert {"population", "communes", "perimetres"} == set(millesimes())


def test_the_vintages_said_are_those_the_sources_name():
    said = (RACINE / "data" / "referentiels" / "SOURCES.md").read_text(encoding="utf-8")
    assert millesimes()["population"].removeprefix("population ").replace("municipale", "municipales") in said
    assert "les communes celles de 2026" in said and millesimes()["communes"].endswith("2026")
    assert sum(int(r["population"]) for r in lire("region")) > 60_000_000


@pytest.mark.parametrize("mesure", ["montant", "habitant"])
def test_an_amount_of_the_map_says_that_the_regions_are_out(mesure):
    drawn = carte.carte(filtres(), (), mesure, "", {k: f"{k} d'alors" for k in millesimes()})
    assert "État et opérateurs" in drawn["titre"] and "État et opérateurs" in drawn["alt"]
    assert "les régions n'y sont pas" in drawn["source"]
    assert "communes d'alors" in drawn["source"] and "perimetres d'alors" in drawn["source"]
    assert ("population d'alors" in drawn["source"]) == (mesure == "habitant")


def test_the_rules_say_what_makes_a_milestone_last_and_what_is_compared():
    rules = dict(REGLES)
    assert "date d'effet est la plus récente" in rules["Dernier jalon connu"]
    assert "appris le dernier" in rules["Dernier jalon connu"]
    assert "somme de l'engagé dépasse celle de l'annulé" in rules["Non annulé en totalité"]
    assert (
        "son projet" in rules["Région d'une ligne d'argent"] and "thème" in rules["Thème d'une ligne d'argent"].lower()
    )
    assert "borne basse" in rules["Âge en mois"]
    assert "scellé avec la version de sa définition" in rules["Ce qui a été dit"]
    assert "cet opérateur" in CATALOGUE["nb_projets"].definition


def test_a_lost_siren_may_be_a_commune_and_the_sentence_says_so():
    member = {"territoire_id": "t", "territoire": "T", "region": "R", "nom": "N", "intitule": None}
    moved = tuple(member | {"mouvement": m} for m in ("maintenu", "sortant"))
    rows = [{"nb_maintenus": 1}]
    assert "commune dont l'intercommunalité candidate" in reponse(moved, rows)
    assert "commune" not in reponse(moved[:1], rows)


@pytest.mark.parametrize(
    ("value", "said"), [(1, "+\u00a01 territoire"), (-1, "−\u00a01 territoire"), (34, "+\u00a034 territoires")]
)
def test_a_balance_of_one_is_singular(value, said):
    cadre = Cadre(filtres(A2023, 2), {"solde_net_territoires": Mesure(value, 1, 0)}, None, {})
    drawn = blocs._solde(cadre)
    assert f"{drawn['valeur']} {drawn['unite']}".split() == said.split()
