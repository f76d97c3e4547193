"""One identifier, many spellings: what nobody sees is cleaned and said; the case is kept, and shared by the key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.petits import PETITS, REGISTRE, avis, seule, valeurs
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, cle_identifiant, lire_identifiant
from ti_dashboard.referentiels.natures import NATURES

INVISIBLES = st.text(st.sampled_from("\u200b\ufeff\u00ad\u2060\u200e\u200d"), max_size=3)
_DIT = "colonne reference : 1 identifiant nettoyé de ce qui ne se voit pas (caractères invisibles, espaces, tirets)"


@pytest.mark.parametrize(
    ("nom", "shown"),
    [
        ("02a_zwsp_reference", "BPI-001\\u200b"),
        ("02b_softhyphen", "BPI\\u00ad-001"),
        ("02c_bom_dans_case", "\\ufeffBPI-001"),
        ("02f_tiret_insecable", "BPI‑001"),
        ("02g_espace_fine", "BPI-001 "),
        ("02i_em_space", "BPI-001\\u2003"),
    ],
)
def test_what_nobody_sees_is_cleaned_and_said(nom, shown):
    sheet = seule(REGISTRE / f"{nom}.csv")
    assert valeurs(sheet, "reference") == ["BPI-001"]
    assert avis(sheet) == f"{_DIT}, par exemple « {shown} » lu « BPI-001 » (ligne 2)."


def test_the_case_is_kept_and_the_key_shares_it():
    (low,) = valeurs(seule(REGISTRE / "02e_minuscules.csv"), "reference")
    assert low == "bpi-001" and cle_identifiant(low) == cle_identifiant("BPI-001")


def test_an_accent_in_two_parts_is_the_same_letter():
    assert valeurs(seule(REGISTRE / "02h_nfd.csv"), "reference") == ["école-1", "école-1"]
    assert valeurs(seule(REGISTRE / "03e_projet_nfd.csv"), "projet_id") == ["Pé", "Pé"]


def test_identifiers_of_projects_are_cleaned_where_they_are_declared_and_where_they_are_used():
    for nom in ("03a_projet_zwsp", "03c_projet_declare_zwsp"):
        sheet = seule(REGISTRE / f"{nom}.csv")
        assert valeurs(sheet, "projet_id") == ["P1"] and "« P1\\u200b » lu « P1 »" in avis(sheet)


@given(
    parts=st.lists(st.sampled_from(["BPI", "001", "É2"]), min_size=1, max_size=3),
    hyphen=st.sampled_from("-\u2010\u2011\u2013\u2212"),
    space=st.sampled_from(" \u00a0\u202f\u2003"),
    noise=INVISIBLES,
)
def test_every_spelling_of_an_identifier_has_one_key(parts, hyphen, space, noise):
    plain = "-".join(parts)
    spelled = space + noise + hyphen.join(part[:1] + noise + part[1:] for part in parts).lower() + noise + space
    assert cle_identifiant(spelled) == cle_identifiant(plain)
    assert lire_identifiant(spelled) == plain.lower()


def test_two_references_stay_two():
    assert len({cle_identifiant(r) for r in ("BPI-001", "BPI-0001", "BPI001", "BPI 001", "ÉPI-001", "EPI-001")}) == 6


@pytest.mark.parametrize("raw", ["A\u202eB", "3,27744E+13", "@SUM(1)", "=A1"])
def test_an_identifier_that_is_not_what_it_shows_is_refused(raw):
    with pytest.raises(ValeurRefusee):
        lire_identifiant(raw)


def test_every_field_that_names_a_thing_is_declared():
    named = {c.nom for nature in NATURES for c in schema(nature).champs if c.est_identifiant}
    assert named == {"reference", "projet_id", "poste_id", "numero_dossier", "territoire_id"}


def test_codes_as_people_write_them():
    sheet = seule(PETITS / "codes_humains.xlsx")
    assert valeurs(sheet, "territoire_id") == ["ti-8419"] * 4 and valeurs(sheet, "phase") == [1] * 4
    assert avis(sheet) == (
        "colonne territoire_id : 3 codes remis à leur forme, par exemple « TI-8419 » lu « ti-8419 » (lignes 2, 4 et 5)."
    )


@pytest.mark.parametrize(
    ("raw", "code"),
    [("TI_0101", "ti-0101"), (101.0, "ti-0101"), ("101", "ti-0101"), ("ti\u20118419", "ti-8419"), (8419, "ti-8419")],
)
def test_a_code_is_completed(raw, code):
    column = next(c for c in schema("financements").colonnes() if c.nom == "territoire_id")
    assert column.lue(raw) == (code, None)


@pytest.mark.parametrize("raw", ["84-19", "ti-84190", "84190", "8419 Bourg"])
def test_a_code_that_is_no_code_is_refused_with_an_example(raw):
    column = next(c for c in schema("financements").colonnes() if c.nom == "territoire_id")
    assert column.lue(raw)[1].remede == "Corrigez le code. Exemple : ti-8419."
