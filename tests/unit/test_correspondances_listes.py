"""Public lists read through a mapping: their rows of the programme, their dates, the identifiers they do not have."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classeurs import xlsx
from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.ingest.reception import correspondances, formats
from ti_dashboard.ingest.reception.correspondances import lire_correspondance
from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue, Reglages, lire_fichier
from ti_dashboard.ingest.reception.identites import identifier

PETITS = Path(__file__).parents[1] / "donnees" / "petits"
RECU = date(2025, 3, 1)
REGLAGES = Reglages("Préfecture", RECU)
MAPPING = """
emetteur = "Ville d'exemple"
titre = "Liste d'exemple"
nature = "financements"
reconnait = ["Ville", "Le", "Pour", "Somme"]
{tables}
[constantes]
phase = 2
operateur_id = "collectivites"
instrument_id = "aides-collectivites"
type_montant = "engage"
nature_aide = "subvention"
cause = "initial"
{constantes}
"""


def avis(sheet: FeuilleLue) -> tuple[str, ...]:
    """What is said of a sheet, but for where its rows lie."""
    return tuple(said for said in sheet.avis if "rattach" not in said)


@pytest.fixture
def liste(tmp_path, monkeypatch):
    """Read rows under a mapping made for the test."""

    def read(rows, tables: str, constantes: str = "", nom: str = "liste.csv", reconnait: str | None = None):
        folder = tmp_path / "correspondances"
        folder.mkdir(exist_ok=True)
        text = MAPPING.format(tables=tables, constantes=constantes)
        text = text.replace('["Ville", "Le", "Pour", "Somme"]', reconnait or '["Ville", "Le", "Pour", "Somme"]')
        (folder / "liste.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(formats, "charger", lambda: correspondances.charger(folder))
        content = rows if isinstance(rows, bytes) else "\n".join(";".join(map(str, r)) for r in rows).encode()
        (tmp_path / nom).write_bytes(content)
        lecture = lire_fichier(tmp_path / nom, nom, REGLAGES)
        return lecture.fautes[0] if lecture.fautes else lecture.feuilles[0]

    return read


VILLE = [["Ville", "Le", "Pour", "Somme"], ["X", "2024-04-10", "A", "500"], ["Y", "2024-04-10", "B", "500"],
         ["X", "2024-04-10", "C", "700"]]  # fmt: skip
COLONNES = '[colonnes]\nmontant = "Somme"\n'


def test_a_filter_keeps_the_rows_of_the_programme_and_counts_the_others(liste):
    sheet = liste(VILLE, f'[filtre]\nVille = "x"\n{COLONNES}reference = "Pour"\ndate_effet = "Le"')
    assert [row["reference"] for _, row in sheet.lignes] == ["A", "C"]
    assert (sheet.nb_lignes, sheet.nb_sans_objet, sheet.rejets) == (3, 1, [])
    assert avis(sheet) == (
        "Hors du programme, 1\u00a0ligne : ne sont lues que celles où Ville = « x ». Le fichier est gardé entier.",
    )
    both = liste(VILLE, f'[filtre]\nVille = ["X", "Y"]\nSomme = 500\n{COLONNES}reference = "Pour"\ndate_effet = "Le"')
    assert [row["reference"] for _, row in both.lignes] == ["A", "B"]
    assert "Ville = « X » ou « Y » et Somme = « 500 »" in avis(both)[0]


def test_a_row_left_out_is_not_judged(liste):
    rows = [*VILLE, ["Y", "un jour", "D", "beaucoup"], ["Total", "", "", "1 700"]]
    sheet = liste(rows, f'[filtre]\nVille = "X"\n{COLONNES}reference = "Pour"\ndate_effet = "Le"')
    assert sheet.fautes == [] and sheet.nb_sans_objet == 3


def test_a_column_that_sorts_or_names_rows_cannot_be_missing(liste):
    fault = liste(VILLE, f'[filtre]\nMesure = "x"\n{COLONNES}reference = "Pour"\ndate_effet = "Le"')
    assert fault.constat == "la colonne obligatoire Mesure manque."
    fault = liste(VILLE, f'[identifiants]\nreference = ["Pour", "Dossier"]\n{COLONNES}date_effet = "Le"')
    assert fault.constat == "la colonne obligatoire Dossier manque."


def test_a_date_is_a_constant_or_that_of_the_file(liste):
    given_day = liste(VILLE, f'{COLONNES}reference = "Pour"', 'date_effet = "2023-12-31"')
    assert {row["date_effet"] for _, row in given_day.lignes} == {date(2023, 12, 31)}
    of_the_file = liste(VILLE, f'{COLONNES}reference = "Pour"', 'date_effet = "date du fichier"')
    assert {row["date_effet"] for _, row in of_the_file.lignes} == {RECU}


def test_an_identifier_of_several_columns(liste):
    sheet = liste(VILLE, f'{COLONNES}reference = ["Ville", "Le", "Pour"]\ndate_effet = "Le"')
    assert [row["reference"] for _, row in sheet.lignes] == ["X/2024-04-10/A", "Y/2024-04-10/B", "X/2024-04-10/C"]


def test_any_other_word_of_a_table_of_values(liste):
    tables = f'{COLONNES}reference = "Pour"\ndate_effet = "Le"\nprojet_id = "Ville"\n' \
             '[valeurs.projet_id]\n"X" = "ixe"\n"*" = "autre"'  # fmt: skip
    assert [row["projet_id"] for _, row in liste(VILLE, tables).lignes] == ["ixe", "autre", "ixe"]


def test_rows_alike_but_for_their_beneficiary_stay_apart(liste):
    sheet = liste(
        (PETITS / "arobase_et_faux_doublons.csv").read_bytes().replace(b"2017-", b"2024-"),
        '[identifiants]\nreference = ["COLL_NOM", "ACTE_DATE", "ATTRIB_NOM"]\n'
        '[colonnes]\nmontant = "SUB_MONTANT"\ndate_effet = "ACTE_DATE"',
        reconnait='["COLL_NOM", "ACTE_DATE", "ATTRIB_NOM", "SUB_MONTANT"]',
    )
    assert [row["reference"] for _, row in sheet.lignes] == [
        "villex/2024-04-10/ctionexemple", "villex/2024-04-10/associationa", "villex/2024-04-10/associationb",
        "villex/2024-04-10/associationc",
    ]  # fmt: skip
    assert sum(row["montant"] for _, row in sheet.lignes) == 2000 and avis(sheet) == ()


def test_the_same_row_twice_without_identifier_is_two_and_it_is_said(liste):
    sheet = liste([*VILLE, VILLE[1]], f'[identifiants]\nreference = []\n{COLONNES}date_effet = "Le"')
    first, *_, last = (row["reference"] for _, row in sheet.lignes)
    assert last == f"{first}/2" and len({row["reference"] for _, row in sheet.lignes}) == 4
    assert avis(sheet) == (
        "1\u00a0ligne répète mot pour mot une ligne du fichier, sans identifiant qui les distingue : "
        "1\u00a0comptée à part (ligne 5).",
    )


def test_a_workbook_gives_the_identifiers_of_the_text_file(liste):
    tables = f'[identifiants]\nreference = ["Ville", "Somme"]\nprojet_id = []\n{COLONNES}date_effet = "Le"'
    text = liste([["Ville", "Le", "Pour", "Somme"], ["01004", "2024-04-10", "Été", "98708.7"]], tables)
    book = liste(
        xlsx({"F": [["Ville", "Le", "Pour", "Somme"], [1004.0, "2024-04-10", "ETE ", 98708.7]]}), tables, nom="l.xlsx"
    )
    ((_, one),), ((_, other),) = text.lignes, book.lignes
    assert (one["reference"], one["projet_id"]) == (other["reference"], other["projet_id"])
    assert one["reference"] == "1004/98708.7"


CELLULES = st.lists(st.sampled_from(["", "a", "B", "12", "12,0", "Un titre plus long que vingt-quatre"]),
                    min_size=3, max_size=3)  # fmt: skip


@given(st.lists(CELLULES, max_size=12), st.randoms(use_true_random=False), st.sampled_from([(), (0,), (0, 1)]))
def test_identifiers_tell_rows_apart_and_do_not_depend_on_their_order(rows, chance, positions):
    numbered = list(enumerate(rows, 2))
    names, _ = identifier(numbered, positions)
    assert len(set(names.values())) == len(rows)
    chance.shuffle(numbered)
    again, _ = identifier(numbered, positions)
    assert sorted(again.values()) == sorted(names.values())


@pytest.mark.parametrize(("tables", "dit"), [
    ('[filtre]\nVille = []', "clé filtre.Ville, elle doit donner la valeur, ou les valeurs, des lignes à lire."),
    ('[filtre]\nVille = 1.5', "clé filtre.Ville, elle doit donner la valeur, ou les valeurs, des lignes à lire."),
    ('[identifiants]\nreference = "Pour"', "clé identifiants.reference, elle doit être une liste d'en-têtes."),
    ('[identifiants]\nreferences = ["Pour"]', "clé identifiants.references, ce champ n'existe pas"),
    ('[colonnes]\nprojet_id = []', "clé colonnes.projet_id, elle doit donner un en-tête."),
    ('[valeurs.projet_id]\n"-" = "X"', "clé valeurs.projet_id.-, le mot est vide ; « * » vaut tous les autres."),
])  # fmt: skip
def test_a_faulty_key_is_one_sentence(tmp_path, tables, dit):
    if "[colonnes]" not in tables:
        tables += f"\n{COLONNES}"
    text = MAPPING.format(tables=tables, constantes='date_effet = "2024-01-01"\nreference = "R"')
    (tmp_path / "liste.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FichierRefuse) as refused:
        lire_correspondance(tmp_path / "liste.toml")
    assert dit in refused.value.defaut.constat


def test_the_day_of_the_file_is_a_date_only(tmp_path):
    text = MAPPING.format(tables=COLONNES, constantes='date_effet = "hier"\nreference = "R"')
    (tmp_path / "liste.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FichierRefuse) as refused:
        lire_correspondance(tmp_path / "liste.toml")
    assert (
        "clé constantes.date_effet" not in refused.value.defaut.constat
        or "n'est pas une date" in refused.value.defaut.constat
    )


def fonds_vert(nom: str):
    lecture = lire_fichier(PETITS / nom, nom, REGLAGES)
    assert lecture.fautes == []
    projects, aids = lecture.feuilles
    assert (projects.nature, aids.nature) == ("projets", "financements")
    return projects, aids


def test_the_fonds_vert_of_2023_is_common_law(tmp_path):
    projects, aids = fonds_vert("double_3_lignes.csv")
    assert [row["montant"] for _, row in aids.lignes] == [Decimal("349859"), Decimal("17000"), Decimal("30935.03")]
    assert {row["instrument_id"] for _, row in aids.lignes} == {"fonds-vert-droit-commun"}
    assert [row["projet_id"] for _, row in projects.lignes] == [row["reference"] for _, row in aids.lignes]
    assert [row["territoire_id"] for _, row in projects.lignes] == [row["territoire_id"] for _, row in aids.lignes]


def test_the_measure_of_the_programme_is_told_from_the_others_in_2024():
    rows = list(csv.reader(io.StringIO((PETITS / "fonds_vert_2024_TI.csv").read_text(encoding="utf-8"))))
    projects, aids = fonds_vert("fonds_vert_2024_TI.csv")
    assert {row["instrument_id"] for _, row in aids.lignes} == {"fonds-vert"}
    assert len(projects.lignes) == len(rows) - 1
    assert sum(row["montant"] for _, row in aids.lignes) == sum(Decimal(r[1]) for r in rows[1:])
    assert all(row["rattachement"] == "commune" for _, row in projects.lignes)


def test_the_mappings_of_the_fonds_vert_are_short():
    for name in ("fonds-vert-2023.toml", "fonds-vert-2024.toml", "fonds-vert-2025.toml"):
        lines = (correspondances.CORRESPONDANCES / name).read_text(encoding="utf-8").splitlines()
        assert len([line for line in lines if line and not line.startswith("#")]) <= 30
