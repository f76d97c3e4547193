"""``make help`` lists every target meant for people."""

import re
import subprocess

from ti_dashboard.dossier.chemins import RACINE

MAKEFILE = (RACINE / "Makefile").read_text(encoding="utf-8")


def test_help_lists_every_target():
    (targets,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.M)
    said = subprocess.run(["make", "--no-print-directory", "help"], cwd=RACINE, text=True, capture_output=True).stdout
    assert re.findall(r"^  make (\S+) ", said, re.M) == targets.split()


def test_the_public_lists_have_their_own_folder_unless_one_is_named(monkeypatch):
    def told() -> str:
        command = ["make", "-n", "-o", ".venv/.installe", "donnees-ouvertes"]
        return subprocess.run(command, cwd=RACINE, text=True, capture_output=True).stdout

    monkeypatch.delenv("TI_DASHBOARD_DONNEES", raising=False)
    assert "TI_DASHBOARD_DONNEES=donnees-ouvertes make run" in told()
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", "ailleurs")
    assert "TI_DASHBOARD_DONNEES=ailleurs make run" in told()
