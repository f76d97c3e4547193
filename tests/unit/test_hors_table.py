"""What lies around and inside a table without being a fact: totals, notes, titles, headers again, second tables."""

import csv
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostiles import EN_TETE, LIGNE
from tests.petits import PETITS, REGLAGES, avis, lire, seule, total, valeurs
from tests.unit.test_classeurs_envoyes import classeur, ecrire
from ti_dashboard.ingest.reception.fichier_recu import lire_fichier

REFERENCE, MONTANT = EN_TETE.index("reference"), EN_TETE.index("montant")


def rang(n: int, montant: object = "100,00") -> list[object]:
    return list((LIGNE | {"reference": f"R{n}", "montant": montant}).values())


def ligne(montant: object = "", **places: object) -> list[object]:
    row: list[object] = [""] * len(EN_TETE)
    row[MONTANT] = montant
    for name, value in places.items():
        row[EN_TETE.index(name)] = value
    return row


def lu(tmp_path, *rows: list[object], sep: str = ";"):
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sep).writerows(rows)
    return path


@pytest.mark.parametrize(
    "words",
    ["TOTAL", "Total général", "Sous-total Bretagne", "sous total :", "Bretagne Total", "S/Total", "Totaux", "Ensemble",
     "Somme", "MONTANT TOTAL", "Total ti-8419", "Grand total", "TOTAL 2019"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["reference", "projet_id", "instrument_id"])
def test_a_total_is_not_a_fact_wherever_its_word_stands(words, place, tmp_path):
    sheet = seule(lu(tmp_path, EN_TETE, rang(1), rang(2), ligne("200,00", **{place: words})))
    assert (total(sheet), len(sheet.lignes), sheet.rejets, sheet.nb_sans_objet) == (200, 2, [], 1)
    assert avis(sheet) == f"1 ligne de total n'est pas lue (ligne 4 : « {words} »)."


def test_totals_in_the_middle_and_a_sum_without_a_word(tmp_path):
    sheet = seule(
        lu(
            tmp_path,
            EN_TETE,
            rang(1),
            rang(2),
            ligne("200,00", reference="Sous-total A"),
            rang(3),
            ligne("100,00", reference="Sous-total B"),
            ligne("300,00"),
        )
    )
    assert valeurs(sheet, "reference") == ["R1", "R2", "R3"]
    assert avis(sheet) == "3 lignes de total ne sont pas lues (lignes 4, 6 et 7 : « Sous-total A »)."


def test_a_total_that_is_not_the_sum_is_said(tmp_path):
    sheet = seule(lu(tmp_path, EN_TETE, rang(1), rang(2), ligne("250,00", reference="Total")))
    assert avis(sheet).splitlines()[1] == (
        "le total écrit ligne 4, 250,00 €, n'est pas la somme des lignes lues au-dessus, 200,00 €."
    )


def test_an_amount_alone_that_is_no_sum_is_a_faulty_row(tmp_path):
    sheet = seule(lu(tmp_path, EN_TETE, rang(1), ligne("250,00")))
    assert [n for n, _ in sheet.rejets] == [3] and sheet.avis == ()


def test_a_formula_of_a_total_is_no_fault(tmp_path):
    sheet = classeur(
        tmp_path / "a.xlsx", [EN_TETE, rang(1, 100), ligne("=SUM(I2:I2)", reference="Total")], lambda *_: None
    )
    assert (len(sheet.lignes), sheet.fautes) == (1, [])


@pytest.mark.parametrize("name", ["Total Raffinage", "Totalement neuf", "Ensemble pour l'industrie", "Somme"])
def test_a_fact_may_bear_such_a_name(name, tmp_path):
    full = list((LIGNE | {"reference": name}).values())
    assert valeurs(seule(lu(tmp_path, EN_TETE, full)), "reference") == [name]


@pytest.mark.parametrize(
    "words",
    [
        "(1) source : DREETS",
        "Source : DREETS Bretagne",
        "* montants provisoires",
        "NB : hors Bpifrance",
        "Région Bretagne",
        "Note de lecture",
        "Fait à Lyon, le 3 mars",
        "Données au 31/03/2019",
        "¹ hors reports",
        "Édité le 12/03/2019",
    ],
)
@pytest.mark.parametrize("place", ["reference", "cause"])
def test_a_note_is_not_a_fact(words, place, tmp_path):
    sheet = seule(lu(tmp_path, EN_TETE, rang(1), ligne(**{place: words}), rang(2)))
    assert (len(sheet.lignes), sheet.rejets) == (2, [])
    assert avis(sheet) == f"1 note ou intertitre n'est pas lu (ligne 3 : « {words} »)."


def test_a_list_that_names_nothing_has_its_total_too(tmp_path):
    """Read by a mapping that makes its identifiers: no cell of it is asked for."""
    path = tmp_path / "a.csv"
    path.write_bytes((PETITS / "double_3_lignes.csv").read_bytes() + b"Total Bretagne,,,,,,,,,,,,397794.03\n")
    for sheet in lire(path).feuilles:
        assert len(sheet.lignes) == 3 and "1 ligne de total n'est pas lue (ligne 5" in avis(sheet)


def test_a_lonely_reference_is_a_faulty_row_and_not_a_note(tmp_path):
    sheet = seule(lu(tmp_path, EN_TETE, rang(1), ligne(reference="R2")))
    assert [n for n, _ in sheet.rejets] == [3] and sheet.avis == ()


def test_a_word_merged_across_the_table_is_a_title(tmp_path):
    rows = [EN_TETE, ligne(reference="BRETAGNE"), rang(1, 100)]
    sheet = classeur(tmp_path / "a.xlsx", rows, lambda _, s: s.merge_range(1, 0, 1, 5, "BRETAGNE"))
    assert len(sheet.lignes) == 1 and avis(sheet) == "1 note ou intertitre n'est pas lu (ligne 2 : « BRETAGNE »)."


def test_words_alone_at_the_left_are_titles_of_parts(tmp_path):
    sheet = seule(lu(tmp_path, EN_TETE, ligne(reference="BRETAGNE"), rang(1), ligne(reference="Normandie"), rang(2)))
    assert len(sheet.lignes) == 2 and "2 notes ou intertitres ne sont pas lus (lignes 2 et 4" in avis(sheet)


def test_a_total_under_a_merged_cell_stays_a_total(tmp_path):
    rows = [EN_TETE, rang(1, 100), rang(2, 100), ligne(200, nature_aide="Total")]
    place = EN_TETE.index("territoire_id")
    sheet = classeur(tmp_path / "a.xlsx", rows, lambda _, s: s.merge_range(1, place, 3, place, "ti-8419"))
    assert (len(sheet.lignes), sheet.rejets) == (2, []) and "1 ligne de total n'est pas lue" in avis(sheet)


def test_a_header_again_on_each_page_is_left_out(tmp_path):
    again = [name.upper() for name in EN_TETE]
    sheet = seule(lu(tmp_path, EN_TETE, rang(1), again, rang(2), [], again, rang(3)))
    assert valeurs(sheet, "reference") == ["R1", "R2", "R3"]
    assert avis(sheet) == "l'en-tête, répété ou numéroté 2 fois, n'est pas lu (lignes 3 et 6 : « REFERENCE »)."


def test_a_header_on_two_rows_is_read_under_its_groups(tmp_path):
    def merge(_, sheet):
        for c, name in enumerate(EN_TETE):
            if c not in (MONTANT, MONTANT + 1):
                sheet.merge_range(0, c, 1, c, name)
        sheet.merge_range(0, MONTANT, 0, MONTANT + 1, "L'acte")

    below = ligne("montant", date_effet="date_effet")
    rows = [EN_TETE, below, rang(1, 100)]
    assert len(classeur(tmp_path / "a.xlsx", rows, merge).lignes) == 1


JALONS = [
    ["phase", "territoire_id", "jalon", "date_effet", "cause"],
    [1, "ti-8419", "Contrat signé", "15/03/2019", "initial"],
]


def test_two_tables_of_a_sheet_are_both_read(tmp_path):
    rows = [["Jalons"], *JALONS, [], ["Financements"], EN_TETE, rang(1, 100), [], ["(1) hors reports"]]
    path = tmp_path / "a.xlsx"
    ecrire(path, rows, lambda *_: None)
    first, second = lire(path).feuilles
    assert (first.nature, first.lecture, len(first.lignes)) == ("jalons", "", 1)
    assert (second.nature, second.lecture, [n for n, _ in second.lignes]) == ("financements", "tableau 2", [7])
    assert "2 tableaux sont lus dans cette feuille, l'en-tête de chacun aux lignes 2 et 6." in avis(first)


def test_the_first_table_is_not_lost_to_a_wider_second_one(tmp_path):
    path = lu(tmp_path, *JALONS, [], EN_TETE, rang(1))
    assert [(s.nature, len(s.lignes)) for s in lire(path).feuilles] == [("jalons", 1), ("financements", 1)]


@settings(max_examples=60)
@given(data=st.data())
def test_what_surrounds_the_facts_never_changes_their_sum(data, tmp_path_factory):
    """Any number of totals, notes and headers again between the rows: the same facts, the same money."""
    amounts = data.draw(st.lists(st.integers(1, 10**9), min_size=1, max_size=6))
    rows: list[list[object]] = [["Titre"], [], EN_TETE]
    extra = [ligne("1,00", reference="Sous-total"), ligne(reference="(1) note de bas"), EN_TETE, []]
    for n, cents in enumerate(amounts):
        rows += [rang(n, f"{cents // 100},{cents % 100:02}"), *data.draw(st.lists(st.sampled_from(extra), max_size=2))]
    folder = tmp_path_factory.mktemp("autour")
    sheet = seule(lu(folder, *rows))
    assert total(sheet) == Decimal(sum(amounts)) / 100 and len(sheet.lignes) == len(amounts)
    assert lire_fichier(folder / "a.csv", "a.csv", REGLAGES).feuilles[0].lignes == sheet.lignes
