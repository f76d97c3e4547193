"""Facts other than money: what becomes of each row, and what is known of its subject in the end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.test_depots_dans_le_desordre import JOUR, LE_1ER_AVRIL, LE_15_MARS, ligne, mot
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import AJOUT, COMPLEMENT, Livraison


def statut(projet: str, etat: str, jour=LE_15_MARS) -> dict[str, object]:
    return {"projet_id": projet, "statut": etat, "date_effet": jour, "cause": "initial"}


def dire(nom: str, jour: int, *rows: dict[str, object], mode: str = COMPLEMENT) -> Livraison:
    return replace(mot(nom, jour, list(rows), mode=mode), nature="statuts")


def _ecrits(mots: list[Livraison]) -> list[tuple[object, ...]]:
    """For each word: its rows in the ledger; rows added, corrected, already known, covered, withdrawn."""
    return [
        ([(line, row["statut"]) for sheet in sheets for line, row in sheet.lignes], *vars(balance).values())
        for _, sheets, balance in Connu().apprendre(mots)
    ]


ENGAGE = ([(2, "engage")], 1, 0, 0, 0, 0)


@pytest.mark.parametrize(("ensuite", "dits"), [
    (dire("b", 1, statut("P1", "engage")), ([], 0, 0, 1, 0, 0)),
    (dire("b", 1, statut("P1", "realise")), ([(2, "realise")], 0, 1, 0, 0, 0)),
    (dire("b", 1, statut("P1", "engage"), statut("P2", "engage")), ([(3, "engage")], 1, 0, 1, 0, 0)),
    # Another day of effect is another fact of the same subject.
    (dire("b", 1, statut("P1", "engage", LE_1ER_AVRIL)), ([(2, "engage")], 0, 1, 0, 0, 0)),
    (dire("b", 1, statut("P1", "engage"), mode=AJOUT), ([(2, "engage")], 0, 1, 0, 0, 0)),
    (replace(dire("b", -1, statut("P1", "realise")), date_connaissance=JOUR + timedelta(5)), ([], 0, 0, 0, 1, 0)),
    (replace(dire("b", -1, statut("P1", "engage")), date_connaissance=JOUR + timedelta(5)), ([], 0, 0, 1, 0, 0)),
])  # fmt: skip
def test_a_row_is_new_corrects_repeats_or_is_covered(ensuite, dits):
    assert _ecrits([dire("a", 0, statut("P1", "engage")), ensuite]) == [ENGAGE, dits]


def test_what_is_known_of_a_subject_is_its_last_word_and_would_be_another_at_another_rank():
    one = ("statuts", "P1", LE_15_MARS)
    words = [
        dire("a", 0, statut("P1", "engage")),
        dire("b", 0, statut("P1", "realise")),
        mot("c", 0, [ligne("A", 100)]),
    ]
    known = Connu.de(words)
    assert known.etat()[one]["statut"] == "realise" and len(known.etat()) == 2
    assert [row["statut"] for row in known.etat_si("20261101-b", -1.0).values()] == ["engage"]
    assert [row["statut"] for row in known.etat_si("20261101-a", 9.0).values()] == ["engage"]
    assert known.parlent_aussi("20261101-a") == {"20261101-a", "20261101-b"}
    assert known.parlent_aussi("20261101-c") == {"20261101-c"}


def test_each_word_is_announced_as_it_is_judged_in_the_order_it_was_known():
    heard: list[str] = []
    words = [mot("b", 1, [ligne("A", 80)]), dire("a", 0, statut("P1", "engage"))]
    for sheet, _, _ in Connu().apprendre(words, heard.append):
        assert heard[-1] == sheet.livraison_id
    assert heard == ["20261101-a/a.csv", "20261102-b/b.csv"]
