"""Données › Rapprochement: what no territory holds is listed, attached by hand several lines at once, and undone."""

import pytest

from tests.app.application import ouvrir
from tests.depot import AUTEUR, LANNION, REDON, deposer, fichier, laisser_sans_territoire
from ti_dashboard import horloge
from ti_dashboard.dossier import chemins, rattachements
from ti_dashboard.ecrans.donnees import vue_rattacher
from ti_dashboard.ingest import atelier
from ti_dashboard.langue.formats import jour

ENTETE_LIEU = "Lieu que dit le fichier"


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    laisser_sans_territoire(tmp_path)
    return tmp_path


def _app(**adresse):
    app = ouvrir("donnees", volet="Rapprochement", phase="Phase I (2018-2022)", **adresse)
    assert not app.exception
    return app


def _dits(app) -> str:
    kinds = ("markdown", "error", "warning", "info", "caption")
    return " ".join(e.value for kind in kinds for e in app.get(kind))


def _table(app, entete: str):
    found = [d for d in app.dataframe if entete in d.value]
    return found[0] if found else None


def _cocher(app, entete: str, rows: list[int]):
    app.session_state[_table(app, entete).key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    return app.run()


def _bouton(app, key):
    return next(b for b in app.button if b.key == key)


def test_the_list_says_what_the_file_said_its_money_and_its_sender(base):
    app = _app()
    assert "Sans territoire : 3\u00a0projets et 1\u00a0acte sans projet en phase I." in _dits(app)
    assert "3\u00a0projets et 1\u00a0acte sans projet ne sont rattachés à aucun territoire" in _dits(app)
    shown = _table(app, ENTETE_LIEU).value
    assert shown["Projet ou acte"].to_list() == ["Presse", "Four", "Atelier partagé", "Bpifrance, K"]
    assert shown["Code ou référence"].to_list() == ["P5", "P4", "P3", "K"]
    assert shown[ENTETE_LIEU].to_list() == ["commune 99999", "commune 99999", "—", "—"]
    assert shown["Pourquoi il ne rattache pas"].to_list()[2:] == ["aucun lieu n'est dit"] * 2
    assert shown["Engagé"].to_list()[0] == "30,00\u00a0€" and set(shown["Émetteur"]) == {"Bpifrance"}
    assert "Payé" not in shown, "a kind of amount that nobody told takes no room"


def test_lines_of_one_place_are_attached_at_once_published_and_undone(base):
    app = _app()
    assert _bouton(app, "rattacher").disabled
    reasons = app.selectbox(key="raison_a_rattacher")
    assert [o.rpartition(" (")[2] for o in reasons.options] == ["2\u00a0lignes)", "2\u00a0lignes)"]
    assert app.selectbox(key="lieu_a_rattacher").options == ["commune 99999 (2\u00a0lignes)"]
    app.selectbox(key="lieu_a_rattacher").select("commune 99999").run()
    assert _table(app, ENTETE_LIEU).value["Code ou référence"].to_list() == ["P5", "P4"]
    _cocher(app, ENTETE_LIEU, [0, 1])
    assert "Pour rattacher, il manque un territoire." in _dits(app)
    app.selectbox(key=vue_rattacher.TERRITOIRE).select(LANNION).run()
    assert _bouton(app, "rattacher").label == "Rattacher 2\u00a0projets"
    _bouton(app, "rattacher").click().run(timeout=60)
    assert "Indiquez d'abord votre fonction" in _dits(app) and rattachements.lire(base) == ()
    app.text_input(key="auteur").set_value(AUTEUR)
    app.text_input(key=vue_rattacher.MOTIF).set_value("convention relue")
    _bouton(app, "rattacher").click().run(timeout=60)
    assert not app.exception
    assert [s.projet_id for s in rattachements.lire(base)[0].sujets] == ["P5", "P4"]
    assert "1\u00a0rattachement fait ou défait à la main attend" in _dits(app)
    assert "Sans territoire : 1\u00a0projet et 1\u00a0acte sans projet en phase I." in _dits(app)
    (done,) = _table(app, "Rattaché à").value.to_dict("records")[:1]
    assert (done["Rattaché à"], done["Par"], done["Pourquoi"]) == ("Lannion-Trégor", AUTEUR, "convention relue")
    assert (done["Le"], done["État"]) == (jour(horloge.aujourd_hui()), "attend d'être publié")
    _bouton(app, "publier-rattachements").click().run(timeout=60)
    assert set(_table(app, "Rattaché à").value["État"]) == {"publié"} and "à la main attend" not in _dits(app)
    _cocher(app, "Rattaché à", [0])
    assert _bouton(app, "detacher").label == "Défaire 1\u00a0rattachement"
    _bouton(app, "detacher").click().run(timeout=60)
    assert not app.exception and rattachements.lire(base)[1].territoire_id is None
    assert "Sans territoire : 1\u00a0projet et 1\u00a0acte" in _dits(app), "undone, it waits for the next publication"
    assert len(_table(app, "Rattaché à").value) == 1


def test_a_territory_is_found_by_its_name_or_by_a_commune_and_only_in_the_programme(base):
    app = _app()
    assert len(app.selectbox(key=vue_rattacher.TERRITOIRE).options) == 2
    for words, options in {
        "tregor": ["Lannion-Trégor (Bretagne, ti-5304)"],
        "perros guirec": ["Lannion-Trégor (Bretagne, ti-5304), Perros-Guirec"],
        "Oyonnax": [],
    }.items():
        app.text_input(key=vue_rattacher.CHERCHE).set_value(words).run()
        assert app.selectbox(key=vue_rattacher.TERRITOIRE).options == options
    assert app.selectbox(key=vue_rattacher.TERRITOIRE).placeholder == "Aucun territoire de ce nom"


def test_words_find_lines_without_their_accents_and_a_choice_never_slips_to_others(base):
    app = _cocher(_app(), ENTETE_LIEU, [0])
    assert "1\u00a0cochée" in _dits(app)
    app.text_input(key="cherche_a_rattacher").set_value("ATELIER partage").run()
    assert _table(app, ENTETE_LIEU).value["Code ou référence"].to_list() == ["P3"]
    assert "0\u00a0cochée" in _dits(app)
    app.text_input(key="cherche_a_rattacher").set_value("rien de tel").run()
    assert _table(app, ENTETE_LIEU) is None and "Aucune ligne ne répond" in _dits(app)


def test_a_sender_who_says_another_territory_is_told_beside_what_was_done_by_hand(base):
    atelier.rattacher(LANNION, ["projet:P4"], AUTEUR)
    deposer(fichier(base, "projets", [{"projet_id": "P4", "intitule": "Four", "territoire_id": REDON}]))
    atelier.publier(AUTEUR)
    app = _app()
    assert "l'émetteur dit depuis un autre territoire" in _dits(app)
    assert "Four : Lannion-Trégor, dit Pays de Redon" in _dits(app).replace("\\", "")
    assert _table(app, "Rattaché à").value["L'émetteur dit depuis"].to_list() == ["Pays de Redon"]


def test_a_server_that_only_shows_offers_no_gesture(base, monkeypatch):
    atelier.rattacher(LANNION, ["projet:P4"], AUTEUR)
    monkeypatch.setenv("TI_DASHBOARD_LECTURE_SEULE", "oui")
    assert chemins.lecture_seule()
    app = _app()
    assert _table(app, ENTETE_LIEU) is not None and _table(app, "Rattaché à") is not None
    assert {b.key for b in app.button} & {"rattacher", "detacher", "publier-rattachements"} == set()


@pytest.mark.usefixtures("donnees_servies")
def test_where_everything_is_attached_the_page_says_so():
    app = ouvrir("donnees", volet="Rapprochement")
    assert not app.exception and ("Sans territoire" in _dits(app)) == (_table(app, ENTETE_LIEU) is not None)
