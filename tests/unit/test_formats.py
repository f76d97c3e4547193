"""French writing of figures, by examples."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.langue import formats

F, I = formats.FINE, formats.INSECABLE  # noqa: E741


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (None, 0, "inconnu"),
        (0, 0, "0"),
        (1234567, 0, f"1{F}234{F}567"),
        (1234.55, 1, f"1{F}234,6"),
        (Decimal("-12.5"), 1, "−12,5"),
        (-0.001, 1, "0,0"),
    ],
)
def test_a_number_is_written_as_french_readers_write_it(value, decimals, expected):
    assert formats.nombre(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "inconnu"),
        (0, f"0{I}€"),
        (Decimal("108000000.00"), f"108,0{I}M€"),
        (1_370_000_000, f"1{F}370,0{I}M€"),
        (482_659.45, f"483{I}k€"),
        (999_499, f"999{I}k€"),
        (999_500, f"1,0{I}M€"),
        (12.4, f"12{I}€"),
        (-2_500_000, f"−2,5{I}M€"),
    ],
)
def test_an_amount_is_told_in_the_unit_it_is_said_aloud_in(value, expected):
    assert formats.millions(value) == expected


@pytest.mark.parametrize(
    ("over", "under", "expected"),
    [
        (34, 100, f"34,0{I}%"),
        (Decimal("-5"), Decimal("100"), f"−5,0{I}%"),
        (0, 4, f"0,0{I}%"),
        (0, 0, "sans objet"),
        (Decimal("12.50"), Decimal("-0.01"), "sans objet"),
        (None, -3, "inconnu"),
        (12, None, "inconnu"),
    ],
)
def test_a_share_of_nothing_or_of_less_than_nothing_has_no_meaning(over, under, expected):
    assert formats.part(over, under) == expected


def test_a_rate_a_day_a_plural_and_a_list_read_in_french():
    assert formats.taux(Decimal("0.84722")) == f"84,7{I}%"
    assert formats.taux(0.85, 0) == f"85{I}%"
    assert formats.jour(date(2019, 9, 24)) == "24/09/2019"
    assert formats.accord(1, "projet") == f"1{I}projet"
    assert formats.accord(0, "projet") == f"0{I}projet"
    assert formats.accord(2, "territoire signé", "territoires signés") == f"2{I}territoires signés"
    assert formats.enumeration(["a", "b", "c"]) == "a, b et c"
    assert formats.enumeration([]) == ""


def test_a_change_carries_its_sign_and_no_change_is_not_plus_zero():
    assert formats.ecart(93, "93") == f"+{I}93"
    assert formats.ecart(-2, "2") == f"−{I}2"
    assert formats.ecart(0, "0") == "="
    assert formats.ecart(None, "") == "inconnu"


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_an_amount_to_the_cent_can_be_read_back_without_losing_a_cent(amount):
    text = formats.euros(amount).removesuffix(f"{I}€").replace(F, "").replace(",", ".").replace("−", "-")
    assert Decimal(text) == amount
