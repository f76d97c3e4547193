"""The examination of a deposit has a process of its own: bounded in time and memory, whatever a file does to it."""

import pytest

from tests.depot import deposer, fichier, financement, fonder, interroger, publier, verifier
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.atelier import examen_borne


@pytest.fixture
def base(tmp_path, monkeypatch, examen_ici):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    monkeypatch.setattr(examen_borne, "_lancer", examen_ici)
    fonder(tmp_path)
    return tmp_path


def _seul_constat(base) -> Defaut:
    """What is found of a good file that the process of the examination does not come back from."""
    depot = verifier(fichier(base, "financements", [financement("C", "10")]))
    assert depot.feuilles == () and not depot.est_sans_faute
    (found,) = depot.constats
    return found


def test_a_good_file_is_examined_there_step_by_step_and_published(base, monkeypatch):
    told = []
    real = examen_borne._lancer
    monkeypatch.setattr(examen_borne, "_lancer", lambda folder, dire: real(folder, told.append))
    deposer(fichier(base, "financements", [financement("C", "10")]))
    publier()
    assert "Lecture de financements.csv" in told and told[-1] == "Enregistrement de la lecture"
    assert interroger("SELECT montant_eur FROM flux WHERE reference = 'C'")[0][0] == 10


def test_a_file_that_takes_too_long_stops_its_examination_and_is_said(base, monkeypatch):
    monkeypatch.setattr(examen_borne, "DUREE_MAX_S", 0)
    assert "a fait arrêter l'examen" in _seul_constat(base).constat


def test_a_file_that_takes_too_much_memory_is_said(base, monkeypatch):
    monkeypatch.setattr(examen_borne, "MEMOIRE_MAX", 200 * 2**20)
    found = _seul_constat(base)
    assert "Gio de mémoire" in found.constat
    assert found.remede.startswith("Rien n'a été lu")
