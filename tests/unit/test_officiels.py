"""Official formats, read as they are."""

from datetime import date
from decimal import Decimal

from tests.unit.test_reception import dit, lire, seule
from ti_dashboard.ingest.reception.fichier_recu import Reglages

SCDL = ["nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
        "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE", "notificationUE",
        "pourcentageSubvention"]  # fmt: skip


def test_the_official_list_makes_each_territory_enter_once(tmp_path):
    rows = [["insee_com", "lib_com", "id_ti", "lib_ti"], ["22113", "Lannion", "ti-5304", "Lannion"],
            ["22168", "Perros-Guirec", "ti-5304", "Lannion"], ["01001", "Ailleurs", "ti-9999", "Rien"],
            ["97103", "Abymes", "TI-0101", "Cap Excellence"], ["1", "Vide", "", ""]]  # fmt: skip
    sheet = seule(lire(tmp_path, rows, reglages=Reglages("ANCT", date(2019, 10, 1), phase=1)))
    assert [(n, r["territoire_id"], r["phase"], r["mouvement"], r["date_effet"]) for n, r in sheet.lignes] == [
        (2, "ti-5304", 1, "entree", date(2019, 10, 1)), (5, "ti-0101", 1, "entree", date(2019, 10, 1)),
    ]  # fmt: skip
    assert sheet.nb_sans_objet == 1
    assert dit(sheet) == [
        "4 id_ti: ce territoire n'existe pas en phase 1. Vérifiez le code et la phase.",
        "6 id_ti: la valeur est obligatoire et la case est vide. Remplissez la case.",
    ]


def test_the_official_list_infers_the_phase_when_only_one_has_the_code(tmp_path):
    rows = [["id_ti", "insee_com"], ["ti-0303", "97300"], ["ti-0201", "97209"]]
    sheet = seule(lire(tmp_path, rows))
    assert [(r["territoire_id"], r["phase"]) for _, r in sheet.lignes] == [("ti-0303", 1)]
    assert dit(sheet) == ["3 id_ti: existe dans les deux phases. Indiquez la phase au moment du dépôt."]


def test_subsidy_agreements_are_attached_by_siren_and_commune_or_left_unattached(tmp_path):
    def row(name, day, ref, siret, amount):
        return [name, "200053791", day, ref, "Bénéficiaire", siret, "Objet", amount, "aide en numéraire", "unique", "",
                "", "non", "1"]  # fmt: skip

    rows = [
        SCDL,
        row("Conseil régional de Bretagne", "2019-03-01", "D1", "20001865300012", "1000.5"),
        row("Bpifrance", "2019-03-02", "", "21010004600018", "2000"),
        row("ADEME", "2019-03-03", "D3", "99999999900018", "10"),
        row("Société inconnue", "2019-03-04", "D4", "20001865300012", "10"),
        row("Préfecture du Nord", "03/04/2019", "D5", "", "12 k€"),
    ]
    sheet = seule(lire(tmp_path, rows))
    assert [(r["operateur_id"], r["territoire_id"], r["montant"], r["phase"]) for _, r in sheet.lignes] == [
        ("regions", "ti-0101", Decimal("1000.5"), 1), ("bpifrance", "ti-8408", Decimal(2000), 1),
        ("ademe", None, Decimal(10), 1),
    ]  # fmt: skip
    assert sheet.lignes[0][1]["type_montant"] == "conventionne" and sheet.lignes[0][1]["nature_aide"] == "subvention"
    assert sheet.lignes[1][1]["reference"] == "200053791/21010004600018/2019-03-02"
    assert dit(sheet) == [
        "5 nomAttribuant: n'est le nom d'aucun financeur connu. Écrivez le nom d'un opérateur de la page Données.",
        "6 montant: est exprimé en milliers ou en millions. Écrivez le montant en euros, sans unité.",
    ]


def test_an_agreement_of_2023_belongs_to_the_second_phase(tmp_path):
    row = ["ANCT", "1", "2023-01-01", "D1", "B", "20001865300012", "o", "1", "", "", "", "", "", ""]
    sheet = seule(lire(tmp_path, [SCDL, row], reglages=Reglages("x", date(2024, 1, 1))))
    assert sheet.lignes[0][1]["phase"] == 2
