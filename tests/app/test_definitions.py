"""Dated definitions on the screen: Méthode says since when each is in force, and keeps the words of those before."""

import pytest

from tests.app.application import lu, ouvrir
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import versions

pytestmark = pytest.mark.usefixtures("donnees_servies")


def test_methode_says_since_when_each_definition_is_in_force_and_keeps_the_words_of_before():
    app = ouvrir("methode")
    said = {
        i: next(lu(m.value) for m in app.markdown if lu(m.value).startswith(f"**{one.libelle}**"))
        for i, one in CATALOGUE.items()
    }
    for indicateur_id, text in said.items():
        since = (
            "pour les arrêtés figés à partir du " if versions(indicateur_id)[-1].depuis else "depuis le premier arrêté."
        )
        assert f"Version {CATALOGUE[indicateur_id].version}, en vigueur {since}" in text, indicateur_id
    assert said["montant_reste_a_payer"].endswith(
        "Version 2, en vigueur pour les arrêtés figés à partir du 26/11/2026."
    )
    (folded,) = [e for e in app.expander if "version antérieure" in lu(e.label)]
    (past,) = folded.markdown
    first, _ = versions("montant_reste_a_payer")
    assert lu(past.value).startswith("**Version 1, pour les arrêtés figés jusqu'au 25/11/2026.**")
    assert first.definition in lu(past.value) and first.formule in lu(past.value)
