"""The minutes on the Séance page: written, read, amended, sealed; decisions of all séances searched."""

import pytest
from streamlit.testing.v1 import AppTest

from tests import comite_joue
from tests.app.application import ouvrir
from tests.magasin import base
from ti_dashboard.live import amendements, marche, proces_verbaux, seances
from ti_dashboard.live.base import Base

COPIL = "24/09/2019"


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


def dit(app: AppTest) -> str:
    return "\n".join(one.value for one in [*app.markdown, *app.error, *app.warning, *app.subheader])


def bouton(app: AppTest, label: str):
    return next(one for one in app.button if one.label == label)


def relire(code: str) -> AppTest:
    app = ouvrir("seance", arrete=COPIL, relire=code)
    assert not app.exception
    return app


def test_who_reads_a_closed_seance_finds_its_minutes_whether_or_not_the_server_died(magasin: Base):
    code = comite_joue.jouer(magasin, "Comité *piégé* [x](http://ailleurs.fr)").code
    app = relire(code)
    assert proces_verbaux.trouver(magasin, code) is not None
    said = dit(app)
    assert "Payer les conventions signées" in said and ":blue-badge[Projet]" in said and "Six oubliés" in said
    assert [one.label for one in app.get("download_button")][:3] == [
        "Télécharger en DOCX",
        "Télécharger en PDF",
        "Télécharger en JSON",
    ]


def test_an_amendment_is_proposed_refused_with_its_reason_and_the_minutes_sealed(magasin: Base):
    code = comite_joue.jouer(magasin).code
    app = relire(code)
    app.text_area(key="amendement_propose").input("Payer avant l'été *vite*")
    bouton(app, "Proposer l'amendement").click().run()
    assert "Il manque l'organisme et la fonction" in dit(app)
    app.selectbox(key="amendement_auteur").select("Banque des Territoires, Cheffe de service")
    bouton(app, "Proposer l'amendement").click().run()
    (asked,) = amendements.lister(magasin, code)
    assert (
        asked.passage.startswith("Conclusion 1 : Payer") and asked.auteur == "Banque des Territoires, Cheffe de service"
    )
    app.text_input(key="amendement_1_qui").input("Direction")
    bouton(app, "Refuser l'amendement").click().run()
    assert "Il manque le motif du refus" in dit(app)
    app.text_input(key="amendement_1_motif").input("Pas dit ainsi")
    bouton(app, "Refuser l'amendement").click().run()
    assert "refusé par Direction : Pas dit ainsi" in dit(app)
    bouton(app, "Sceller maintenant").click().run()
    bouton(app, "Oui, sceller").click().run()
    assert proces_verbaux.lire(magasin, code).est_scelle and ":green-badge[Scellé]" in dit(app)
    labels = {one.label for one in app.button}
    assert not labels & {"Sceller maintenant", "Proposer l'amendement", "Refuser l'amendement"} and not app.exception


def test_closed_seances_say_what_came_out_of_them_and_where_their_minutes_are(magasin: Base):
    comite_joue.jouer(magasin, "Premier")
    later = seances.ouvrir(magasin, "Second", "Direction", comite_joue.ARRETE)
    marche.clore(magasin, later.code, "Direction")
    said = dit(ouvrir("seance", arrete=COPIL))
    assert "3\xa0conclusions · :orange-badge[procès-verbal à rédiger]" in said and "0\xa0conclusion ·" in said


def test_decisions_of_all_seances_are_searched_without_accents(magasin: Base):
    comite_joue.jouer(magasin)
    app = ouvrir("seance", arrete=COPIL)
    assert "trouvée" not in dit(app)
    app.text_input(key="recherche_mots").input("regions CONSTAT").run()
    assert "1\xa0décision trouvée" in dit(app) and "Les régions partagent le constat" in dit(app)
    app.selectbox(key="recherche_genre").select("decision").run()
    assert "0\xa0décision trouvée" in dit(app) and not app.exception
