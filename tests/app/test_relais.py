"""Several posts present one séance: one moves the room, the others ask; a séance is resumed, and closed to be read."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.application import lu, ouvrir
from tests.app.test_seance import COPIL, bouton, presenting, said
from tests.magasin import base
from ti_dashboard.live import decisions, etapes, marche, relais, seances
from ti_dashboard.live.base import Base


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


def labels(app: AppTest) -> set[str]:
    assert not app.exception
    return {b.label for b in app.button}


def deux_postes(magasin: Base) -> tuple[AppTest, AppTest, str]:
    first, seance = presenting(magasin, "projets")
    return first, ouvrir("territoires", arrete=COPIL, animer=seance.cle), seance.code


def test_a_second_post_moves_nobody_and_both_know_of_it(magasin: Base):
    first, second, code = deux_postes(magasin)
    assert seances.lire(magasin, code).adresse.startswith("/projets")
    assert "vos gestes ne la déplacent pas" in said(second) and "Montrer cet écran à la salle" not in labels(second)
    first.run()
    assert "Ce poste conduit la salle ; 1\xa0autre poste ouvert sur cette séance." in said(first)


def test_the_hand_is_asked_given_and_moves_the_room(magasin: Base):
    first, second, code = deux_postes(magasin)
    bouton(second, "Demander la main").click().run()
    first.run()
    bouton(first, "Passer la main").click().run()
    assert "vos gestes ne la déplacent pas" in said(first)
    second.run()
    assert "Demander la main" not in labels(second)
    bouton(second, "Montrer cet écran à la salle").click().run()
    assert seances.lire(magasin, code).adresse.startswith("/territoires")


def test_the_hand_is_kept_or_taken_when_nobody_answers(magasin: Base, monkeypatch):
    first, second, _ = deux_postes(magasin)
    bouton(second, "Demander la main").click().run()
    bouton(second, "Prendre la main sans réponse").click().run()
    assert any("pour répondre" in e.value for e in second.error)
    first.run()
    bouton(first, "Garder la main").click().run()
    bouton(second, "Prendre la main sans réponse").click().run()
    assert any("La main a été gardée" in lu(e.value) for e in second.error)
    monkeypatch.setattr(relais, "REPONSE_S", 0)
    bouton(second, "Demander la main").click().run()
    bouton(second, "Prendre la main sans réponse").click().run()
    first.run()
    assert "Demander la main" in labels(first) and "Demander la main" not in labels(second)


def test_an_open_seance_is_resumed_from_the_page_by_who_has_its_key(magasin: Base):
    app, seance = presenting(magasin)
    app.session_state["animer"] = None
    del app.query_params["animer"]
    app.run()
    assert "Vous animez" not in said(app)
    app.button(key=f"reprendre_{seance.code}").click().run()
    assert "Vous animez" in said(app) and app.query_params["animer"] == seance.code
    assert f"reprendre_{seance.code}" not in {b.key for b in ouvrir("seance", arrete=COPIL).button}


def test_a_closed_seance_is_read_again_by_all(magasin: Base):
    app, seance = presenting(magasin)
    etapes.ajouter(magasin, seance.code, "Retards", "CGET", 10, "/projets")
    decisions.prendre(magasin, seance.code, "Payer", "CGET", date(2099, 1, 1), adresse="/", arrete=date(2019, 9, 24))
    bouton(app, "Clore la séance").click().run()
    bouton(app, "Oui, clore la séance").click().run()
    readers = (
        app,
        ouvrir("seance", arrete=COPIL, suivre=seance.code),
        ouvrir("seance", arrete=COPIL, relire=seance.code),
    )
    for reader in readers:
        assert ":gray-badge[Close]" in said(reader) and "**Payer** · CGET" in said(reader)
        assert any("Retards" in table.value.to_string() for table in reader.table)
        assert "Clore la séance" not in labels(reader) and "Paramètre inconnu" not in said(reader)
    app.button(key="quitter_seance").click().run()
    assert f"relire_{seance.code}" in {b.key for b in app.button} and "Ouvrir la séance" in labels(app)


def test_a_presenter_elsewhere_is_told_that_the_seance_was_closed(magasin: Base):
    app, seance = presenting(magasin, "projets")
    marche.clore(magasin, seance.code, "Direction du programme")
    app.run()
    assert "La séance « COPIL » est close : la salle ne vous suit plus." in said(app)
