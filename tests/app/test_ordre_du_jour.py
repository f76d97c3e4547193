"""The agenda proposed from what the figures and the room say; the timer of its current step."""

from datetime import date, datetime

import pytest

from tests.app.application import ouvrir
from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.magasin import base
from ti_dashboard.ecrans.seance.proposition import inscrire, proposer
from ti_dashboard.live import decisions, etapes, marche, seances
from ti_dashboard.live.base import Base
from ti_dashboard.questions.alertes import Seuils, alertes
from ti_dashboard.questions.options import contexte

COPIL = "24/09/2019"


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


@pytest.fixture
def seance(magasin: Base) -> seances.Seance:
    return seances.ouvrir(magasin, "COPIL", "Direction du programme", A2019)


def test_it_goes_from_overdue_decisions_to_the_next_steps_and_says_the_figures(demo, magasin: Base, seance):
    decisions.prendre(magasin, seance.code, "Payer", "CGET", date(2019, 10, 1), adresse="/", arrete=A2019)
    steps = proposer(contexte(demo, filtres(A2019, compare=A2019_AVRIL)), magasin, date(2019, 11, 1))
    nb = len(alertes(demo, filtres(A2019), Seuils()))
    titles = [s.titre.replace("\u00a0", " ") for s in steps]
    assert titles[0] == "1 décision en retard" and titles[1].startswith("Ce qui a changé : 832 k€ de plus payés")
    assert titles[2].startswith(f"{nb} alertes, dont ")
    assert titles[3] == "L'argent : 113,1 M€ engagés, 832 k€ payés, tous financeurs"
    assert titles[4].startswith("Prochaines étapes")
    assert [s.adresse.split("?")[0] for s in steps] == [
        "/seance",
        "/evolutions",
        "/evolutions",
        "/financements",
        "/seance",
    ]
    assert all("arrete=2019-09-24" in s.adresse for s in steps) and "volet_evolutions=Alertes" in steps[2].adresse


def test_what_has_nothing_to_say_is_left_out(demo, magasin: Base):
    steps = proposer(contexte(demo, filtres(A2019, phase=2, compare=None)), magasin, date(2019, 11, 1))
    assert [s.titre for s in steps] == ["Prochaines étapes : décisions à prendre"]


def test_proposed_twice_it_adds_only_what_is_missing(demo, magasin: Base, seance):
    steps = proposer(contexte(demo, filtres(A2019, compare=A2019_AVRIL)), magasin, A2019)
    assert inscrire(magasin, seance.code, steps) == len(steps) == 4
    etapes.retirer(magasin, etapes.lister(magasin, seance.code)[1].etape_id)
    assert inscrire(magasin, seance.code, steps) == 1
    assert inscrire(magasin, seance.code, steps) == 0


def test_the_presenter_proposes_and_a_follower_reads(magasin: Base, seance):
    app = ouvrir("seance", arrete=COPIL, compare="30/04/2019", animer=seance.cle)
    app.button(key="proposer_agenda").click().run()
    assert not app.exception and len(etapes.lister(magasin, seance.code)) == 4
    app = ouvrir("seance", arrete=COPIL, suivre=seance.code)
    said = " ".join(m.value for m in app.markdown)
    assert "**3. L'argent" in said and "4\u00a0étapes, 35\u00a0minutes en tout." in said
    assert not any(b.label in ("Aller", "Clore la séance", "Ouvrir la séance") for b in app.button)


def test_a_step_has_its_own_clock_that_going_elsewhere_does_not_restart(magasin: Base, seance):
    first, second = (etapes.ajouter(magasin, seance.code, t, "", 5, "/projets") for t in ("Un", "Deux"))
    assert seances.lire(magasin, seance.code).etape_depuis is None
    marche.deplacer(magasin, seance.code, "/projets", 1, first.etape_id)
    began = seances.lire(magasin, seance.code).etape_depuis
    assert datetime.fromisoformat(began).tzinfo is not None
    marche.deplacer(magasin, seance.code, "/territoires", 2)
    marche.deplacer(magasin, seance.code, "/projets", 3, first.etape_id)
    assert seances.lire(magasin, seance.code).etape_depuis == began
    marche.deplacer(magasin, seance.code, "/projets", 4, second.etape_id)
    assert seances.lire(magasin, seance.code).etape_depuis >= began
    etapes.retirer(magasin, second.etape_id)
    assert seances.lire(magasin, seance.code).etape_depuis is None


def test_reading_a_screen_writes_no_store(donnees_servies, tmp_path, monkeypatch):
    path = tmp_path / "jamais.sqlite"
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{path}")
    app = ouvrir(arrete=COPIL)
    assert not app.exception and not path.exists()
