"""The words received about acts of money, one sequence after another: what the ledger writes for each, to the line."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.unit.test_depots_dans_le_desordre import JOUR, LE_1ER_AVRIL, ligne, mot
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import AJOUT, ETAT_COMPLET, Livraison

LANNION = {"territoire": "ti-5304"}
AVRIL = {"date_effet": LE_1ER_AVRIL}
ECART = {"cause": "correction"}
PAYE = {"type_montant": "paye"}


def a(montant: int | None, **autres: Any) -> dict[str, object]:
    return ligne("A", montant, **autres)


def b(montant: int | None, **autres: Any) -> dict[str, object]:
    return ligne("B", montant, **autres)


def _dire(place: str, line: int, row: dict[str, Any]) -> str:
    """« A 100 l.2 », and what is not usual of a row: withdrawn, corrected, in another place, on another day."""
    amount = "?" if row["montant"] is None else f"{row['montant']:+}"
    marks = {
        "corrigé": row["cause"] == "correction",
        "Lannion": row["territoire_id"] == "ti-5304",
        "avril": row["date_effet"] == LE_1ER_AVRIL,
        place: bool(place),
    }
    return " ".join([row["reference"], amount, f"l.{line}", *(word for word, is_so in marks.items() if is_so)])


def _ecrits(mots: list[Livraison]) -> list[tuple[object, ...]]:
    """For each word: its rows in the ledger; rows added, corrected, already known, covered, withdrawn."""
    told = []
    for _, sheets, balance in Connu(Connu.de(mots).arbitre).apprendre(mots):
        rows = [_dire(sheet.feuille, line, row) for sheet in sheets for line, row in sheet.lignes]
        counts = vars(balance).values()
        told.append((", ".join(rows), *counts))
    return told


def _su(mots: list[Livraison]) -> dict[str, Decimal | None]:
    """What the acts amount to, by reference and place."""
    return {f"{key[1]} {paid[1][2]}": amount for (key, paid), amount in Connu.de(mots).etat().items()}


def _suite(*paroles: list[dict[str, object]], mode: str | None = None) -> list[Livraison]:
    return [mot(f"m{rank}", rank, rows, **({"mode": mode} if mode else {})) for rank, rows in enumerate(paroles)]


CENT = ("A +100 l.2", 1, 0, 0, 0, 0)
RIEN = ("", 0, 0, 1, 0, 0)


@pytest.mark.parametrize(("mots", "ensuite", "su"), [
    pytest.param(_suite([a(100)], [a(100)]), [RIEN], {"A": 100}, id="repeated"),
    pytest.param(_suite([a(100)], [a(80)]), [("A -20 l.2 corrigé", 0, 1, 0, 0, 0)], {"A": 80}, id="changed"),
    pytest.param(_suite([a(100)], [a(None)]), [RIEN], {"A": 100}, id="not communicated any more"),
    pytest.param(_suite([a(100)], [a(0)]), [("A -100 l.2 corrigé", 0, 1, 0, 0, 0)], {}, id="brought to zero"),
    pytest.param(_suite([a(100)], [a(-20, **ECART)]), [("A -20 l.2 corrigé", 1, 0, 0, 0, 0)], {"A": 80},
                 id="a difference"),
    pytest.param(_suite([a(100)], [a(-20, **ECART)], [a(-20, **ECART)]),
                 [("A -20 l.2 corrigé", 1, 0, 0, 0, 0), RIEN], {"A": 80}, id="the same difference again"),
    pytest.param(_suite([a(100)], [a(-20, **ECART)], [a(-30, **ECART)]),
                 [("A -20 l.2 corrigé", 1, 0, 0, 0, 0), ("A -30 l.2 corrigé", 1, 0, 0, 0, 0)], {"A": 50},
                 id="another difference"),
    pytest.param(_suite([a(100)], [a(100)], mode=AJOUT), [CENT], {"A": 200}, id="rows to add"),
    pytest.param(_suite([a(100)], [a(60), a(40, **LANNION)]),
                 [("A -40 l.2 corrigé, A +40 l.3 Lannion", 1, 1, 0, 0, 0)], {"A": 60, "A Lannion": 40}, id="split"),
    # The same payment under another day or place is moved: taken back where it was.
    pytest.param(_suite([a(100)], [a(100, **AVRIL)]),
                 [("A +100 l.2 corrigé avril, A -100 l.1 corrigé retraits", 0, 1, 0, 0, 0)], {"A": 100},
                 id="another day"),
    pytest.param(_suite([a(100)], [a(100, **LANNION)]),
                 [("A +100 l.2 corrigé Lannion, A -100 l.1 corrigé retraits", 0, 1, 0, 0, 0)], {"A Lannion": 100},
                 id="another place"),
    pytest.param(_suite([a(100)], [a(100, **LANNION)], [a(100, **LANNION)], [a(100)]),
                 [("A +100 l.2 corrigé Lannion, A -100 l.1 corrigé retraits", 0, 1, 0, 0, 0), RIEN,
                  ("A +100 l.2 corrigé, A -100 l.1 corrigé Lannion retraits", 0, 1, 0, 0, 0)], {"A": 100},
                 id="there and back"),
    pytest.param(_suite([a(100, **PAYE)], [a(100, **PAYE, **LANNION)]),
                 [("A +100 l.2 corrigé Lannion, A -100 l.1 corrigé retraits", 0, 1, 0, 0, 0)], {"A Lannion": 100},
                 id="an instalment in another place"),
    pytest.param(_suite([a(100, **PAYE)], [a(50, **PAYE, **AVRIL)]), [("A +50 l.2 avril", 1, 0, 0, 0, 0)],
                 {"A": 50}, id="another instalment"),
])  # fmt: skip
def test_a_word_after_a_hundred_euros(mots, ensuite, su):
    assert _ecrits(mots) == [CENT, *ensuite]
    named = {name.replace(" ti-8402", "").replace("ti-5304", "Lannion"): amount for name, amount in _su(mots).items()}
    assert named == su


@pytest.mark.parametrize(("mots", "dits"), [
    pytest.param(_suite([a(None)], [a(100)]), [("A ? l.2", 1, 0, 0, 0, 0), ("A +100 l.2 corrigé", 0, 1, 0, 0, 0)],
                 id="unknown, then told"),
    pytest.param(_suite([a(None)], [a(None)]), [("A ? l.2", 1, 0, 0, 0, 0), RIEN], id="unknown again"),
    pytest.param(_suite([a(None)], [a(100, **LANNION)]),
                 [("A ? l.2", 1, 0, 0, 0, 0), ("A +100 l.2 corrigé Lannion", 0, 1, 0, 0, 0)],
                 id="unknown, then told elsewhere"),
    pytest.param(_suite([a(100), a(30)], [a(130)]), [("A +100 l.2, A +30 l.3", 2, 0, 0, 0, 0), RIEN],
                 id="two rows of one payment"),
    pytest.param(_suite([a(-20, **ECART)], [a(-20, **ECART)]), [("A -20 l.2 corrigé", 1, 0, 0, 0, 0), RIEN],
                 id="a difference with nothing"),
])  # fmt: skip
def test_a_word_after_what_is_not_a_whole_amount(mots, dits):
    assert _ecrits(mots) == dits


DEUX = ("A +100 l.2, B +50 l.3", 2, 0, 0, 0, 0)


@pytest.mark.parametrize(("ensuite", "dits"), [
    pytest.param([[a(100)]], [("B -50 l.1 corrigé retraits", 0, 0, 1, 0, 1)], id="left out"),
    pytest.param([[a(100)], [a(100), b(70)]],
                 [("B -50 l.1 corrigé retraits", 0, 0, 1, 0, 1), ("B +70 l.3 corrigé", 0, 1, 1, 0, 0)], id="back"),
    pytest.param([[a(100)], [a(100), b(None)]],
                 [("B -50 l.1 corrigé retraits", 0, 0, 1, 0, 1), ("", 0, 0, 2, 0, 0)], id="back without its amount"),
    # Nothing is said of payments, nor of the other phase: they stay.
    pytest.param([[a(100, **PAYE)]], [("A +100 l.2", 1, 0, 0, 0, 0)], id="another kind of amount"),
    pytest.param([[ligne("C", 7, phase=2)]], [("C +7 l.2", 1, 0, 0, 0, 0)], id="another phase"),
    pytest.param([[a(80, **LANNION, **AVRIL), b(50)]],
                 [("A +80 l.2 corrigé Lannion avril, A -100 l.1 corrigé retraits", 0, 1, 1, 0, 0)],
                 id="moved and changed"),
    pytest.param([[a(60), a(40, **LANNION), b(50)], [a(60), b(50)]],
                 [("A -40 l.2 corrigé, A +40 l.3 Lannion", 1, 1, 1, 0, 0),
                  ("A -40 l.1 corrigé Lannion retraits", 0, 0, 2, 0, 1)], id="one payment of two left out"),
])  # fmt: skip
def test_a_complete_state_withdraws_what_it_leaves_out_of_what_it_speaks_of(ensuite, dits):
    assert _ecrits(_suite([a(100), b(50)], *ensuite, mode=ETAT_COMPLET)) == [DEUX, *dits]


def test_what_is_withdrawn_is_a_sheet_of_its_own_with_nothing_refused_nor_controlled():
    before = _suite([a(100), a(40, **LANNION), b(50)], mode=ETAT_COMPLET)
    known = Connu.de(before)
    state = replace(mot("s", 1, [b(50)], mode=ETAT_COMPLET), nb_rejets=3, nb_sans_objet=2, total_controle=Decimal(50))
    (kept, apart), balance = known.confronter(state)
    assert (kept.nb_rejets, kept.nb_sans_objet, kept.total_controle) == (3, 2, 50) and kept.lignes == []
    assert (apart.nb_rejets, apart.nb_sans_objet, apart.total_controle) == (0, 0, None)
    assert [_dire("", line, row) for line, row in apart.lignes] == ["A -100 l.1 corrigé", "A -40 l.2 corrigé Lannion"]
    assert (apart.feuille, balance.nb_retirees, balance.nb_deja_connues) == ("retraits", 2, 1)


def test_a_complete_state_that_says_the_corrected_total_changes_nothing():
    mots = _suite([a(100)], [a(-20, **ECART, **AVRIL)], [a(80)])
    complete = [replace(word, mode=ETAT_COMPLET) if rank != 1 else word for rank, word in enumerate(mots)]
    assert _ecrits(complete) == [CENT, ("A -20 l.2 corrigé avril", 1, 0, 0, 0, 0), RIEN]


def test_the_total_of_a_complete_state_is_that_of_all_its_days():
    """100 and 40, then 20 less told of another day: a state that says 100 and 20 repeats it."""
    mots = _suite([a(100), a(40, **AVRIL)], [a(-20, **ECART, date_effet=JOUR)], [a(100), a(20, **AVRIL)])
    complete = [replace(word, mode=ETAT_COMPLET) if rank != 1 else word for rank, word in enumerate(mots)]
    assert _ecrits(complete)[1:] == [("A -20 l.2 corrigé", 1, 0, 0, 0, 0), ("", 0, 0, 2, 0, 0)]


def test_the_silence_of_one_sender_withdraws_nothing_of_another():
    mots = [mot("x", 0, [a(100)], "X", ETAT_COMPLET), mot("y", 1, [b(5)], "Y", ETAT_COMPLET)]
    assert _ecrits(mots) == [CENT, ("B +5 l.2", 1, 0, 0, 0, 0)]


@pytest.mark.parametrize(("tard", "dits"), [
    (a(100), ("", 0, 0, 0, 1, 0)), (a(80), RIEN), (a(None), ("", 0, 0, 0, 1, 0)), (b(5), ("B +5 l.2", 1, 0, 0, 0, 0)),
])  # fmt: skip
def test_an_old_word_known_late_is_covered_by_what_was_said_since(tard, dits):
    late = replace(mot("vieux", 0, [tard]), date_connaissance=JOUR + timedelta(5))
    assert _ecrits([mot("neuf", 2, [a(80)]), late]) == [("A +80 l.2", 1, 0, 0, 0, 0), dits]


def test_an_old_word_is_covered_by_a_complete_state_that_left_it_out():
    late = replace(mot("vieux", 0, [a(70)]), date_connaissance=JOUR + timedelta(5))
    states = [mot("s", -1, [a(100), b(50)], mode=ETAT_COMPLET), mot("t", 2, [b(50)], mode=ETAT_COMPLET)]
    assert _ecrits([*states, late]) == [DEUX, ("A -100 l.1 corrigé retraits", 0, 0, 1, 0, 1), ("", 0, 0, 0, 1, 0)]


def _feuilles(jour: int, mode: str, **feuilles: list[dict[str, object]]) -> list[Livraison]:
    return [replace(mot("d", jour, rows, mode=mode), feuille=name) for name, rows in feuilles.items()]


def test_the_sheets_of_one_deposit_are_one_word():
    before = mot("o", -1, [a(100), b(50), ligne("C", 7)], mode=ETAT_COMPLET)
    mots = [before, *_feuilles(0, ETAT_COMPLET, un=[a(60)], deux=[a(40, **LANNION), b(60)])]
    assert _ecrits(mots)[1:] == [
        ("A -40 l.2 corrigé un", 0, 1, 0, 0, 0),
        ("A +40 l.2 Lannion deux, B +10 l.3 corrigé deux, C -7 l.1 corrigé deux~retraits", 1, 1, 0, 0, 1),
    ]
