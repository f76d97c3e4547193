"""One reader of French numbers: what ``formats.py`` writes is read back, by every door of the product."""

import ast
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ecrans.selection.indicateurs_livres import lire_fichier
from ti_dashboard.errors import NombreIllisible
from ti_dashboard.ingest.reception.nombres import lire_nombre as lire_cellule
from ti_dashboard.langue.formats import ecart, euros, millions, nombre
from ti_dashboard.langue.nombres import lire_nombre
from ti_dashboard.verbes.arguments import total

MONTANTS = st.decimals(min_value="-1e12", max_value="1e12", places=2)


@given(MONTANTS)
def test_an_amount_is_read_back_by_every_door_as_it_is_written(amount: Decimal):
    written = euros(amount)
    assert lire_nombre(written) == lire_cellule(written) == amount
    assert total(f"Feuille 1={written}") == ("Feuille 1", amount)
    assert lire_nombre(ecart(amount, euros(abs(amount)))) == amount if amount else ecart(amount, "") == "="


@given(MONTANTS, st.integers(0, 6))
def test_a_number_is_read_back_with_the_decimals_it_is_written_with(amount: Decimal, decimals: int):
    assert abs(lire_nombre(nombre(amount, decimals)) - amount) <= Decimal(1).scaleb(-decimals) / 2


@given(MONTANTS)
def test_an_amount_said_aloud_is_read_back_to_its_last_figure(amount: Decimal):
    step = 50_000 if abs(amount) >= 999_500 else 500
    assert abs(lire_nombre(millions(amount), echelles=True) - amount) <= step


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_the_example_of_the_form_is_read_whatever_its_spaces(space: str):
    assert total(f"1{space}234{space}567,89{space}€") == ("", Decimal("1234567.89"))
    assert total(f"\u2212{space}12,50") == ("", Decimal("-12.5"))


@pytest.mark.parametrize("text", ["", "environ 110", "110 M", "1,2,3", "1e9", "NaN", "110 M€ €", "١٢", "inconnu"])
def test_what_is_not_a_number_is_refused_with_its_reason(text: str):
    with pytest.raises(NombreIllisible) as refus:
        lire_nombre(text, echelles=True)
    assert refus.value.constat.endswith((".", "?")) and refus.value.remede.startswith(("Écrivez", "Groupez"))


def test_a_million_is_euros_only_where_a_room_speaks():
    assert lire_nombre("110,2\u00a0M€", echelles=True) == 110_200_000
    with pytest.raises(NombreIllisible, match="milliers ou en millions"):
        lire_nombre("110,2 M€")


@given(st.floats(-1e12, 1e12))
def test_a_program_writes_its_numbers_in_its_own_way(value: float):
    read = lire_fichier("taux.csv", f"territoire_id;valeur\nti-1;{value!r}\n".encode())
    assert read.valeurs == {"ti-1": pytest.approx(value, rel=1e-12, abs=1e-300)} and not read.fautes


def test_nobody_else_turns_a_comma_into_a_point():
    sources = [p for p in (RACINE / "ti_dashboard").rglob("*.py") if p.name != "nombres.py"]
    found = [
        f"{path.name}:{node.lineno}"
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "replace"
        and [getattr(a, "value", None) for a in node.args] == [",", "."]
    ]
    assert found == []
