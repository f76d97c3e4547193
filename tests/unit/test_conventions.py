"""The house rules a linter cannot see: SQL files, colours, pages, words."""

import re
from pathlib import Path

import pytest

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.planche.carte import MESURES
from ti_dashboard.programme.filtres import FILTRES
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.poser import PAQUET, fichiers, texte

SOURCES = sorted((RACINE / "ti_dashboard").rglob("*.py")) + sorted((RACINE / "pages").glob("*.py"))
QUESTIONS = sorted(fichiers().values())
HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?![0-9a-zA-Z])")

HORLOGE = re.compile(
    r"""date\.today\(|datetime\.(?:now|utcnow|today)\(|fromtimestamp\(|time\.(?:time|localtime|gmtime)\(|value="today"
    |_le\[:10\]|instant\[:10\]|(?:_le|instant|maintenant\(\))\.date\(\)
    |\b(?:current_date|current_timestamp|localtimestamp)\b|(?<!\.)\b(?:now|today|get_current_timestamp)\(\)""",
    re.VERBOSE,
)


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda p: p.stem)
def test_a_question_states_its_grain_first_and_every_file_of_it_is_asked(path):
    assert texte(path.stem).startswith("-- grain: one row")
    asked = any(f'"{path.stem}"' in source.read_text(encoding="utf-8") for source in SOURCES)
    assert asked, f"nobody asks {path.name}"


def test_in_the_folder_of_a_screen_only_views_draw_and_every_view_does():
    draws = re.compile(r"^(?:import|from) (?:streamlit|ti_dashboard\.(?:cadre|composants))", re.MULTILINE)
    files = {p: bool(draws.search(p.read_text(encoding="utf-8"))) for p in (PAQUET / "ecrans").glob("*/*.py")}
    assert {"vue", "vue_fiche"} <= {p.stem for p, does in files.items() if does}
    assert [str(p) for p, does in files.items() if does != p.stem.startswith("vue")] == []


def test_the_name_of_a_question_is_written_once():
    found = [*PAQUET.glob("questions/*/*.sql"), *PAQUET.glob("ecrans/*/sql/*.sql")]
    assert len({path.stem for path in found}) == len(found)
    assert len(QUESTIONS) > 90


def test_no_colour_is_written_outside_the_theme():
    browser = [p for p in (RACINE / "ti_dashboard").rglob("*") if p.suffix in (".js", ".css")]
    found = [
        f"{path.relative_to(RACINE)}:{number}"
        for path in [*SOURCES, *browser]
        if path.name != "theme.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if HEX.search(line)
    ]
    assert found == []


def test_pages_are_tables_of_contents():
    for page in (RACINE / "pages").glob("*.py"):
        text = page.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 40, page.name
        assert "def " not in text and "SELECT" not in text, page.name


@pytest.mark.parametrize("forbidden", ["unsafe_allow_html", "fillna(0)", "data-testid", "except Exception: pass"])
def test_a_forbidden_shortcut_is_nowhere(forbidden):
    assert [p.name for p in SOURCES if forbidden in p.read_text(encoding="utf-8")] == []


def test_one_module_reads_the_clock_and_no_other_makes_a_day_of_an_instant():
    """« Today » is Paris's: the zone of the server, or the text of an instant cut at its tenth letter, is not."""
    read = {p: p.read_text(encoding="utf-8") for p in [*SOURCES, *(RACINE / "ti_dashboard").rglob("*.sql")]}
    assert HORLOGE.search(read.pop(RACINE / "ti_dashboard/horloge.py"))
    assert [(name, found) for name, text in read.items() if (found := HORLOGE.findall(text))] == []


def test_the_application_is_laid_out_by_ruff():
    """Only a table that is read by columns is laid out by hand; a file that ruff makes too long holds two ideas."""
    assert [p.name for p in SOURCES if "fmt: skip" in p.read_text(encoding="utf-8")] == []


def test_no_module_is_a_drawer_for_everything():
    assert not {p.stem for p in SOURCES} & {"utils", "helpers", "common"}


def test_an_indicator_says_everything_a_reader_may_ask():
    for key, indicateur in CATALOGUE.items():
        assert key == indicateur.indicateur_id
        assert indicateur.definition.endswith("."), key
        assert indicateur.formule and indicateur.unite and indicateur.source, key
        assert set(indicateur.filtres) <= set(FILTRES), key


def test_the_readme_names_every_page_and_every_layer():
    readme = (RACINE / "README.md").read_text(encoding="utf-8")
    for page in (RACINE / "pages").glob("*.py"):
        assert f"/{page.stem}" in readme or page.stem == "accueil", page.name
    layers = [p.name for p in (RACINE / "ti_dashboard").iterdir() if p.is_dir() and (p / "__init__.py").exists()]
    assert [layer for layer in layers if f"`{layer}" not in readme] == []
    assert all(label in readme for label in ("make run", "make test"))


def test_labels_of_map_measures_are_unique_words_of_the_address():
    assert len(set(MESURES.values())) == len(MESURES)


def test_reference_files_are_all_attributed():
    listed = (RACINE / "data" / "referentiels" / "SOURCES.md").read_text(encoding="utf-8")
    files = [p.name for p in Path(RACINE / "data" / "referentiels").glob("*.csv")]
    assert [name for name in files if name not in listed] == []
