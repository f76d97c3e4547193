"""Places as two real public lists write them, and as anyone might."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.ingest.reception.lieux.communes import autres_codes, communes, membres, territoire_de
from ti_dashboard.ingest.reception.lieux.modele import PlaceDite
from ti_dashboard.ingest.reception.lieux.noms_de_communes import nommees
from ti_dashboard.ingest.reception.lieux.par_code import nom_contraire
from ti_dashboard.ingest.reception.lieux.resoudre import rattacher
from ti_dashboard.referentiels import lire

LISTES = Path(__file__).parents[1] / "donnees" / "fonds_vert_communes.csv"


@cache
def lieux() -> list[dict[str, str]]:
    """The places of the Fonds vert 2023 (national) and of the programme's measure in Provence in 2024, each with the
    number of rows that say it: « NULL » 827 times, 62 times the code of a commune of another day.
    """
    with LISTES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_rows_of_two_real_lists_attach_by_their_commune():
    as_they_stand, followed = Counter(), Counter()
    for row in lieux():
        if rattacher(PlaceDite(code_commune=row["code_commune"]), 2).territoire_id:
            followed[row["annee"]] += int(row["nb"])
            as_they_stand[row["annee"]] += int(row["nb"]) * (row["code_commune"] in communes())
    assert (as_they_stand, followed) == ({"2023": 5_677, "2024": 19}, {"2023": 5_699, "2024": 19})


def test_a_real_name_with_its_departement_is_the_commune_of_its_code():
    """9,956 rows, in capitals, without accents, without their article, « ST », « OE » for « Œ »."""
    named = 0
    for row in lieux():
        alias = autres_codes().get(row["code_commune"])
        commune = alias.actuelle if alias else communes().get(row["code_commune"])
        if commune and row["nom_commune"] not in ("", "NULL"):
            named += int(row["nb"])
            assert nommees(row["nom_commune"], commune.departement) == (commune,)
            assert nom_contraire(row["code_commune"], row["nom_commune"]) is None
    assert named == 9_956


def test_a_code_that_is_not_that_of_the_name_is_said():
    found = rattacher(PlaceDite(code_commune="13001", commune="MARSEILLE"), 2)
    assert found.territoire_id and found.contredit.endswith(", mais le nom dit est « MARSEILLE »")


@pytest.mark.parametrize("cells", [
    {"departement": "71", "commune": "CHALON/SAONE"},
    {"departement": "71 - Saône-et-Loire", "commune": "Chalon s/ Saône"},
    {"departement": "Saone et Loire (71)", "commune": "CHALON SUR SAÔNE CEDEX"},
    {"code_postal": "71100", "commune": "chalon-sur-saone"},
    {"code_postal": "71321", "commune": "Chalon-sur-Saône cedex"},
], ids=str)  # fmt: skip
def test_one_town_in_the_writings_of_addresses(cells):
    assert rattacher(PlaceDite(**cells), 2).territoire_id == territoire_de(communes()["71076"], 2) == "ti-2704"


@given(st.sampled_from(sorted(communes())), st.sampled_from([1, 2]), st.randoms())
def test_a_name_never_attaches_elsewhere_than_the_code(code, phase, random):
    """Whatever its case, a name with its postal code or its département gives the territory, or a reason."""
    commune, here = communes()[code], territoire_de(communes()[code], phase)
    name = "".join(random.choice([c.upper(), c.lower()]) for c in commune.nom)
    for cells in ({"departement": commune.departement}, {"code_postal": random.choice(_codes_postaux()[code])}):
        found = rattacher(PlaceDite(commune=name, **cells), phase)
        assert found.territoire_id == here or (not found.territoire_id and found.manque == "partage"), found


@cache
def _codes_postaux() -> dict[str, list[str]]:
    return {row["code_commune"]: row["codes_postaux"].split() for row in lire("commune")}


_ECRITS = {
    "territoire_id": st.sampled_from(sorted(set(membres().values()))),
    "code_commune": st.sampled_from([*sorted(communes())[::50], *sorted(autres_codes())[::50], "99999"]),
    "siren": st.sampled_from([*sorted(s for _, s in membres())[::20], "327743696", "245900410"]),
    "code_postal": st.sampled_from(["22300", "13001", "99999", "71321"]),
    "commune": st.sampled_from(["Lannion", "Chalon-sur-Saône", "Nulle-Part"]),
    "departement": st.sampled_from(["22", "71", "Armor"]),
    "territoire": st.sampled_from([r["nom"] for r in lire("territoire")][::20]),
}


@given(st.fixed_dictionaries({}, optional=_ECRITS), st.sampled_from([1, 2]))
def test_what_is_said_after_the_place_that_decides_changes_nothing_and_nothing_is_silent(cells, phase):
    whole = rattacher(PlaceDite(**cells), phase)
    assert (whole.territoire_id is None) == (whole.voie is None) == (whole.manque is not None or not cells)
    assert bool(whole.lieu_dit) == bool(cells)
    order = [
        ("territoire_id",),
        ("code_commune",),
        ("siren",),
        ("code_postal", "commune"),
        ("departement", "commune", "territoire"),
    ]
    for names in order:
        alone = rattacher(PlaceDite(**{n: cells[n] for n in names if n in cells}), phase)
        if alone.territoire_id or alone.manque in ("hors", "partage"):
            assert (whole.territoire_id, whole.voie) == (alone.territoire_id, alone.voie)
            break
