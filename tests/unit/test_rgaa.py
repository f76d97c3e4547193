"""The self-audit says the 106 criteria once, nothing conforming without a proof, and names tests that exist."""

import ast
from functools import cache
from pathlib import Path

import pytest

from ti_dashboard.adresse.pages import ENTREES
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ecrans.accessibilite import rgaa
from ti_dashboard.ecrans.accessibilite.rgaa import BilanRgaa, CritereRgaa
from ti_dashboard.service.conformite import mention
from ti_dashboard.service.mentions import AccessibiliteDuService

# How many criteria each of the thirteen themes of RGAA 4.1 has.
PAR_THEME = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
LUS = rgaa.criteres()


@cache
def _essais(fichier: Path) -> set[str]:
    tree = ast.parse(fichier.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_of_the_106_criteria_is_said_once_in_the_order_of_the_standard() -> None:
    expected = [f"{theme}.{n}" for theme, nb in enumerate(PAR_THEME, 1) for n in range(1, nb + 1)]
    assert len(expected) == 106 and [c.critere for c in LUS] == expected
    assert len({c.intitule for c in LUS}) == 106 and {c.niveau for c in LUS} == {"A", "AA"}
    assert len({c.thematique for c in LUS}) == 13


@pytest.mark.parametrize("critere", LUS, ids=lambda c: c.critere)
def test_a_criterion_has_a_state_and_the_proof_it_needs(critere: CritereRgaa) -> None:
    assert critere.etat in rgaa.ETATS
    assert critere.preuve and critere.pages
    assert critere.essais or critere.etat != "conforme", "nothing conforms that no test replays"
    for essai in critere.essais.split():
        path, _, name = essai.partition("::")
        assert name.startswith("test_") and name in _essais(RACINE / path), essai


def test_what_nobody_has_judged_counts_as_what_fails() -> None:
    assert BilanRgaa(conformes=1, non_conformes=1, non_evalues=2, non_applicables=96).taux == 0.25
    assert BilanRgaa(0, 0, 0, 106).taux is None
    counted = rgaa.bilan(LUS)
    assert counted.applicables + counted.non_applicables == 106


def test_only_a_whole_audit_by_somebody_else_changes_the_mention() -> None:
    whole = {"audit_par": "Cabinet", "audit_date": "1er décembre 2026"}
    said = {rate: mention(AccessibiliteDuService(**whole, audit_taux=rate)) for rate in ("100", "99.9", "50", "49.9")}
    assert list(said.values()) == ["totalement conforme", *["partiellement conforme"] * 2, "non conforme"]
    assert mention(AccessibiliteDuService(**whole)) == "non conforme"
    for missing in whole:
        part = {name: value for name, value in whole.items() if name != missing}
        assert mention(AccessibiliteDuService(**part, audit_taux="100")) == "non conforme"


def test_the_pages_that_are_named_exist() -> None:
    known = {entree.fichier for entree in ENTREES} | {
        "toutes",
        "toutes,",
        "séance",
        "et",
        "écrans",
        "suivis",
        "présentation",
    }
    assert {word for c in LUS for word in c.pages.split()} <= known
