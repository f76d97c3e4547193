"""A place, at a phase → one territory or why there is none."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from ti_dashboard.ingest.reception.lieux.communes import autres_codes, communes, membres, territoire_de
from ti_dashboard.ingest.reception.lieux.groupements import devenir, disparus
from ti_dashboard.ingest.reception.lieux.modele import PlaceDite
from ti_dashboard.ingest.reception.lieux.rattacheur import Rattacheur
from ti_dashboard.ingest.reception.lieux.resoudre import rattacher
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.referentiels import lire

DONNEES = Path(__file__).parents[1] / "donnees"
LIGNES_PAR_PLACE = 200
LANNION, TREGOR = "22113", "ti-5306"


def trouve(phase: int = 2, **cells: str) -> tuple[str | None, str | None]:
    found = rattacher(PlaceDite(**cells), phase)
    return found.territoire_id, found.voie


@pytest.mark.parametrize("cells, voie", [
    ({"territoire_id": TREGOR}, "territoire"),
    ({"code_commune": LANNION}, "commune"),
    ({"siren": "200065928"}, "siren"),
    ({"siret": "200 065 928 00018"}, "siren"),
    ({"siren": "212201131"}, "siren"),
    ({"code_postal": "22300", "commune": "LANNION"}, "code_postal"),
    ({"code_postal": "22303", "commune": "Lannion Cedex 3"}, "code_postal"),
    ({"departement": "22", "commune": "lannion"}, "nom"),
    ({"departement": "Cotes d'Armor", "commune": "LANNION"}, "nom"),
], ids=str)  # fmt: skip
def test_one_town_said_in_every_way(cells, voie):
    assert trouve(**cells) == (TREGOR, voie)


def test_a_territory_is_named_with_its_departement():
    (row,) = [r for r in lire("territoire") if (r["phase"], r["territoire_id"]) == ("2", TREGOR)]
    for name in (row["nom"], row["nom"].upper(), row["nom"].replace("-", " ")):
        assert trouve(territoire=name, departement="22") == (TREGOR, "nom")
        assert trouve(territoire=name) == (TREGOR, "nom")
    elsewhere = rattacher(PlaceDite(territoire=row["nom"], departement="13"), 2)
    assert (elsewhere.territoire_id, elsewhere.lieu_dit) == (
        None,
        f"territoire « {row['nom']} », 13 : aucun territoire de ce nom dans ce département",
    )


@pytest.mark.parametrize("code, dit", [
    ("13201", "commune 13201 (Marseille 1er Arrondissement, de Marseille)"),
    ("42109", "commune 42109 (L'Hôpital-sous-Rochefort, réunie à Solore-en-Forez)"),
    ("1033", "commune 01033 (Valserhône)"),
], ids=str)  # fmt: skip
def test_a_code_of_another_day_is_the_commune_of_today(code, dit):
    found = rattacher(PlaceDite(code_commune=code), 2)
    assert (found.lieu_dit, found.voie) == (dit, "commune") and found.territoire_id


def test_every_commune_of_yesterday_lies_where_the_one_of_today_does():
    for code, alias in autres_codes().items():
        for phase in (1, 2):
            assert trouve(phase, code_commune=code)[0] == territoire_de(alias.actuelle, phase), code


@pytest.mark.parametrize("cells, dit", [
    ({"code_commune": "99999"}, "commune 99999 : code inconnu parmi les communes d'aujourd'hui et d'hier"),
    ({"code_commune": "75056"}, "commune 75056 (Paris) : dans aucun territoire de la phase 2"),
    ({"siren": "327743696"}, "SIREN 327743696 : ni une commune, ni une intercommunalité connue"),
    ({"siren": "2,122011E+13"}, "SIREN 2,122011E+13 : chiffres perdus, sans doute dans un tableur"),
    ({"siren": "20006592"}, "SIREN 20006592 : ni les 9 chiffres d'un SIREN, ni les 14 d'un SIRET"),
    ({"code_postal": "2,23E+04"}, "code postal 2,23E+04 : un code postal a 5 chiffres"),
    ({"code_postal": "99999"}, "code postal 99999 : code postal inconnu"),
    ({"commune": "Lannion"}, "commune « Lannion » : un nom ne suffit pas, sans code postal ni département"),
    ({"departement": "22"}, "département 22 : un département ne suffit pas"),
    ({"departement": "Armor", "commune": "Lannion"}, "commune « Lannion », Armor : département inconnu"),
    ({"siren": "327743696", "departement": "22"},
     "SIREN 327743696 : ni une commune, ni une intercommunalité connue ; "
     "département 22 : un département ne suffit pas"),
], ids=str)  # fmt: skip
def test_a_place_that_attaches_nothing_says_why(cells, dit):
    found = rattacher(PlaceDite(**cells), 2)
    assert (found.territoire_id, found.voie, found.lieu_dit) == (None, None, dit)


def test_a_postal_code_whose_communes_lie_together_needs_no_name():
    assert _territoires_par_code_postal()["22300"] == {TREGOR}
    assert trouve(code_postal="22300") == trouve(code_postal="22300", commune="Un hameau") == (TREGOR, "code_postal")
    assert rattacher(PlaceDite(code_postal="22300", commune="Lannion"), 2).contredit is None
    assert rattacher(PlaceDite(code_postal="22300", commune="Un hameau"), 2).contredit == (
        "code postal 22300 Un hameau est dans ti-5306, mais aucune de ses communes n'a ce nom"
    )


def test_a_place_known_to_lie_outside_decides():
    """The seat of the beneficiary does not bring a site back into the programme."""
    found = rattacher(PlaceDite(code_commune="75056", siren="200065928"), 2)
    assert found.territoire_id is None
    assert found.contredit == (
        "commune 75056 (Paris) n'est dans aucun territoire, mais "
        "SIREN 200065928 (CA Lannion-Trégor Communauté) est dans ti-5306"
    )


def test_the_first_way_wins_and_the_other_is_said():
    found = rattacher(PlaceDite(territoire_id=TREGOR, code_commune="13055"), 2)
    assert found.territoire_id == TREGOR and found.voie == "territoire"
    said = rattacher(PlaceDite(code_commune="13055"), 2).territoire_id
    assert found.contredit == f"territoire ti-5306, mais commune 13055 (Marseille) est dans {said}"
    assert rattacher(PlaceDite(territoire_id=TREGOR, code_commune=LANNION), 2).contredit is None


def test_several_territories_are_no_choice():
    spread = {
        code: found for code, found in _territoires_par_code_postal().items() if len(found) > 1 and None not in found
    }
    code, found = min(spread.items())
    answer = rattacher(PlaceDite(code_postal=code), 2)
    assert answer.territoire_id is None
    assert answer.lieu_dit == f"code postal {code} : plusieurs territoires possibles, {' et '.join(sorted(found))}"


def _territoires_par_code_postal() -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for row in lire("commune"):
        for code in row["codes_postaux"].split():
            found.setdefault(code, set()).add(territoire_de(communes()[row["code_commune"]], 2))
    return found


def test_a_grouping_that_is_no_more_is_followed_to_its_successor():
    found = rattacher(PlaceDite(siren="245900410"), 2)
    assert (found.territoire_id, found.voie) == (membres()[2, "200093201"], "siren")
    assert found.lieu_dit == (
        "SIREN 245900410 (Métropole Européenne de Lille) n'existe plus depuis 2021 : ses communes sont dans 200093201 "
        "(Métropole Européenne de Lille)"
    )
    assert rattacher(PlaceDite(siren="200067221"), 2).lieu_dit.endswith(": en partie seulement dans ti-5302")
    assert all(devenir(siren) for siren in disparus())


def test_a_row_is_attached_by_looking_its_place_up_and_not_by_going_through_the_lists():
    """What is run for a row, in lines: a list of thirty-five thousand communes gone through would be as many."""
    codes = sorted(communes())[:10_782:100]
    places = [PlaceDite(code_commune=code, siren=communes()[code].siren) for code in codes]
    rattacher(places[0], 2)
    lines = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> Callable[..., object]:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for place in places:
            rattacher(place, 2)
    finally:
        sys.settrace(before)
    assert lines < LIGNES_PAR_PLACE * len(places)


@pytest.mark.parametrize(
    "cells",
    [
        {"code_commune": "1283.0"},
        {"code_commune": "1283,0"},
        {"code_commune": "01283"},
        {"departement": "1.0", "commune": "Oyonnax"},
        {"code_postal": "1100.0", "commune": "Oyonnax"},
        {"siren": "210102836.0"},
    ],
    ids=str,
)
def test_a_code_that_a_program_took_for_a_number_is_that_code(cells):
    """1283.0 is Oyonnax: with its dot dropped, it would be another commune."""
    contract = schema("financements")
    row, _ = Rattacheur(contract).ligne(2, dict.fromkeys(contract.noms) | {"phase": 2} | cells)
    assert row["territoire_id"] == trouve(code_commune="01283")[0] is not None


@pytest.mark.parametrize(
    "before", ["Territoire d'industrie ", "Territoire d’industrie : ", "TI ", "territoires d'industrie - "]
)
def test_a_territory_is_named_with_or_without_the_name_of_the_programme(before):
    (row,) = [r for r in lire("territoire") if (r["phase"], r["territoire_id"]) == ("2", TREGOR)]
    assert trouve(territoire=before + row["nom"]) == (TREGOR, "nom")
