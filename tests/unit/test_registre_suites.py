"""Words about several payments or several acts at once: each is counted, moved and summed apart."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.test_depots_dans_le_desordre import JOUR, ligne, mot
from tests.unit.test_registre_mots import AVRIL, CENT, DEUX, ECART, LANNION, RIEN, _ecrits, _feuilles, _suite, a, b
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import AJOUT, ETAT_COMPLET


@pytest.mark.parametrize(("mots", "dit"), [
    pytest.param(_suite([a(100), b(50)], [a(80), b(40)]), ("A -20 l.2 corrigé, B -10 l.3 corrigé", 0, 2, 0, 0, 0),
                 id="two acts corrected"),
    pytest.param(_suite([a(100)], [a(-20, **ECART), a(-5, **ECART)]),
                 ("A -20 l.2 corrigé, A -5 l.3 corrigé", 2, 0, 0, 0, 0), id="two differences"),
    pytest.param(_suite([a(100), a(40, **LANNION)], [a(100, **AVRIL), a(40, **LANNION, **AVRIL)]),
                 ("A +100 l.2 corrigé avril, A +40 l.3 corrigé Lannion avril, A -100 l.1 corrigé retraits, "
                  "A -40 l.2 corrigé Lannion retraits", 0, 2, 0, 0, 0), id="two payments moved"),
    pytest.param(_suite([a(100)], [a(0)], [a(100, **AVRIL)]), ("A +100 l.2 avril", 1, 0, 0, 0, 0),
                 id="what came to zero moves no more"),
    pytest.param(_suite([a(100), a(40, **AVRIL)], [a(90), a(50, **AVRIL)], mode=ETAT_COMPLET), ("", 0, 0, 2, 0, 0),
                 id="the same total over the same days"),
])  # fmt: skip
def test_the_last_word_writes(mots, dit):
    assert _ecrits(mots)[-1] == dit


def test_two_acts_covered_are_two_rows_covered():
    late = replace(mot("vieux", 0, [a(100), b(50)]), date_connaissance=JOUR + timedelta(5))
    assert _ecrits([mot("neuf", 2, [a(80), b(60)]), late])[-1] == ("", 0, 0, 0, 2, 0)


def test_what_a_complete_state_leaves_out_is_worth_nothing_any_more():
    known = Connu.de(_suite([a(100), b(50)], [a(100)], mode=ETAT_COMPLET))
    assert list(known.etat().values()) == [100]


def test_what_the_ledger_should_hold_is_what_the_words_amount_to():
    known = Connu.de(_suite([a(100)], [a(-20, **ECART)]))
    known.tenir([])
    written, _ = known.confronter(mot("c", 3, [ligne("A", 7, "ti-5304", **AVRIL)]))
    assert [row["montant"] for sheet in written for _, row in sheet.lignes] == [7, 80]


def test_a_difference_said_before_another_is_not_counted_again():
    assert _ecrits(_suite([a(100)], [a(-20, **ECART)], [a(-30, **ECART)], [a(-20, **ECART)]))[-1] == RIEN


def test_the_files_of_a_folder_are_each_one_word_and_two_deposits_of_a_day_are_two():
    file = mot("d", 0, [a(100)], mode=AJOUT)
    assert _ecrits([file, replace(file, fichier="autre.csv")]) == [CENT, CENT]
    day = [mot("a", 0, [a(100)], mode=ETAT_COMPLET), mot("b", 0, [b(5)], mode=ETAT_COMPLET)]
    assert _ecrits(day) == [CENT, ("B +5 l.2, A -100 l.1 corrigé retraits", 1, 0, 0, 0, 1)]


def test_a_sheet_without_a_row_says_nothing_and_still_ends_its_complete_state():
    assert _ecrits([mot("v", 0, [])]) == [("", 0, 0, 0, 0, 0)]
    mots = [mot("o", -1, [a(100), b(50)], mode=ETAT_COMPLET), *_feuilles(0, ETAT_COMPLET, un=[a(100)], deux=[])]
    assert _ecrits(mots) == [DEUX, RIEN, ("B -50 l.1 corrigé deux~retraits", 0, 0, 0, 0, 1)]
