"""The selector against a recomputation by hand in exact fractions, and the properties its reader counts on."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ti_dashboard.selection import adresse
from ti_dashboard.selection.choix import MANUEL, choisir
from ti_dashboard.selection.classement import a_poids_egaux, accorder, classer, kendall, sensibilites
from ti_dashboard.selection.fichiers import lire_fichier
from ti_dashboard.selection.modele import Bornes, Candidat, Critere, Donnees, Regle

REGIONS = ("53", "28", "94")
CRITERES = ("retard", "silence", "habitant", "f0a1b2c3d")


def candidat(i: int, region: str) -> Candidat:
    return Candidat(f"ti-{i:04d}", f"Territoire {i}", region, f"Région {region}")


@st.composite
def cas(draw, most: int = 14) -> tuple[Donnees, Regle]:
    n, c = draw(st.integers(1, most)), draw(st.integers(1, 4))
    values = draw(st.lists(st.lists(st.none() | st.integers(-9, 30), min_size=c, max_size=c), min_size=n, max_size=n))
    criteres = tuple(Critere(CRITERES[k], CRITERES[k], draw(st.sampled_from(("haut", "bas")))) for k in range(c))
    people = tuple(candidat(i, draw(st.sampled_from(REGIONS))) for i in draw(st.permutations(range(n))))
    array = np.array([[np.nan if v is None else v for v in row] for row in values], dtype=float).reshape(n, c)
    some = st.sets(st.sampled_from([k.critere_id for k in criteres])).map(frozenset)
    regle = Regle(
        poids={k.critere_id: draw(st.integers(0, 100)) for k in criteres},
        echelle=draw(st.sampled_from(("etendue", "rang"))), stricts=draw(some), inverses=draw(some),
        bornes=draw(st.dictionaries(st.sampled_from(REGIONS), st.builds(Bornes, st.integers(0, 2), st.none()
                                                                        | st.integers(0, 4)), max_size=2)),
        manuels=draw(st.dictionaries(st.sampled_from([p.territoire_id for p in people]),
                                     st.tuples(st.booleans(), st.text(max_size=8)), max_size=2)),
        nombre=draw(st.integers(1, 8)),
    )  # fmt: skip
    return Donnees(people, criteres, array), regle


def scores_a_la_main(donnees: Donnees, regle: Regle) -> dict[str, Fraction]:
    """Exact scores of the ranked territories, by the formulas of the documentation."""
    scaled: dict[tuple[int, int], Fraction] = {}
    for k, critere in enumerate(donnees.criteres):
        known = {i: Fraction(int(v)) for i, v in enumerate(donnees.valeurs[:, k]) if not np.isnan(v)}
        for i, v in known.items():
            low, high = min(known.values()), max(known.values())
            if low == high:
                scaled[i, k] = Fraction(0)
                continue
            below, same = sum(x < v for x in known.values()), sum(x == v for x in known.values())
            unit = (v - low) / (high - low)
            if regle.echelle == "rang":
                unit = (below + Fraction(same + 1, 2) - 1) / (len(known) - 1)
            turned = (critere.sens == "bas") != (critere.critere_id in regle.inverses)
            scaled[i, k] = 1 - unit if turned else unit
    found = {}
    for i, person in enumerate(donnees.candidats):
        used = [(k, regle.poids[c.critere_id]) for k, c in enumerate(donnees.criteres) if regle.poids[c.critere_id]]
        missing = [k for k, _ in used if (i, k) not in scaled]
        kept = [(k, w) for k, w in used if (i, k) in scaled]
        if kept and not any(donnees.criteres[k].critere_id in regle.stricts for k in missing):
            found[person.territoire_id] = sum(scaled[i, k] * w for k, w in kept) / sum(w for _, w in kept)
    return found


def liste_a_la_main(donnees: Donnees, regle: Regle) -> set[str]:
    scores = scores_a_la_main(donnees, regle)
    region = {p.territoire_id: p.code_region for p in donnees.candidats}
    kept = [code for code in region if regle.manuels.get(code, (False, ""))[0]]
    order = sorted((code for code in scores if code not in regle.manuels), key=lambda code: (-scores[code], code))

    def count(code: str) -> int:
        return sum(region[k] == region[code] for k in kept)

    for code in order:
        if len(kept) < regle.nombre and count(code) < regle.bornes.get(region[code], Bornes()).plancher:
            kept.append(code)
    for code in order:
        highest = regle.bornes.get(region[code], Bornes()).plafond
        if code not in kept and len(kept) < regle.nombre and (highest is None or count(code) < highest):
            kept.append(code)
    return set(kept)


def liste(donnees: Donnees, regle: Regle) -> set[str]:
    return {donnees.candidats[i].territoire_id for i in classer(donnees, regle).choix.retenus}


@settings(max_examples=300, deadline=None)
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


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=150, deadline=None)
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


@settings(max_examples=150, deadline=None)
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
            assert any("Plancher" in said for said in choix.alertes)
    by_hand = sum(why == MANUEL for why in kept.values())
    assert len(kept) <= max(regle.nombre, by_hand)


@settings(max_examples=100, deadline=None)
@given(cas(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_and_of_the_criteria_changes_nothing(drawn, random):
    donnees, regle = drawn
    rows, columns = list(range(len(donnees.candidats))), list(range(len(donnees.criteres)))
    random.shuffle(rows)
    random.shuffle(columns)
    mixed = Donnees(
        tuple(donnees.candidats[i] for i in rows), tuple(donnees.criteres[k] for k in columns),
        donnees.valeurs[rows][:, columns],
    )  # fmt: skip
    assert liste(mixed, regle) == liste(donnees, regle)
    ranks = classer(donnees, regle).rangs
    assert classer(mixed, regle).rangs.tolist() == [ranks[i] for i in rows]


@settings(max_examples=100, deadline=None)
@given(cas())
def test_a_rule_survives_its_address(drawn):
    _, regle = drawn
    regle = replace(
        regle, poids={k: w for k, w in regle.poids.items() if w},
        bornes={k: b for k, b in regle.bornes.items() if b != Bornes()},
    )  # fmt: skip
    assert adresse.lire(adresse.ecrire(regle)) == regle


def petit(*values: tuple[float, ...], regions: str = "") -> Donnees:
    width = len(values[0])
    people = tuple(candidat(i, regions[i] if regions else "53") for i in range(len(values)))
    return Donnees(people, tuple(Critere(CRITERES[k], CRITERES[k], "haut") for k in range(width)), np.array(values))


def test_a_missing_value_is_carried_over_and_marked_or_keeps_the_territory_out():
    """A (10, ?), B (0, 4), C (5, 2): carried over, A scores 1 on its only criterion; strict, A is not ranked."""
    donnees, nan = petit((10, np.nan), (0, 4), (5, 2)), np.nan
    carried = classer(donnees, Regle({"retard": 50, "silence": 50}, nombre=1))
    assert carried.scores.tolist() == [1.0, 0.5, 0.25] and carried.reportes.tolist() == [True, False, False]
    strict = classer(donnees, Regle({"retard": 50, "silence": 50}, stricts=frozenset({"silence"}), nombre=1))
    assert np.array_equal(strict.scores, [nan, 0.5, 0.25], equal_nan=True) and strict.rangs.tolist() == [0, 1, 2]
    unused = classer(donnees, Regle({"retard": 50}, stricts=frozenset({"silence"})))
    assert unused.rangs.tolist() == [1, 3, 2] and not unused.reportes.any()


def test_a_tie_at_the_cut_is_a_margin_of_zero_and_the_code_decides():
    found = classer(petit((1,), (3,), (1,), (1,)), Regle({"retard": 7}, nombre=2))
    assert found.marge == 0 and list(found.choix.retenus) == [1, 0] and found.rangs.tolist() == [2, 1, 2, 2]
    assert classer(petit((1,), (2,)), Regle({}, nombre=1)).choix.retenus == {}


def test_a_cap_that_holds_back_a_better_one_and_a_floor_out_of_reach_are_said():
    donnees = petit((9,), (8,), (7,), (1,), regions=("53", "53", "53", "28"))
    found = classer(donnees, Regle({"retard": 1}, bornes={"53": Bornes(0, 1), "28": Bornes(2, None)}, nombre=3))
    assert set(found.choix.retenus) == {0, 3} and found.marge is None
    assert [said.split(" ")[0] for said in found.choix.alertes] == ["Plancher", "Cette"]


def test_agreement_of_two_weightings():
    assert kendall(np.array([1, 2, 3, 0]), np.array([1, 2, 3, 4])) == pytest.approx(1)
    assert kendall(np.array([1, 2, 3]), np.array([3, 2, 1])) == pytest.approx(-1)
    assert kendall(np.array([1, 2, 3, 4]), np.array([1, 2, 4, 3])) == pytest.approx(4 / 6)
    assert kendall(np.array([1, 1]), np.array([1, 2])) is None
    donnees, regle = petit((1, 9), (5, 1), (9, 5)), Regle({"retard": 90, "silence": 10}, nombre=2)
    same = accorder(classer(donnees, regle), classer(donnees, regle))
    assert (same.nb_communs, same.tau) == (2, pytest.approx(1))
    assert a_poids_egaux(regle).poids == {"retard": 50, "silence": 50}


@settings(max_examples=60, deadline=None)
@given(cas(), st.dictionaries(st.sampled_from(CRITERES), st.integers(0, 100)))
def test_two_weightings_agree_as_their_two_lists_do(drawn, weights):
    donnees, regle = drawn
    other = replace(regle, poids=adresse.lire_autre(adresse.ecrire_autre(weights)))
    assert other.poids == {k: w for k, w in weights.items() if w}
    one, two = classer(donnees, regle), classer(donnees, other)
    found = accorder(one, two)
    mine, theirs = set(one.choix.retenus), set(two.choix.retenus)
    assert (found.nb_communs, set(found.propres), set(found.autres)) == (
        len(mine & theirs), mine - theirs, theirs - mine
    )  # fmt: skip


@pytest.mark.parametrize("fault", ["a;b\n", "territoire_id;valeur\nti-1;x\n", "territoire_id;valeur\nti-1;1\nti-1;2\n",
                                   "territoire_id;valeur\nti-1\n", "territoire_id;valeur\nti-1;inf\n"])  # fmt: skip
def test_a_file_that_says_something_wrong_is_refused_with_the_line(fault):
    assert lire_fichier("x.csv", fault.encode()).fautes


def test_a_delivered_indicator_says_its_name_source_and_hash_and_keeps_the_unknown_unknown():
    text = "\ufeff# libelle : Taux de chômage\n# source : INSEE\nterritoire_id;valeur\nti-0101;8,5\nti-0102;\n"
    found = lire_fichier("chomage.csv", text.encode())
    assert found.critere.libelle == "Taux de chômage" and found.valeurs == {"ti-0101": 8.5} and not found.fautes
    assert "INSEE" in found.critere.source and found.sha256[:12] in found.critere.source


def test_a_list_is_made_from_an_order_alone():
    people = [candidat(i, "53") for i in range(3)]
    choix = choisir([2, 0, 1], people, Regle({}, nombre=1))
    assert (choix.dernier, choix.suivant) == (2, 0)
