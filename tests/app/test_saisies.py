"""Nothing typed is lost: a form keeps its text until it is saved, and says why it is not."""

import contextlib
import itertools
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from tests.app.application import lu, ouvrir
from tests.app.test_seance import COPIL, bouton, presenting
from tests.app.test_selecteur import PREPARER
from tests.magasin import base
from ti_dashboard import horloge
from ti_dashboard.errors import MagasinIndisponible
from ti_dashboard.live import corrections, decisions, etapes, marche, mur, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Perimetre


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


def remplir(magasin: Base, code: str) -> None:
    """Let the store hold not one page more than it has, then use the room that is left in them."""
    magasin._lecteur.dispose()
    event.listen(magasin._lecteur, "connect", lambda con, _: con.execute("PRAGMA max_page_count=1"))
    for size in (500, 50, 1):
        with contextlib.suppress(MagasinIndisponible):
            while True:
                decisions.prendre(
                    magasin, code, "x" * size, "CGET", date(2099, 1, 1), adresse="/", arrete=horloge.aujourd_hui()
                )
    # A page of the journal may have room for a line where that of the decisions has none for another.
    with contextlib.suppress(MagasinIndisponible):
        for is_black in itertools.cycle((True, False)):
            mur.noircir(magasin, code, is_black)


def dits(app) -> str:
    assert not app.exception
    return lu(" ".join(e.value for kind in ("error", "warning") for e in app.get(kind)))


def test_a_decision_without_an_owner_keeps_its_text_then_leaves_an_empty_form(magasin: Base):
    app, _ = presenting(magasin, "projets")
    app.text_area(key="saisie_decision").input("Payer la tranche 2")
    bouton(app, "Enregistrer la décision").click().run()
    assert app.text_area(key="saisie_decision").value == "Payer la tranche 2"
    assert "Il manque le responsable : rien n'a été enregistré." in dits(app)
    app.text_input(key="saisie_responsable").input("Région Bretagne")
    bouton(app, "Enregistrer la décision").click().run()
    assert [d.texte for d in decisions.lister(magasin, horloge.aujourd_hui())] == ["Payer la tranche 2"]
    assert (app.text_area(key="saisie_decision").value, app.text_input(key="saisie_responsable").value) == ("", "")
    assert app.date_input(key="saisie_echeance").value == horloge.aujourd_hui() + timedelta(days=30) and dits(app) == ""


def test_a_full_disk_empties_no_form_and_is_told_in_french(magasin: Base):
    app, seance = presenting(magasin)
    step = etapes.ajouter(magasin, seance.code, "Retards", "CGET", 10, "/projets")
    app.run()
    remplir(magasin, seance.code)
    app.text_area(key="saisie_decision").input("Payer")
    app.text_input(key="saisie_responsable").input("Bpifrance")
    bouton(app, "Enregistrer la décision").click().run()
    app.text_input(key="saisie_etape").input("Argent")
    bouton(app, "Ajouter l'étape").click().run()
    (title,) = [t for t in app.text_input if t.key.startswith(f"etape_{step.etape_id}_") and t.key.endswith("titre")]
    title.input("Retards de 2019")
    bouton(app, "Enregistrer").click().run()
    values = {t.key: t.value for t in (*app.text_area, *app.text_input)}
    assert (values["saisie_decision"], values["saisie_etape"], values[title.key]) == (
        "Payer",
        "Argent",
        "Retards de 2019",
    )
    assert dits(app).count("n'a pas pu être lu ou enregistré : le disque est plein. Rien n'a changé") == 3
    assert "full" not in dits(app) and "sqlite" not in dits(app).lower()


@pytest.mark.parametrize(
    ("contenu", "raison"), [(b"ceci n'est pas un magasin " * 50, "est abîmé"), (None, "ne s'ouvre pas")]
)
def test_a_store_that_cannot_be_opened_is_told_in_french(tmp_path, monkeypatch, contenu, raison):
    place = tmp_path / "abime.sqlite"
    place.write_bytes(contenu) if contenu else place.mkdir()
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{place}")
    app = ouvrir("seance", arrete=COPIL)
    assert f"n'a pas pu être lu ou enregistré : le fichier des séances {raison}." in dits(app)


def test_a_decision_typed_while_the_seance_is_closed_elsewhere_is_kept_and_said(magasin: Base):
    app, seance = presenting(magasin, "projets")
    app.text_area(key="saisie_decision").input("Payer la tranche 2")
    app.text_input(key="saisie_responsable").input("Bpifrance")
    marche.clore(magasin, seance.code, "Direction du programme")
    bouton(app, "Enregistrer la décision").click().run()
    assert "Décision non enregistrée. La séance « COPIL » est close : elle ne change plus." in dits(app)
    assert [c.value for c in app.code if "tranche" in c.value] == ["Payer la tranche 2\nBpifrance"]
    app.run()
    assert "Décision non enregistrée" in dits(app)
    app.button(key="effacer_noter_decision").click().run()
    assert dits(app) == "" and decisions.lister(magasin, horloge.aujourd_hui()) == []


def test_what_a_closed_seance_refused_fills_the_form_of_the_next_one(magasin: Base):
    app, seance = presenting(magasin)
    app.text_area(key="saisie_decision").input("Payer la tranche 2")
    marche.clore(magasin, seance.code, "Direction du programme")
    bouton(app, "Enregistrer la décision").click().run()
    following = seances.ouvrir(magasin, "Suite", "Direction du programme", date(2019, 9, 24))
    app.query_params["animer"] = following.cle
    app.run()
    assert app.text_area(key="saisie_decision").value == "Payer la tranche 2"


def test_a_correction_that_was_saved_leaves_nothing_for_the_next_figure(magasin: Base):
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    app = ouvrir(arrete=COPIL, animer=seance.cle, chiffre="montant_engage")
    value, why, _ = [t for t in app.text_input if t.key.startswith("corriger_")]
    value.input("110,2 M€")
    why.input("Convention oubliée")
    bouton(app, "Corriger").click().run()
    assert len(corrections.en_attente(magasin)) == 1
    assert [t.value for t in app.text_input if t.key.startswith("corriger_")] == ["", "", "Direction du programme"]


def test_a_refusal_without_an_author_keeps_its_reason(magasin: Base):
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    where = Perimetre("nb_projets", date(2019, 9, 24), "/?arrete=2019-09-24&phase=1", "Phase I")
    one = corrections.proposer(magasin, seance.code, where, (2, 3), "Oubli", "CGET")
    app = ouvrir("donnees", arrete=COPIL, volet="Corrections")
    app.text_input(key=f"refus_{one.correction_id}").input("Déjà comptée")
    bouton(app, "Refuser").click().run()
    assert app.text_input(key=f"refus_{one.correction_id}").value == "Déjà comptée"
    assert "Indiquez d'abord votre fonction" in dits(app)


@pytest.mark.parametrize(
    ("label", "typed", "sentence"),
    [
        ("Ajouter ce choix", {"manuel_motif": "Fermeture annoncée"}, "Un choix manuel demande un territoire"),
        ("Poser la borne", {}, "Une borne demande une région"),
    ],
)
def test_a_setting_of_the_selector_that_is_refused_says_so_and_keeps_its_words(magasin, label, typed, sentence):
    app = ouvrir("ingenierie", **PREPARER)
    for key, words in typed.items():
        app.text_input(key=key).input(words)
    bouton(app, label).click().run()
    assert sentence in dits(app)
    assert all(app.text_input(key=key).value == words for key, words in typed.items())
