"""The Données page of an account with a perimeter: for whom it deposits, and nothing of what others prepared."""

import time

import pytest

from tests import reseau
from tests.app.application import application, calc_hash
from tests.depot import fichier, financement, verifier
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces, Personne
from ti_dashboard.cadre.personne import LUE

BRETAGNE, NATIONAL = PerimetreDAcces(region="53"), PerimetreDAcces()


@pytest.fixture
def ouvrir(base, monkeypatch):
    reseau.regler(monkeypatch)

    def open_as(limits: PerimetreDAcces, **adresse: str):
        app = application()
        who = Personne("Équipe données", frozenset({RoleDAcces.DONNEES}), limits, compte_id=7)
        app.session_state[LUE] = (time.monotonic() + 3600, who)
        for key, value in adresse.items():
            app.query_params[key] = value
        app._page_hash = calc_hash("donnees")
        app.run()
        assert not app.exception
        return app, " ".join(e.value for kind in ("markdown", "caption", "error") for e in app.get(kind))

    return open_as


def _cles(app) -> set[str]:
    return {button.key for button in app.button}


def test_the_page_says_for_whom_and_refuses_what_is_not_theirs(base, ouvrir):
    path = fichier(base, "financements", [financement("C", "10")])
    theirs, mine = verifier(path).depot_id, verifier(path, perimetre=BRETAGNE).depot_id
    app, said = ouvrir(BRETAGNE)
    assert "Vous déposez pour : **Région Bretagne**" in said
    assert f"ouvrir-{mine}" in _cles(app) and f"ouvrir-{theirs}" not in _cles(app)
    assert app.segmented_control(key="mode").options == ["Complément"]
    app, said = ouvrir(BRETAGNE, depot=theirs)
    assert "préparé hors de votre périmètre" in said and "accepter" not in _cles(app)
    app, said = ouvrir(NATIONAL)
    assert "Vous déposez pour" not in said and {f"ouvrir-{mine}", f"ouvrir-{theirs}"} <= _cles(app)
