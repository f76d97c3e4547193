"""A fault says its place as far as it is known, what is wrong, and how to mend it."""

import ast
from dataclasses import replace
from pathlib import Path

import ti_dashboard
from ti_dashboard.dossier.defaut import Defaut

CELLULE = Defaut("montant", "dix", "n'est pas un nombre.", "Écrivez 1234,56.")


def test_a_fault_says_only_the_place_that_is_known():
    assert CELLULE.en_phrase() == "colonne montant : « dix » n'est pas un nombre. Écrivez 1234,56."
    placed = replace(CELLULE, fichier="offres.csv", feuille="2019", ligne=3)
    assert placed.en_phrase().startswith("offres.csv, feuille 2019, ligne 3, colonne montant : « dix » ")
    assert Defaut(None, None, "la ligne est vide.", "").en_phrase() == "la ligne est vide."
    of_a_sheet = Defaut(None, "10 €", "total sans feuille.", "Nommez-la.", feuille="aides")
    assert of_a_sheet.en_phrase() == "feuille aides : « 10 € » total sans feuille. Nommez-la."


def test_nothing_else_of_the_program_is_a_fault_with_its_place_and_remedy():
    found = []
    for path in Path(ti_dashboard.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                fields = {n.target.id for n in node.body if isinstance(n, ast.AnnAssign)}
                found += [node.name] if {"constat", "remede"} <= fields else []
    assert found == ["Defaut"]
