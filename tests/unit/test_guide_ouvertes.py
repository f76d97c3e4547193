"""The guide of the public lists: what it writes is what the mapping holds, what it shows is what the verb says."""

import re
import shlex
import shutil

import pytest

from tests.unit.test_listes_ouvertes import SUITE
from ti_dashboard.__main__ import main
from ti_dashboard.dossier.chemins import CORRESPONDANCES, RACINE
from ti_dashboard.verbes.grammaire import analyseur

GUIDE = (RACINE / "docs" / "donnees-ouvertes.md").read_text(encoding="utf-8")
COMMANDES = re.findall(r"^python -m ti_dashboard (.*)$", GUIDE, re.M)
ESPACES = str.maketrans("\u00a0\u202f", "  ")


def test_the_mapping_is_the_one_shipped():
    (written,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.S)
    shipped = (CORRESPONDANCES / "fonds-vert-2025.toml").read_text(encoding="utf-8").splitlines()
    assert [line for line in written.splitlines() if line not in shipped] == []
    assert len([line for line in shipped if line and not line.startswith("#")]) <= 30


@pytest.mark.parametrize("command", COMMANDES)
def test_every_command_is_understood_as_written(command):
    assert analyseur().parse_args(shlex.split(command))


def test_verifier_says_what_the_guide_shows(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(SUITE, tmp_path / "fonds-vert-2025-export.csv")
    assert main(shlex.split(COMMANDES[0])) == 0
    said = [line.rstrip().translate(ESPACES) for line in capsys.readouterr().out.splitlines()]
    assert [line for line in said if line not in GUIDE.splitlines()] == []
