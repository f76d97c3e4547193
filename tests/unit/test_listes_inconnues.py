"""A list that nobody described: the refusal says its columns and the mapping to write, and that mapping reads it."""

import re
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.test_reception import dit, lire, seule
from tests.unit.test_subventions import REGLAGES, SCDL, ligne
from ti_dashboard.dossier.chemins import CORRESPONDANCES
from ti_dashboard.ingest.reception import correspondances, formats
from ti_dashboard.ingest.reception.dates import lire_date
from ti_dashboard.ingest.reception.fichier_recu import lire_fichier
from ti_dashboard.ingest.reception.montre import montrer
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee

EN_TETE = ["Bénéficiaire", "Commune", "Dispositif", "Date CP", "Montant voté (€)", "N° dossier", "Dépt"]
RANGEE = ["Une société", "Lannion", "Aide à l’investissement", "01/02/2023", "12 345,67 €", "RB-1", "22"]


def test_an_unknown_list_is_told_its_columns_and_the_mapping_to_write(tmp_path):
    (fault,) = lire(tmp_path, [["Aides votées en 2023"], [], EN_TETE, RANGEE]).fautes
    assert fault.ligne == 3
    assert fault.constat == (
        "aucun en-tête connu n'a été trouvé dans les 30 premières lignes ; la feuille a pour colonnes "
        "« Bénéficiaire », « Commune », « Dispositif », « Date CP », « Montant voté (€) », « N° dossier » et « Dépt »."
    )
    assert fault.remede == (
        "Partez du modèle à télécharger, ou écrivez la correspondance de cette liste, un fichier .toml de quelques "
        'lignes dans data/correspondances (LISEZMOI.md y montre comment) : reconnait = ["N° dossier", "Montant voté '
        '(€)", "Date CP", "Commune"] puis, sous [colonnes], reference = "N° dossier", montant = "Montant voté (€)", '
        'date_effet = "Date CP", commune = "Commune".'
    )


@pytest.mark.parametrize("rows", [[[""]], [["1", "2"], ["3", "4"]], [["Une phrase seule."]]])
def test_a_sheet_without_any_table_is_told_so(tmp_path, rows):
    (fault,) = lire(tmp_path, [*rows, ["", ""]], "a.xlsx").fautes
    assert fault.constat == "aucun en-tête connu n'a été trouvé dans les 30 premières lignes."


def test_the_example_of_the_guide_reads_the_list_it_describes(tmp_path, monkeypatch):
    """What the refusal proposes is in it, and nothing else is needed."""
    (fault,) = lire(tmp_path, [EN_TETE, RANGEE]).fautes
    (written,) = re.findall(r"```toml\n(.*?)```", (CORRESPONDANCES / "LISEZMOI.md").read_text("utf-8"), re.DOTALL)
    known, columns = fault.remede.split(": ", 1)[1].removesuffix(".").split(" puis, sous [colonnes], ")
    assert {known, *columns.split(", ")} <= set(written.splitlines())
    (tmp_path / "toml").mkdir()
    (tmp_path / "toml" / "region.toml").write_text(written, encoding="utf-8")
    monkeypatch.setattr(formats, "charger", lambda: correspondances.charger(tmp_path / "toml"))
    beside = [*RANGEE[:2], "Aide à la culture", *RANGEE[3:]]
    sheet = seule(lire(tmp_path, [EN_TETE, RANGEE, beside], reglages=REGLAGES))
    ((_, row),) = sheet.lignes
    assert (row["reference"], row["montant"], row["date_effet"], row["territoire_id"], row["phase"]) == (
        "RB-1",
        Decimal("12345.67"),
        date(2023, 2, 1),
        "ti-5306",
        2,
    )
    assert sheet.nb_sans_objet == 1 and sheet.avis[0].startswith("Hors du programme, 1\u00a0ligne")


@pytest.mark.parametrize(("header", "proposed"), [
    (["Appel à projets", "Montant de l'aide (M€)", "Date d'annonce"], 'unite = "M€" puis, sous [colonnes], montant ='),
    (["Code INSEE", "Subvention DETR", "Date"], "; sans numéro de dossier, sous [identifiants], reference = []."),
    (["ID", "Nom", "État du dossier", "Traité le", "Montant demandé", "Montant accordé"],
     'reference = "ID", montant = "Montant accordé", date_effet = "Traité le".'),
    (["Exercice", "N° EJ", "Montant AE"], 'reference = "N° EJ", montant = "Montant AE".'),
])  # fmt: skip
def test_the_mapping_proposed_has_the_unit_and_the_identifier(tmp_path, header, proposed):
    (fault,) = lire(tmp_path, [header, ["a", "b", "c"]]).fautes
    assert proposed in fault.remede


@pytest.mark.parametrize(
    ("ecrit", "constat"),
    [
        ("2023", "ne dit pas le jour."),
        ("2023-05", "ne dit pas le jour."),
        ("05/2023", "ne dit pas le jour."),
        ("mai 2023", "ne dit pas le jour."),
        ("2023-01-30/2024-01-30", "est une période, pas un jour."),
        ("2023-01-30_2024-01-30", "est une période, pas un jour."),
        ("du 01/02/2023 au 03/04/2023", "est une période, pas un jour."),
        ("bientôt", "n'est pas une date."),
    ],
)
def test_what_is_less_or_more_than_a_day_is_said(ecrit, constat):
    with pytest.raises(ValeurRefusee) as refus:
        lire_date(ecrit)
    assert refus.value.constat == constat


@pytest.mark.parametrize(("raw", "shown"), [(44986.0, "44986"), (True, "VRAI"), (0.5, "0.5"), (1e20, "1e+20")])
def test_a_faulty_value_is_shown_as_its_spreadsheet_shows_it(raw, shown):
    assert montrer(raw) == shown


@pytest.mark.parametrize(("place", "cell", "said"), [
    (0, "#REF!", "nomAttribuant: est une erreur de calcul du tableur. Écrivez la bonne valeur, ou videz la case."),
    (3, "#REF!", "referenceDecision: est une erreur de calcul du tableur. Écrivez la bonne valeur, ou videz la case."),
    (5, "#N/A", "idBeneficiaire: est une erreur de calcul du tableur. Écrivez la bonne valeur, ou videz la case."),
    (3, "=A1", "referenceDecision: est une formule de tableur. Collez la valeur plutôt que la formule."),
    (2, "01/01/1900", "dateConvention: est inférieur au minimum 01/01/2015. Vérifiez la valeur."),
    (7, "12 %", "montant: est un pourcentage. Écrivez le montant en euros."),
])  # fmt: skip
def test_an_error_of_a_spreadsheet_is_a_fault_under_the_header_of_its_sender(tmp_path, place, cell, said):
    row = ligne("Bpifrance", beneficiaire="20006592800018")
    row[place] = cell
    sheet = seule(lire(tmp_path, [SCDL, row]))
    assert sheet.lignes == [] and dit(sheet) == [f"2 {said}"]


def test_accents_encoded_twice_are_said(tmp_path):
    rows = [";".join(SCDL), ";".join(ligne("Département de la Nièvre", "22580001000018"))]
    (tmp_path / "a.csv").write_bytes("\n".join(rows).encode().decode("cp1252").encode())
    sheet = seule(lire_fichier(tmp_path / "a.csv", "a.csv", REGLAGES))
    assert sheet.avis[0].startswith("les accents ont été encodés deux fois, par exemple « DÃ©partement »")


@pytest.mark.parametrize("numbers", [range(1, 15), [f"({k})" for k in range(1, 15)], [float(k) for k in range(1, 15)]])
def test_numbers_of_columns_under_a_header_are_no_act(tmp_path, numbers):
    sheet = seule(lire(tmp_path, [SCDL, list(numbers), ligne("Bpifrance")]))
    assert len(sheet.lignes) == 1 and sheet.fautes == []
    assert "l'en-tête, répété ou numéroté 1 fois, n'est pas lu" in sheet.avis[0]


def test_the_giver_of_a_refused_row_is_not_said_to_be_counted(tmp_path):
    sheet = seule(lire(tmp_path, [SCDL, ligne("Fondation X", jour="mai 2023")]))
    assert sheet.lignes == [] and not any("Fondation X" in said for said in sheet.avis)
