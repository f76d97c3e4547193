"""The first screens of a publication, ready before anybody asks; the next publication does not wait for them."""

from pathlib import Path

import pytest

from tests.fabrique import publier
from ti_dashboard.compositions.empreinte_des_ecrans import empreinte
from ti_dashboard.magasin import guichet
from ti_dashboard.serveur import ecrans_servis, prechauffage


def _publier(folder: Path, amount: str) -> None:
    money = [{"projet_id": "P0", "montant": amount}]
    project = [{"projet_id": "P0", "territoire_id": "ti-5304"}]
    known = {"perimetre": [{"territoire_id": "ti-5304"}], "projets": project, "financements": money}
    publier(folder, {"2019-09-24": known})


@pytest.fixture
def chauffees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The publication of each page that is warmed; another one comes during the first of them."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    _publier(tmp_path, "100")
    warmed: list[str] = []
    real = ecrans_servis.prechauffer

    def warm(service, page):
        real(service, page)
        warmed.append(empreinte(service))
        if len(warmed) == 1:
            _publier(tmp_path, "200")

    monkeypatch.setattr(ecrans_servis, "prechauffer", warm)
    return warmed


def test_what_has_just_been_published_does_not_wait_for_what_it_replaces(chauffees: list[str]):
    first = prechauffage._regarder("")
    assert chauffees == [first]
    # Served already, though nobody has asked; its own screens come at the next look.
    second = empreinte(guichet.service())
    assert second != first
    assert prechauffage._regarder(first) == second
    assert len(chauffees) > 2 and set(chauffees[1:]) == {second}
    done = len(chauffees)
    assert prechauffage._regarder(second) == second and len(chauffees) == done
