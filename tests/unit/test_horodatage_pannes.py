"""kill -9 at every write of a time-stamping, and a disk that refuses: a whole token with its certificates, or none."""

import shutil
import signal

import pytest

from tests.depot import fonder
from tests.panne import processus
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import journal

MOTS = "horodater 24/09/2019 --autorite={adresse} --certificats={racine}"


@pytest.fixture
def base(tmp_path, monkeypatch, horodateur):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    fonder(tmp_path / "donnees")
    words = MOTS.format(adresse=horodateur.adresse, racine=horodateur.racine)
    (tmp_path / "donnees" / "mots.txt").write_text(words, encoding="utf-8")
    return tmp_path / "donnees"


def test_a_time_stamping_killed_anywhere_leaves_a_whole_token_or_none(base, monkeypatch, capsys):
    with processus() as run:
        writes = run("horodater", 0, _copie(base, 0)).ecritures
        assert writes >= 8
        for point in range(1, writes + 1):
            copy = _copie(base, point)
            monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(copy))
            assert run("horodater", point, copy).code == -signal.SIGKILL
            kept = (copy / "arretes" / "2019-09-24.tsr").exists()
            ends = [e.issue_dite for e in journal.gestes(journal.lire(copy)) if e.geste == "horodater"]
            assert ends in ([], ["interrompu"], *([["fait"]] if kept else [])), point
            code = main((copy / "mots.txt").read_text(encoding="utf-8").split())
            assert code == int(kept), "done again, or done already"
            capsys.readouterr()
            assert main(["horodater", "24/09/2019", "--verifier"]) == 0
            assert "non vérifiée" not in capsys.readouterr().out
            assert main(["publier"]) == 1 and not list((copy / "arretes").glob(".brouillon*")), point


def _copie(base, point: int):
    return shutil.copytree(base, base.with_name(f"donnees-{point}"))


def test_a_folder_that_refuses_the_token_is_named_before_anything_leaves(base, horodateur, capsys):
    words = (base / "mots.txt").read_text(encoding="utf-8").split()
    shutil.rmtree(base / "arretes", ignore_errors=True)
    (base / "arretes").write_text("", encoding="utf-8")
    assert main(words) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "arretes ne peut pas être écrit" in said and "un fichier en a pris le nom" in said
    assert horodateur.recues == []
    (base / "arretes").unlink()
    assert main(words) == 0 and len(horodateur.recues) == 1
