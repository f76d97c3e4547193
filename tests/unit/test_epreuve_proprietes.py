"""Any single cell of an export that is changed is found, where it is; whatever it becomes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.exports import octets
from ti_dashboard.epreuve import cellules, export, export_relu

TABLES = ("territoires", "financements-operateur-territoire", "evolutions-territoires", "ecarts")
CHOIX = filtres(A2019, compare=A2019_AVRIL, regions=("53",))
ECRITS = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(lambda d: str(d).replace(".", ",")),
    st.dates(date(2018, 1, 1), date(2030, 1, 1)).map(lambda d: f"{d:%d/%m/%Y}"),
    st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=20),
    st.just(""),
)


@pytest.fixture(scope="module")
def lus(demo, tmp_path_factory):
    """Each table written, and read again."""
    read = {}
    for cle in TABLES:
        path = tmp_path_factory.mktemp(cle) / "export.csv"
        path.write_bytes(octets(demo, cle, CHOIX, "csv"))
        read[cle] = export_relu.lire(path)
    return read


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_single_changed_cell_is_found(demo, lus, data):
    read = lus[data.draw(st.sampled_from(TABLES))]
    rank = data.draw(st.integers(0, len(read.lignes) - 1))
    place = data.draw(st.integers(0, len(read.entetes) - 1))
    written = data.draw(ECRITS)
    line, cells = read.lignes[rank]
    before = cells[place]
    rows = list(read.lignes)
    rows[rank] = (line, (*cells[:place], written, *cells[place + 1 :]))
    changed = export_relu.Export(read.nom, read.titre, read.notice, read.entetes, tuple(rows), read.feuilles)
    found = export.eprouver(demo, changed)
    bad = [c.ou for c in found.constats if c.statut != "dit et inchangé"]
    if _sens(written) == _sens(before):
        assert bad == []
    else:
        assert read.lieu(line, place) in bad


def _sens(text: str) -> set[cellules.Lue]:
    """The same value may be written in several ways: what it may mean in a column of numbers, of days or of texts."""
    return {cellules.lire(text, kind) for kind in (cellules.NOMBRE, cellules.JOUR)}


@given(
    st.one_of(
        st.integers(-(10**12), 10**12),
        st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
        st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    )
)
def test_a_value_is_itself_however_a_spreadsheet_gives_it_back(value):
    kind = cellules.JOUR if isinstance(value, date) else cellules.NOMBRE
    said = cellules.lire(value, kind)
    if kind == cellules.JOUR:
        given_back = [value.isoformat(), f"{value:%d/%m/%Y}", float((value - cellules.ORIGINE).days)]
    else:
        given_back = [
            float(value),
            str(value),
            str(value).replace(".", ","),
            f"{value:,}".replace(",", "\u202f"),
            f"{value:,.2f}",
            f"{float(value):.2f} €",
        ]
    assert all(cellules.memes(said, cellules.lire(other, kind), other) for other in given_back)


@given(st.decimals(-(10**10), 10**10, places=2, allow_nan=False), st.integers(1, 999))
@example(Decimal("999999046.32"), 1)
def test_a_cent_more_is_another_value(value, cents):
    said, other = (cellules.lire(v, cellules.NOMBRE) for v in (value, value + Decimal(cents) / 100))
    assert not cellules.memes(said, other, value)
