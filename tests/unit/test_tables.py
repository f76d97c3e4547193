"""The board's table: its totals, its rows' names, the source of a line before anything else."""

from datetime import date
from decimal import Decimal

import pytest

from ti_dashboard.planche.origine import ranger, source_d_abord, tableau
from ti_dashboard.planche.tables import table
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.indicateurs import SORTES

COLONNES = (Colonne("jour", "Jour", "jour"), Colonne("nom", "Nom"), Colonne("montant", "Montant", "euros"))
LIGNE = {
    "fichier": "ademe.csv",
    "feuille": "Financements",
    "ligne": 12,
    "sha256": "0123456789" + "f" * 54,
    "emetteur": "ADEME",
    "date_reception": date(2019, 9, 1),
    "reference": "A-1",
    "projet_id": None,
}


def test_the_totals_are_a_last_row_apart_that_says_only_what_adds_up():
    rows = [{"jour": None, "nom": "A", "montant": Decimal("1.10")}, {"jour": None, "nom": "A", "montant": None}]
    totaux = {"jour": "Total", "montant": Decimal("1.10")}
    figure = lambda row, cle: Chiffre("montant_engage") if cle == "montant" else None  # noqa: E731
    drawn = table("t", "", COLONNES, rows, figure, "", totaux=totaux, figure_totaux=figure)
    assert [c["texte"] for c in drawn["totaux"]["cases"]] == ["Total", "", "1,10\u00a0€"]
    assert [c.get("cible") for c in drawn["totaux"]["cases"]] == [None, None, "montant_engage"]
    assert len(drawn["lignes"]) == 2
    assert table("t", "", COLONNES, rows, figure, "")["totaux"] is None


def test_two_rows_of_one_subject_have_two_names():
    rows = [{"jour": None, "nom": n, "montant": None} for n in ("A", "B", "A")]
    drawn = table("t", "", COLONNES, rows, lambda *_: None, "", ("nom", "territoire", "nom"))
    assert [line["id"] for line in drawn["lignes"]] == ["A", "B", "A-1"]
    assert [line["cases"][1]["cible"] for line in drawn["lignes"]] == ["A", "B", "A"]


@pytest.mark.parametrize("question", SORTES)
def test_behind_every_figure_the_source_of_a_line_comes_first(question):
    shown = [c.cle for c in source_d_abord(SORTES[question].colonnes)]
    assert shown[:4] == ["fichier", "feuille", "ligne", "sha256"]
    assert sorted(shown) == sorted(c.cle for c in SORTES[question].colonnes)


def test_money_names_its_act_and_its_project():
    for question in ("lignes_montants", "lignes_reste"):
        assert {"reference", "projet_id"} <= {c.cle for c in SORTES[question].colonnes}


def test_amounts_are_exact_numbers_and_the_known_come_before_the_unknown():
    columns = SORTES["lignes_montants"].colonnes
    amounts = [None, Decimal("-0.01"), Decimal("1234567.89"), Decimal("5"), None]
    rows = ranger(columns, [LIGNE | {"montant_eur": a} for a in amounts])
    drawn = tableau("Lignes", columns, rows)
    place = next(i for i, c in enumerate(drawn["colonnes"]) if c["cle"] == "montant_eur")
    assert drawn["colonnes"][place]["nombre"]
    said = [line["cases"][place]["texte"] for line in drawn["lignes"]]
    assert said == [
        "1\u202f234\u202f567,89\u00a0€",
        "5,00\u00a0€",
        "−0,01\u00a0€",
        "montant inconnu",
        "montant inconnu",
    ]
    hashed = drawn["lignes"][0]["cases"][3]
    assert (hashed["texte"], hashed["titre"]) == ("0123456789…", LIGNE["sha256"])
