"""Official formats, read as they are."""

from datetime import date

from tests.unit.test_reception import dit, lire, seule
from ti_dashboard.ingest.reception.fichier_recu import Reglages


def test_the_official_list_makes_each_territory_enter_once(tmp_path):
    rows = [
        ["insee_com", "lib_com", "id_ti", "lib_ti"],
        ["22113", "Lannion", "ti-5304", "Lannion"],
        ["22168", "Perros-Guirec", "ti-5304", "Lannion"],
        ["01001", "Ailleurs", "ti-9999", "Rien"],
        ["97103", "Abymes", "TI-0101", "Cap Excellence"],
        ["1", "Vide", "", ""],
    ]
    sheet = seule(lire(tmp_path, rows, reglages=Reglages("ANCT", date(2019, 10, 1), phase=1)))
    assert [(n, r["territoire_id"], r["phase"], r["mouvement"], r["date_effet"]) for n, r in sheet.lignes] == [
        (2, "ti-5304", 1, "entree", date(2019, 10, 1)),
        (5, "ti-0101", 1, "entree", date(2019, 10, 1)),
    ]
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
