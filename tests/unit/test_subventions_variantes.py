"""The legal format of subsidies as publishers really write it: other headers, numbers a spreadsheet spoilt, one
decision for many, one subsidy for several, requests alone.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depot import fonder, verifier
from tests.unit.test_reception import dit, lire, seule
from tests.unit.test_subventions import NBSP, REGLAGES, SCDL, avis, ligne
from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue
from ti_dashboard.ingest.registre.doutes import questions
from ti_dashboard.ingest.registre.livraison import COMPLEMENT, Livraison

LANNION = "20006592800018"
REQUETE = ["nomAttribuant", "idAttribuant", "nomBeneficiaire", "idBeneficiaire", "statutLabel", "objet",
           "montantDemande", "dateDemande"]  # fmt: skip


def requete(statut: str, montant: str, jour: str = "2024-05-02") -> list[str]:
    return ["Région Bretagne", "23350001600040", "Une société", LANNION, statut, "Objet", montant, jour]


def montants(sheet: FeuilleLue) -> list[Decimal | None]:
    return [row["montant"] for _, row in sheet.lignes]


def demandees(sheet: FeuilleLue) -> list[str]:
    """Kinds of the questions that a deposit of this sheet alone raises."""
    word = Livraison("d", "f.csv", "", "financements", "Région Bretagne", date(2025, 1, 1), len(sheet.lignes), None,
                     False, "", sheet.lignes, COMPLEMENT)  # fmt: skip
    return [q.genre for q in questions([word], [])[0]]


def test_a_list_of_requests_alone_is_read_as_asked_for(tmp_path):
    rows = [REQUETE, requete("refusée", "50000"), requete("en instruction", "7 000,50", "2024-05-03"),
            requete("accordée", "9000", "2024-05-04"), requete("", "", "2024-05-05"),
            requete("refusée", "1", "2024-05-06")]  # fmt: skip
    sheet = seule(lire(tmp_path, rows, reglages=REGLAGES))
    assert (sheet.lecture, sheet.fautes) == ("demandes", [])
    assert [(r["type_montant"], r["montant"], r["statut_dit"], r["date_effet"].day) for _, r in sheet.lignes] == [
        ("demande", Decimal(50000), "refusée", 2), ("demande", Decimal("7000.5"), "en instruction", 3),
        ("demande", Decimal(9000), "accordée", 4), ("demande", None, None, 5), ("demande", Decimal(1), "refusée", 6),
    ]  # fmt: skip
    assert {r["territoire_id"] for _, r in sheet.lignes} == {"ti-5306"}
    assert avis(sheet) == (
        f"Statut « refusée », 2{NBSP}lignes : comptées au demandé, jamais au conventionné.",
        f"Statut « en instruction », 1{NBSP}ligne : comptée au demandé, jamais au conventionné.",
        f"Statut « accordée », 1{NBSP}ligne : comptée au demandé, le montant accordé n'est pas dans la liste.",
    )


def test_a_list_of_requests_needs_a_date(tmp_path):
    (fault,) = lire(tmp_path, [REQUETE[:-1], requete("refusée", "1")[:-1]]).fautes
    assert fault.constat == "la colonne obligatoire dateConvention manque."


@pytest.mark.parametrize("header", [
    ["NOM_ATTRIBUANT", "ID_ATTRIBUANT", "DATE_CONVENTION", "REFERENCE_DECISION", "NOM_BENEFICIAIRE", "ID_BENEFICIAIRE",
     "MONTANT"],
    ["Nom attribuant", "Id attribuant", "Date convention", "Référence décision", "Nom bénéficiaire", "Id bénéficiaire",
     "Montant"],
    ["Nom de l’attribuant", "Identification de l'attribuant (SIRET)",
     "Date de la convention de subvention (AAAA-MM-JJ)", "Référence de la décision",
     "Nom du bénéficiaire", "identification du bénéficiaire (SIRET)",
     "Montant total de la subvention"],
    ["Nom attributaire*", "Identification de l'attributaire*", "Date de convention*", "Référence de la décision",
     "Nom du bénéficiaire*", "Identification du bénéficiaire*", "Montant total de la subvention*"],
    ["Nom de l attribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiere", "idbeneficiare",
     "montant"],
    ["nomAttribuant\n(obligatoire)", "idAttribuant (SIRET)", "dateConvention (AAAA-MM-JJ) *",
     "referenceDecision (texte)", "nomBeneficiaire", "idBeneficiaire (SIRET)", "montant (en €)"],
    ["COLL_NOM", "COLL_SIRET", "ACTE_DATE", "ACTE_REF", "ATTRIB_NOM", "ATTRIB_SIRET", "SUB_MONTANT"],
])  # fmt: skip
def test_a_legal_column_is_known_under_every_name_publishers_give_it(tmp_path, header):
    row = ["Région Bretagne", "23350001600040", "2023-03-01", "D1", "Une société", LANNION, "12 345,67 €"]
    sheet = seule(lire(tmp_path, [header, row], reglages=REGLAGES))
    ((_, read),) = sheet.lignes
    assert (read["reference"], read["montant"], read["date_effet"], read["territoire_id"], read["operateur_id"]) == (
        "D1/200065928", Decimal("12345.67"), date(2023, 3, 1), "ti-5306", "regions",
    )  # fmt: skip


def test_two_names_of_one_column_are_one_too_many(tmp_path):
    (fault,) = lire(tmp_path, [[*SCDL, "Montant de la subvention"], [*ligne("Bpifrance"), "3"]]).fautes
    assert fault.constat == (
        "les en-têtes « montant » et « Montant de la subvention » disent la même colonne (colonnes 8 et 15)."
    )


def test_one_decision_for_many_beneficiaries_is_as_many_acts(tmp_path):
    whom = ["44137080600016", "81956028500010", "", ""]
    rows = [SCDL, *[ligne("COMMUNE DE ROQUES", "21310458100011", "2019-04-13", "DELIB 06FIN", idb, amount)
                    for idb, amount in zip(whom, ["2400.0", "540.0", "900.0", "900.0"], strict=True)]]  # fmt: skip
    rows[3][4], rows[4][4] = "M. Jean DUPONT", "Mme Anne MARTIN"
    sheet = seule(lire(tmp_path, rows))
    assert len({r["reference"] for _, r in sheet.lignes}) == 4 and sum(montants(sheet)) == 4740
    assert demandees(sheet) == []
    assert not any("dupont" in str(cell).lower() for _, row in sheet.lignes for cell in row.values())


def test_one_beneficiary_twice_under_one_decision_is_asked_about(tmp_path):
    rows = [SCDL, *[ligne("Bpifrance", beneficiaire="32774369600012", montant=m) for m in ("137 825,00", "756 283,00")]]
    assert demandees(seule(lire(tmp_path, rows))) == ["ligne_repetee"]


def test_an_act_keeps_its_name_whatever_the_writing_of_its_day_and_number(tmp_path):
    one = ligne("Région Bretagne", "23350001600040", "2019-03-01", "", LANNION)
    other = ligne("Région Bretagne", "233 500 016 00040", "01/03/2019", "", "200065928")
    names = [seule(lire(tmp_path, [SCDL, row])).lignes[0][1]["reference"] for row in (one, other)]
    assert names == ["23350001600040/200065928/2019-03-01"] * 2


def partage(montants: tuple[str, str], parts: tuple[str, str]) -> list[list[str]]:
    pairs = zip(("81223113200026", "67895644300011"), montants, parts, strict=True)
    return [SCDL, *[[*ligne("Bpifrance", beneficiaire=whom, montant=m)[:-1], part] for whom, m, part in pairs]]


@pytest.mark.parametrize(("montants_dits", "parts", "lus", "phrase"), [
    (("27501", "27501"), ("0.8", "0.2"), ["22000.8", "5500.2"], "compte une fois, chacune pour sa part"),
    (("27501", "27501"), ("80 %", "20 %"), ["22000.8", "5500.2"], "compte une fois, chacune pour sa part"),
    (("22000.80", "5500.20"), ("0.8", "0.2"), ["22000.8", "5500.2"], "le montant écrit compte en entier"),
    (("100", "100"), ("0,05", "0,1"), ["100", "100"], "le montant écrit compte en entier"),
])  # fmt: skip
def test_the_total_of_a_shared_subsidy_counts_once(tmp_path, montants_dits, parts, lus, phrase):
    sheet = seule(lire(tmp_path, partage(montants_dits, parts)))
    assert montants(sheet) == [Decimal(amount) for amount in lus]
    assert [said for said in avis(sheet) if phrase in said] == [*avis(sheet)[-1:]]


def test_equal_shares_do_not_tell_a_part_from_a_total(tmp_path):
    sheet = seule(lire(tmp_path, partage(("1000", "1000"), ("0.5", "0.5"))))
    assert sheet.lignes == [] and dit(sheet) == [
        f"{line} pourcentageSubvention: partage la subvention à égalité, et chacun porte le même montant : est-ce sa "
        "part, ou le total ? Écrivez à chacun sa part, et 1 dans cette colonne."
        for line in (2, 3)
    ]


def test_one_fault_of_two_readings_is_said_once(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    row = [*ligne("Région Bretagne", "23350001600040", "Commission permanente du 22 mai 2023"), "Accordée", "1500"]
    rows = [[*SCDL, "Statut de la demande", "Montant de la demande"], row]
    (tmp_path / "liste.csv").write_text("\n".join(";".join(cells) for cells in rows), encoding="utf-8")
    depot = verifier(tmp_path / "liste.csv", emetteur="Région Bretagne", date_reception=date(2025, 1, 1))
    assert [(c.ligne, c.colonne, c.constat) for c in depot.constats] == [(2, "dateConvention", "n'est pas une date.")]
    assert depot.nb_constats == 1


def test_columns_that_are_not_read_are_named(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    rows = [[*SCDL, "montantVerse", "Exercice"], [*ligne("Région Bretagne", "23350001600040"), "500", "2019"]]
    (tmp_path / "liste.csv").write_text("\n".join(";".join(cells) for cells in rows), encoding="utf-8")
    depot = verifier(tmp_path / "liste.csv", emetteur="Région Bretagne", date_reception=date(2025, 1, 1))
    assert "liste.csv : 2 colonnes ne sont pas lues : « montantVerse » et « Exercice »." in depot.avis


@given(order=st.permutations(range(4)), cut=st.integers(0, 4))
def test_an_act_has_one_name_in_every_order_and_in_a_workbook(tmp_path_factory, order, cut):
    """Typed cells of a workbook (numbers, dates) and texts of a CSV, whole or cut in two: the same acts."""
    folder = tmp_path_factory.mktemp("liste")
    texts = [
        ligne("Région Bretagne", "23350001600040", f"2023-03-0{k}", ref, LANNION, f"{k}00,50")
        for k, ref in enumerate(["CP-1", "CP-1", "", "12345"], 1)
    ]
    typed = [[*row[:1], float(row[1]), date.fromisoformat(row[2]), float(row[3]) if row[3] == "12345" else row[3],
              row[4], float(row[5]), row[6], float(row[7].replace(",", ".")), *row[8:]] for row in texts]  # fmt: skip

    def acts(rows, nom):
        read = lire(folder, [SCDL, *rows], nom, reglages=REGLAGES).feuilles if rows else []
        return {(r["reference"], r["date_effet"], r["montant"]) for sheet in read for _, r in sheet.lignes}

    shuffled = [texts[k] for k in order]
    assert acts(texts, "a.csv") == acts(shuffled[:cut], "a.csv") | acts(shuffled[cut:], "a.csv")
    assert acts(texts, "a.csv") == acts([typed[k] for k in order], "a.xlsx")


def test_labels_under_the_codes_of_the_columns_are_no_act(tmp_path):
    labels = ["Nom de l'attribuant", "Identification", "Date de la convention", "Référence", *["…"] * 10]
    sheet = seule(lire(tmp_path, [SCDL, labels, ligne("Bpifrance")]))
    assert len(sheet.lignes) == 1 and sheet.fautes == [] and sheet.nb_sans_objet == 1
    assert f"1{NBSP}ligne de noms de colonnes, sous l'en-tête ou répétés : sans objet." in sheet.avis


def test_a_column_that_is_not_read_may_be_there_twice(tmp_path):
    sheet = seule(lire(tmp_path, [[*SCDL, "objet"], [*ligne("Bpifrance"), "encore"]]))
    assert len(sheet.lignes) == 1


@pytest.mark.parametrize("unite", ["montant (k€)", "montant (en milliers d'euros)", "Montant (M€)"])
def test_an_amount_in_another_unit_is_never_read_as_euros(tmp_path, unite):
    (fault,) = lire(tmp_path, [[h if h != "montant" else unite for h in SCDL], ligne("Bpifrance")]).fautes
    assert fault.constat.startswith("aucun en-tête connu") and " unite = " in fault.remede
