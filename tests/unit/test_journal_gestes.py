"""Each gesture on the data is told in words in the journal; one that has none is not written."""

import ast

import pytest

from ti_dashboard.dossier import journal
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.sauvegarde import mise_a_l_abri, remise_en_place

ATELIER = RACINE / "ti_dashboard" / "ingest" / "atelier"
# They write one line, once they are done: a backup holds no half of its own gesture.
D_UNE_LIGNE = {mise_a_l_abri.GESTE, remise_en_place.GESTE}


def _gestes() -> set[str]:
    """What the atelier writes: « with geste("deposer", …) »."""
    return {
        node.args[0].value
        for path in ATELIER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "geste" and isinstance(node.args[0], ast.Constant)
    }


def test_the_words_of_the_journal_are_those_of_the_gestures_of_the_atelier():
    assert {"rattacher", "detacher", "horodater"} < _gestes() == set(journal.GESTES) - D_UNE_LIGNE
    assert set(journal.GESTES) > D_UNE_LIGNE


def test_a_gesture_without_words_is_not_written(tmp_path):
    with pytest.raises(ValueError, match="rattache"):
        journal.noter(tmp_path, "1", "rattache", "debut", "essai")
    assert journal.lire(tmp_path) == []
