"""Each page sends the message that is kept of it, and nothing that its contract does not say."""

import pytest

from tests.app.application import ouvrir, planches
from tests.contrat_tenu import manquements
from tests.planches import CHANGEE, DOSSIER, PAGES, gardees, garder
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.contrat_blocs import Bloc


@pytest.mark.parametrize("nom", PAGES)
def test_a_page_sends_the_message_that_is_kept_and_keeps_the_contract(donnees_servies, nom: str):
    page, adresse = PAGES[nom]
    sent = planches(ouvrir(page, **adresse))
    assert [fault for board in sent for fault in manquements(board, Ecran)] == []
    garder(nom, sent)
    assert sent == gardees(nom), CHANGEE.format(DOSSIER / f"{nom}.json")


def test_what_is_kept_holds_every_kind_of_block():
    kinds = {block["type"] for nom in PAGES for board in gardees(nom) for block in board["blocs"]}
    assert kinds == {kind.__name__.lower() for kind in Bloc.__args__}
    assert {path.stem for path in DOSSIER.glob("*.json")} == set(PAGES)


def test_a_message_that_forgets_a_key_or_changes_a_type_does_not_keep_the_contract():
    (board,) = gardees("accueil")
    del board["tuiles"][0]["fiche"]["formule"]
    board["blocs"][0]["lignes"][1] |= {"valeur": "12", "inconnue": 1}
    board["blocs"][1]["type"] = "camembert"
    assert sorted(manquements(board, Ecran)) == [
        "blocs.0.lignes.1 : inconnue n'est pas du contrat",
        "blocs.0.lignes.1.valeur : « 12 » n'est pas de float | None",
        "blocs.1 : aucun type « camembert »",
        "tuiles.0.fiche : il manque formule",
    ]
