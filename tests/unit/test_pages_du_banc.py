"""The pages that the bench measures beside ours tell our figures, and the measure stops when one does not."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.bench import donnees, tables_mosaic
from tests.bench.attendus import NOTRE, attendu, avec_region, choix_de_depart

pytestmark = pytest.mark.usefixtures("donnees_servies")


def test_every_page_tells_the_same_wherever_the_measure_goes():
    tables = donnees.charger()
    start = choix_de_depart(tables)
    codes = list(donnees.options(tables)["region"].values())
    assert codes
    for choix in (start, *(avec_region(start, code) for code in codes), avec_region(avec_region(start, "53"), "84")):
        assert len(attendu("Dash", tables, choix)["tuiles"]) == 8


def _sans(nom: str, garder: Callable[[pd.DataFrame], pd.Series]) -> Callable[[donnees.Tables], donnees.Tables]:
    """The tables without the first row of one that answers."""
    return lambda tables: tables | {nom: tables[nom].drop(tables[nom][garder(tables[nom])].index[0])}


def _recent(table: pd.DataFrame) -> pd.Series:
    return (table["arrete_id"] == table["arrete_id"].max()) & (table["phase"] == 2)


def _flux(genre: str) -> Callable[[donnees.Tables], donnees.Tables]:
    """Without one whose amount is told: one of no known amount adds to nothing."""
    return _sans("etat_flux", lambda t: _recent(t) & (t["type_montant"] == genre) & (t["montant_eur"] > 0))


FAUTES = {
    "une annonce": _flux("annonce"),
    "un poste": _sans("etat_poste", lambda t: _recent(t) & (t["etat_poste"] == "pourvu")),
    "un projet": _sans("etat_projet", lambda t: _recent(t) & t["est_compte"]),
    "un territoire": _sans("etat_territoire", lambda t: _recent(t)),
    "une demande, dans les barres seules": _flux("demande"),
}


@pytest.mark.parametrize("faute", FAUTES)
def test_a_row_that_the_other_pages_lack_stops_the_measure(faute: str):
    tables = donnees.charger()
    with pytest.raises(SystemExit, match="ne disent pas la même chose"):
        attendu(NOTRE, FAUTES[faute](tables), choix_de_depart(tables))


@pytest.mark.parametrize("nom", ["flux", "engagement", "porte", "territoire", "poste", "projet"])
def test_a_table_of_the_mosaic_page_that_lacks_rows_tells_something_else(nom: str, donnees_servies: Path):
    tables = donnees.charger()
    choix = choix_de_depart(tables)
    con = tables_mosaic.publier(donnees_servies / "publications")
    whole = tables_mosaic.chiffres(con, tables, choix)
    con.execute(f"DELETE FROM {nom} WHERE arrete_id = '{choix.arrete}'")  # noqa: S608 our own tables
    assert tables_mosaic.chiffres(con, tables, choix) != whole
