"""An export edited by one digit, one filter, one date, one row: the exact place is said, and nothing else."""

import re

import pytest

from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.exports import contenu, entete, eprouver, mauvais, octets, poser, remplacer, retoucher_csv, retoucher_xlsx
from ti_dashboard.epreuve import texte
from ti_dashboard.langue.formats import jour

FRANCE = filtres(A2019, compare=A2019_AVRIL)
BRETAGNE = filtres(A2019, compare=A2019_AVRIL, regions=("53",))
ETRANGER, AUTRE = "pas de nous", "autre filtre"


@pytest.fixture(scope="module")
def ecrits(demo):
    """Exports as they were written: (table, perimeter, kind of file) → bytes."""
    wanted = [("territoires", FRANCE), ("territoires", BRETAGNE), ("projets", BRETAGNE),
              ("financements-operateur-territoire", FRANCE), ("evolutions", FRANCE)]  # fmt: skip
    return {
        (cle, "france" if choix is FRANCE else "bretagne", kind): octets(demo, cle, choix, kind)
        for cle, choix in wanted
        for kind in ("csv", "xlsx")
    }


def _csv(demo, ecrits, tmp_path, geste, cle="territoires", ou="france"):
    return eprouver(demo, poser(tmp_path, retoucher_csv(ecrits[cle, ou, "csv"], geste), "csv"))


@pytest.mark.parametrize(
    ("cle", "ou", "colonne"),
    [
        ("territoires", "france", "Projets"),
        ("territoires", "bretagne", "Engagé, État et opérateurs"),
        ("financements-operateur-territoire", "france", "Payé"),
        ("projets", "bretagne", "Identifiant"),
        ("evolutions", "france", "Valeur ou écart"),
    ],
)
def test_one_digit_of_a_csv_is_named_where_it_is_with_what_was_said(demo, ecrits, tmp_path, cle, ou, colonne):
    where = {}

    def changer(rows):
        head = entete(rows)
        column = rows[head].index(colonne)
        line = next(i for i in range(head + 4, len(rows)) if re.search(r"[1-9]", rows[i][column]))
        before = rows[line][column]
        digit = re.search(r"[1-9]", before)
        rows[line][column] = before[: digit.start()] + str(int(digit[0]) % 9 + 1) + before[digit.end() :]
        where["place"] = f"ligne {line + 1}, colonne « {colonne} » ({chr(ord('A') + column)}{line + 1})"
        return rows

    found = _csv(demo, ecrits, tmp_path, changer, cle, ou)
    assert mauvais(found) == [(ETRANGER, where["place"])]
    assert found.reserves == [] and not found.est_fidele
    (one,) = [c for c in found.constats if c.statut == ETRANGER]
    assert one.lu != one.dit and where["place"] in texte.en_phrases(found)[-1]
    assert texte.verdict(found).startswith("Pas comme dit : 1\u00a0chiffre sur ")


def test_one_digit_of_a_workbook_is_named_with_its_sheet_and_its_cell(demo, ecrits, tmp_path):
    path = poser(tmp_path, ecrits["territoires", "france", "xlsx"], "xlsx")

    def changer(book):
        book["Données"]["F12"] = book["Données"]["F12"].value + 1

    found = eprouver(demo, retoucher_xlsx(path, changer))
    assert mauvais(found) == [(ETRANGER, "Données, ligne 12, colonne « Projets » (F12)")]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_one_date_of_a_cell_is_named(demo, ecrits, tmp_path, kind):
    content = ecrits["territoires", "france", kind]
    if kind == "csv":
        content = retoucher_csv(content, lambda rows: [*rows[:-1], [*rows[-1][:-1], _lendemain(rows[-1][-1])]])
    path = poser(tmp_path, content, kind)
    if kind == "xlsx":

        def changer(book):
            cell = book["Données"].cell(book["Données"].max_row, 10)
            cell.value = cell.value.replace(day=cell.value.day % 28 + 1)

        retoucher_xlsx(path, changer)
    ((status, where),) = mauvais(eprouver(demo, path))
    assert status == ETRANGER and "colonne « Dernier échelon »" in where


def _lendemain(day: str) -> str:
    return f"{int(day[:2]) % 28 + 1:02}{day[2:]}"


def test_one_filter_of_the_address_says_under_which_the_rows_were_said(demo, ecrits, tmp_path):
    def changer(rows):
        return remplacer(rows, "Adresse", "region=53", "region=28")

    found = _csv(demo, ecrits, tmp_path, changer, ou="bretagne")
    assert {status for status, _ in mauvais(found)} == {AUTRE} and len(mauvais(found)) == len(found.constats)
    assert {c.note for c in found.constats} == {
        "ligne dite sous d'autres filtres : Phase I · Bretagne, arrêté du 24/09/2019"
    }
    assert any("« Filtres » : « Phase I · Bretagne » ; il est dit « Phase I · Normandie »" in r for r in found.reserves)


def test_one_filter_of_the_words_is_named_and_the_figures_stay_said(demo, ecrits, tmp_path):
    found = _csv(demo, ecrits, tmp_path, lambda rows: remplacer(rows, "Filtres", "Bretagne", "Corse"), ou="bretagne")
    assert mauvais(found) == [] and not found.est_fidele
    assert found.reserves == ["ligne 2, « Filtres » : « Phase I · Corse » ; il est dit « Phase I · Bretagne »."]
    assert "Autour d'eux, tout n'est pas comme dit" in texte.verdict(found)


def test_one_date_of_the_notice_is_named(demo, ecrits, tmp_path):
    found = _csv(demo, ecrits, tmp_path, lambda rows: remplacer(rows, "Arrêté", "24/09/2019", "25/09/2019"))
    ((said),) = found.reserves
    assert said.startswith("ligne 3, « Arrêté » : « 25/09/2019, ") and "il est dit « 24/09/2019, " in said
    assert mauvais(found) == []


def test_one_date_of_the_address_is_another_arrete_than_the_seal(demo, ecrits, tmp_path):
    def changer(rows):
        return remplacer(rows, "Adresse", "arrete=2019-09-24", "arrete=2021-10-12")

    found = _csv(demo, ecrits, tmp_path, changer)
    assert any(
        r.endswith("Ce sceau est celui de l'arrêté du 24/09/2019, l'adresse du fichier dit celui du 12/10/2021.")
        for r in found.reserves
    )
    assert {status for status, _ in mauvais(found)} == {AUTRE}
    assert all("arrêté du 24/09/2019" in c.note for c in found.constats if c.statut == AUTRE)


def test_an_unknown_date_of_the_address_is_said_with_the_nearest(demo, ecrits, tmp_path):
    def changer(rows):
        return remplacer(rows, "Adresse", "arrete=2019-09-24", "arrete=2019-09-23")

    found = _csv(demo, ecrits, tmp_path, changer)
    assert any("Arrêté inconnu : « 2019-09-23 ». Les plus proches : « 24/09/2019 »" in r for r in found.reserves)


def test_a_row_added_is_a_row_too_many(demo, ecrits, tmp_path):
    strange = ["Vallée de l'Erdre", "Atlantide", "Contrat signé", "3", "sans objet", "7", "1234,50", "99,10", "x", "1"]
    found = _csv(demo, ecrits, tmp_path, lambda rows: [*rows, strange])
    assert len(mauvais(found)) == 10 and {status for status, _ in mauvais(found)} == {ETRANGER}
    assert "ligne en trop, jamais dite" in texte.en_phrases(found)[-1] and found.reserves == []


def test_a_row_twice_is_a_row_too_many(demo, ecrits, tmp_path):
    found = _csv(demo, ecrits, tmp_path, lambda rows: [*rows, rows[-1]])
    assert len(mauvais(found)) == 10


def test_a_row_removed_is_missed_by_its_name(demo, ecrits, tmp_path):
    names = []

    def oter(rows):
        names.append(rows[-3][0])
        return [*rows[:-3], *rows[-2:]]

    found = _csv(demo, ecrits, tmp_path, oter)
    assert mauvais(found) == []
    assert len(found.reserves) == 1 and found.reserves[0].startswith("1\u00a0ligne dite manque")
    assert names[0] in found.reserves[0]


def test_a_row_of_another_filter_is_said_to_be_of_it(demo, ecrits, tmp_path):
    """Half of the rows of a region pasted from the same table at another arrêté."""
    then = octets(demo, "territoires", filtres(A2019_AVRIL, regions=("53",)), "csv").decode("utf-8-sig").splitlines()

    def coller(rows):
        head = entete(rows)
        older = [line.split(";") for line in then if not line.lstrip('"').startswith("#")][1:]
        return [*rows[: head + 1], *older]

    found = _csv(demo, ecrits, tmp_path, coller, ou="bretagne")
    assert f"arrêté du {jour(A2019_AVRIL)}" in {c.note for c in found.constats if c.statut == AUTRE}.pop()


@pytest.mark.parametrize(
    ("autre", "mots"), [({}, "Phase I · France entière"), ({"regions": ("28",)}, "Phase I · Normandie")]
)
def test_a_cell_pasted_from_another_filter_is_said_to_be_of_it(demo, ecrits, tmp_path, autre, mots):
    """The amount of the same body, in the whole country or in another region."""
    cle, colonne = "financements-operateur-theme", "Tous thèmes, compté une fois"
    there = {r["operateur"]: r["*"] for r in contenu(demo, cle, filtres(A2019, compare=A2019_AVRIL, **autre)).lignes}

    def coller(rows):
        head = entete(rows)
        line = next(row for row in rows[head + 1 :] if len(f"{there.get(row[0]) or 0:.0f}".strip("0")) >= 4)
        line[rows[head].index(colonne)] = str(there[line[0]]).replace(".", ",")
        return rows

    content = retoucher_csv(octets(demo, cle, BRETAGNE, "csv"), coller)
    (one,) = [c for c in eprouver(demo, poser(tmp_path, content, "csv")).constats if c.statut != "dit et inchangé"]
    assert one.statut == AUTRE and one.note == f"dit sous d'autres filtres : {mots}, arrêté du 24/09/2019"
