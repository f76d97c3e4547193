"""The Séance page and the presenter's bar: open, decide, put in order, close; what people type is never formatting."""

from datetime import date
from urllib.parse import urlencode

import pytest
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.app.application import lu, ouvrir
from tests.magasin import base
from ti_dashboard import horloge
from ti_dashboard.live import decisions, etapes, marche, seances
from ti_dashboard.live.base import Base

COPIL = "24/09/2019"
PIEGE = "Payer *vite* ![x](http://ailleurs.fr/x.png)"


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


def bouton(app: AppTest, label: str):
    return next(b for b in app.button if b.label == label)


def presenting(magasin: Base, page: str = "seance") -> tuple[AppTest, seances.Seance]:
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    return ouvrir(page, arrete=COPIL, animer=seance.cle), seance


def said(app: AppTest) -> str:
    return "\n".join(m.value for m in app.markdown)


def test_a_seance_is_opened_from_its_page_and_its_presenter_gets_the_code(magasin: Base):
    app = ouvrir("seance", arrete=COPIL)
    app.text_input(key="seance_animateur").input("Direction du programme")
    bouton(app, "Ouvrir la séance").click().run()
    (seance,) = seances.lister(magasin)
    assert seance.arrete == date(2019, 9, 24)
    assert f"Code : {seance.code}" in [t.value for t in app.header]
    assert app.query_params["animer"] == seance.code and not app.exception


def test_the_key_of_the_presenter_does_not_stay_in_the_address_nor_in_what_is_kept(magasin: Base):
    app, seance = presenting(magasin, "projets")
    assert app.query_params["animer"] == seance.code and "Vous animez" in said(app)
    assert seance.cle not in seances.lire(magasin, seance.code).adresse
    # The same session, taken elsewhere by an address that only names the séance.
    app.query_params["animer"] = seance.code
    app.run()
    assert "Vous animez" in said(app)


def test_who_comes_back_while_the_room_is_moved_brings_it_back_too(magasin: Base, monkeypatch):
    app, seance = presenting(magasin, "projets")
    here, move, moved = seances.lire(magasin, seance.code).adresse, marche.deplacer, []
    back = RerunData(urlencode({"arrete": COPIL, "animer": seance.code}), page_script_hash=calc_hash("projets"))

    def move_then_ask_for_what_was(*asked):
        moved.append(move(*asked))
        if len(moved) == 1:
            # What a browser sends ends this run at the first word it reads of its session.
            get_script_run_ctx().script_requests.request_rerun(back)
        return moved[-1]

    monkeypatch.setattr(marche, "deplacer", move_then_ask_for_what_was)
    app._page_hash = calc_hash("territoires")
    app.run()
    assert len(moved) == 2 and seances.lire(magasin, seance.code).adresse == here


def test_what_an_address_asks_of_this_browser_and_cannot_be_is_said(magasin: Base):
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    for word, value, sentence in (
        ("animer", seance.code, f"Ce navigateur n'anime pas la séance « {seance.code} »"),
        ("animer", "A" * 16, "Ce navigateur n'anime pas de séance avec cette clé"),
        ("suivre", "ZZZZZZ", "Aucune séance n'a le code « ZZZZZZ »"),
        ("presenter", "rose", "Présentation inconnue : « rose »"),
    ):
        app = ouvrir("projets", arrete=COPIL, **{word: value})
        assert any(sentence in w.value for w in app.warning), word
        assert not app.exception


def test_a_seance_without_a_presenter_is_refused_with_a_sentence(magasin: Base):
    app = ouvrir("seance", arrete=COPIL)
    bouton(app, "Ouvrir la séance").click().run()
    assert [e.value for e in app.error] == ["Il manque la fonction de l'animateur : rien n'a été enregistré."]
    assert seances.lister(magasin) == []


def test_a_decision_keeps_the_screen_and_the_arrete_and_is_shown_as_it_was_typed(magasin: Base):
    app, seance = presenting(magasin, "projets")
    app.text_area(key="saisie_decision").input(PIEGE)
    app.text_input(key="saisie_responsable").input("Région Bretagne")
    app.date_input(key="saisie_echeance").set_value(date(2019, 12, 1))
    bouton(app, "Enregistrer la décision").click().run()
    assert (
        decisions.lister(magasin, horloge.aujourd_hui()) == [] and app.text_area(key="saisie_decision").value == PIEGE
    )
    assert "Cette échéance, le 01/12/2019, est passée : la garder ?" in [lu(w.value) for w in app.warning]
    bouton(app, "Garder cette échéance et enregistrer").click().run()
    (decision,) = decisions.lister(magasin, horloge.aujourd_hui())
    assert decision.adresse.startswith("/projets?arrete=2019-09-24&phase=1") and "animer" not in decision.adresse
    assert decision.arrete == date(2019, 9, 24) and decision.seance_code == seance.code
    app = ouvrir("seance", arrete=COPIL, animer=seance.cle)
    assert "en retard" in said(app) and "!\\[x\\](http\\:\u2060//" in said(app) and "![x](" not in said(app)
    bouton(app, "Tenue").click().run()
    assert decisions.lire(magasin, decision.decision_id).statut == "tenue" and not app.exception


def test_the_agenda_is_reordered_and_an_overdue_decision_comes_before_it(magasin: Base):
    app, seance = presenting(magasin)
    for title in ("Retards", "Argent"):
        etapes.ajouter(magasin, seance.code, title, "CGET", 10, "/projets?arrete=24%2F09%2F2019")
    app.run()
    app.button(key=f"Descendre_{etapes.lister(magasin, seance.code)[0].etape_id}").click().run()
    assert [s.titre for s in etapes.lister(magasin, seance.code)] == ["Argent", "Retards"]
    decisions.prendre(magasin, seance.code, "Payer", "CGET", date(2019, 10, 1), adresse="/", arrete=date(2019, 9, 24))
    app.run()
    headers = [h.value for h in app.header]
    assert headers.index("Décisions : 1\xa0en retard") < headers.index("Ordre du jour")


def test_the_code_that_follows_does_not_give_the_presenters_bar(magasin: Base):
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    app = ouvrir("seance", arrete=COPIL, animer=seance.code)
    assert "Vous animez" not in said(app) and seance.cle not in said(app)
    app = ouvrir("seance", arrete=COPIL, suivre=seance.code)
    assert "Vous animez" not in said(app) and not app.exception


def test_a_room_is_at_its_step_however_the_address_is_written_and_off_its_agenda_anywhere_else(magasin: Base):
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    step = etapes.ajouter(magasin, seance.code, "Bretagne", "", 10, "/projets?arrete=2019-09-24&phase=1&region=53")
    at = "/projets?arrete=24%2F09%2F2019&compare=30%2F04%2F2019&region=Bretagne&mesure=etat&chiffre=nb_projets&etape=1"
    for version, (address, is_off) in enumerate(
        (
            (at, False),
            (at.replace("Bretagne", "Normandie"), True),
            (at.replace("/projets", "/territoires"), True),
            (f"{at}&projet=P1", True),
            (at, False),
        ),
        1,
    ):
        marche.deplacer(magasin, seance.code, address, version, step.etape_id)
        app = ouvrir(arrete=COPIL, animer=seance.cle)
        assert ("hors ordre du jour" in said(app)) is is_off, address
        assert ("Retour à l'étape" in [b.label for b in app.button]) is is_off, address
    marche.deplacer(magasin, seance.code, "/methode", seances.lire(magasin, seance.code).version)
    assert "hors ordre du jour" in said(ouvrir(arrete=COPIL, animer=seance.cle))


def test_a_closed_seance_has_no_presenter_any_more(magasin: Base):
    app, seance = presenting(magasin)
    bouton(app, "Clore la séance").click().run()
    assert not seances.lire(magasin, seance.code).est_close
    bouton(app, "Ne pas clore").click().run()
    bouton(app, "Clore la séance").click().run()
    bouton(app, "Oui, clore la séance").click().run()
    assert seances.lire(magasin, seance.code).est_close
    assert "Vous animez" not in said(app) and not app.exception


def test_without_its_store_the_page_says_so_and_the_figures_stay(donnees_servies, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", "postgresql://ti@127.0.0.1:1/rien")
    app = ouvrir("seance", arrete=COPIL, animer="X")
    assert "n'a pas pu être lu" in app.error[0].value
    app = ouvrir("accueil", arrete=COPIL, animer="X")
    assert "n'a pas pu être lu" in app.warning[0].value
    assert len(app.get("bidi_component")) >= 1 and not app.exception
