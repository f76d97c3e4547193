"""What the ledger knows of acts of money: what it asks, who says it, what would be known had words come otherwise."""

from decimal import Decimal

import pytest

from tests.unit.test_depots_dans_le_desordre import LE_1ER_AVRIL, LE_15_MARS, ligne, mot
from ti_dashboard.ingest.registre.arbitrage import DISTINCTS, MEME, Arbitre
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import Livraison

VICHY = (1, None, "ti-8402", "aides-bpifrance", "subvention")
LANNION = (1, None, "ti-5304", "aides-bpifrance", "subvention")
CLE = ("bpifrance", "A", "engage")


def _sommes(known: Connu) -> dict[tuple[object, ...], Decimal | None]:
    """(day, attributes, further names of the act) → amount."""
    return {(*paid, *key[3:]): amount for (key, paid), amount in known.etat().items()}


def _ecrits(mots: list[Livraison], arbitre: Arbitre) -> list[list[int | None]]:
    told = Connu(arbitre).apprendre(mots)
    return [[row["montant"] for sheet in sheets for _, row in sheet.lignes] for _, sheets, _ in told]


DEUX_EMETTEURS = [mot("a", 0, [ligne("A", 100)], "X"), mot("b", 1, [ligne("A", 80)], "Y")]
AILLEURS = [mot("a", 0, [ligne("A", 100)]), mot("b", 1, [ligne("A", 80, "ti-5304", date_effet=LE_1ER_AVRIL)])]


@pytest.mark.parametrize(("mots", "genre", "lignes"), [
    (DEUX_EMETTEURS, "autre_emetteur",
     ("100,00 € le 15/03/2019 (X, a.csv, reçu le 01/11/2026, ligne 2)",
      "80,00 € le 15/03/2019 (Y, b.csv, reçu le 02/11/2026, ligne 2)")),
    (AILLEURS, "meme_acte",
     ("100,00 € le 15/03/2019 (Bpifrance, a.csv, reçu le 01/11/2026, ligne 2)",
      "80,00 € le 01/04/2019 (Bpifrance, b.csv, reçu le 02/11/2026, ligne 2)")),
])  # fmt: skip
def test_a_doubt_is_asked_once_with_both_lines(mots, genre, lignes):
    (question,) = Connu.de(mots).arbitre.questions.values()
    assert question.genre == genre and tuple(" ".join(line.split()) for line in question.lignes) == lignes


@pytest.mark.parametrize(("mots", "answer", "sums", "rows"), [
    (DEUX_EMETTEURS, MEME, {(LE_15_MARS, VICHY): 80}, [[100], [-20]]),
    (DEUX_EMETTEURS, DISTINCTS, {(LE_15_MARS, VICHY): 100, (LE_15_MARS, VICHY, "y"): 80}, [[100], [80]]),
    (AILLEURS, MEME, {(LE_1ER_AVRIL, LANNION): 80}, [[100], [80, -100]]),
    (AILLEURS, DISTINCTS, {(LE_15_MARS, VICHY): 100, (LE_1ER_AVRIL, LANNION): 80}, [[100], [80]]),
], ids=str)  # fmt: skip
def test_the_answer_says_whether_both_amounts_count(mots, answer, sums, rows):
    (key,) = Connu.de(mots).arbitre.questions
    answers = Arbitre({key: answer})
    known = Connu(answers)
    assert [balance.nb_retirees for _, _, balance in known.apprendre(mots)] == [0, 0]
    assert _sommes(known) == sums and known.arbitre.questions == {}
    assert _ecrits(mots, Arbitre({key: answer})) == rows


def test_another_sender_who_says_the_same_of_every_payment_is_not_asked():
    both = [ligne("A", 100), ligne("A", 5, "ti-5304")]
    words = [mot("a", 0, both, "X"), mot("b", 1, both, "Y"), mot("c", 2, [ligne("A", 90), both[1]], "Y")]
    assert Connu.de(words).arbitre.questions == {} and _ecrits(words, Arbitre()) == [[100, 5], [], [-10]]
    assert len(Connu.de([words[0], mot("b", 1, both[:1], "Y")]).arbitre.questions) == 1


def test_a_sender_once_told_apart_speaks_of_its_own_act():
    (key,) = Connu.de(DEUX_EMETTEURS).arbitre.questions
    words = [*DEUX_EMETTEURS, mot("c", 2, [ligne("A", 70)], "Y"), mot("d", 3, [ligne("A", 90)], "X")]
    assert _ecrits(words, Arbitre({key: DISTINCTS})) == [[100], [80], [-10], [-10]]
    known = Connu(Arbitre({key: DISTINCTS}))
    assert len(list(known.apprendre(words))) == 4
    assert known.versements(ligne("A", 1), "Y") == {(LE_15_MARS, VICHY): 70}
    assert known.versements(ligne("A", 1), "X") == {(LE_15_MARS, VICHY): 90} == known.versements(ligne("A", 1), "Z")
    assert known.versements(ligne("Z", 1), "X") == {}


@pytest.mark.parametrize(("change", "said"), [
    ({"date_effet": LE_1ER_AVRIL}, "« A » (date)"), ({"territoire": "ti-5304"}, "« A » (territoire)"),
    ({"instrument_id": "prets"}, "« A » (dispositif)"), ({"projet_id": "P1"}, "« A » (projet)"),
    ({"nature_aide": "pret"}, "« A » (nature de l'aide)"), ({"phase": 2}, "« A » (phase)"),
])  # fmt: skip
def test_a_payment_recognised_elsewhere_is_kept_in_mind(change, said):
    known = Connu.de([mot("a", 0, [ligne("A", 100)]), mot("b", 1, [ligne("A", 100, **change)])])
    assert known.arbitre.deplaces == [said] and known.arbitre.questions == {}


@pytest.mark.parametrize(("type_montant", "montant", "change", "asked"), [
    ("engage", 100, {"territoire": "ti-5304"}, 0), ("engage", 80, {"territoire": "ti-5304"}, 1),
    ("engage", 80, {"date_effet": LE_1ER_AVRIL}, 1), ("engage", None, {"date_effet": LE_1ER_AVRIL}, 0),
    ("engage", 100, {"date_effet": LE_1ER_AVRIL, "territoire": "ti-5304"}, 1),
    # Another day with another amount is another instalment; with the same amount, who knows?
    ("paye", 80, {"date_effet": LE_1ER_AVRIL}, 0), ("paye", 100, {"date_effet": LE_1ER_AVRIL}, 1),
    ("annule", 80, {"date_effet": LE_1ER_AVRIL}, 0), ("paye", 100, {"territoire": "ti-5304"}, 0),
    ("paye", 80, {"territoire": "ti-5304"}, 1), ("paye", 80, {"date_effet": LE_1ER_AVRIL, "territoire": "ti-5304"}, 0),
    ("paye", 100, {"date_effet": LE_1ER_AVRIL, "territoire": "ti-5304"}, 1),
])  # fmt: skip
def test_what_may_be_one_payment_or_two_is_asked(type_montant, montant, change, asked):
    kind = {"type_montant": type_montant}
    words = [mot("a", 0, [ligne("A", 100, **kind)]), mot("b", 1, [ligne("A", montant, **kind, **change)])]
    assert len(Connu.de(words).arbitre.questions) == asked


def test_the_nearest_payment_is_the_one_that_moved():
    """Of two known, the one with fewest differences, then with the same amount."""
    before = [ligne("A", 100), ligne("A", 40, "ti-5304")]
    after = [*before[:1], ligne("A", 40, "ti-5304", date_effet=LE_1ER_AVRIL)]
    known = Connu.de([mot("a", 0, before), mot("b", 1, after)])
    assert _sommes(known) == {(LE_15_MARS, VICHY): 100, (LE_1ER_AVRIL, LANNION): 40}
    alone = Connu.de([mot("a", 0, before), mot("b", 1, after[1:])])
    assert _sommes(alone) == {(LE_15_MARS, VICHY): 100, (LE_1ER_AVRIL, LANNION): 40}
    place = ligne("A", 40, "ti-8413")
    moved = Connu.de([mot("a", 0, before), mot("b", 1, [place])])
    assert _sommes(moved) == {(LE_15_MARS, VICHY): 100, (LE_15_MARS, (1, None, "ti-8413", *VICHY[3:])): 40}
    moved = Connu.de([mot("a", 0, before), mot("b", 1, [place | {"montant": Decimal(100)}])])
    assert _sommes(moved) == {(LE_15_MARS, LANNION): 40, (LE_15_MARS, (1, None, "ti-8413", *VICHY[3:])): 100}


def test_a_correction_told_of_another_day_is_not_a_payment_that_moved():
    off = ligne("A", -30, date_effet=LE_1ER_AVRIL, cause="correction")
    words = [
        mot("a", 0, [ligne("A", 100)]),
        mot("b", 1, [off]),
        mot("c", 2, [ligne("A", 100), ligne("A", 7, "ti-5304")]),
    ]
    known = Connu.de(words)
    assert known.arbitre.questions == {} and sorted(_sommes(known).values()) == [-30, 7, 100]


def test_what_would_be_known_had_a_deposit_come_at_another_rank_of_its_day():
    words = [
        mot("a", 0, [ligne("A", 100), ligne("B", 50)]),
        mot("b", 0, [ligne("A", 80)]),
        mot("c", 0, [ligne("C", 5)]),
    ]
    known = Connu.de(words)
    one = (CLE, (LE_15_MARS, VICHY))
    assert known.etat()[one] == 80 == known.etat_si("20261101-b", 1.0)[one]
    assert known.etat_si("20261101-b", -1.0) == {one: 100}, "only what it speaks of"
    assert known.etat_si("20261101-z", -1.0) == {} and known.etat()[one] == 80
    assert known.parlent_aussi("20261101-b") == {"20261101-a", "20261101-b"} == known.parlent_aussi("20261101-a")
    assert known.parlent_aussi("20261101-c") == {"20261101-c"} and known.parlent_aussi("20261101-z") == set()


def test_rows_taken_for_what_the_ledger_holds_are_the_start_of_what_comes():
    """What was written is 75 €, whatever the words say: the next word corrects from there."""
    known = Connu.de([mot("a", 0, [ligne("A", 100)]), mot("b", 1, [ligne("B", 50)])])
    known.tenir([("Bpifrance", ligne("A", 70)), ("Bpifrance", ligne("A", 5)), ("Bpifrance", ligne("N", None))])
    held = {key[1]: [amount for amount, _ in acte.tenus.values()] for key, acte in known.actes.items()}
    assert held == {"A": [75], "B": [], "N": [None]}
    written, balance = known.confronter(mot("c", 2, [ligne("A", 90)]))
    assert [(row["montant"], row["cause"]) for sheet in written for _, row in sheet.lignes] == [(15, "correction")]
    assert (balance.nb_corrigees, balance.nb_ajoutees) == (1, 0)


def test_what_the_ledger_should_hold_and_does_not_is_written_with_the_next_word():
    known = Connu.de([mot("a", 0, [ligne("A", 100)])])
    known.tenir([])
    written, balance = known.confronter(mot("b", 1, [ligne("A", 40, "ti-5304", date_effet=LE_1ER_AVRIL)]))
    rows = [[(line, row["montant"], row["cause"]) for line, row in sheet.lignes] for sheet in written]
    assert rows == [[(2, 40, "initial")], [(1, 100, "correction")]] and balance.nb_ajoutees == 1


def test_rows_are_held_by_the_act_of_their_sender_and_a_new_one_then_lives_as_any_other():
    (key,) = Connu.de(DEUX_EMETTEURS).arbitre.questions
    known = Connu(Arbitre({key: DISTINCTS}))
    assert len(list(known.apprendre(DEUX_EMETTEURS))) == 2
    region = ligne("A", 3, operateur_id="regions")
    known.tenir([("Y", ligne("A", 70)), ("X", ligne("A", 90)), ("Région Bretagne", region), ("Y", ligne("N", 7))])
    held = {name: [amount for amount, _ in acte.tenus.values()] for name, acte in known.actes.items()}
    assert held == {CLE: [90], (*CLE, "y"): [70], ("regions", "A", "engage", "region bretagne"): [3],
                    ("bpifrance", "N", "engage"): [7]}  # fmt: skip
    for rank, day in enumerate((LE_15_MARS, LE_1ER_AVRIL), 2):
        known.confronter(mot(f"n{rank}", rank, [ligne("N", 7, date_effet=day)], "Y"))
    assert known.arbitre.deplaces == ["« N » (date)"]
