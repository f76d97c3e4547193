"""The importer of applications against a local server of the same types: failures, resumption, nothing personal."""

import csv
import io
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.plateforme import JETON, Plateforme, servir
from ti_dashboard import chemins, depots
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest import atelier, lignes_deposees
from ti_dashboard.ingest.demarches import appel, etat, importer
from ti_dashboard.ingest.demarches.export import importer_export
from ti_dashboard.ingest.demarches.formulaire import nettoyer
from ti_dashboard.pointeur import lire_pointeur
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import ouvrir

NUMERO = 73_142
DEMANDE = importer.Demande("essai")
CHAMPS = [
    {"id": "Q1", "label": "Territoire candidat"},
    {"id": "Q2", "label": "Région chef de file"},
    {"id": "Q3", "label": "SIREN des intercommunalités"},
    {"id": "Q4", "label": "Binôme élu-industriel désigné"},
    {"id": "Q5", "label": "Nom du référent"},
]
ANNOTATIONS = [{"id": "A1", "label": "Avis du conseil régional"}, {"id": "A2", "label": "Commentaire interne"}]
PERSONNE = "Jeanne Martin"


def dossier(
    n: int, modifie: str = "2023-09-01T10:00:00+02:00", etat: str = "en_construction", **valeurs: object
) -> dict:
    values = {
        "Territoire candidat": {"__typename": "TextChamp", "stringValue": f"Vallée {n}"},
        "Région chef de file": {"__typename": "RegionChamp", "stringValue": "Bretagne", "region": {"code": "53"}},
        "SIREN des intercommunalités": {
            "__typename": "RepetitionChamp",
            "stringValue": "",
            "rows": [{"champs": [{"__typename": "EpciChamp", "id": "E", "label": "EPCI", "stringValue": "CC",
                                  "epci": {"code": "200000172", "name": "CC"}}]}],
        },
        "Binôme élu-industriel désigné": {"__typename": "CheckboxChamp", "stringValue": "Oui", "value": True},
        "Nom du référent": {"__typename": "TextChamp", "stringValue": PERSONNE},
        "Avis du conseil régional": {"__typename": "TextChamp", "stringValue": "Réservé"},
        "Commentaire interne": {"__typename": "TextChamp", "stringValue": PERSONNE},
    } | valeurs  # fmt: skip
    return {
        "id": f"D{n}", "number": n, "state": etat, "archived": False, "dateDerniereModification": modifie,
        "dateDepot": "2023-08-30T09:00:00+02:00", "datePassageEnConstruction": "2023-08-30T09:00:00+02:00",
        "datePassageEnInstruction": None, "dateTraitement": None, "motivation": PERSONNE, "valeurs": values,
        "usager": {"email": "jeanne@exemple.fr", "id": "U"}, "instructeurs": [],
        "demandeur": {"__typename": "PersonnePhysique", "id": "P", "nom": "Martin", "prenom": "Jeanne"},
    }  # fmt: skip


@pytest.fixture
def plateforme(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    monkeypatch.setenv(appel.JETON, JETON)
    files = [dossier(n, f"2023-09-{1 + n % 20:02}T10:00:00+02:00") for n in range(1, 8)]
    with servir(Plateforme(NUMERO, CHAMPS, ANNOTATIONS, files, par_page=3)) as served:
        monkeypatch.setenv(appel.ADRESSE_AUTRE, served.adresse)
        yield served


def importe(pauses: list[float] | None = None) -> importer.Bilan:
    told: list[str] = []
    api = appel.Api(told.append, (pauses if pauses is not None else []).append)
    return importer.importer(NUMERO, DEMANDE, told.append, api)


def lignes() -> list[dict[str, object]]:
    """Every row deposited and accepted, in the order of the deposits."""
    return [
        row
        for depot in depots.acceptes()
        for sheet in depot.feuilles
        for _, row in lignes_deposees.lire(depots.dossier() / depot.depot_id / sheet.lignes)
    ]


def numeros() -> list[str]:
    return [str(row["numero_dossier"]) for row in lignes()]


def ecrit_sur_disque() -> bytes:
    return b"".join(p.read_bytes() for p in chemins.donnees().rglob("*") if p.is_file())


def test_every_file_of_every_page_becomes_a_row_of_the_ledger(plateforme):
    found = importe()
    assert (found.nb_lus, found.nb_nouveaux) == (7, 7)
    assert sorted(numeros()) == [str(n) for n in range(1, 8)]
    row = lignes()[0]
    assert (row["intitule"], row["code_region"], row["membres"]) == ("Vallée 1", "53", "200000172")
    assert (row["statut"], row["a_binome"], row["avis_region"]) == ("en_construction", True, "reserve")
    assert str(row["date_effet"]) == "2023-09-02" and str(row["date_depot"]) == "2023-08-30"
    assert [v["apres"] is None for v in plateforme.lectures] == [True, False, False]
    assert all(v["nombre"] == 100 for v in plateforme.lectures)


def test_nothing_personal_is_asked_nor_kept(plateforme):
    found = importe()
    asked = " ".join(r["query"] for r in plateforme.requetes)
    for word in ("usager", "demandeur", "instructeur", "email", "nom", "motivation", "messages"):
        assert word not in asked.replace("nombre", ""), word
    named = {v for r in plateforme.requetes for v in r["variables"].values()}
    assert not named & {"Q5", "A2"} and {"Q1", "A1"} <= named
    assert "« Nom du référent » et « Commentaire interne »" in found.avis[0]
    assert PERSONNE.encode() not in ecrit_sur_disque() and b"exemple.fr" not in ecrit_sur_disque()


def test_a_champ_that_the_mapping_expects_and_the_form_lacks_is_said(plateforme):
    assert "« Décision du programme »" in importe().avis[1]


def test_a_busy_server_is_waited_for_as_long_as_it_asks(plateforme):
    plateforme.incidents = {1: (429, {"Retry-After": "7"}, {}), 2: (503, {}, {}), 4: (500, {}, {})}
    pauses: list[float] = []
    assert importe(pauses).nb_lus == 7
    assert pauses == [7.0, 2.0, 1.0]


def test_a_page_that_is_cut_once_is_asked_again(plateforme):
    plateforme.incidents = {2: ("coupe",)}
    pauses: list[float] = []
    assert importe(pauses).nb_lus == 7 and len(pauses) == 1
    assert sorted(numeros()) == [str(n) for n in range(1, 8)]


def test_a_file_that_changes_between_two_pages_is_kept_once_in_its_last_state(plateforme):
    def changer(pages: int) -> None:
        if pages == 1:
            first = min(plateforme.dossiers, key=lambda d: d["dateDerniereModification"])
            first |= {"state": "accepte", "dateDerniereModification": "2023-10-20T10:00:00+02:00"}

    plateforme.apres_page = changer
    assert importe().nb_lus == 7
    assert len(numeros()) == len(set(numeros())) == 7
    assert [r["statut"] for r in lignes() if r["numero_dossier"] == "1"] == ["acceptee"]


def test_a_server_that_dies_midway_is_resumed_where_it_stopped_without_doubles(plateforme):
    def mourir(pages: int) -> None:
        plateforme.est_morte = pages == 1

    plateforme.apres_page = mourir
    with pytest.raises(DepotRefuse, match="reprendra où elle en est"):
        importe()
    assert len(etat.lire(NUMERO).lignes) == 6 and depots.acceptes() == []
    plateforme.est_morte, plateforme.apres_page = False, lambda _: None
    before = len(plateforme.lectures)
    found = importe()
    assert found.nb_lus == found.nb_nouveaux == 7
    again = plateforme.lectures[before:]
    assert len(again) == 1 and again[0]["apres"] is not None
    assert sorted(numeros()) == [str(n) for n in range(1, 8)]


def test_a_second_import_reads_what_has_changed_and_deposits_nothing_else(plateforme):
    importe()
    assert importe().depot is None
    assert plateforme.lectures[-1]["depuis"] is not None
    plateforme.dossiers[0] |= {"state": "refuse", "dateDerniereModification": "2099-01-01T00:00:00+02:00"}
    with pytest.raises(DepotRefuse, match="postérieure"):
        importe()
    plateforme.dossiers[0]["dateDerniereModification"] = datetime.now().astimezone().isoformat()
    assert importe().nb_nouveaux == 1
    assert len(depots.acceptes()) == 2 and numeros()[7:] == [str(plateforme.dossiers[0]["number"])]


def test_an_import_killed_after_its_deposit_does_not_deposit_twice(plateforme, monkeypatch):
    with monkeypatch.context() as cut:
        cut.setattr(etat.Etat, "finir", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            importe()
    assert len(depots.acceptes()) == 1
    assert importe().depot is None
    assert len(depots.acceptes()) == 1


def test_a_forgotten_state_reads_all_again_and_the_ledger_knows_it_already(plateforme):
    importe()
    etat.fichier(NUMERO).unlink()
    plateforme.dossiers[0] |= {"state": "en_instruction"}
    assert importe().nb_nouveaux == 7
    atelier.publier("essai")
    folder = chemins.publications()
    publication = ouvrir(folder, lire_pointeur(folder))
    try:
        sheets = poser(publication, "depot_bilan", depot=depots.acceptes()[1].depot_id)
    finally:
        publication.close()
    assert [(s["nb_deja_connues"], s["nb_corrigees"]) for s in sheets] == [(6, 1)]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((403, {}, {"errors": [{"message": f"Bearer {JETON}"}]}), "n'a pas accès"),
        ((200, {}, {"errors": [{"message": f"mauvais jeton {JETON}"}]}), "refuse la question"),
        ((200, {}, {"nimporte": JETON}), "ne répond pas"),
    ],
)
def test_the_token_is_nowhere_in_what_is_said_or_written(plateforme, answer, said):
    for rank in range(1, appel.ESSAIS + 1):
        plateforme.incidents[rank] = answer
    with pytest.raises(DepotRefuse, match=said) as refusal:
        importe()
    shown = f"{refusal.value} {refusal.getrepr(style='long')}"
    assert JETON not in str(refusal.value) and JETON.encode() not in ecrit_sur_disque()
    assert "Traceback" not in str(refusal.value) and shown


def test_the_command_line_says_what_it_did_and_never_the_token(plateforme):
    command = [sys.executable, "-m", "ti_dashboard", "candidatures", "importer", "--demarche", str(NUMERO)]
    done = subprocess.run(
        command, cwd=chemins.RACINE, capture_output=True, text=True, env=dict(os.environ), timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "7 dossiers lus" in done.stdout.replace("\u00a0", " ") and "Accepté sous" in done.stdout
    assert JETON not in done.stdout + done.stderr and JETON.encode() not in ecrit_sur_disque()


def test_without_a_token_it_says_where_to_put_it(plateforme, monkeypatch):
    monkeypatch.delenv(appel.JETON)
    with pytest.raises(DepotRefuse, match="TI_DASHBOARD_DS_JETON"):
        importe()


def test_a_wrong_token_and_an_unknown_demarche_are_told_apart(plateforme, monkeypatch):
    with pytest.raises(DepotRefuse, match=r"ne connaît pas la démarche|refuse la question"):
        importer.importer(1, DEMANDE, print, appel.Api(print, lambda _: None))
    monkeypatch.setenv(appel.JETON, "autre")
    with pytest.raises(DepotRefuse, match="jeton est refusé"):
        importe()


@pytest.mark.parametrize(
    ("champ", "raw", "kept"),
    [
        ("date_depot", "2023-09-20 14:33:21 +0200", "2023-09-20"),
        ("date_depot", "20/09/2023 14:33", "20/09/2023"),
        ("code_departement", "35 – Ille-et-Vilaine", "35"),
        ("code_departement", "2A – Corse-du-Sud", "2A"),
        ("membres", "200 000 172, 20000017200015 ; 200000438", "200000172 | 200000438"),
        ("membres", "CC de la Vallée", "CC de la Vallée"),
    ],
)
def test_what_the_platform_writes_around_a_value_is_taken_off(champ, raw, kept):
    assert nettoyer(champ, raw) == kept


EN_TETE = ["ID", "Email", "Nom", "État du dossier", "Dernière mise à jour le", "Déposé le", "Territoire candidat",
           "Région chef de file", "SIREN des intercommunalités", "Avis du préfet"]  # fmt: skip
LIGNE = [41, "jeanne@exemple.fr", PERSONNE, "Classé sans suite", "2023-10-02 09:00", "2023-09-20 14:33", "Vallée 41",
         "Bretagne", "200000172", "Favorable avec réserves"]  # fmt: skip


def _export(path: Path) -> Path:
    if path.suffix == ".csv":
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([EN_TETE, LIGNE])
        path.write_text(text.getvalue(), encoding="utf-8")
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Dossiers")
            day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
            sheet.write_row(0, 0, EN_TETE)
            sheet.write_row(1, 0, LIGNE)
            sheet.write_datetime(1, 4, datetime(2023, 10, 2, 9), day)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_export_of_the_platform_is_read_without_its_people(plateforme, tmp_path, suffix):
    importer_export(_export(tmp_path / f"export{suffix}"), DEMANDE, print)
    [row] = lignes()
    assert (row["numero_dossier"], row["statut"], row["code_region"]) == ("41", "sans_suite", "53")
    assert row["avis_prefet"] == "reserve" and str(row["date_effet"]) == "2023-10-02"
    assert PERSONNE.encode() not in ecrit_sur_disque() and b"exemple.fr" not in ecrit_sur_disque()


def test_an_export_without_the_expected_columns_says_which(plateforme, tmp_path):
    path = tmp_path / "autre.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(DepotRefuse, match="État du dossier"):
        importer_export(path, DEMANDE, print)
