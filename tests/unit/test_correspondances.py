"""House formats read through their mapping file, without code."""

import shutil
from datetime import date
from decimal import Decimal

import pytest

from tests.classeurs import ods, xlsx
from ti_dashboard.dossier.chemins import CORRESPONDANCES
from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.ingest.reception import correspondances, formats
from ti_dashboard.ingest.reception.correspondances import charger, lire_correspondance
from ti_dashboard.ingest.reception.fichier_recu import Reglages, lire_fichier

REGLAGES = Reglages("Un émetteur", date(2020, 1, 1), phase=1)
BANQUE = [
    ["Banque d'exemple"],
    ["Extraction du 31/12/2019"],
    ["N° dossier", "Emprunteur", "Code projet", "Code territoire", "Produit", "Date d'accord", "Montant accordé (k€)",
     "Date du dernier versement", "Montant versé (k€)"],
    ["D1", "SEM", "P1", "ti-8419", "Prêt long terme", "12/03/2019", "1 250,5", "", ""],
    ["D2", "SEM", "P2", "ti-8419", "Étude", "15/03/2019", "80 k€", "2 avril 2019", "40"],
    ["D3", "SEM", "P3", "ti-8419", "Bail", "15/03/2019", "10 €", "", ""],
    ["Total", "", "", "", "", "", "1 330,5", "", "40"],
]  # fmt: skip
AGENCE = [
    ["Agence d'exemple"],
    [],
    ["Convention", "Bénéficiaire", "Projet TI", "TI", "Aide notifiée", "Notifiée le", "Forme"],
    ["C1", "Commune", "P1", "ti-8419", 50000.25, "05/06/2019", "SUB"],
    ["C2", "Commune", "P1", "ti-8419", "", "06/06/2019", "AR"],
]  # fmt: skip
ETAT = [
    ["NUM_EJ", "CODE_TI", "CODE_PROJET", "AE_EUR", "DT_AE", "SENS"],
    ["2100", "ti-8419", "P1", "1 000,00", "24092019", "Création"],
    ["2100", "ti-8419", "P1", "-200,00", "01102019", "Retrait"],
    ["2101", "ti-8419", "P1", "5,00", "31022019", "Complément"],
]
REGION = [
    ["Fiche", "Intitulé du projet", "Territoire", "Axe", "Coût total", "Remontée le", "Aide régionale votée",
     "Votée le", "État de la ligne"],
    ["F1", "Halle technique", "ti-8419", "Innover", 900000, "12/02/2019", 100000, "05/07/2019", "nouvelle"],
    ["F2", "Navette", "ti-8419", "Attirer", "", "12/02/2019", "", "", "nouvelle"],
]  # fmt: skip


def csv(rows, encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    return "\n".join(delimiter.join(row) for row in rows).encode(encoding)


def lire(tmp_path, nom: str, octets: bytes, reglages: Reglages = REGLAGES):
    (tmp_path / "recu").write_bytes(octets)
    lecture = lire_fichier(tmp_path / "recu", nom, reglages)
    assert lecture.fautes == []
    for sheet in lecture.feuilles:
        assert len(sheet.lignes) + len(sheet.rejets) + sheet.nb_sans_objet == sheet.nb_lignes
    return lecture


def test_a_bank_with_two_amounts_in_thousands_is_read_twice(tmp_path):
    granted, paid = lire(tmp_path, "banque.csv", csv(BANQUE)).feuilles
    assert (granted.lecture, paid.lecture) == ("engage", "paye")
    assert [(n, r["reference"], r["montant"], r["nature_aide"]) for n, r in granted.lignes] == [
        (4, "D1", Decimal("1250500"), "pret"),
        (5, "D2", Decimal("80000"), "ingenierie"),
    ]
    assert [(n, r["type_montant"], r["montant"], r["date_effet"]) for n, r in paid.lignes] == [
        (5, "paye", Decimal("40000"), date(2019, 4, 2))
    ]
    assert (granted.nb_sans_objet, paid.nb_sans_objet) == (1, 3) and granted.nb_lignes == paid.nb_lignes == 4
    assert granted.colonnes_ignorees == ["Emprunteur"]
    told = {(f.ligne, f.colonne): f"{f.constat} {f.remede}" for f in granted.fautes}
    assert told[6, "Montant accordé (k€)"] == "n'est pas en k€, l'unité de ce format. Écrivez le montant en k€."
    assert told[6, "Produit"].startswith("n'est pas admis. Valeurs possibles : subvention")
    assert (7, None) not in told and paid.avis == ("1 ligne de total n'est pas lue (ligne 7 : « Total »).",)


def test_an_agency_with_several_sheets_under_title_rows(tmp_path):
    book = xlsx({"Bretagne": AGENCE, "Lisez-moi": [["Bonjour"]], "Grand Est": AGENCE[:4]})
    lecture = lire(tmp_path, "agence.xlsx", book)
    assert [(s.feuille, len(s.lignes)) for s in lecture.feuilles] == [("Bretagne", 2), ("Grand Est", 1)]
    assert lecture.feuilles_ignorees == ["Lisez-moi"]
    first, second = (row for _, row in lecture.feuilles[0].lignes)
    assert (first["montant"], first["nature_aide"]) == (Decimal("50000.25"), "subvention")
    assert first["operateur_id"] == "ademe"
    assert second["montant"] is None and second["nature_aide"] == "avance_remboursable"


def test_a_state_service_with_tabs_and_glued_dates(tmp_path):
    (sheet,) = lire(tmp_path, "etat.txt", csv(ETAT, "cp1252", "\t")).feuilles
    assert [(r["montant"], r["date_effet"], r["cause"]) for _, r in sheet.lignes] == [
        (Decimal(1000), date(2019, 9, 24), "initial"),
        (Decimal(-200), date(2019, 10, 1), "correction"),
    ]
    (fault,) = sheet.fautes
    assert (fault.ligne, fault.colonne, fault.valeur) == (4, "DT_AE", "31022019")
    assert f"{fault.constat} {fault.remede}" == "n'est pas une date de la forme JJMMAAAA. Corrigez la date."


def test_a_region_whose_rows_declare_a_project_and_an_aid(tmp_path):
    projects, aids = lire(tmp_path, "region.ods", ods({"Fiches": REGION})).feuilles
    assert [(r["projet_id"], r["axe_id"], r["cout_total"]) for _, r in projects.lignes] == [
        ("F1", "1-innover", Decimal(900000)),
        ("F2", "1-attirer", None),
    ]
    assert [(r["reference"], r["montant"], r["operateur_id"]) for _, r in aids.lignes] == [
        ("F1", Decimal(100000), "regions")
    ]
    assert aids.nb_sans_objet == 1


def test_a_format_that_does_not_say_the_phase_asks_for_it(tmp_path):
    (tmp_path / "recu").write_bytes(csv(BANQUE))
    lecture = lire_fichier(tmp_path / "recu", "banque.csv", Reglages("x", date(2020, 1, 1)))
    (fault,) = lecture.fautes
    assert f"{fault.constat} {fault.remede}" == (
        "ce format ne dit pas la phase du programme. Indiquez la phase au moment du dépôt."
    )


def test_the_mappings_given_are_right():
    good, bad = charger()
    assert bad == [] and len(good) >= 4
    assert all(m.emetteur and m.titre for m in good)


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ('unite = "k€"', 'unite = "kF"', "clé unite, valeurs possibles : €, k€, M€."),
        ('unite = "k€"', 'unit = "k€"', "clé unit, elle n'est pas connue ; clés possibles : colonnes, constantes"),
        ('nature = "financements"', 'nature = "argent"', "clé nature, valeurs possibles : perimetre, jalons, projets"),
        ('emetteur = "Banque d\'exemple"', 'emetteur = ""', "clé emetteur, elle manque ou est vide."),
        ('projet_id = "Code projet"', 'projet = "Code projet"', "clé colonnes.projet, ce champ n'existe pas"),
        ('projet_id = "Code projet"', "projet_id = 3", "clé colonnes.projet_id, elle doit donner un en-tête."),
        ('"Étude" = "ingenierie"', '"Étude" = "etude"', "clé valeurs.nature_aide.Étude, colonne nature_aide : « etu"),
        ('instrument_id = "prets-bdt"', 'instrument_id = "prets"', "clé lectures 1.constantes.instrument_id"),
        ('instrument_id = "prets-bdt"', "", "instrument_id, ce champ obligatoire n'a ni colonne ni constante."),
        ('objet = "montant"', 'objet = "phase"', "clé lectures 1.objet, « phase » n'est pas une colonne de cette lec"),
        ('nom = "paye"', 'nom = "engage"', "clé lectures, deux lectures portent le même nom."),
        ('reconnait = ["N° dossier"', 'reconnait = [3, "N° dossier"', "clé reconnait, elle doit être une liste d'en"),
        ('unite = "k€"', 'format_date = "%d"', "clé format_date, elle doit contenir %d, %m et %Y."),
        ('unite = "k€"', "nom_contient = 2024", 'clé nom_contient, elle doit être un texte, par exemple "2024".'),
        ('unite = "k€"', 'unite = "k€', "n'est pas du TOML lisible"),
    ],
)  # fmt: skip
def test_a_faulty_mapping_names_its_file_and_its_key(tmp_path, avant, apres, dit):
    text = (CORRESPONDANCES / "banque-exemple.toml").read_text(encoding="utf-8")
    assert avant in text
    (tmp_path / "banque.toml").write_text(text.replace(avant, apres), encoding="utf-8")
    with pytest.raises(FichierRefuse) as refused:
        lire_correspondance(tmp_path / "banque.toml")
    assert dit in refused.value.defaut.constat
    assert "la correspondance banque.toml" in refused.value.defaut.constat
    assert refused.value.defaut.remede == "Corrigez banque.toml dans data/correspondances."


def test_a_faulty_mapping_is_told_only_when_no_other_format_knows_the_sheet(tmp_path, monkeypatch):
    folder = tmp_path / "correspondances"
    shutil.copytree(CORRESPONDANCES, folder)
    (folder / "banque-exemple.toml").write_text("nature = ", encoding="utf-8")
    monkeypatch.setattr(formats, "charger", lambda: correspondances.charger(folder))
    (tmp_path / "recu").write_bytes(csv(BANQUE))
    (fault,) = lire_fichier(tmp_path / "recu", "banque.csv", REGLAGES).fautes
    assert "la correspondance banque-exemple.toml n'est pas du TOML lisible" in fault.constat
    assert len(lire(tmp_path, "etat.txt", csv(ETAT, "cp1252", "\t")).feuilles) == 1


def test_a_mapping_edited_while_the_application_runs_is_read_again(tmp_path):
    path = tmp_path / "banque.toml"
    text = (CORRESPONDANCES / "banque-exemple.toml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert lire_correspondance(path).emetteur == "Banque d'exemple"
    path.write_text(text.replace("Banque d'exemple", "Autre banque"), encoding="utf-8")
    assert lire_correspondance(path).emetteur == "Autre banque"
