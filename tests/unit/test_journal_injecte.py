"""What somebody wrote begins no line of the server's log, moves no cursor, turns no word around."""

import json
import os
import subprocess
import sys

import pytest

from ti_dashboard import journal_serveur
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.errors import ReglageRefuse

HOSTILES = (
    "a\nWARNING faux", "a\r\nfaux", "a\rfaux", "a\x0bfaux", "a\x0cfaux", "a\x85faux", "a\u2028faux", "a\u2029faux",
    "\x1b[2J\x1b[31mrouge", "\x9b31m", "\x07\x08\x08\x08", "\x00nul", "\u202emoc.elpmexe\u202c", "\u2066caché\u2069",
    "\ud800", "\ufeff", "é" * 50_000,
)  # fmt: skip
ECRIRE = (
    "import json, logging, sys\n"
    "from ti_dashboard import journal_serveur; journal_serveur.installer()\n"
    "said = json.loads(sys.stdin.read())\n"
    "journal_serveur.avertir('Entrée refusée', porte=said)\n"
    "logging.getLogger('ti_dashboard').warning('Connexion refusée : %s', said)\n"
    "try: raise ValueError(said)\n"
    "except ValueError: logging.getLogger('ti_dashboard').exception('Page non affichée : %s', said)\n"
)


def ecrire(forme: str, dit: str) -> str:
    env = os.environ | {journal_serveur.VARIABLE: forme, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", ECRIRE], input=json.dumps(dit).encode(), env=env, cwd=RACINE, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.decode()


@pytest.fixture(scope="module")
def ecrits() -> dict[str, str]:
    """All the texts at once, in each form: a process for each would cost more than all the rest."""
    return {form: ecrire(form, "|".join(HOSTILES)) for form in ("", "json")}


def test_one_event_is_one_line_whatever_was_written(ecrits: dict[str, str]):
    lines = [json.loads(line) for line in ecrits["json"].split("\n") if line]
    begun = [line["message"].split(" : ")[0] for line in lines]
    assert begun == ["Entrée refusée", "Connexion refusée", "Page non affichée"]
    assert lines[0]["porte"] == "|".join(HOSTILES)
    text = ecrits[""].rstrip("\n").split("\n")
    begun = [line for line in text if not line.startswith("    ")]
    assert [line[:14] for line in begun] == ["Entrée refusée", "Connexion refu", "Page non affic"]
    assert any("Traceback" in line for line in text)


@pytest.mark.parametrize("forme", ["", "json"])
def test_nothing_in_the_log_acts_on_who_reads_it(ecrits: dict[str, str], forme: str):
    kept = ecrits[forme].replace("\n", "")
    assert kept and not [letter for letter in kept if journal_serveur.sans_pouvoir(letter) != letter]
    assert ecrits[forme].splitlines() == ecrits[forme].rstrip("\n").split("\n")


@pytest.mark.parametrize("dit", ["jsno", "oui", "json,texte", "\x1b[31m"])
def test_a_form_that_does_not_exist_is_refused_at_the_start_and_by_each_verb(monkeypatch: pytest.MonkeyPatch, dit: str):
    monkeypatch.setenv(journal_serveur.VARIABLE, dit)
    with pytest.raises(ReglageRefuse, match="écrivez « json »"):
        journal_serveur.verifier()
    env = os.environ | {journal_serveur.VARIABLE: dit}
    done = subprocess.run(
        [sys.executable, "-m", "ti_dashboard", "journal"], env=env, cwd=RACINE, capture_output=True, text=True
    )
    assert done.returncode == 1 and "écrivez « json »" in done.stdout and "\x1b" not in done.stdout


@pytest.mark.parametrize("dit", ["", "json", "JSON", " texte "])
def test_each_form_that_exists_is_taken(monkeypatch: pytest.MonkeyPatch, dit: str):
    monkeypatch.setenv(journal_serveur.VARIABLE, dit)
    journal_serveur.verifier()
    assert journal_serveur.est_json() is (dit.lower() == "json")


def test_why_the_service_does_not_start_is_read_by_a_collector_too():
    said = (
        "from ti_dashboard import journal_serveur; journal_serveur.installer();"
        "journal_serveur.dire_le_refus('Le service ne démarre pas :\\n- une faute')"
    )
    env = os.environ | {journal_serveur.VARIABLE: "json"}
    done = subprocess.run([sys.executable, "-c", said], env=env, cwd=RACINE, capture_output=True, text=True)
    (line,) = done.stderr.splitlines()
    assert json.loads(line)["niveau"] == "critical" and "une faute" in json.loads(line)["message"]
