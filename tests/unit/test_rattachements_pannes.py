"""kill -9 at every write of an attachment by hand, and of its undoing: whole or not there; and a disk that refuses."""

import shutil
import signal

import pytest

from tests.depot import AUTEUR, LANNION, laisser_sans_territoire
from tests.panne import processus
from ti_dashboard.dossier import journal, rattachements
from ti_dashboard.dossier.rattachements import en_vigueur
from ti_dashboard.errors import DisqueRefuse
from ti_dashboard.ingest import atelier

SUJETS = ["projet:P4", "projet:P5"]


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    laisser_sans_territoire(tmp_path / "donnees")
    return tmp_path / "donnees"


@pytest.mark.parametrize("verbe", ["rattacher", "detacher"])
def test_a_gesture_killed_anywhere_attaches_all_or_nothing_and_can_be_done_again(base, verbe, monkeypatch):
    if verbe == "detacher":
        atelier.rattacher(LANNION, SUJETS, AUTEUR)
    before, after = (["P4", "P5"], []) if verbe == "detacher" else ([], ["P4", "P5"])
    with processus() as run:
        writes = run(verbe, 0, _copie(base, 0)).ecritures
        assert writes >= 5
        for point in range(1, writes + 1):
            copy = _copie(base, point)
            monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(copy))
            assert run(verbe, point, copy).code == -signal.SIGKILL
            held = _rattaches(copy)
            assert held in (before, after), point
            ends = [e.issue_dite for e in journal.gestes(journal.lire(copy)) if e.geste == verbe]
            assert ends[:1] in ([], ["interrompu"], *([["fait"]] if held == after else [])), point
            if held == before:
                done = atelier.rattacher(LANNION, SUJETS, AUTEUR) if after else atelier.detacher(SUJETS, AUTEUR)
                assert done.numero == len(rattachements.lire(copy))
            assert _rattaches(copy) == after
            assert not list(rattachements.dossier(copy).glob(".brouillon*")), point


def _copie(base, point: int):
    return shutil.copytree(base, base.with_name(f"donnees-{point}"))


def _rattaches(base) -> list[str | None]:
    return sorted(sujet.projet_id for sujet in en_vigueur(rattachements.lire(base)))


def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_attached(base):
    rattachements.dossier(base).write_text("", encoding="utf-8")
    with pytest.raises(DisqueRefuse, match=r"rattachements ne peut pas être écrit : un fichier en a pris le nom"):
        atelier.rattacher(LANNION, SUJETS, AUTEUR)
    rattachements.dossier(base).unlink()
    assert rattachements.lire(base) == ()
