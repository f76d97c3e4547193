"""Decisions in the room: the overdue ones first for everybody, mended while the séance is open, told when taken."""

from datetime import date, timedelta

import pytest

from tests.app.application import composants, lu, ouvrir
from tests.app.test_seance import COPIL, bouton, presenting
from tests.magasin import base
from ti_dashboard import horloge
from ti_dashboard.live import decisions, etapes, seances
from ti_dashboard.live.base import Base

LOIN = horloge.aujourd_hui() + timedelta(days=60)


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


def prendre(magasin: Base, code: str, due: date = LOIN) -> decisions.Decision:
    return decisions.prendre(
        magasin, code, "Payer la tranche 2", "CGET", due, adresse="/projets", arrete=date(2019, 9, 24)
    )


def annonces(app) -> list[str]:
    """What the component that follows the séance was given to tell."""
    assert not app.exception
    given = composants(app)
    return [data["annonce"]["mots"] for data in given if data.get("annonce")]


@pytest.mark.parametrize("role", ["suivre", "animer"])
def test_an_overdue_decision_comes_before_the_agenda_for_everybody(magasin: Base, role: str):
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    etapes.ajouter(magasin, seance.code, "Retards", "CGET", 10, "/projets")
    prendre(magasin, seance.code, date(2019, 10, 1))
    app = ouvrir("seance", arrete=COPIL, **{role: seance.code if role == "suivre" else seance.cle})
    headers = [h.value for h in app.header]
    assert headers.index("Décisions : 1\xa0en retard") < headers.index("Ordre du jour")


def test_the_room_is_told_of_a_decision_just_taken_and_not_of_an_old_one(magasin: Base, monkeypatch):
    seance = seances.ouvrir(magasin, "COPIL", "Direction du programme", date(2019, 9, 24))
    assert annonces(ouvrir("projets", arrete=COPIL, suivre=seance.code)) == []
    prendre(magasin, seance.code)
    told = f"Décision prise : « Payer la tranche 2 » (CGET, avant le {LOIN:%d/%m/%Y})"
    for role in ({"suivre": seance.code}, {"animer": seance.cle}, {}):
        assert annonces(ouvrir("projets", arrete=COPIL, **role)) == [told]
    monkeypatch.setattr("ti_dashboard.comite.annonces.DUREE", timedelta())
    assert annonces(ouvrir("projets", arrete=COPIL, suivre=seance.code)) == []


def test_the_presenter_mends_a_decision_of_this_seance_and_a_past_date_is_questioned(magasin: Base):
    app, seance = presenting(magasin)
    other = seances.ouvrir(magasin, "Autre", "Préfecture", date(2019, 9, 24))
    taken, elsewhere = prendre(magasin, seance.code), prendre(magasin, other.code)
    app.run()
    assert len([b for b in app.button if b.label == "Enregistrer la modification"]) == 1
    (owner,) = [t for t in app.text_input if t.key.startswith(f"decision_{taken.decision_id}_")]
    (due,) = [d for d in app.date_input if d.key.startswith(f"decision_{taken.decision_id}_")]
    owner.input("Bpifrance")
    due.set_value(date(2020, 1, 6))
    bouton(app, "Enregistrer la modification").click().run()
    assert decisions.lire(magasin, taken.decision_id) == taken
    assert "Cette échéance, le 06/01/2020, est passée : la garder ?" in [lu(w.value) for w in app.warning]
    bouton(app, "Garder cette échéance et enregistrer").click().run()
    found = decisions.lire(magasin, taken.decision_id)
    assert (found.responsable, found.echeance) == ("Bpifrance", date(2020, 1, 6)) and not app.exception
    assert decisions.lire(magasin, elsewhere.decision_id) == elsewhere
