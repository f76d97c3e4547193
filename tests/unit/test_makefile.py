"""``make help`` lists every target meant for people."""

import re
import subprocess
import sys

from ti_dashboard.dossier import pointeur
from ti_dashboard.dossier.chemins import RACINE

MAKEFILE = (RACINE / "Makefile").read_text(encoding="utf-8")


def test_help_lists_every_target():
    (targets,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.M)
    said = subprocess.run(["make", "--no-print-directory", "help"], cwd=RACINE, text=True, capture_output=True).stdout
    assert re.findall(r"^  make (\S+) ", said, re.M) == targets.split()


def test_what_is_checked_before_a_commit_is_a_part_of_lint():
    (parts,) = re.findall(r"^lint: ([^#\n]*)", MAKEFILE, re.M)
    hooks = re.findall(r"entry: (.*)", (RACINE / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert hooks and {hook.removeprefix("make ") for hook in hooks} <= set(parts.split())
    assert "http" not in (RACINE / ".pre-commit-config.yaml").read_text(encoding="utf-8"), "nothing from the network"


def test_what_is_published_already_is_not_made_again(tmp_path, monkeypatch):
    (question,) = re.findall(r"^PUBLIEE := \$\(BIN\)/python -c '(.*)'$", MAKEFILE, re.M)

    def asked() -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-c", question], cwd=RACINE, text=True, capture_output=True)
        return done.returncode, done.stderr

    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    assert asked() == (1, "")
    (tmp_path / "publications").mkdir()
    (tmp_path / "publications" / pointeur.NOM).touch()
    assert asked() == (0, "")


def test_the_public_lists_have_their_own_folder_unless_one_is_named(monkeypatch):
    def told() -> str:
        command = ["make", "-n", "-o", ".venv/.installe", "donnees-ouvertes"]
        return subprocess.run(command, cwd=RACINE, text=True, capture_output=True).stdout

    monkeypatch.delenv("TI_DASHBOARD_DONNEES", raising=False)
    assert "TI_DASHBOARD_DONNEES=donnees-ouvertes make run" in told()
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", "ailleurs")
    assert "TI_DASHBOARD_DONNEES=ailleurs make run" in told()
