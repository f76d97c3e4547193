"""Whatever the cells of a sheet, its merges, hidden lines and tables: a reading, and every row accounted for."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostiles import EN_TETE, LIGNE
from tests.petits import REGLAGES
from ti_dashboard.ingest.reception.fichier_recu import lire_fichier
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute

EN_TETES = (
    EN_TETE,
    ["phase", "territoire_id", "jalon", "date_effet", "cause"],
    ["insee_com", "lib_com", "id_ti", "lib_ti"],
    ["nomAttribuant", "dateConvention", "nomBeneficiaire", "idBeneficiaire", "montant"],
)
CASES = st.sampled_from(
    [
        None,
        "",
        1,
        2.5,
        True,
        date(2019, 3, 1),
        datetime(2019, 3, 1, 12),
        time(3),
        timedelta(1),
        float("nan"),
        float("inf"),
        -0.0,
        "Total",
        "total 3",
        "(1)",
        "*",
        "n.c.",
        "-",
        "\u200b",
        "1 234,5-",
        "()",
        "€",
        "#REF!",
        "=A1",
        "ti 8419",
        "50 %",
        "0h",
        "t1:",
        "le ",
        "id_ti",
        "montant",
        *LIGNE.values(),
        *EN_TETE,
    ]
)
RANGEES = st.one_of(
    st.lists(CASES, max_size=13), st.just(list(LIGNE.values())), st.just([]), st.sampled_from(EN_TETES).map(list)
)


@settings(max_examples=300)
@given(
    header=st.sampled_from(EN_TETES),
    below=st.lists(RANGEES, max_size=9),
    places=st.sets(st.tuples(st.integers(1, 9), st.integers(0, 10)), max_size=4),
    hidden=st.sets(st.integers(1, 9), max_size=3),
)
def test_every_sheet_is_read_or_refused_in_words(header, below, places, hidden):
    rows = [list(header), *below]
    copies = frozenset((n, c) for n, c in places if n <= len(rows) and c < len(rows[n - 1]))
    sheet = FeuilleBrute("F", rows, frozenset(hidden), (), False, copies, frozenset(hidden))
    lecture = lire_fichier(Path("a.xlsx"), "a.xlsx", REGLAGES, ouvrir=lambda *_: [sheet])
    assert lecture.feuilles or lecture.fautes
    for read in lecture.feuilles:
        assert len(read.lignes) + len(read.rejets) + read.nb_sans_objet == read.nb_lignes
        assert not {n for n, _ in read.lignes} & hidden
