"""Two weightings against each other, and what an address says of a delivered indicator."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.selections import CRITERES, cas, petit
from ti_dashboard.ecrans.selection import adresse
from ti_dashboard.ecrans.selection.classement import a_poids_egaux, accorder, classer, kendall
from ti_dashboard.ecrans.selection.indicateurs_livres import Reference, lire_fichier, lire_reference
from ti_dashboard.ecrans.selection.modele import RegleDeSelection


def test_agreement_of_two_weightings():
    assert kendall(np.array([1, 2, 3, 0]), np.array([1, 2, 3, 4])) == pytest.approx(1)
    assert kendall(np.array([1, 2, 3]), np.array([3, 2, 1])) == pytest.approx(-1)
    assert kendall(np.array([1, 2, 3, 4]), np.array([1, 2, 4, 3])) == pytest.approx(4 / 6)
    assert kendall(np.array([1, 1]), np.array([1, 2])) is None
    donnees, regle = petit((1, 9), (5, 1), (9, 5)), RegleDeSelection({"retard": 90, "silence": 10}, nombre=2)
    same = accorder(classer(donnees, regle), classer(donnees, regle))
    assert (same.nb_communs, same.tau) == (2, pytest.approx(1))
    assert a_poids_egaux(regle).poids == {"retard": 50, "silence": 50}


@settings(max_examples=60)
@given(cas(), st.dictionaries(st.sampled_from(CRITERES), st.integers(0, 100)))
def test_two_weightings_agree_as_their_two_lists_do(drawn, weights):
    donnees, regle = drawn
    other = replace(regle, poids=adresse.lire_autre(adresse.ecrire_autre(weights)))
    assert other.poids == {k: w for k, w in weights.items() if w}
    one, two = classer(donnees, regle), classer(donnees, other)
    found = accorder(one, two)
    mine, theirs = set(one.choix.retenus), set(two.choix.retenus)
    assert (found.nb_communs, set(found.propres), set(found.autres)) == (
        len(mine & theirs),
        mine - theirs,
        theirs - mine,
    )


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=9))
def test_kendall_is_the_count_of_every_pair(ranks):
    """Tau-b = (pairs in the same order − pairs in opposite orders) ÷ √(pairs untied in one × pairs untied in other)."""
    both = [(a, b) for a, b in ranks if a and b]
    pairs = list(combinations(both, 2))
    same = sum((a - c) * (b - d) > 0 for (a, b), (c, d) in pairs)
    opposite = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in pairs)
    one, other = (sum(x[k] != y[k] for x, y in pairs) for k in (0, 1))
    found = kendall(np.array([a for a, _ in ranks], dtype=int), np.array([b for _, b in ranks], dtype=int))
    assert found == (pytest.approx((same - opposite) / (one * other) ** 0.5) if one and other else None)


@pytest.mark.parametrize(
    "fault",
    [
        "a;b\n",
        "territoire_id;valeur\nti-1;x\n",
        "territoire_id;valeur\nti-1;1\nti-1;2\n",
        "territoire_id;valeur\nti-1\n",
        "territoire_id;valeur\nti-1;inf\n",
    ],
)
def test_a_file_that_says_something_wrong_is_refused_with_the_line(fault):
    assert lire_fichier("x.csv", fault.encode()).fautes


def test_a_delivered_indicator_says_its_name_source_and_hash_and_keeps_the_unknown_unknown():
    text = "\ufeff# libelle : Taux de chômage\n# source : INSEE\nterritoire_id;valeur\nti-0101;8,5\nti-0102;\n"
    found = lire_fichier("chomage.csv", text.encode())
    assert found.critere.libelle == "Taux de chômage" and found.valeurs == {"ti-0101": 8.5} and not found.fautes
    assert "INSEE" in found.critere.source and found.sha256[:12] in found.critere.source


@given(st.text("0123456789abcdef", min_size=12, max_size=12), st.text(min_size=1), st.text(min_size=1))
def test_an_address_gives_back_the_name_the_hash_and_the_label_of_a_file(mark, name, label):
    file = Reference(name.replace("*", " "), mark, label)
    assert lire_reference(file.ecrire()) == file and file.critere_id == f"f{mark[:8]}"


@pytest.mark.parametrize("text", ["", "0123", "0123456789ab", "0123456789ab*", "zzzzzzzzzzzz*a.csv*A", "**"])
def test_an_address_that_names_no_file_names_none(text):
    assert lire_reference(text) is None
