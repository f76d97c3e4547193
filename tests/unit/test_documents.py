"""What is written for the next person holds: decisions have their five headings, guides name files that exist."""

import re

import pytest

from ti_dashboard.dossier.chemins import RACINE

DECISIONS = sorted((RACINE / "docs" / "decisions").glob("*.md"))
RUBRIQUES = ["Contexte", "Décision", "État", "Conséquences", "Date"]
GUIDE = (RACINE / "CONTRIBUTING.md").read_text(encoding="utf-8")
AJOUTS = re.findall(r"^## (Ajouter .+?)(?: \(.*\))?$", GUIDE, re.MULTILINE)
# What a guide writes for « the one you add », and one that stands for it.
EXEMPLES = {"<écran>": "projets", "<nature>": "financements", "<question>": "lignes_montants"}


def citees(text: str) -> list[str]:
    """The files and folders a guide names: between backquotes, with a slash or an extension."""
    found = dict.fromkeys(re.findall(r"`([\w./*<>éè-]+)`", text))
    return [name for name in found if "/" in name or re.search(r"\.\w{2,4}$", name)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_has_its_five_headings_and_a_number_of_its_own(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == RUBRIQUES
    assert re.match(r"\d{4}-", path.name) and len({p.name[:4] for p in DECISIONS}) == len(DECISIONS)


@pytest.mark.parametrize(
    "ajout",
    ["un indicateur", "un filtre", "un paramètre d'adresse", "une page", "une livraison", "un export", "un graphique"],
)
def test_the_guide_says_how_to_add(ajout):
    assert f"Ajouter {ajout}" in AJOUTS


@pytest.mark.parametrize("name", citees(GUIDE))
def test_a_file_the_guide_names_exists(name):
    for written, example in EXEMPLES.items():
        name = name.replace(written, example)
    # A bare name is that of a file of the folder just said.
    assert list(RACINE.glob(name if "/" in name or (RACINE / name).exists() else f"ti_dashboard/**/{name}")), name


def test_a_decision_is_found_from_the_readme():
    assert "docs/decisions" in (RACINE / "README.md").read_text(encoding="utf-8")
