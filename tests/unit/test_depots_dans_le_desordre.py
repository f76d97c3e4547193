"""Deposits in any order, each question answered the same way by somebody who knows: one ledger, no question left."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ti_dashboard.dossier.depot import Question
from ti_dashboard.ingest.registre import doutes
from ti_dashboard.ingest.registre.arbitrage import AVANT, DERNIER
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import COMPLEMENT, ETAT_COMPLET, Livraison

JOUR = date(2026, 11, 1)
LE_15_MARS, LE_1ER_AVRIL = date(2019, 3, 15), date(2019, 4, 1)


def ligne(reference: str, montant: int | None, territoire: str = "ti-8402", **autres: object) -> dict[str, object]:
    return {
        "reference": reference,
        "phase": 1,
        "projet_id": None,
        "territoire_id": territoire,
        "operateur_id": "bpifrance",
        "financeur_dit": None,
        "instrument_id": "aides-bpifrance",
        "type_montant": "engage",
        "statut_dit": None,
        "nature_aide": "subvention",
        "montant": None if montant is None else Decimal(montant),
        "date_effet": LE_15_MARS,
        "cause": "initial",
        "rattachement": None,
        "lieu_dit": None,
    } | autres


def mot(
    nom: str, jour: int, rows: list[dict[str, object]], emetteur: str = "Bpifrance", mode: str = COMPLEMENT
) -> Livraison:
    day = JOUR + timedelta(jour)
    return Livraison(
        f"{day:%Y%m%d}-{nom}",
        f"{nom}.csv",
        "",
        "financements",
        emetteur,
        day,
        len(rows),
        None,
        False,
        nom,
        list(enumerate(rows, 2)),
        mode,
    )


def deposer(mots: list[Livraison], recus: list[str], savoir: str) -> tuple[list[Livraison], list[str]]:
    """Words in the order of their deposit (``recus``: the true one); the words kept, the kinds of questions asked."""
    kept: list[Livraison] = []
    genres: list[str] = []
    for word in mots:
        asked, _ = doutes.questions([word], kept)
        new = asked
        while new:
            answers = {q.cle: _repondre(q, word.dossier, recus, savoir) for q in asked}
            genres += [q.genre for q in new]
            word = replace(word, reponses=answers, rang=_rang(word, kept, answers))
            new = doutes.soulevees(SimpleNamespace(questions=asked), [word], kept)
            asked = [*asked, *new]
        assert doutes.soulevees(SimpleNamespace(questions=asked), [word], kept) == []
        kept.append(word)
    return kept, genres


def _repondre(question: Question, dossier: str, recus: list[str], savoir: str) -> str:
    if question.genre != "meme_jour":
        return savoir
    places = (c.code.removeprefix(AVANT) for c in question.choix if c.code != DERNIER)
    later = [name for name in places if recus.index(name) > recus.index(dossier)]
    return AVANT + min(later, key=recus.index) if later else DERNIER


def _rang(word: Livraison, kept: list[Livraison], answers: dict[str, str]) -> float:
    day = {w.dossier: w.rang for w in kept if w.date_reception == word.date_reception}
    said = next((a for a in answers.values() if a == DERNIER or a.startswith(AVANT)), None)
    if said is None:
        return 0.0
    return max(day.values()) + 1 if said == DERNIER else day[said.removeprefix(AVANT)] - 1


def registre(mots: list[Livraison]) -> list[tuple[object, ...]]:
    """Every row that the publication of these words writes; nobody has anything to say any more."""
    known = Connu.de(mots)
    assert known.arbitre.questions == {}
    written = Connu(known.arbitre).apprendre(mots)
    rows = [
        (s.livraison_id, s.connue_le, n, *row.values())
        for _, sheets, _ in written
        for s in sheets
        for n, row in s.lignes
    ]
    return sorted(rows, key=repr)


def total(mots: list[Livraison]) -> Decimal:
    known = Connu.de(mots)
    assert known.arbitre.questions == {}
    return sum((amount or 0 for amount in known.etat().values()), Decimal(0))


def ordres(mots: list[Livraison], savoir: str) -> Iterator[list[Livraison]]:
    for order in permutations(mots):
        yield deposer(list(order), [m.dossier for m in mots], savoir)[0]


MEMES, DISTINCTS = "meme", "distincts"
LIGNES = st.lists(
    st.builds(
        ligne,
        st.sampled_from("AB"),
        st.sampled_from([None, 80, 100]),
        st.sampled_from(["ti-8402", "ti-5304"]),
        date_effet=st.sampled_from([LE_15_MARS, LE_1ER_AVRIL]),
        type_montant=st.sampled_from(["engage", "paye"]),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda r: (r["reference"], r["type_montant"]),
)
PAROLES = st.tuples(LIGNES, st.sampled_from(["X", "Y"]), st.sampled_from([COMPLEMENT, ETAT_COMPLET]))


@settings(max_examples=25)
@given(st.lists(PAROLES, min_size=2, max_size=3), st.sampled_from([MEMES, DISTINCTS]), st.data())
def test_any_order_of_deposits_gives_the_same_ledger_and_leaves_no_question(paroles, savoir, data):
    words = [mot(f"m{k}", 2 * k, *said) for k, said in enumerate(paroles)]
    names = [m.dossier for m in words]
    other, _ = deposer(data.draw(st.permutations(words)), names, savoir)
    assert registre(other) == registre(deposer(words, names, savoir)[0])


@settings(max_examples=25)
@given(PAROLES, PAROLES, st.sampled_from([MEMES, DISTINCTS]))
def test_two_words_of_one_day_amount_to_the_same_in_both_orders(une, autre, savoir):
    words = [mot("z", 0, *une), mot("a", 0, *autre)]
    first, second = ordres(words, savoir)
    assert total(first) == total(second)


@pytest.mark.parametrize(("savoir", "attendu"), [(MEMES, 100), (DISTINCTS, 180)])
def test_a_word_between_two_senders_that_agreed_asks_before_it_parts_them(savoir, attendu):
    """X says 100, Y confirms 100; X's 80 of the day between comes late: without a question both would count."""
    words = [
        mot("x", 0, [ligne("A", 100)], "X"),
        mot("x2", 2, [ligne("A", 80)], "X"),
        mot("y", 4, [ligne("A", 100)], "Y"),
    ]
    assert {total(kept) for kept in ordres(words, savoir)} == {attendu}
    assert deposer([words[0], words[2], words[1]], [m.dossier for m in words], savoir)[1] == ["autre_emetteur"]


def test_two_senders_of_one_day_who_speak_of_one_act_are_asked_which_came_last():
    words = [mot("z", 0, [ligne("A", 100)], "X"), mot("a", 0, [ligne("A", 80)], "Y")]
    for order in (words, words[::-1]):
        kept, asked = deposer(order, [m.dossier for m in words], MEMES)
        assert asked == ["autre_emetteur", "meme_jour"] and total(kept) == 80


def test_a_word_said_before_one_of_two_untold_apart_comes_before_both():
    """« Avant » a file that shares its rank with another: whatever their names, it comes first."""
    words = [mot("z", 0, [ligne("A", 100)]), mot("a", 0, [ligne("B", 5)]), mot("m", 0, [ligne("A", 80)])]
    kept, _ = deposer([words[1], words[2], words[0]], [m.dossier for m in words], MEMES)
    assert total(kept) == 85


def test_the_questions_of_a_day_replay_the_ledger_once(monkeypatch):
    heard: list[str] = []
    learn = Connu.apprendre
    monkeypatch.setattr(Connu, "apprendre", lambda self, words, *a: learn(self, heard.extend(words) or words, *a))
    words = [mot(f"m{k}", 0, [ligne("A", 100 + k)]) for k in range(4)]
    asked, _ = doutes.questions(words[-1:], words[:-1])
    assert [q.genre for q in asked] == ["meme_jour"] and len(heard) == len(words)


def test_an_old_word_learnt_late_meets_the_complete_states_that_left_it_out():
    states = [mot("s", 1, [ligne("B", 50)], mode=ETAT_COMPLET), mot("t", 3, [ligne("B", 50)], mode=ETAT_COMPLET)]
    assert total([*states, mot("a", 0, [ligne("A", 100)])]) == 50
    assert total([*states, mot("u", 2, [ligne("A", 100)], "Y")]) == 150, "another sender"
    assert total([*states, mot("a", 0, [ligne("A", 100, type_montant="paye")])]) == 150, "they say nothing of payments"
