"""Each screen of a service that has accounts leads out: those that show nothing, or are refused, included."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from tests import reseau
from tests.app.application import application, calc_hash
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces, Personne
from ti_dashboard.adresse.pages import ENTREES
from ti_dashboard.cadre import seuil
from ti_dashboard.cadre.personne import LUE
from ti_dashboard.errors import MagasinIndisponible

LECTEUR = Personne("Lectrice", frozenset({RoleDAcces.LECTEUR}), PerimetreDAcces(), compte_id=7)


def ouvrir(page: str) -> AppTest:
    app = application()
    app.session_state[LUE] = (time.monotonic() + 3600, LECTEUR)
    app._page_hash = calc_hash(page)
    app.run()
    assert not app.exception
    return app


def liens(app: AppTest) -> dict[str, str]:
    return {one.proto.label: one.proto.url for one in app.get("link_button")}


@pytest.mark.parametrize("entree", ENTREES, ids=lambda e: e.fichier)
def test_each_page_leads_out(monkeypatch: pytest.MonkeyPatch, entree):
    reseau.regler(monkeypatch)
    assert liens(ouvrir(entree.fichier)).items() >= {"Se déconnecter": "/deconnexion", "Mon compte": "/compte"}.items()


def test_a_screen_that_has_nothing_to_show_leads_out_too(monkeypatch: pytest.MonkeyPatch, tmp_path):
    reseau.regler(monkeypatch, TI_DASHBOARD_DONNEES=str(tmp_path / "vide"))
    assert liens(ouvrir("accueil"))["Se déconnecter"] == "/deconnexion"


def test_a_store_that_does_not_answer_takes_nothing_of_the_way_out(monkeypatch: pytest.MonkeyPatch):
    reseau.regler(monkeypatch)

    def fall() -> Personne:
        raise MagasinIndisponible("Le magasin ne répond pas.")

    monkeypatch.setattr(seuil, "courante", fall)
    assert liens(ouvrir("accueil"))["Se déconnecter"] == "/deconnexion"


def test_at_a_post_alone_there_is_nothing_to_leave():
    assert "Se déconnecter" not in liens(ouvrir("accueil"))
