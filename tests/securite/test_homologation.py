"""The file of homologation quotes what exists: paths, tests, settings, verbs; what nobody knows yet is marked so."""

import re

import pytest

from tests.preuves import manque
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.verbes.grammaire import analyseur

DOSSIER = RACINE / "docs/homologation"
DOCUMENTS = sorted([*DOSSIER.glob("*.md"), *(RACINE / "docs/securite").glob("*.md"), RACINE / "docs/eco-conception.md"])
CODE = re.compile(r"`([^`\n]+)`")
LIEN = re.compile(r"\]\(([^)#\s]+)\)")
CHEMIN = re.compile(r"[\w.@-]+(/[\w.@-]+)+|[\w-]+\.(?:md|csv|lock|toml)")
A_COMPLETER = "**[à compléter]**"
# In the data folder, or the file of the service: not of the checkout.
AILLEURS = {"recus/", "journal.jsonl", "theme.toml"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_each_path_and_each_test_that_is_quoted_exists(document):
    text = document.read_text(encoding="utf-8")
    for quoted in CODE.findall(text):
        if "::" in quoted:
            assert manque(quoted) is None
        elif CHEMIN.fullmatch(quoted) and quoted not in AILLEURS:
            places = (RACINE / quoted, RACINE / "ti_dashboard" / quoted, document.parent / quoted)
            assert any(place.exists() for place in places), quoted
    for target in LIEN.findall(text):
        assert target.startswith("https://") or (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_each_setting_that_is_quoted_is_read_somewhere(document):
    sources = [*(RACINE / "ti_dashboard").rglob("*.py"), *(RACINE / "deploiement").rglob("*.*")]
    known = "".join(path.read_text(encoding="utf-8") for path in sources if path.is_file())
    for setting in set(re.findall(r"TI_DASHBOARD_[A-Z_]+", document.read_text(encoding="utf-8"))):
        assert setting in known, setting


def test_each_verb_that_is_quoted_exists():
    verbs = analyseur().format_help()
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    for verb in ("horodater", "candidatures", "sauvegarder", "eprouver-sauvegarde", "restaurer", "purger", "eprouver"):
        assert f"`{verb}`" in text and verb in verbs, verb


def test_every_piece_is_in_the_index_and_what_nobody_knows_is_marked():
    index = (DOSSIER / "README.md").read_text(encoding="utf-8")
    for piece in DOSSIER.glob("*.md"):
        assert piece.name == "README.md" or f"({piece.name})" in index, piece.name
        if piece.name != "mesures.md":
            assert A_COMPLETER in piece.read_text(encoding="utf-8"), f"{piece.name} ne laisse rien à dire à personne"


def test_the_guide_s_nine_questions_are_answered_each_with_who_signs():
    index = (DOSSIER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d)\. [^|]+ \| [^|]+ \| [^|]+ \|$", index, re.M)
    assert rows == [str(number) for number in range(1, 10)]


def test_the_drawing_of_the_flows_and_its_table_say_the_same():
    text = (DOSSIER / "architecture.md").read_text(encoding="utf-8")
    drawing, _, table = text.partition("```mermaid")[2].partition("```")
    assert drawing.count("-.->") == 0 and drawing.count("-. ") == 3, "three requests go out, dotted"
    for said in ("443", "8501", "5432", "horodater", "candidatures"):
        assert said in drawing and said in table, said
