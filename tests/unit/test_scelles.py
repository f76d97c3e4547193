"""What was said beside what is computed today: the perimeter a seal holds, the two values, and what tiles show."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import A2019, A2019_AVRIL, filtres
from ti_dashboard.planche.corrections import ChiffreCorrige, annoter
from ti_dashboard.planche.ecran import vierge
from ti_dashboard.planche.scelles import dits, ecart, ecart_de_tuile
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import registre
from ti_dashboard.programme.mesures import ChiffreScelle, Mesure
from ti_dashboard.programme.valeurs import distinguer
from ti_dashboard.sceau.perimetres import perimetre

ENGAGE, TAUX, TERRITOIRES = "montant_engage", "taux_territoires_engages", "nb_territoires"


@pytest.fixture
def redefini(monkeypatch: pytest.MonkeyPatch) -> None:
    """« Engagé » has had a second definition since 2026."""
    (first,) = registre()[ENGAGE]
    second = replace(first, version=2, depuis=date(2026, 3, 1), definition="Autrement.")
    monkeypatch.setitem(registre(), ENGAGE, (first, second))


@pytest.mark.parametrize(("indicateur_id", "choix", "territoire", "expected"), [
    (ENGAGE, {}, None, ""),
    (ENGAGE, {"regions": ("53",)}, None, "region:53"),
    (ENGAGE, {"regions": ("outre-mer",)}, None, "region:outre-mer"),
    (ENGAGE, {"themes": ("mobilite",)}, None, "theme:mobilite"),
    (ENGAGE, {"operateurs": ("anct",)}, None, "operateur:anct"),
    (ENGAGE, {"regions": ("53",), "themes": ("mobilite",)}, None, "region:53~theme:mobilite"),
    (ENGAGE, {"regions": ("53",), "operateurs": ("anct",)}, None, "region:53~operateur:anct"),
    (ENGAGE, {}, "ti-8419", "territoire:ti-8419"),
    (ENGAGE, {"regions": ("53", "84")}, None, None),
    (ENGAGE, {"themes": ("mobilite", "foncier")}, None, None),
    (ENGAGE, {"themes": ("mobilite",), "operateurs": ("anct",)}, None, None),
    (ENGAGE, {"regions": ("53",), "themes": ("mobilite",), "operateurs": ("anct",)}, None, None),
    (ENGAGE, {"themes": ("mobilite",)}, "ti-8419", None),
    # What an indicator does not follow changes nothing of it.
    (TERRITOIRES, {"themes": ("mobilite", "foncier"), "operateurs": ("anct",)}, None, ""),
    (TERRITOIRES, {"regions": ("53",), "operateurs": ("anct", "bpifrance")}, None, "region:53"),
    ("enveloppe_engage", {"regions": ("53", "84"), "themes": ("mobilite",)}, None, ""),
])  # fmt: skip
def test_a_perimeter_is_named_or_is_not_sealed(indicateur_id, choix, territoire, expected):
    assert perimetre(CATALOGUE[indicateur_id], filtres(**choix), territoire) == expected


def _dit(valeur: str | None, version: int = 1, connus: int = 10, inconnus: int = 2) -> ChiffreScelle:
    return ChiffreScelle(version, None if valeur is None else Decimal(valeur), connus, inconnus)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=10))
def test_a_value_is_the_one_said_to_the_last_digit_kept(value):
    assert ChiffreScelle(1, value, 1, 0).est(value)
    assert not ChiffreScelle(1, value, 1, 0).est(value + Decimal("1e-10"))
    assert not ChiffreScelle(1, value, 1, 0).est(None) and not ChiffreScelle(1, None, 1, 0).est(value)


def test_a_rate_computed_with_more_digits_is_the_one_said():
    assert ChiffreScelle(1, Decimal("0.6666666667"), 3, 0).est(Decimal(2) / 3)
    assert ChiffreScelle(1, None, 0, 3).est(None) and ChiffreScelle(1, Decimal("36.5"), 2, 0).est(36.5)


def test_both_values_are_said_with_the_year_of_the_definition_in_force(redefini):
    told = ecart(ENGAGE, A2019, _dit("108000000"), Decimal("112300000.00"), (10, 2))
    assert told.texte() == "108,0\u00a0M€ dit le 24/09/2019 ; 112,3\u00a0M€ avec la définition de\u00a02026"
    assert (told.sous_la_valeur(), told.recalcule()) == (
        "dit le 24/09/2019",
        "112,3\u00a0M€ avec la définition de\u00a02026",
    )
    assert told.versions() == (
        "Dit avec la version 1 de la définition ; version 2, en vigueur pour les arrêtés figés à partir du 01/03/2026."
    )


def test_the_same_definition_with_another_value_is_computed_again_not_defined_again():
    told = ecart(ENGAGE, A2019, _dit("108000000"), Decimal("112300000.00"), (10, 2))
    assert told.texte() == "108,0\u00a0M€ dit le 24/09/2019 ; 112,3\u00a0M€ recalculé aujourd'hui"
    assert "La définition est la même (version 1)" in told.versions()


def test_a_definition_put_back_has_no_year_to_name():
    told = ecart(ENGAGE, A2019, _dit("108000000", version=2), Decimal(1), (10, 2))
    assert told.recalcule() == "1\u00a0€ avec la définition d'aujourd'hui"


def test_what_rounds_alike_is_said_to_the_cent():
    told = ecart(ENGAGE, A2019, _dit("108000000.01"), Decimal(108000000), (10, 2))
    assert told.sous_la_valeur() == "108\u202f000\u202f000,01\u00a0€ dit le 24/09/2019"
    assert told.recalcule().startswith("108\u202f000\u202f000,00\u00a0€ ")
    assert distinguer(TAUX, Decimal("0.84704"), Decimal("0.847")) == ("84,7040\u00a0%", "84,7000\u00a0%")
    assert distinguer(TERRITOIRES, 144, 144) == ("144", "144")


def test_an_unknown_more_is_a_difference_and_an_unknown_value_is_said_so():
    told = ecart(ENGAGE, A2019, _dit("108000000"), Decimal(108000000), (11, 1))
    assert told.texte().startswith("108,0\u00a0M€ (10\u00a0connus, 2\u00a0inconnus) dit le 24/09/2019 ; ")
    assert "(11\u00a0connus, 1\u00a0inconnu) recalculé" in told.texte()
    assert ecart(ENGAGE, A2019, _dit(None), Decimal(5), (10, 2)).texte().startswith("inconnu dit le 24/09/2019 ; 5")
    assert ecart(ENGAGE, A2019, _dit("5"), Decimal(5), (10, 2)) is None


def test_a_tile_compares_the_unknown_of_money_alone_and_nothing_that_has_no_meaning():
    sealed = _dit("144", connus=144, inconnus=0)
    assert ecart_de_tuile(TERRITOIRES, A2019, sealed, Mesure(144, 140, 4)) is None
    assert ecart_de_tuile(ENGAGE, A2019, _dit("144"), Mesure(Decimal(144), 9, 3)) is not None
    assert ecart_de_tuile(ENGAGE, A2019, _dit("144"), Mesure(Decimal(0), 0, 0, sans_objet="Sans objet")) is None
    assert ecart_de_tuile(ENGAGE, A2019, None, Mesure(Decimal(144), 9, 3)) is None


def test_the_measures_said_are_those_of_the_seal_and_todays_elsewhere():
    today = {
        ENGAGE: Mesure(Decimal("112300000"), 12, 1),
        TERRITOIRES: Mesure(145, 145, 0),
        "nb_territoires_engages": Mesure(122, 140, 4, 144),
        "nb_territoires_en_finalisation": Mesure(93, 140, 4, 144),
    }
    sealed = {
        ENGAGE: _dit("108000000"),
        TERRITOIRES: _dit("145"),
        "nb_territoires_engages": ChiffreScelle(1, Decimal(120), 120, 0, Decimal(143)),
    }
    assert dits(today, sealed, A2019) == today | {
        ENGAGE: Mesure(108_000_000, 10, 2),
        "nb_territoires_engages": Mesure(120, 140, 4, 143),
    }


def _tuile(now: str, before: str, said: ChiffreScelle | None, earlier: ChiffreScelle | None) -> dict:
    cadre = Cadre(
        filtres(compare=A2019_AVRIL),
        {ENGAGE: Mesure(Decimal(now), 10, 2)},
        {ENGAGE: Mesure(Decimal(before), 10, 2)},
        {},
        {ENGAGE: said} if said else {},
        {ENGAGE: earlier} if earlier else {},
    )
    return tuile(cadre, ENGAGE, "", "", "")


def test_a_tile_shows_the_value_said_and_under_it_todays(redefini):
    drawn = _tuile("112300000", "41000000", _dit("108000000"), _dit("38600000"))
    assert drawn["valeur"] == "108,0\u00a0M€"
    assert drawn["scelle"]["dit"] == "dit le 24/09/2019"
    assert drawn["scelle"]["recalcule"] == "112,3\u00a0M€ avec la définition de\u00a02026"
    assert drawn["fiche"]["sceau"].startswith(drawn["scelle"]["texte"]) and "version 1" in drawn["fiche"]["sceau"]
    # Both were said with one definition: what they say of each other is the difference of what was said.
    assert drawn["evolution"]["texte"] == "+\u00a069,4\u00a0M€ depuis le 30/04/2019"


@pytest.mark.parametrize("earlier", [_dit("41000000", version=2), None], ids=["of another version", "not said"])
def test_a_change_between_two_definitions_is_told_with_todays_alone(redefini, earlier):
    drawn = _tuile("112300000", "41000000", _dit("108000000"), earlier)
    assert drawn["valeur"] == "108,0\u00a0M€"
    assert drawn["evolution"]["texte"] == "+\u00a071,3\u00a0M€ depuis le 30/04/2019, à définition égale"


def test_a_tile_whose_value_was_said_says_so_in_its_card_alone(redefini):
    drawn = _tuile("108000000", "41000000", _dit("108000000"), _dit("41000000", version=2))
    assert drawn["scelle"] is None and drawn["valeur"] == "108,0\u00a0M€"
    assert drawn["fiche"]["sceau"] == "Dit et scellé à l'arrêté du 24/09/2019, version 1 de la définition"
    assert "égale" not in drawn["evolution"]["texte"]
    assert _tuile("108000000", "41000000", None, None)["fiche"]["sceau"] is None


def test_a_value_corrected_in_the_room_is_not_taken_for_the_one_said(redefini):
    drawn = _tuile("112300000", "41000000", _dit("108000000"), _dit("38600000"))
    screen = vierge("", "") | {"tuiles": [drawn]}
    corrected = annoter(screen, lambda _: ChiffreCorrige(Decimal("110200000"), "corrigé en séance"))["tuiles"][0]
    assert corrected["valeur"] == "110,2\u00a0M€" and corrected["corrige"]["ancien"] == "108,0\u00a0M€"
    assert corrected["scelle"]["dit"] == "108,0\u00a0M€ dit le 24/09/2019"
