"""The importer of applications against a local server of the same types: pages, failures, resumption."""

from datetime import datetime

import pytest

from tests.demarches import NUMERO, PERSONNE, ecrit_sur_disque, importe, lignes, numeros, ouverte
from ti_dashboard.dossier import chemins, depots
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.demarches import avancement, formulaire
from ti_dashboard.magasin.guichet import ouvrir
from ti_dashboard.questions.poser import poser


@pytest.fixture
def plateforme(tmp_path, monkeypatch):
    with ouverte(tmp_path, monkeypatch) as served:
        yield served


def _maintenant() -> str:
    return datetime.now().astimezone().isoformat()


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
    assert not named & {"Q5", "A2", "Q3b"} and {"Q1", "A1"} <= named
    assert "« Contact », « Nom du référent » et « Commentaire interne »" in found.avis[0]
    assert PERSONNE.encode() not in ecrit_sur_disque() and b"exemple.fr" not in ecrit_sur_disque()


def test_labels_that_the_form_lacks_are_the_first_thing_said_and_nothing_is_read(plateforme):
    plateforme.annotations[3]["label"] = "Décision nationale du programme"
    del plateforme.champs[5]
    with pytest.raises(DepotRefuse) as refusal:
        importe()
    first, *others = str(refusal.value).splitlines()
    assert first == (
        f"Le formulaire de la démarche {NUMERO} n'a pas « Département » et « Décision du programme », que "
        "demarches.toml nomme. Rien n'est lu ni déposé."
    )
    assert "« Décision du programme » ressemble à « Décision nationale du programme »" in others[0]
    assert plateforme.lectures == [] and depots.acceptes() == []


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


def test_a_file_that_changes_while_all_is_read_comes_with_the_next_import(plateforme):
    """Files come by creation: the one already read keeps the state it had then, its change is asked for after."""

    def changer(pages: int) -> None:
        if pages == 1:
            plateforme.dossiers[0] |= {"state": "accepte", "dateDerniereModification": _maintenant()}

    plateforme.apres_page = changer
    assert importe().nb_lus == 7
    plateforme.apres_page = lambda _: None
    assert importe().nb_nouveaux == 1
    states = [r["statut"] for r in lignes() if r["numero_dossier"] == "1"]
    assert states == ["en_construction", "acceptee"]


def test_a_file_that_changes_between_two_pages_of_changes_is_kept_once_in_its_last_state(plateforme):
    """Files come by date of change: it is read at its place, then again at the end."""
    importe()
    for file in plateforme.dossiers:
        file |= {"state": "en_instruction", "dateDerniereModification": _maintenant()}

    def changer(pages: int) -> None:
        if pages == 4:
            plateforme.dossiers[0] |= {"state": "accepte", "dateDerniereModification": _maintenant()}

    plateforme.apres_page = changer
    found = importe()
    assert (found.nb_lus, found.nb_nouveaux) == (7, 7) and plateforme.pages == 6
    assert numeros()[7:] == [str(n) for n in range(1, 8)]
    assert [r["statut"] for r in lignes()[7:]] == ["acceptee", *["en_instruction"] * 6]


def test_of_two_states_the_later_instant_wins_whatever_its_offset():
    kept = avancement.Avancement(NUMERO)
    kept.retenir("1", "2023-10-29T02:30:00+02:00", {"statut": "en_construction"})
    kept.retenir("1", "2023-10-29T02:10:00+01:00", {"statut": "en_instruction"})
    assert kept.lignes["1"][1] == {"statut": "en_instruction"}


def test_a_server_that_dies_midway_is_resumed_where_it_stopped_without_doubles(plateforme):
    def mourir(pages: int) -> None:
        plateforme.est_morte = pages == 1

    plateforme.apres_page = mourir
    with pytest.raises(DepotRefuse, match="reprendra où elle en est"):
        importe()
    assert len(avancement.lire(NUMERO).lignes) == 6 and depots.acceptes() == []
    plateforme.est_morte, plateforme.apres_page = False, lambda _: None
    before = len(plateforme.lectures)
    found = importe()
    assert found.nb_lus == found.nb_nouveaux == 7
    again = plateforme.lectures[before:]
    assert len(again) == 1 and again[0]["apres"] is not None
    assert sorted(numeros()) == [str(n) for n in range(1, 8)]


def test_a_place_that_the_server_forgot_makes_the_reading_begin_again(plateforme):
    plateforme.apres_page = lambda pages: setattr(plateforme, "est_morte", pages == 1)
    with pytest.raises(DepotRefuse, match="reprendra"):
        importe()
    plateforme.est_morte, plateforme.apres_page = False, lambda _: None
    before = len(plateforme.lectures)
    plateforme.incidents = {before + 1: (200, {}, {"errors": [{"message": "invalid cursor"}]})}
    assert importe().nb_nouveaux == 7
    assert [v["apres"] is None for v in plateforme.lectures[before:]] == [False, True, False, False]
    assert sorted(numeros()) == [str(n) for n in range(1, 8)]


def test_a_second_import_reads_what_has_changed_and_deposits_nothing_else(plateforme):
    importe()
    assert importe().depot is None
    assert plateforme.lectures[-1]["depuis"] is not None
    plateforme.dossiers[0] |= {"state": "refuse", "dateDerniereModification": "2099-01-01T00:00:00+02:00"}
    with pytest.raises(DepotRefuse, match="postérieure"):
        importe()
    plateforme.dossiers[0]["dateDerniereModification"] = _maintenant()
    assert importe().nb_nouveaux == 1
    assert len(depots.acceptes()) == 2 and numeros()[7:] == [str(plateforme.dossiers[0]["number"])]


def test_an_import_killed_after_its_deposit_does_not_deposit_twice(plateforme, monkeypatch):
    with monkeypatch.context() as cut:
        cut.setattr(avancement.Avancement, "finir", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            importe()
    assert len(depots.acceptes()) == 1
    assert importe().depot is None
    assert len(depots.acceptes()) == 1


def test_a_forgotten_state_reads_all_again_and_the_ledger_knows_it_already(plateforme):
    importe()
    avancement.fichier(NUMERO).unlink()
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


def test_a_mapping_or_a_form_that_changes_reads_all_again(plateforme, tmp_path, monkeypatch):
    importe()
    mapping = tmp_path / "demarches.toml"
    text = formulaire.FICHIER.read_text(encoding="utf-8")
    mapping.write_text(text.replace('= "Avis du conseil régional"', '= "Avis de la région"'), encoding="utf-8")
    monkeypatch.setattr(formulaire, "FICHIER", mapping)
    plateforme.annotations[0]["label"] = "Avis de la région"
    for file in plateforme.dossiers:
        file["valeurs"]["Avis de la région"] = {"__typename": "TextChamp", "stringValue": "Défavorable"}
    found = importe()
    assert plateforme.lectures[-1]["depuis"] is None and found.nb_nouveaux == 7
    assert {r["avis_region"] for r in lignes()[7:]} == {"defavorable"}
