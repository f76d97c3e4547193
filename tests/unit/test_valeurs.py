"""French values: what is written and what is read are the same; anything doubtful is refused with a sentence."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.ingest.reception.dates import lire_date, lire_date_iso
from ti_dashboard.ingest.reception.nombres import lire_entier, lire_nombre
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.textes import lire as lire_csv
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, lire_booleen, lire_texte, mot_cle

MONTANTS = st.decimals(Decimal("-99999999999999"), Decimal("99999999999999"), places=2)
JOURS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


@given(
    amount=MONTANTS,
    space=st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"]),
    minus=st.sampled_from(["-", "\u2212"]),
    unit=st.sampled_from(["", " €", "\u00a0€", "€", " euros", " EUR"]),
)
def test_an_amount_written_in_french_is_read_back_to_the_cent(amount, space, minus, unit):
    whole, cents = f"{abs(amount):,.2f}".split(".")
    written = (minus if amount < 0 else "") + whole.replace(",", space) + "," + cents + unit
    assert lire_nombre(written) == amount


@given(amount=MONTANTS)
def test_dots_between_thousands_are_read_when_a_comma_settles_it(amount):
    written = f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    assert lire_nombre(written) == amount


@given(amount=st.decimals(-(10**9), 10**9, places=2))
def test_a_number_of_a_spreadsheet_is_read_to_the_cent(amount):
    assert lire_nombre(float(amount)) == amount
    assert lire_nombre(amount) == amount


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234.567", 1234567),
        ("1 234", 1234),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("12.5", "12.5"),
        ("+5", 5),
        ("- 5", -5),
        ("1234.56", "1234.56"),
        (0.1 + 0.2, "0.3"),
        ("007", 7),
        (12, 12),
    ],
)
def test_other_usual_forms_of_a_number(raw, value):
    assert lire_nombre(raw) == Decimal(value)


@pytest.mark.parametrize("raw", [True, date(2019, 1, 1), time(1), float("nan"), float("inf"), "", "abc", "1 2", "1,2,"])
def test_what_is_not_a_number_is_refused(raw):
    with pytest.raises(ValeurRefusee):
        lire_nombre(raw)


def test_half_a_job_is_refused():
    assert lire_entier("3,0") == 3
    with pytest.raises(ValeurRefusee, match=r"n'est pas un nombre entier\. Écrivez un nombre sans décimale\."):
        lire_entier("2,5")


@given(day=JOURS, form=st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y-%m-%dT00:00:00"]))
def test_a_date_written_in_any_usual_form_is_read_back(day, form):
    assert lire_date(day.strftime(form)) == day
    assert lire_date(f"  {day.day}/{day.month}/{day.year} ") == day


@given(day=JOURS, upper=st.booleans())
def test_a_date_in_words_is_read_back(day, upper):
    written = f"{'1er' if day.day == 1 else day.day} {MOIS[day.month - 1]} {day.year}"
    assert lire_date(written.upper() if upper else written) == day


def test_dates_of_a_spreadsheet_and_short_months():
    assert lire_date(datetime(2019, 9, 24, 14, 30)) == lire_date(date(2019, 9, 24)) == lire_date("24 sept. 2019")
    with pytest.raises(ValeurRefusee, match=r"est un nombre, pas une date\. Écrivez la date sous la forme 24/09/2019"):
        lire_date(12)


def test_our_own_folders_admit_one_form_of_date():
    assert lire_date_iso("2019-09-24") == date(2019, 9, 24)
    with pytest.raises(ValeurRefusee, match="n'est pas une date de la forme AAAA-MM-JJ"):
        lire_date_iso("24/09/2019")


@pytest.mark.parametrize("raw", ["oui", "OUI ", "Vrai", "true", 1, 1.0, True, "o"])
def test_yes(raw):
    assert lire_booleen(raw) is True


@pytest.mark.parametrize("raw", ["non", "FAUX", 0, False])
def test_no(raw):
    assert lire_booleen(raw) is False


def test_neither_yes_nor_no():
    with pytest.raises(ValeurRefusee, match=r"doit être « oui » ou « non »\. Écrivez oui ou non\."):
        lire_booleen("peut-être")


@given(text=st.text(st.characters(whitelist_categories=("L", "N")), min_size=1, max_size=50))
def test_a_text_is_read_once_and_for_all(text):
    once = lire_texte(f"  {text}\n ")
    assert lire_texte(once) == once


def test_a_text_is_tidied():
    assert lire_texte("  Site\u00a0clés\n en  main ") == "Site clés en main"
    assert lire_texte("e\u0301tude") == "étude"
    assert lire_texte(12345.0) == "12345"
    assert lire_texte(True) == "oui"
    assert lire_texte(datetime(2019, 9, 24)) == "2019-09-24"


def test_codes_and_labels_of_an_enumeration_are_read_whatever_their_case_and_accents():
    columns = {c.nom: c for c in schema("financements").colonnes()}
    for raw in ("banque-des-territoires", "BANQUE DES TERRITOIRES", "Banque des Territoires "):
        assert columns["operateur_id"].lue(raw) == ("banque-des-territoires", None)
    assert columns["type_montant"].lue("Engagé") == ("engage", None)
    for raw in (1, 1.0, "1", "Phase I (2018-2022)"):
        assert columns["phase"].lue(raw) == (1, None)
    assert columns["phase"].lue(True)[1].constat == "n'est pas admis."


def test_every_enumeration_has_a_french_label_for_each_code():
    for nature in ("perimetre", "jalons", "projets", "statuts", "financements", "emplois", "postes"):
        for champ in schema(nature).champs:
            assert [v for v in champ.valeurs if v not in champ.libelles] == [], (nature, champ.nom)


# The characters of the three alphabets of bytes, so that one text fits them all.
TEXTES = st.text(st.sampled_from("abcéèàçœ€ù 'A1.-«»"), min_size=1, max_size=12).map(lambda t: f"x{t}z")


@given(
    rows=st.lists(st.lists(TEXTES, min_size=3, max_size=3), min_size=2, max_size=8),
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_encoding_and_delimiter_are_found_out(rows, delimiter, encoding, end):
    header = ["référence", "montant", "œuvre"]
    raw = end.join(delimiter.join(row) for row in [header, *rows]).encode(encoding)
    assert lire_csv(raw) == [header, *rows]


def test_quoted_cells_keep_their_delimiters_and_their_lines():
    assert lire_csv(b'a;b\n"x;y";"l1\nl2"\n"il dit ""oui""";z\n') == [
        ["a", "b"],
        ["x;y", "l1\nl2"],
        ['il dit "oui"', "z"],
    ]


def test_old_line_ends_are_read():
    assert lire_csv(b"a;b\r1;2\r") == [["a", "b"], ["1", "2"]]


def test_two_spellings_share_a_key():
    assert mot_cle("N° Dossier_É") == mot_cle("n dossier e")
