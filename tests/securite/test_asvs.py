"""ASVS 5.0 level 2 answered line by line, and no line held by a proof that does not exist."""

import ast
import csv
import re

import pytest

from tests.preuves import manque
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.serveur import gabarit
from ti_dashboard.serveur.securite import policy

OFFICIELLE = RACINE / "tests/donnees/asvs_5.0.0.csv"
REPONSES = RACINE / "docs/securite/asvs.csv"
ETATS = {"tenu", "non applicable", "à faire", "à l'hébergeur"}
SOURCES = sorted((RACINE / "ti_dashboard").rglob("*.py"))


def _lire(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


LIGNES = _lire(REPONSES)


def test_each_requirement_of_the_first_two_levels_is_answered_once_in_its_order():
    official = [(line["id"], line["niveau"]) for line in _lire(OFFICIELLE)]
    assert len(official) == 253
    assert [(line["id"], line["niveau"]) for line in LIGNES] == official


def test_each_answer_says_its_state_and_how():
    wrong = [line["id"] for line in LIGNES if line["etat"] not in ETATS or not (line["comment"] and line["exigence"])]
    assert wrong == []


def test_what_is_held_names_proofs_that_exist_and_nothing_else_names_any():
    for line in LIGNES:
        proofs = line["preuves"].split()
        assert bool(proofs) == (line["etat"] == "tenu"), line["id"]
        assert [said for proof in proofs if (said := manque(proof))] == [], line["id"]


@pytest.mark.parametrize(
    "preuve",
    [
        "tests/unit/test_absent.py",
        "tests/securite/test_asvs.py::test_absent",
        "tests/preuves.py",
        "docs/securite/politique.md#Absente",
        "docs/securite/politique.md",
    ],
)
def test_a_proof_that_does_not_exist_is_seen(preuve):
    assert manque(preuve)


def test_the_summary_counts_what_the_lines_say():
    text = (RACINE / "docs/securite/README.md").read_text(encoding="utf-8")
    for state in ETATS:
        said = re.search(rf"^\| {state} \| (\d+) \|$", text, re.M)
        assert said and int(said[1]) == sum(line["etat"] == state for line in LIGNES), state


def _appels(names: set[str]) -> list[str]:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                is_ours = isinstance(node.func, ast.Name) or "hashlib" in ast.unparse(node.func)
                found += [f"{path.name}:{node.lineno}"] if called in names and is_ours else []
    return found


def test_nothing_received_is_ever_evaluated():
    assert _appels({"eval", "exec", "compile", "__import__"}) == []


def test_no_weak_hash_is_used():
    # A time-stamp token names its signer's certificate by the hash of its own time, SHA-1 among others.
    assert {place.partition(":")[0] for place in _appels({"md5", "sha1", "new"})} == {"signature.py"}
    assert _appels({"sha256"}), "the reader sees the calls it looks for"


def test_the_policy_keeps_its_doors_closed():
    said = dict(one.partition(" ")[::2] for one in policy("exemple.test", ("'sha256-a'",)).split("; "))
    assert said["script-src"] == "'self' blob: 'sha256-a'"
    for closed in ("object-src", "base-uri", "worker-src"):
        assert said[closed] == "'none'", closed
    assert said["default-src"] == said["frame-ancestors"] == said["form-action"] == "'self'"


def test_a_template_escapes_what_it_is_given():
    page = gabarit.repondre("refus.html", 403, message="<script>alert(1)</script>").body.decode()
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_a_password_is_masked_and_a_manager_may_fill_it():
    pages = [path.read_text(encoding="utf-8") for path in (RACINE / "ti_dashboard/serveur/gabarits").glob("*.html")]
    fields = [tag for page in pages for tag in re.findall(r"<input[^>]*name=\"mot_de_passe\"[^>]*>", page)]
    assert len(fields) >= 2
    assert all('type="password"' in tag and 'autocomplete="' in tag and "onpaste" not in tag for tag in fields)
