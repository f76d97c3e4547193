"""A net below zero: what is drawn and said of it."""

from decimal import Decimal

import pytest

from tests.conftest import A2019, A2019_AVRIL, filtres
from ti_dashboard.planche import carte, evolutions, mots_des_tuiles, pont
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import Evolution, Mouvement, Taux, TauxCompare
from ti_dashboard.programme.mesures import Mesure
from ti_dashboard.referentiels import millesimes

COMPARES = filtres(A2019, compare=A2019_AVRIL)


def _mesure(value) -> Mesure:
    return Mesure(value, 1, 0)


@pytest.mark.parametrize(
    ("paid", "whole", "said"),
    [
        (Decimal(25), Decimal(100), "25,0 % de l'engagé, mêmes financeurs"),
        (Decimal(0), Decimal(-181_000), "part de l'engagé, mêmes financeurs : sans objet"),
        (Decimal(40), Decimal(-181_000), "part de l'engagé, mêmes financeurs : sans objet"),
        (Decimal(0), Decimal(0), "Aucun engagement connu"),
        (None, Decimal(100), "part de l'engagé, mêmes financeurs : inconnu"),
    ],
)
def test_nothing_is_a_share_of_a_net_below_zero(paid, whole, said):
    releve = {"montant_paye": _mesure(paid), "montant_engage_regions_comprises": _mesure(whole)}
    assert " ".join(mots_des_tuiles.part_payee(releve).split()) == said


def test_a_rate_over_a_net_below_zero_is_neither_zero_nor_unknown():
    figure = Chiffre("part_payee")
    over_debt, over_nothing_known = (Taux(figure, "montant_paye", Decimal(5), under) for under in (Decimal(-10), None))
    assert (over_debt.valeur, over_debt.dire()) == (None, "sans objet")
    assert (over_nothing_known.valeur, over_nothing_known.dire()) == (None, "inconnu")
    drawn = evolutions.taux_cote_a_cote(COMPARES, [TauxCompare("Payé ÷ engagé", False, over_nothing_known, over_debt)])
    line = drawn["lignes"][0]
    assert (line["texte"], line["sans_objet"]) == ("sans objet", True)
    assert line["texte_precedent"].startswith("inconnu") and "inconnu avant" in line["note"]
    assert drawn["max"] == 1, "a rate is drawn on the whole, not on the largest of them"


def test_a_move_from_or_to_below_zero_has_no_proportion():
    move = Mouvement("correction", Decimal(-300), 1, Decimal(0), Decimal(300))
    for before, after in ((-100, -400), (100, -200)):
        said = "".join(evolutions.dire(Evolution("montant_engage", Decimal(before), Decimal(after), (move,), 0)))
        assert "de moins" in said and "%" not in said and "multiplié" not in said


def test_a_bridge_goes_below_its_axis():
    move = Mouvement("correction", Decimal(-300), 1, Decimal(0), Decimal(300))
    drawn = pont.pont(COMPARES, Evolution("montant_engage", Decimal(100), Decimal(-200), (move,), 0))
    steps = {s["id"]: (s["de"], s["a"]) for s in drawn["etapes"]}
    assert steps["correction"] == (100.0, -200.0) and steps["apres"] == (0.0, -200.0)


def test_the_map_does_not_call_a_debt_nothing():
    rows = (
        {"territoire_id": "a", "montant_engage": Decimal(-5), "population": 10, "nb_inconnus": 0, "nb_projets": 1},
        {"territoire_id": "b", "montant_engage": Decimal(5), "population": 10, "nb_inconnus": 0, "nb_projets": 1},
    )
    drawn = carte.carte(COMPARES, rows, "montant", "", millesimes())
    assert drawn["legende"][0]["libelle"] == "Aucun, ou moins que zéro"
    assert drawn["valeurs"]["a"][1].startswith("−")
    assert carte.carte(COMPARES, rows[1:], "montant", "", millesimes())["legende"][0]["libelle"] == "Aucun"
