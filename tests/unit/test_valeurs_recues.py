"""Values as real files hold them: noise, third decimals, accounts, hours, dates of every form, words for no value."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classeurs import xlsx
from tests.hostiles import EN_TETE, LIGNE, ligne
from tests.petits import PETITS, REGISTRE, avis, seule, total, valeurs
from ti_dashboard.ingest.reception.dates import lire_date
from ti_dashboard.ingest.reception.fichiers import feuilles_brutes
from ti_dashboard.ingest.reception.nombres import lire_nombre
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, lire_texte


def lue(nature: str, champ: str, raw: object):
    return next(c for c in schema(nature).colonnes() if c.nom == champ).lire(raw)


@given(cents=st.integers(-(10**13), 10**13), noise=st.sampled_from(["", "0000001", "00000000004"]))
def test_binary_noise_is_read_and_not_spoken_of(cents, noise):
    amount = Decimal(cents) / 100
    for raw in (float(amount), f"{amount:.2f}{noise}" if abs(cents) > 10**8 else float(amount)):
        assert lue("financements", "montant", raw)[:3] == (amount, None, "")


@pytest.mark.parametrize("raw", ["98708.70000000001", 98708.70000000001, "98708,70000000001"])
def test_the_noise_of_a_real_list_is_read_alike_in_a_text_and_in_a_workbook(raw):
    assert lue("financements", "montant", raw)[:3] == (Decimal("98708.7"), None, "")


@pytest.mark.parametrize(
    ("raw", "kept", "lost"),
    [("1000,555", "1000.56", "-0.005"), (1000.555, "1000.56", "-0.005"), ("1000.545", "1000.54", "0.005"),
     (1000.545, "1000.54", "0.005"), ("1 000,0051", "1000.01", "-0.0049"), (-0.125, "-0.12", "-0.005")],
)  # fmt: skip
def test_a_true_third_decimal_is_rounded_half_even_wherever_it_is_written(raw, kept, lost):
    read = lue("financements", "montant", raw)
    assert (read.valeur, read.retouche, read.ecart) == (Decimal(kept), "arrondi", Decimal(lost))


def test_rounded_amounts_are_said_with_both_totals():
    sheet = seule(PETITS / "trois_decimales.xlsx")
    written, kept = Decimal("1000.555") * len(sheet.lignes), total(sheet)
    assert kept == Decimal("1000.56") * len(sheet.lignes) and kept + sum(sheet.arrondis.values()) == written
    assert (
        avis(sheet)
        .splitlines()[0]
        .startswith(
            "colonne montant : 5 montants de plus de deux décimales, arrondis au centime, par exemple « 1 000,555 » lu "
            "« 1 000,56 » (lignes 2, 3, 4, 5 et 6)."
        )
    )
    assert avis(sheet).splitlines()[1] == "les montants arrondis font 5 002,80 €, les montants écrits 5 002,775 €."


def test_the_same_rule_holds_in_a_text_file():
    assert valeurs(seule(PETITS / "trois_decimales.csv"), "montant") == [Decimal("1000.56")]
    sheet = seule(REGISTRE / "14_trois_decimales.csv")
    assert total(sheet) == 1000 and sheet.arrondis == {2: Decimal("0.005")}
    assert "les montants écrits 1 000,005 €" in avis(sheet)


def test_amounts_with_every_kind_of_space():
    sheet = seule(REGISTRE / "15_espaces.csv")
    amounts = [str(v) for v in valeurs(sheet, "montant")]
    assert amounts == ["1234567.89", "1234.5", "1234.5", "1234.5", "1234567.8"]
    assert [n for n, _ in sheet.rejets] == [6], "a first declaration is not negative"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("(1 234,50)", "-1234.5"),
        ("(1 234,50) €", "-1234.5"),
        ("(1 234,50 €)", "-1234.5"),
        ("1 234,50-", "-1234.5"),
        ("1 234,50−", "-1234.5"),
        ("€ 1 234,50", "1234.5"),
        ("1’234’567,8", "1234567.8"),
        ("\u200b12\ufeff", "12"),
    ],
)
def test_amounts_of_accounts(raw, value):
    assert lire_nombre(raw) == Decimal(value)
    if value.startswith("-"):
        assert lue("financements", "montant", raw).retouche == "negatif"


@pytest.mark.parametrize("raw", ["(12) (13)", "(-5)", "12-5", "((1))", "1'2", "100 $", "100 F", "30 CHF", "12\u202e34"])
def test_amounts_that_are_none_are_refused(raw):
    with pytest.raises(ValeurRefusee):
        lire_nombre(raw)


def test_a_rate_is_read_in_percent():
    assert lue("postes", "taux_cofinancement", "50 %").valeur == Decimal("0.5")
    assert "pourcentage" in lue("financements", "montant", "50 %").defaut.constat


@pytest.mark.parametrize("raw", ["n.c.", "NC", "Non communiqué", "n. d.", "inconnu"])
def test_what_is_said_unknown_is_unknown(raw):
    for champ in ("montant", "projet_id"):
        assert lue("financements", champ, raw)[:3] == (None, None, "inconnue")
    assert lue("financements", "date_effet", raw).defaut.constat == (
        "veut dire « non communiqué », et la valeur est obligatoire."
    )


@pytest.mark.parametrize("raw", ["-", "—", " -   € ", "néant", "s.o.", "n/a", "..."])
def test_what_may_be_a_zero_is_not_guessed(raw):
    found = lue("financements", "montant", raw).defaut
    assert found.constat == "ne dit pas si la valeur est nulle ou inconnue."
    assert found.remede == "Écrivez 0 s'il n'y a rien, videz la case si la valeur n'est pas connue."


def test_a_dash_in_a_text_is_an_empty_cell():
    assert lue("financements", "projet_id", " — ")[:3] == (None, None, "inconnue")


@pytest.mark.parametrize("raw", ["@CTION EXEMPLE", "\tArmentières", "+ de 10 logements", "- Phase 2", "@ville"])
def test_a_text_may_begin_with_a_sign(raw):
    assert lire_texte(raw) == raw.strip()


@pytest.mark.parametrize("raw", ["@SUM(1)", "+cmd|' /C calc'!A0", "\t=1", "-2+3+cmd|' /C calc'!D2", "=A1"])
def test_a_formula_stays_one(raw):
    with pytest.raises(ValeurRefusee, match="commence comme une formule"):
        lire_texte(raw)


@pytest.mark.parametrize(
    "raw",
    ["2018/01/30", "2018.1.30", "30/01/2018 14:30", "30/01/2018 à 14h30", "2018-01-30T14:30:00+02:00",
     "mardi 30 janvier 2018", "le 30 janvier 2018", "30-janv.-2018", "20180130", "30012018", 20180130.0,
     "2018-01-29T23:30:00Z", "\u200b30/01/2018", datetime(2018, 1, 29, 23, 59, 59, 999_500)],
)  # fmt: skip
def test_dates_of_every_form(raw):
    assert lire_date(raw) == date(2018, 1, 30)


@pytest.mark.parametrize(
    "raw",
    [
        "2018/13/01",
        "2018-02-30",
        "30/01/18",
        "30-janv-18",
        "janvier 2018",
        "2018",
        2018.5,
        "24/09/2019 25:00",
        float("nan"),
        "31/12/9999 23:00 -0500",
    ],
)
def test_dates_that_are_none_are_refused(raw):
    with pytest.raises(ValeurRefusee):
        lire_date(raw)


def test_only_the_noise_of_a_number_is_midnight():
    """43731.9999999998 is 24/09; 43731.99999 is how 23:59:59 of the day before is written with five decimals."""
    sheet = seule(REGISTRE / "05_minuit_moins_un_souffle.xlsx")
    assert valeurs(sheet, "date_effet") == [date(2019, 9, 24), date(2019, 9, 24), date(2019, 9, 23)]
    assert avis(sheet) == (
        "colonne date_effet : 1 date portait une heure, seul le jour est gardé, par exemple "
        "« 23/09/2019 23:59:59 » lu « 23/09/2019 » (ligne 4)."
    )


def test_dates_counted_from_1904_and_dates_with_an_hour():
    assert valeurs(seule(REGISTRE / "06_1904.xlsx"), "date_effet") == [date(2019, 3, 15)]
    sheet = seule(REGISTRE / "06b_date_heure.xlsx")
    assert valeurs(sheet, "date_effet") == [date(2019, 3, 15)] * 2 and "2 dates portaient une heure" in avis(sheet)


def test_a_mark_of_utf_8_before_windows_is_read_and_said():
    raw = (PETITS / "scdl_bom_utf8_puis_cp1252.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    (brute,) = feuilles_brutes(PETITS / "scdl_bom_utf8_puis_cp1252.csv", "a.csv")
    assert brute.lignes[0][0] == "nomAttribuant" and brute.lignes[1][0] == "Région Hauts-de-France"
    sheet = seule(PETITS / "scdl_bom_utf8_puis_cp1252.csv")
    assert (sheet.rejets, sheet.nb_lignes) == ([], 2)
    assert "le fichier s'annonce en UTF-8 et ne l'est pas : il est lu en Windows-1252" in avis(sheet)


def test_a_text_and_a_workbook_of_the_same_rows_say_the_same(tmp_path):
    changes = {"montant": "1000,555", "reference": "A\u20111", "territoire_id": "8419"}
    (tmp_path / "a.csv").write_bytes(ligne(**changes))
    (tmp_path / "a.xlsx").write_bytes(xlsx({"F": [EN_TETE, list((LIGNE | changes).values())]}))
    text, book = seule(tmp_path / "a.csv"), seule(tmp_path / "a.xlsx")
    assert (text.lignes, text.arrondis, text.avis) == (book.lignes, book.arrondis, book.avis)
