"""The last row of a table: what adds up, what has no total, what stays unknown."""

from decimal import Decimal

from ti_dashboard.planche.tables import table
from ti_dashboard.planche.totaux import SANS_TOTAL, totaliser
from ti_dashboard.programme.colonnes import Colonne

COLONNES = (
    Colonne("nom", "Financeur"),
    Colonne("nb_projets", "Projets", "entier"),
    Colonne("engage", "Engagé", "euros", absent="—", inconnus="nb_sans"),
    Colonne("paye", "Payé", "euros"),
)


def row(name: str, engaged, unknown: int, paid) -> dict:
    return {"nom": name, "nb_projets": 3, "engage": engaged, "nb_sans": unknown, "paye": paid}


def texts(rows: list[dict]) -> list[str]:
    whole = totaliser(COLONNES, rows, ("engage", "paye"), sans=("nb_projets",))
    drawn = table("t", "", COLONNES, rows, lambda *_: None, "", totaux=whole)
    return [" ".join(case["texte"].split()) for case in drawn["totaux"]["cases"]]


def test_amounts_add_up_and_cofunded_projects_do_not():
    rows = [row("ADEME", Decimal("10.50"), 0, Decimal(2)), row("ANCT", Decimal("0.25"), 0, Decimal(3))]
    assert texts(rows) == ["Total", SANS_TOTAL, "10,75 €", "5,00 €"]


def test_what_is_unknown_is_neither_added_nor_forgotten():
    rows = [row("ADEME", Decimal(10), 1, None), row("ANCT", None, 2, None)]
    assert texts(rows) == ["Total", SANS_TOTAL, "10,00 € + inconnu", "montant inconnu"]
    assert texts([row("A", None, 0, Decimal(0)), row("B", None, 0, Decimal(0))])[2] == "—", "no line at all"


def test_a_count_that_some_rows_do_not_know_says_it():
    rows = [row("ADEME", None, 0, None), row("ANCT", None, 0, None) | {"nb_projets": None}]
    assert totaliser(COLONNES, rows, ("nb_projets",))["nb_projets"] == "3 + inconnu"
    assert totaliser(COLONNES, rows[1:] * 2, ("nb_projets",))["nb_projets"] is None


def test_one_row_is_its_own_total():
    assert totaliser(COLONNES, [row("ADEME", Decimal(1), 0, None)], ("engage",)) is None
