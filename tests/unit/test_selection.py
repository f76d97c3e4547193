"""The selector against a recomputation by hand in exact fractions, and the properties its reader counts on."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.selections import REGIONS, candidat, cas, liste_a_la_main, petit, scores_a_la_main
from ti_dashboard.ecrans.selection import accords, adresse, blocs, phrases
from ti_dashboard.ecrans.selection.choix import MANUEL, choisir
from ti_dashboard.ecrans.selection.classement import classer, sensibilites
from ti_dashboard.ecrans.selection.indicateurs_livres import lire_fichier
from ti_dashboard.ecrans.selection.modele import Bornes, Donnees, RegleDeSelection
from ti_dashboard.ecrans.selection.score import vecteur


def liste(donnees: Donnees, regle: RegleDeSelection) -> set[str]:
    return {donnees.candidats[i].territoire_id for i in classer(donnees, regle).choix.retenus}


@settings(max_examples=300)
@given(cas())
def test_the_selector_is_the_recomputation_by_hand(drawn):
    donnees, regle = drawn
    exact, found = scores_a_la_main(donnees, regle), classer(donnees, regle)
    for i, person in enumerate(donnees.candidats):
        score = exact.get(person.territoire_id)
        assert np.isnan(found.scores[i]) if score is None else found.scores[i] == pytest.approx(float(score), abs=1e-12)
        better = None if score is None else 1 + sum(other > score for other in exact.values())
        assert found.rangs[i] == (better or 0)
    assert liste(donnees, regle) == liste_a_la_main(donnees, regle)


@settings(max_examples=100)
@given(cas())
def test_a_weight_moved_by_one_gives_the_list_recomputed_at_this_weight(drawn):
    donnees, regle = drawn
    base, codes = liste_a_la_main(donnees, regle), [p.territoire_id for p in donnees.candidats]
    effects = sensibilites(donnees, regle, classer(donnees, regle))
    assert len(effects) == sum((0 <= w + s <= 100) for w in regle.poids.values() for s in (-1, 1))
    for effect in effects:
        moved = replace(regle, poids=regle.poids | {effect.critere_id: regle.poids[effect.critere_id] + effect.pas})
        then = liste_a_la_main(donnees, moved)
        assert {codes[i] for i in effect.entrants} == then - base
        assert {codes[i] for i in effect.sortants} == base - then


@settings(max_examples=150)
@given(cas(most=8))
def test_no_list_within_the_bounds_has_a_higher_sum(drawn):
    donnees, regle = drawn
    regle = replace(regle, manuels={})
    found, exact = liste(donnees, regle), scores_a_la_main(donnees, regle)
    region = {p.territoire_id: p.code_region for p in donnees.candidats}

    def allowed(codes: set[str]) -> bool:
        held = {r: sum(region[c] == r for c in codes) for r in REGIONS}
        return all(
            b.plancher <= held[r] and (b.plafond is None or held[r] <= b.plafond) for r, b in regle.bornes.items()
        )

    if allowed(found):
        sums = [sum(exact[c] for c in s) for s in combinations(exact, len(found)) if allowed(set(s))]
        assert sum(exact[c] for c in found) == max(sums)


@settings(max_examples=150)
@given(cas())
def test_caps_picks_and_exclusions_are_honoured(drawn):
    donnees, regle = drawn
    choix = classer(donnees, regle).choix
    kept = {donnees.candidats[i].territoire_id: why for i, why in choix.retenus.items()}
    for code, (is_kept, _) in regle.manuels.items():
        assert (kept.get(code) == MANUEL) if is_kept else code not in kept
    for region, bounds in regle.bornes.items():
        members = [i for i in choix.retenus if donnees.candidats[i].code_region == region]
        if bounds.plafond is not None and len(members) > bounds.plafond:
            assert any("Plafond" in said for said in choix.alertes)
        if len(members) < bounds.plancher:
            assert any(("Plancher" in said) or ("Borne sans effet" in said) for said in choix.alertes)
    by_hand = sum(why == MANUEL for why in kept.values())
    assert len(kept) <= max(regle.nombre, by_hand)


@settings(max_examples=100)
@given(cas(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_and_of_the_criteria_changes_nothing(drawn, random):
    donnees, regle = drawn
    rows, columns = list(range(len(donnees.candidats))), list(range(len(donnees.criteres)))
    random.shuffle(rows)
    random.shuffle(columns)
    mixed = Donnees(
        tuple(donnees.candidats[i] for i in rows),
        tuple(donnees.criteres[k] for k in columns),
        donnees.valeurs[rows][:, columns],
    )
    assert liste(mixed, regle) == liste(donnees, regle)
    ranks = classer(donnees, regle).rangs
    assert classer(mixed, regle).rangs.tolist() == [ranks[i] for i in rows]


@settings(max_examples=100)
@given(cas())
def test_a_rule_survives_its_address(drawn):
    _, regle = drawn
    regle = replace(
        regle,
        poids={k: w for k, w in regle.poids.items() if w},
        bornes={k: b for k, b in regle.bornes.items() if b != Bornes()},
    )
    assert adresse.lire(adresse.ecrire(regle)) == regle


def test_a_missing_value_is_carried_over_and_marked_or_keeps_the_territory_out():
    """A (10, ?), B (0, 4), C (5, 2): carried over, A scores 1 on its only criterion; strict, A is not ranked."""
    donnees, nan = petit((10, np.nan), (0, 4), (5, 2)), np.nan
    carried = classer(donnees, RegleDeSelection({"retard": 50, "silence": 50}, nombre=1))
    assert carried.scores.tolist() == [1.0, 0.5, 0.25] and carried.reportes.tolist() == [True, False, False]
    strict = classer(donnees, RegleDeSelection({"retard": 50, "silence": 50}, stricts=frozenset({"silence"}), nombre=1))
    assert np.array_equal(strict.scores, [nan, 0.5, 0.25], equal_nan=True) and strict.rangs.tolist() == [0, 1, 2]
    unused = classer(donnees, RegleDeSelection({"retard": 50}, stricts=frozenset({"silence"})))
    assert unused.rangs.tolist() == [1, 3, 2] and not unused.reportes.any()


def test_a_tie_at_the_cut_is_a_margin_of_zero_and_the_code_decides():
    found = classer(petit((1,), (3,), (1,), (1,)), RegleDeSelection({"retard": 7}, nombre=2))
    assert found.marge == 0 and list(found.choix.retenus) == [1, 0] and found.rangs.tolist() == [2, 1, 2, 2]
    assert classer(petit((1,), (2,)), RegleDeSelection({}, nombre=1)).choix.retenus == {}


def test_a_cap_that_holds_back_a_better_one_and_a_floor_out_of_reach_are_said():
    donnees = petit((9,), (8,), (7,), (1,), regions=("53", "53", "53", "28"))
    found = classer(
        donnees, RegleDeSelection({"retard": 1}, bornes={"53": Bornes(0, 1), "28": Bornes(2, None)}, nombre=3)
    )
    assert set(found.choix.retenus) == {0, 3} and found.marge is None
    assert [said.split(" ")[0] for said in found.choix.alertes] == ["Plancher", "Cette"]


def test_a_list_is_made_from_an_order_alone():
    people = [candidat(i, "53") for i in range(3)]
    choix = choisir([2, 0, 1], people, RegleDeSelection({}, nombre=1))
    assert (choix.dernier, choix.suivant) == (2, 0)


@settings(max_examples=200)
@given(cas(), st.data())
def test_the_score_stays_between_its_bounds_whatever_the_unknown_values_are(drawn, data):
    """Unknown values filled with anything between 0 and 1 give a score inside the bounds said beside it."""
    donnees, regle = drawn
    found, weights = classer(donnees, regle), vecteur(donnees, regle)
    if not weights.sum():
        return
    filled = found.echelonnees.copy()
    holes = np.isnan(filled)
    filled[holes] = data.draw(st.lists(st.floats(0, 1), min_size=int(holes.sum()), max_size=int(holes.sum())))
    whole = filled @ weights / weights.sum()
    assert ((found.planchers - 1e-9 <= whole) & (whole <= found.plafonds + 1e-9)).all()
    complete = ~(holes & (weights > 0)).any(axis=1)
    assert np.allclose(found.planchers[complete], found.plafonds[complete])


def test_a_retained_territory_with_an_unknown_weight_is_counted_and_its_worst_case_said():
    donnees = petit((1.0, np.nan), (0.9, 0.9), (0.8, 0.8), (0.0, 0.0))
    regle = RegleDeSelection(poids={"retard": 40, "silence": 60}, nombre=2)
    found = classer(donnees, regle)
    assert found.incomplets == (0,) and found.fragiles == (0,)
    assert (found.planchers[0], found.plafonds[0]) == pytest.approx((0.4, 1.0))
    said = phrases.incomplets(found)
    assert "**1 des 2\u00a0retenus** est incomplet" in said and "**1\u00a0en sortirait**" in said
    assert blocs.lignes(donnees, regle, found)[0]["score_dit"].endswith("(40 à 100)")


@pytest.mark.parametrize(
    ("scores", "said"),
    [((1.0, 0.5, 0.0), "aucun autre territoire"), ((1.0, 0.999, 0.998, 0.0), "2\u00a0autres territoires")],
)
def test_the_last_kept_is_not_one_of_those_near_it(scores, said):
    donnees = petit(*((s,) for s in scores))
    regle = RegleDeSelection(poids={"retard": 100}, nombre=1)
    assert f"{said} à un point du dernier retenu" in phrases.marge(donnees, regle, classer(donnees, regle))


@pytest.mark.parametrize(("tau", "said"), [(1.0, "100\u00a0paires"), (0.0, "50\u00a0paires"), (-1.0, "0\u00a0paire ")])
def test_tau_is_said_in_pairs_of_territories(tau, said):
    assert said in accords.ordre_en_mots(tau) and "tau de Kendall" in accords.ordre_en_mots(tau)


@pytest.mark.parametrize(("line", "sense", "faults"), [("BAS", "bas", 0), ("haut", "haut", 0), ("faible", "haut", 1)])
def test_the_sense_of_a_delivered_indicator_is_understood_or_said(line, sense, faults):
    read = lire_fichier("x.csv", f"# sens : {line}\nterritoire_id;valeur\nti-1;2\n".encode())
    assert (read.critere.sens, len(read.fautes)) == (sense, faults)
