"""The same words, in whatever order they are given or become known, amount to the same ledger."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.ingest.registre.arbitrage import Arbitre
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import COMPLEMENT, ETAT_COMPLET, Livraison

PREMIER_JOUR = date(2026, 11, 1)


class UnSeulActe(dict):
    """Every question answered the same way: one act, corrected."""

    def __contains__(self, key: object) -> bool:
        return True

    def get(self, key: object, default: object = None) -> object:
        return "meme"


def _ligne(reference: str, montant: Decimal | None, territoire: str = "ti-8402") -> dict[str, object]:
    return {
        "reference": reference,
        "phase": "1",
        "projet_id": None,
        "territoire_id": territoire,
        "montant": montant,
        "operateur_id": "bpifrance",
        "instrument_id": "aides-bpifrance",
        "type_montant": "engage",
        "nature_aide": "subvention",
        "date_effet": date(2019, 3, 15),
        "cause": "initial",
    }


def _mot(jour: int, lignes: list[dict[str, object]], mode: str = COMPLEMENT, rang: float = 0.0) -> Livraison:
    return Livraison(
        f"{PREMIER_JOUR + timedelta(jour)}-{rang}",
        "f.csv",
        "",
        "financements",
        "Bpifrance",
        PREMIER_JOUR + timedelta(jour),
        len(lignes),
        None,
        False,
        "",
        list(enumerate(lignes, 2)),
        mode,
        rang=rang,
    )


MONTANTS = st.one_of(st.none(), st.integers(1, 9).map(Decimal))
LIGNES = st.dictionaries(
    st.sampled_from(["A", "B", "C"]), st.tuples(MONTANTS, st.sampled_from(["ti-8402", "ti-5304"])), min_size=1
).map(lambda acts: [_ligne(reference, *said) for reference, said in acts.items()])
MOTS = st.lists(st.tuples(LIGNES, st.sampled_from([COMPLEMENT, ETAT_COMPLET])), min_size=1, max_size=4).map(
    lambda said: [_mot(2 * day, rows, mode) for day, (rows, mode) in enumerate(said)]
)


def _registre(mots: list[Livraison], connu: Connu | None = None) -> list[tuple]:
    """Every row the ledger writes, with its delivery and its day of knowledge."""
    connu = connu or Connu(Arbitre(UnSeulActe()))
    return [
        (s.livraison_id, s.connue_le, line, tuple(row.items()))
        for _, written, _ in connu.apprendre(mots)
        for s in written
        for line, row in s.lignes
    ]


def _etat(mots: list[Livraison]) -> dict:
    connu = Connu(Arbitre(UnSeulActe()))
    _registre(mots, connu)
    return connu.etat()


def _sommes(mots: list[Livraison]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for *_, row in _registre(mots):
        said = dict(row)
        sums[said["reference"]] = sums.get(said["reference"], Decimal(0)) + (said["montant"] or Decimal(0))
    return sums


@given(MOTS, st.data())
def test_any_order_of_the_list_gives_the_same_rows(mots: list[Livraison], data: st.DataObject) -> None:
    assert _registre(data.draw(st.permutations(mots))) == _registre(mots)


@given(MOTS, st.data())
def test_any_order_of_knowledge_ends_in_the_same_state(mots: list[Livraison], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(mots))))
    late = [replace(m, date_connaissance=date(2027, 1, 1) + timedelta(k)) for m, k in zip(mots, order, strict=True)]
    assert _etat(late) == _etat(mots)


@given(MOTS, st.data())
def test_the_ledger_holds_what_the_words_amount_to_whatever_the_order_of_knowledge(
    mots: list[Livraison], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(mots))))
    late = [replace(m, date_connaissance=date(2027, 1, 1) + timedelta(k)) for m, k in zip(mots, order, strict=True)]
    known: dict[str, Decimal] = {}
    for (key, *_), amount in _etat(mots).items():
        known[key[1]] = known.get(key[1], Decimal(0)) + (amount or Decimal(0))
    held = {reference: amount for reference, amount in _sommes(late).items() if amount}
    assert held == {reference: amount for reference, amount in known.items() if amount}


@given(LIGNES, st.data())
def test_a_file_split_reordered_or_sent_again_gives_the_same_sums(rows: list[dict], data: st.DataObject) -> None:
    whole, cut = [_mot(0, rows)], data.draw(st.integers(0, len(rows)))
    shuffled = data.draw(st.permutations(rows))
    assert _sommes([_mot(0, shuffled)]) == _sommes(whole)
    assert _sommes([_mot(0, shuffled[:cut]), _mot(0, shuffled[cut:], rang=1)]) == _sommes(whole)
    assert _sommes([*whole, _mot(0, rows, rang=1)]) == _sommes(whole)


def test_an_older_word_known_after_a_newer_one_changes_nothing() -> None:
    newer, older = _mot(4, [_ligne("A", Decimal(80_000))]), _mot(0, [_ligne("A", Decimal(100_000))])
    late = replace(older, date_connaissance=date(2027, 1, 1))
    assert _sommes([newer, late]) == {"A": Decimal(80_000)}
    assert [dict(row)["montant"] for *_, row in _registre([newer, older])] == [Decimal(100_000), Decimal(-20_000)]


def test_a_fact_said_again_by_an_older_word_known_later_is_not_written_again() -> None:
    row = {"projet_id": "P1", "statut": "realise", "date_effet": date(2019, 3, 15), "cause": "initial"}
    newer, older = (replace(_mot(day, [row]), nature="statuts") for day in (4, 0))
    late = replace(older, date_connaissance=date(2027, 1, 1))
    balances = {
        s.livraison_id: (b, sum(len(w.lignes) for w in written)) for s, written, b in Connu().apprendre([late, newer])
    }
    balance, nb = balances[older.livraison_id]
    assert (balance.nb_deja_connues, balance.nb_corrigees, nb) == (1, 0, 0)


def test_an_amount_moved_then_taken_back_by_a_word_known_later_leaves_the_ledger() -> None:
    told, moved = [_ligne("A", Decimal(1))], [_ligne("A", None, "ti-5304")]
    words = [_mot(0, told), _mot(2, [_ligne("B", Decimal(1))], ETAT_COMPLET), _mot(4, moved)]
    late = [replace(words[k], date_connaissance=date(2027, 1, 1) + timedelta(n)) for n, k in enumerate((0, 2, 1))]
    assert _sommes(late) == {"A": Decimal(0), "B": Decimal(1)}
