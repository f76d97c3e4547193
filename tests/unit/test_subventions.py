"""The legal format of subsidies: whoever gives, whatever became of the request, in every version of the schema."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.test_reception import dit, lire, seule
from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue, Lecture, Reglages, lire_fichier

PETITS = Path(__file__).parents[1] / "donnees" / "petits"
SCDL = ["nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
        "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE", "notificationUE",
        "pourcentageSubvention"]  # fmt: skip
REGLAGES = Reglages("Région Bretagne", date(2025, 1, 1))
NBSP = "\u00a0"


def petit(nom: str) -> Lecture:
    lecture = lire_fichier(PETITS / nom, nom, REGLAGES)
    assert lecture.fautes == []
    return lecture


def avis(sheet: FeuilleLue) -> tuple[str, ...]:
    """What is said of a sheet, but for where its rows lie."""
    return tuple(said for said in sheet.avis if "rattach" not in said)


def ligne(nom: str, siret: str = "", jour: str = "2019-03-01", reference: str = "D1", beneficiaire: str = "",
          montant: str = "1000") -> list[str]:  # fmt: skip
    return [nom, siret, jour, reference, "Bénéficiaire", beneficiaire, "Objet", montant, "aide en numéraire", "unique",
            "", "", "non", "1"]  # fmt: skip


def test_every_giver_is_a_funder_of_its_category_under_its_own_name():
    sheet = seule(petit("scdl_noms_de_financeurs.csv"))
    assert [(r["operateur_id"], r["financeur_dit"]) for _, r in sheet.lignes] == [
        ("bpifrance", "Bpifrance Financement"),
        ("ademe", "ADEME - Agence de la transition écologique"),
        ("services-deconcentres", "DREAL Hauts-de-France"),
        ("services-deconcentres", "SGAR Bretagne"),
        ("services-deconcentres", "DDT de la Somme"),
        ("gouvernement", "Ministère de l'Économie"),
        ("collectivites", "Département de la Somme"),
        ("collectivites", "CA du Bassin de Bourg-en-Bresse"),
        ("regions", "La Région Grand Est"),
    ]
    assert sheet.fautes == [] and {r["type_montant"] for _, r in sheet.lignes} == {"conventionne"}
    assert avis(sheet) == (
        "« La Région Grand Est » porte le SIREN 200053742, celui de « Région Hauts-de-France », qui décide "
        f"(1{NBSP}ligne).",
        f"colonne idAttribuant : 4{NBSP}numéros abîmés (chiffres perdus, sans doute dans un tableur), par exemple "
        "« 13000000000000 » ; le nom décide. Mettez la colonne au format Texte dans le fichier d'origine.",
    )


def test_an_unknown_giver_is_kept_under_its_name_and_said_once(tmp_path):
    rows = [SCDL, *[ligne("Fondation X", reference=f"D{k}") for k in range(30)], ligne("Ligue Y", reference="E")]
    sheet = seule(lire(tmp_path, rows))
    assert {(r["operateur_id"], r["financeur_dit"]) for _, r in sheet.lignes} == {
        ("autres-financeurs", "Fondation X"),
        ("autres-financeurs", "Ligue Y"),
    }
    assert avis(sheet) == (
        f"« Fondation X » n'est pas un organisme connu : 30{NBSP}lignes sont comptées sous son nom, "
        "aux « Autres financeurs ».",
        f"« Ligue Y » n'est pas un organisme connu : 1{NBSP}ligne est comptée sous son nom, aux « Autres financeurs ».",
    )


def test_a_line_without_any_giver_is_refused(tmp_path):
    sheet = seule(lire(tmp_path, [SCDL, ligne("")]))
    assert dit(sheet) == ["2 nomAttribuant: la valeur est obligatoire et la case est vide. Remplissez la case."]


def test_a_giver_bears_the_name_of_the_day(tmp_path):
    rows = [SCDL, ligne("ANCT", jour="2019-03-01"), ligne("CGET", jour="2020-03-01", reference="D2")]
    assert [r["operateur_id"] for _, r in seule(lire(tmp_path, rows, reglages=REGLAGES)).lignes] == ["cget", "anct"]


def test_a_refused_request_was_asked_for_and_never_agreed():
    agreed, asked = petit("scdl_statut_refusee.csv").feuilles
    assert (agreed.lecture, asked.lecture) == ("conventions", "demandes")
    assert agreed.lignes == [] and agreed.nb_sans_objet == 1
    ((_, row),) = asked.lignes
    assert (row["type_montant"], row["montant"], row["statut_dit"]) == ("demande", Decimal(50000), "refusée")
    assert (row["operateur_id"], row["date_effet"]) == ("regions", date(2024, 5, 2))
    assert avis(agreed) == (f"Statut « refusée », 1{NBSP}ligne : comptée au demandé, jamais au conventionné.",)
    assert avis(asked) == ()


@pytest.mark.parametrize(("statut", "natures"), [
    ("Accordée", ["conventionne", "demande"]), ("soldé", ["conventionne", "demande"]),
    ("", ["conventionne", "demande"]),
    ("Refusée", ["demande"]), ("non retenue", ["demande"]), ("En instruction", ["demande"]), ("Annulée", ["demande"]),
    ("sans suite", ["demande"]),
])  # fmt: skip
def test_the_status_tells_what_was_agreed_from_what_was_asked(tmp_path, statut, natures):
    rows = [
        [*SCDL, "statutLabel", "montantDemande", "dateDemande"],
        [*ligne("Région Bretagne"), statut, "1500", "2019-01-15"],
    ]
    read = [row for sheet in lire(tmp_path, rows).feuilles for _, row in sheet.lignes]
    assert [r["type_montant"] for r in read] == natures
    amounts = {"conventionne": (Decimal(1000), date(2019, 3, 1)), "demande": (Decimal(1500), date(2019, 1, 15))}
    assert [(r["montant"], r["date_effet"]) for r in read] == [amounts[n] for n in natures]


def test_a_status_that_settles_nothing_is_asked_about(tmp_path):
    rows = [[*SCDL, "statutLabel"], [*ligne("Région Bretagne"), "phase 2"]]
    agreed, _ = lire(tmp_path, rows).feuilles
    assert agreed.lignes == [] and dit(agreed) == [
        "2 statutLabel: ne dit pas si la subvention est accordée. Écrivez « accordée », « refusée » ou "
        "« en instruction »."
    ]


def test_what_precedes_the_programme_is_beside_the_point(tmp_path):
    rows = [SCDL, ligne("Bpifrance", jour="2018-11-21"), ligne("Bpifrance", jour="2018-11-22", reference="D2")]
    sheet = seule(lire(tmp_path, rows))
    assert [r["reference"].split("/")[0] for _, r in sheet.lignes] == ["D2"]
    assert (sheet.fautes, sheet.nb_sans_objet) == ([], 1)
    assert avis(sheet) == (f"1{NBSP}ligne d'avant le programme (22/11/2018) : sans objet.",)


def test_a_year_first_is_a_date_and_so_is_what_precedes_the_programme():
    sheet = seule(petit("scdl_date_annee_dabord.csv"))
    assert (sheet.fautes, sheet.nb_sans_objet) == ([], 1)


def test_a_slip_in_a_header_is_a_fault_only_where_the_column_is_read(tmp_path):
    unread = [h.replace("conditionsVersement", "conditionVersements") for h in SCDL]
    sheet = seule(lire(tmp_path, [unread, ligne("Bpifrance")]))
    assert len(sheet.lignes) == 1 and avis(sheet) == (
        "L'en-tête « conditionVersements » ressemble à « conditionsVersement », une colonne qui n'est pas lue : "
        "sans effet.",
    )
    read = [h.replace("referenceDecision", "referenceDescision") for h in SCDL]
    (fault,) = lire(tmp_path, [read, ligne("Bpifrance")]).fautes
    assert fault.constat == "l'en-tête « referenceDescision » n'est pas connu et ressemble à « referenceDecision »."


def test_an_agreement_lies_where_its_beneficiary_does_when_it_is_a_commune_or_a_grouping(tmp_path):
    rows = [SCDL, ligne("Bpifrance", beneficiaire="20001865300012"),
            ligne("Bpifrance", jour="2019-03-02", reference="", siret="32025248900019", beneficiaire="21010004600018"),
            ligne("Bpifrance", beneficiaire="99999999900018", reference="D3")]  # fmt: skip
    sheet = seule(lire(tmp_path, rows))
    assert [(r["territoire_id"], r["phase"]) for _, r in sheet.lignes] == [("ti-0101", 1), ("ti-8408", 1), (None, 1)]
    assert sheet.lignes[1][1]["reference"] == "32025248900019/210100046/2019-03-02"


def test_an_agreement_of_2023_belongs_to_the_second_phase(tmp_path):
    sheet = seule(lire(tmp_path, [SCDL, ligne("ANCT", jour="2023-01-01")], reglages=REGLAGES))
    assert sheet.lignes[0][1]["phase"] == 2


def test_a_beneficiary_without_siret_is_not_a_fault(tmp_path):
    header = [h.replace("idBeneficiaire", "rnaBeneficiaire") for h in SCDL]
    sheet = seule(lire(tmp_path, [header, ligne("Bpifrance", beneficiaire="W123456789", reference="")]))
    assert [r["reference"] for _, r in sheet.lignes] == ["/W123456789/2019-03-01"]


def test_a_column_of_funders_knows_the_bodies_behind_them(tmp_path):
    def row(reference, funder):
        return [reference, "2", funder, "aides-regionales", "engage", "subvention", "1000", "24/09/2024", "initial"]

    header = [
        "reference",
        "phase",
        "operateur_id",
        "instrument_id",
        "type_montant",
        "nature_aide",
        "montant",
        "date_effet",
        "cause",
    ]
    names = [
        "regions",
        "Conseils régionaux",
        "Région Bretagne",
        "Bpifrance Financement",
        "Ville de Rennes",
        "Fondation X",
    ]
    rows = [header, *[row(f"R{k}", name) for k, name in enumerate(names)]]
    sheet = seule(lire(tmp_path, rows, reglages=REGLAGES))
    assert [(r["operateur_id"], r["financeur_dit"]) for _, r in sheet.lignes] == [
        ("regions", None),
        ("regions", None),
        ("regions", "Région Bretagne"),
        ("bpifrance", "Bpifrance Financement"),
        ("collectivites", "Ville de Rennes"),
    ]
    (refused,) = sheet.fautes
    assert refused.valeur == "Fondation X" and refused.constat == "n'est pas admis."
