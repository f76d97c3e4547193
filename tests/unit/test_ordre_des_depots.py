"""Deposits by the ordinary gestures, in any order, the machine's clock wrong by a day: one ledger, one set of seals."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import cycle, permutations
from pathlib import Path

import duckdb
import pytest

from tests.depot import AUTEUR, deposer, interroger, publier, verifier
from tests.unit.test_registre_reel import PETITS
from ti_dashboard import horloge
from ti_dashboard.dossier import chemins, depots
from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.dossier.depot import Question
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier.edition import matiere
from ti_dashboard.ingest.publier.construction import batir, ebauche
from ti_dashboard.ingest.publier.matiere import Matiere, lire_matiere
from ti_dashboard.ingest.registre.arbitrage import Arbitre
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.referentiels.natures import NATURES

MIDI = datetime(2026, 11, 27, 12, tzinfo=UTC)
HORLOGES = (-1, 0, 1)
# In the order they were received: two words of one day, and only a person knows which came last.
RECUS = (
    ("01_engage.csv", date(2026, 11, 20)),
    ("01b_date_corrigee.csv", date(2026, 11, 22)),
    ("17_montant_revise.csv", date(2026, 11, 24)),
    ("02k_emetteur_ecrit_autrement.csv", date(2026, 11, 24)),
)
COMITES = (date(2026, 11, 21), date(2026, 11, 25))
SCEAUX = "SELECT arrete_id, empreinte FROM arrete_empreinte ORDER BY arrete_id"
ENGAGE = "SELECT arrete_id, sum(montant_eur) FROM etat_flux GROUP BY ALL ORDER BY arrete_id"
QUESTIONS = (
    SCEAUX,
    ENGAGE,
    "FROM livraison ORDER BY livraison_id",
    *(f"FROM {table} ORDER BY livraison_id, ligne" for table in (nature.table for nature in NATURES.values())),
)


@cache
def _prepares() -> tuple[Path, tuple[str, ...]]:
    """What was published before, and the four files read and waiting; the names of their deposits."""
    base = Path(tempfile.mkdtemp(prefix="ordre-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        for name in ("perimetre", "projets"):
            deposer(PETITS / f"{name}.csv", date_reception=RECUS[0][1])
        return base, tuple(verifier(PETITS / name, date_reception=day).depot_id for name, day in RECUS)


@pytest.fixture
def depuis(tmp_path, monkeypatch):
    """A new folder where the files wait; deposit them in this order, with a clock wrong by so many days."""

    def deposer_tous(ordre: tuple[int, ...], jours: int = 0) -> tuple[str, ...]:
        base, names = _prepares()
        shutil.rmtree(tmp_path / "donnees", ignore_errors=True)
        shutil.copytree(base, tmp_path / "donnees")
        monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
        monkeypatch.setattr(horloge, "maintenant", lambda: MIDI + timedelta(jours))
        for rank in ordre:
            _accepter(names, rank)
        return names

    return deposer_tous


def _accepter(names: tuple[str, ...], rank: int) -> None:
    """Accept a file, saying that it speaks of one act and, when asked, which word of its day came last."""
    while True:
        asked = depots.prepare(names[rank]).questions
        try:
            atelier.accepter(names[rank], AUTEUR, reponses={q.cle: _reponse(q, names[rank + 1 :]) for q in asked})
            return
        except DepotRefuse:
            # Questions asked only now: what is known has changed since the file was read, or an answer raised them.
            assert depots.prepare(names[rank]).questions != asked


def _reponse(question: Question, apres: tuple[str, ...]) -> str:
    if question.genre != "meme_jour":
        return "meme"
    later = [f"avant:{name}" for name in apres if f"avant:{name}" in {c.code for c in question.choix}]
    return later[0] if later else "dernier"


def ecrit() -> list[tuple[object, ...]]:
    """What the next publication writes of each delivery: its rows and its balance."""
    sheets = lire_matiere(matiere())
    return sorted(
        (
            (sheet.livraison_id, sheet.connue_le, str(balance), *[(s.feuille, *s.lignes) for s in written])
            for sheet, written, balance in Connu(Arbitre.de(sheets)).apprendre(sheets)
        ),
        key=lambda row: row[0],
    )


def test_any_order_of_deposits_with_any_clock_writes_the_same_ledger(depuis):
    depuis((0, 1, 2, 3))
    expected = ecrit()
    assert [row[0].rpartition("/")[2] for row in expected] == [
        "01_engage.csv",
        "perimetre.csv",
        "projets.csv",
        "01b_date_corrigee.csv",
        "02k_emetteur_ecrit_autrement.csv",
        "17_montant_revise.csv",
    ]
    for order, days in zip(permutations(range(4)), cycle(HORLOGES), strict=False):
        depuis(order, days)
        assert ecrit() == expected, (order, days)


def test_a_deposit_set_aside_then_taken_back_keeps_its_place(depuis):
    names = depuis((3, 2, 1, 0), 1)
    expected = ecrit()
    for name in (names[2], names[0], names[3]):
        atelier.ecarter(name, AUTEUR)
        atelier.reprendre(name, AUTEUR)
        assert ecrit() == expected


def _bati(matiere_dite: Matiere) -> Iterator[list[tuple[object, ...]]]:
    """Every table of a publication where both committees were decided after all deposits."""
    decided = [ArreteDecide(day, f"Comité {n}", n, day, 1, AUTEUR, MIDI) for n, day in enumerate(COMITES, 1)]
    with ebauche(chemins.publications(), "essai.duckdb") as path:
        batir(path, Matiere(None, matiere_dite.depots, decided))
        with duckdb.connect(str(path), read_only=True) as con:
            yield from (con.execute(query).fetchall() for query in QUESTIONS)


def test_the_state_at_a_date_its_arrete_and_its_seal_are_what_the_latest_received_word_said(depuis):
    depuis((0, 1, 2, 3))
    expected = list(_bati(matiere()))
    assert expected[1] == [(COMITES[0], 100_000), (COMITES[1], 110_000)]
    depuis((3, 1, 0, 2), -1)
    assert list(_bati(matiere())) == expected
    publier()
    for n, day in enumerate(COMITES, 1):
        atelier.arreter(day, f"Comité {n}", AUTEUR, phase=1)
    assert [interroger(query) for query in QUESTIONS] == expected


def test_a_word_accepted_after_its_day_was_frozen_waits_and_the_arrete_does_not_move(depuis):
    """The ledger cannot be the same as without the arrêté in between; what is known today, and what was said, are."""
    names = depuis((0, 3))
    publier()
    atelier.arreter(COMITES[1], "Comité", AUTEUR, phase=1)
    said = interroger(SCEAUX), interroger(ENGAGE)
    for rank in (2, 1):
        _accepter(names, rank)
    assert {d.date_connaissance for d in depots.tous() if d.depot_id in names[1:3]} == {date(2026, 11, 26)}
    publier()
    assert (interroger(SCEAUX), interroger(ENGAGE)) == said
    (today,) = interroger("SELECT sum(montant_eur) FROM flux")
    assert today == (110_000,)
    assert interroger("SELECT date_effet, sum(montant_eur) FROM flux GROUP BY ALL HAVING sum(montant_eur) <> 0") == [
        (date(2019, 3, 15), 110_000)
    ]


def test_a_preview_says_what_it_supposes_of_a_question_left_and_follows_the_answer_given(depuis):
    names = depuis((0, 2))
    found = atelier.apercevoir(names[3])
    (supposed,) = found.suppositions
    assert supposed.endswith("→ Le fichier déposé ici est le dernier reçu.")
    assert {c.indicateur_id: c.apres for c in found.changements}["montant_engage"] == 110_000
    before = atelier.apercevoir(names[3], reponses={"meme_jour": f"avant:{names[2]}"})
    assert before.suppositions == () and before.changements == ()
