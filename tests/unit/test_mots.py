"""Words of an address: what they mean, what they are cut to, which others they look like."""

from datetime import date

import pytest

from ti_dashboard.langue.mots import LONGUEUR, abreger, cle, comprendre, comprendre_jour, jours_proches, proches

PAYS = {"fr": "France", "be": "Belgique", "lu": "Luxembourg", "ch": "Suisse", "x": "Francie"}


@pytest.mark.parametrize(("text", "key"), [
    ("Île-de-France", "ile de france"), (" PROVENCE ", "provence"), ("L'Œuvre n°2", "l œuvre n 2"), ("a_b", "a b"),
    ("…", ""),
])  # fmt: skip
def test_a_word_is_its_letters_and_digits(text, key):
    assert cle(text) == key


@pytest.mark.parametrize(("text", "code"), [
    ("France", "fr"), ("fr", "fr"), ("FRANCE", "fr"), ("BE", "be"), ("Suède", None), ("", None), ("…", None),
    (f"{'.' * (2 * LONGUEUR - 2)}fr", "fr"), (f"{'.' * (2 * LONGUEUR - 1)}fr", None),
])  # fmt: skip
def test_a_word_names_one_choice_by_its_label_or_its_code(text, code):
    assert comprendre(text, PAYS) == code


def test_a_word_written_as_it_is_wins_over_those_that_only_look_the_same():
    assert comprendre("be", {"1": "BE", "2": "be"}) == "2" and comprendre("Be", {"1": "BE", "2": "be"}) is None
    assert comprendre("be", {"1": "be", "2": "be"}) is None


@pytest.mark.parametrize(("text", "day"), [
    ("24/09/2019", date(2019, 9, 24)), (" 1.2.2020 ", date(2020, 2, 1)), ("2019-9-4", date(2019, 9, 4)),
    ("30/02/2020", None), ("2019-13-01", None), ("24/09/19", None), ("24/09/2019 10 h", None), ("٢٤/09/2019", None),
])  # fmt: skip
def test_a_day_is_read_in_both_orders_and_never_guessed(text, day):
    assert comprendre_jour(text) == day


def test_a_word_is_kept_on_one_line_and_no_longer_than_a_word():
    assert abreger(" a\nb\x00 c  ") == "a b c"
    assert abreger("é" * LONGUEUR) == "é" * LONGUEUR
    assert abreger("é" * (LONGUEUR + 1)) == "é" * (LONGUEUR - 1) + "…" and LONGUEUR == 80


def test_the_closest_names_come_first_and_no_more_than_three():
    assert proches("Frence", PAYS) == (("fr", "France"), ("x", "Francie"))
    assert proches("luxembour", PAYS) == (("lu", "Luxembourg"),)
    assert proches("BE", PAYS)[0] == ("be", "Belgique"), "by its code"
    assert proches("zzz", PAYS) == () == proches("…", PAYS)
    assert len(proches("abc", {str(i): "abd" for i in range(9)})) == 3


def test_a_name_just_like_enough_is_close_and_what_follows_a_long_word_is_not_read():
    """Three letters of five in the same order are a likeness of 60 %."""
    assert proches("abcde", {"1": "abcxy"}) == (("1", "abcxy"),)
    assert proches("abcdef", {"1": "abcxyz"}) == ()
    assert proches("a" * LONGUEUR + "b" * 500, {"1": "a" * LONGUEUR}) == (("1", "a" * LONGUEUR),)


def test_the_two_nearest_days_are_given_the_nearest_first():
    days = {date(2019, 4, 30): "avril", date(2019, 9, 24): "septembre", date(2021, 10, 12): "octobre"}
    assert jours_proches(date(2019, 10, 1), days) == (("septembre", "septembre"), ("avril", "avril"))
    assert jours_proches(date(2022, 1, 1), days) == (("octobre", "octobre"), ("septembre", "septembre"))
    assert jours_proches(date(2019, 1, 1), {date(2020, 1, 1): "seul"}) == (("seul", "seul"),)
