"""A deposit of several sheets is one word: what one sheet leaves out, another may say."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.test_depots_dans_le_desordre import LE_1ER_AVRIL, ligne, mot
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import COMPLEMENT, ETAT_COMPLET, Livraison

ALPHA, BETA, GAMMA = ligne("A", 100), ligne("B", 50), ligne("C", 7)


def feuilles(mode: str, *rows: list[dict[str, object]]) -> list[Livraison]:
    """One workbook, a sheet for each list of rows."""
    return [replace(mot("c", 4, said, mode=mode), feuille=f"Feuille {k}") for k, said in enumerate(rows)]


def ecrits(mots: list[Livraison]) -> list[tuple[object, ...]]:
    return [
        (s.feuille, row["reference"], row["montant"], row["cause"])
        for _, sheets, _ in Connu().apprendre(mots)
        for s in sheets
        for _, row in s.lignes
    ]


def test_a_complete_state_cut_in_one_sheet_per_region_withdraws_only_what_no_sheet_says():
    words = [mot("a", 0, [ALPHA, BETA, GAMMA]), *feuilles(ETAT_COMPLET, [ALPHA], [BETA])]
    assert ecrits(words)[3:] == [("Feuille 1~retraits", "C", Decimal(-7), "correction")]


@pytest.mark.parametrize("mode", [COMPLEMENT, ETAT_COMPLET])
def test_instalments_of_one_act_on_two_sheets_are_all_paid_whatever_the_order_of_the_sheets(mode):
    first, second = ligne("A", 30, type_montant="paye"), ligne("A", 30, type_montant="paye", date_effet=LE_1ER_AVRIL)
    for rows in ([first], [second]), ([second], [first]):
        assert [row[2:] for row in ecrits(feuilles(mode, *rows))] == [
            (Decimal(30), "initial"),
            (Decimal(30), "initial"),
        ]


def test_an_act_moved_on_one_sheet_and_said_again_on_another_enters_once():
    words = [mot("a", 0, [ALPHA]), *feuilles(COMPLEMENT, [ALPHA], [BETA])]
    assert ecrits(words) == [("", "A", Decimal(100), "initial"), ("Feuille 1", "B", Decimal(50), "initial")]
