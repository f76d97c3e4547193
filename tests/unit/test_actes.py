"""An act of money: what names it, how it is found again, how it says itself."""

from tests.unit.test_depots_dans_le_desordre import LE_15_MARS, ligne, mot
from tests.unit.test_registre_su import CLE, VICHY
from ti_dashboard.ingest.registre import actes
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import AJOUT


def test_an_act_of_a_collective_funder_is_that_of_who_gives():
    """A region signs its references alone: two regions may have the same."""
    regions = {"operateur_id": "regions"}
    named = actes.designer(ligne("A", 1, **regions, financeur_dit="Région Bretagne"), "ANCT")
    assert named == ("regions", "A", "engage", "region bretagne")
    assert actes.designer(ligne("A", 1, **regions), "Région Bretagne") == named
    assert actes.designer(ligne("A", 1), "Région Bretagne") == CLE
    other = ligne("A", 80, **regions, financeur_dit="Région Normandie")
    words = [mot("a", 0, [ligne("A", 100, **regions, financeur_dit="Région Bretagne")]), mot("b", 1, [other])]
    assert list(Connu.de(words).etat().values()) == [100, 80]


def test_an_act_says_each_of_its_payments():
    known = Connu.de([mot("a", 0, [ligne("A", 100), ligne("A", None, "ti-5304")], mode=AJOUT)])
    (said,) = known.actes[CLE].dits
    assert " ".join(actes.en_mots(said).split()) == (
        "100,00 € le 15/03/2019 (Bpifrance, a.csv, reçu le 01/11/2026, ligne 2) ; "
        "montant non communiqué le 15/03/2019 (Bpifrance, a.csv, reçu le 01/11/2026, ligne 3)"
    )


def test_the_act_a_row_speaks_of_is_found_as_it_is_spelt_and_by_who_gives():
    region = ligne("A", 100, operateur_id="regions")
    known = Connu.de([mot("a", 0, [region, ligne("B", 5)], "Région Bretagne")])
    assert known.versements(region, "Région Bretagne") == {(LE_15_MARS, VICHY): 100}
    assert known.versements(region, "Région Normandie") == {}
    assert known.versements(ligne("B\u200b", 1), "X") == {(LE_15_MARS, VICHY): 5}
