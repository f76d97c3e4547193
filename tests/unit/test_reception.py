"""One received file → typed rows, rejects and faults; official formats; templates; the invariant of the rows."""

import csv
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classeurs import ods, rangees_ods, xlsx
from tests.hostiles import EN_TETE, LIGNE
from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue, Lecture, Reglages, lire_fichier
from ti_dashboard.ingest.reception.schema import schema

REGLAGES = Reglages("ANCT", date(2019, 10, 1))


def lire(tmp_path, rows, nom: str = "a.csv", reglages: Reglages = REGLAGES) -> Lecture:
    path = tmp_path / "recu"
    if nom.endswith(".xlsx"):
        path.write_bytes(xlsx({"Feuille": rows}))
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    return lire_fichier(path, nom, reglages)


def seule(lecture: Lecture) -> FeuilleLue:
    assert lecture.fautes == []
    (sheet,) = lecture.feuilles
    assert len(sheet.lignes) + len(sheet.rejets) + sheet.nb_sans_objet == sheet.nb_lignes
    return sheet


def dit(sheet: FeuilleLue) -> list[str]:
    return [f"{f.ligne} {f.colonne}: {f.constat} {f.remede}" for f in sheet.fautes]


def test_header_under_titles_in_any_order_and_case_then_blank_rows(tmp_path):
    names = [n.upper().replace("_", " ") for n in reversed(EN_TETE)]
    rows = [
        ["Envoi de l'opérateur"],
        [],
        [*names, "Commentaire"],
        [*reversed(LIGNE.values()), "vu"],
        ["", " "],
        [*reversed(LIGNE.values()), ""],
        [],
        [""],
    ]
    sheet = seule(lire(tmp_path, rows))
    assert [line for line, _ in sheet.lignes] == [4, 6] and sheet.nb_lignes == 2
    assert list(sheet.lignes[0][1]) == [*schema("financements").gardes, "rattachement", "lieu_dit"]
    assert sheet.lignes[0][1]["montant"] == Decimal("100.5")
    assert sheet.colonnes_ignorees == ["Commentaire"] and sheet.en_tete[0] == "CAUSE"


def test_a_rejected_row_keeps_its_cells_and_each_fault_its_place(tmp_path):
    wrong = LIGNE | {"montant": "12 k€", "operateur_id": "?"}
    sheet = seule(lire(tmp_path, [EN_TETE, list(LIGNE.values()), list(wrong.values())]))
    assert [line for line, _ in sheet.rejets] == [3] and sheet.rejets[0][1] == list(wrong.values())
    assert [(f.ligne, f.colonne, f.valeur) for f in sheet.fautes] == [(3, "operateur_id", "?"), (3, "montant", "12 k€")]


def test_a_project_called_total_is_not_a_total(tmp_path):
    sheet = seule(lire(tmp_path, [EN_TETE, list((LIGNE | {"reference": "Total Raffinage"}).values())]))
    assert len(sheet.lignes) == 1


def test_the_phase_said_by_the_depositor_stands_for_a_missing_column(tmp_path):
    rows = [[n for n in EN_TETE if n != "phase"], [v for k, v in LIGNE.items() if k != "phase"]]
    assert seule(lire(tmp_path, rows, reglages=Reglages("x", date(2019, 10, 1), phase=1))).lignes[0][1]["phase"] == 1
    (fault,) = lire(tmp_path, rows).fautes
    assert (fault.ligne, fault.constat) == (1, "la colonne obligatoire phase manque.")
    assert fault.remede == "Ajoutez ce qui manque à l'en-tête, ou partez du modèle à télécharger."


def test_the_kind_is_recognised_or_forced(tmp_path):
    rows = [["projet_id", "statut", "date_effet", "cause"], ["P1", "Engagé", "12/03/2019", "initial"]]
    assert seule(lire(tmp_path, rows)).nature == "statuts"
    forced = lire(tmp_path, rows, reglages=Reglages("x", date(2019, 10, 1), nature="emplois"))
    assert forced.fautes[0].constat == "les colonnes obligatoires type_emploi, etat_emploi manquent."


def test_verified_jobs_say_who_verified_them(tmp_path):
    head = ["projet_id", "type_emploi", "etat_emploi", "nombre", "date_effet", "cause", "verificateur"]
    row = ["P1", "Créés", "Constatés", "12", "12/03/2019", "initial", ""]
    sheet = seule(lire(tmp_path, [head, row, [*row[:-1], "Contrôleur de gestion"]]))
    assert len(sheet.lignes) == 1
    assert dit(sheet) == [
        "2 verificateur: des emplois constatés doivent dire qui les a constatés. "
        "Écrivez la fonction de la personne qui a vérifié, sans son nom."
    ]


def test_bounds_of_a_number_are_said(tmp_path):
    head = ["poste_id", "phase", "territoire_id", "etat_poste", "taux_cofinancement", "date_effet", "cause"]
    sheet = seule(lire(tmp_path, [head, ["p", "1", "ti-8419", "Pourvu", "50", "12/03/2019", "initial"]]))
    assert dit(sheet) == ["2 taux_cofinancement: est supérieur au maximum 1. Vérifiez la valeur."]


def test_fractions_of_a_cent_of_a_spreadsheet_are_rounded(tmp_path):
    sheet = seule(lire(tmp_path, [EN_TETE, list((LIGNE | {"montant": 333.335}).values())], "a.xlsx"))
    assert sheet.lignes[0][1]["montant"] == Decimal("333.34")


def test_lines_are_those_of_the_sheet_under_repeated_blank_rows(tmp_path):
    blank = '<table:table-row table:number-rows-repeated="7"><table:table-cell/></table:table-row>'
    tail = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="999"/>'
    )
    (tmp_path / "recu").write_bytes(
        ods({"F": blank + rangees_ods([EN_TETE, list(LIGNE.values())]) + tail + "</table:table-row>"})
    )
    assert [line for line, _ in seule(lire_fichier(tmp_path / "recu", "a.ods", REGLAGES)).lignes] == [9]


def test_a_repeated_formula_is_seen_everywhere(tmp_path):
    rows = rangees_ods([EN_TETE, list((LIGNE | {"montant": "=1"}).values())])
    again = rows.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="3">')
    first, rest = rows.split("</table:table-row>", 1)[0], again.split("</table:table-row>", 1)[1]
    (tmp_path / "recu").write_bytes(ods({"F": first + "</table:table-row>" + rest}))
    sheet = seule(lire_fichier(tmp_path / "recu", "a.ods", REGLAGES))
    assert (sheet.nb_lignes, len(sheet.rejets)) == (3, 3)


def test_faults_beyond_the_bound_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("ti_dashboard.ingest.reception.typage.NB_FAUTES", 3)
    sheet = seule(lire(tmp_path, [EN_TETE, *[list((LIGNE | {"montant": "?"}).values())] * 10]))
    assert len(sheet.rejets) == 10 and len(sheet.fautes) == 4
    assert dit(sheet)[-1] == "None None: 7\u00a0autres anomalies ne sont pas détaillées. Corrigez d'abord celles-ci."


def test_progress_names_the_file_and_its_sheets(tmp_path):
    (tmp_path / "recu").write_bytes(xlsx({"Mars": [EN_TETE, list(LIGNE.values())]}))
    told: list[str] = []
    lire_fichier(tmp_path / "recu", "a.xlsx", REGLAGES, told.append)
    assert told == ["Lecture de a.xlsx", "a.xlsx, feuille Mars"]


CELLULES = st.one_of(
    st.sampled_from([*LIGNE.values(), "", "Total", "=1", "ti-5304", "Engagé", "12,5", "01/01/2019", "x" * 99]),
    st.text(max_size=6),
)


@settings(max_examples=120)
@given(
    rows=st.lists(st.lists(CELLULES, max_size=13), max_size=12),
    header=st.permutations([*EN_TETE, "Remarque"]),
    nom=st.sampled_from(["a.csv", "a.xlsx"]),
)
def test_rows_read_and_rejected_are_the_rows_of_the_file(rows, header, nom, tmp_path_factory):
    printable = [[c if c.isprintable() else "?" for c in row] for row in rows]
    lecture = lire(tmp_path_factory.mktemp("lignes"), [["Titre"], header, list(LIGNE.values()), *printable], nom)
    written = sum(any(c.strip() for c in row) for row in printable) + 1
    for sheet in lecture.feuilles:
        assert sheet.nb_lignes == written == len(sheet.lignes) + len(sheet.rejets) + sheet.nb_sans_objet
        assert {f.ligne for f in sheet.fautes} == {line for line, _ in sheet.rejets}
        assert not {line for line, _ in sheet.lignes} & {line for line, _ in sheet.rejets}
