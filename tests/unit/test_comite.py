"""Who chaired a committee: what a public source says, with the source; nothing for the others."""

from datetime import date

from ti_dashboard.questions.comite import RUBRIQUES, tenue
from ti_dashboard.referentiels import lire


def test_the_chairs_and_the_agenda_of_september_2019_are_told_with_their_source():
    chairs, agenda = tenue(date(2019, 9, 24))
    for name in ("J. Gourault", "A. Pannier-Runacher", "H. Morin", "L. Trogrlic"):
        assert name in chairs
    assert chairs.endswith("(source : CGET, 25/09/2019).")
    assert "déploiement des comités de pilotage régionaux" in agenda and "AdCF" in agenda


def test_nothing_is_invented_for_a_committee_no_source_speaks_of():
    for day in (date(2019, 4, 30), date(2021, 10, 12), date(2030, 1, 1)):
        chairs, agenda = tenue(day)
        assert "inconnue de nos sources" in chairs and "inconnu de nos sources" in agenda


def test_each_line_is_about_a_known_committee_says_its_source_and_stands_once():
    rows = lire("copil_tenue")
    known = {r["date_copil"] for r in lire("copil")}
    assert {r["date_copil"] for r in rows} <= known
    assert {r["rubrique"] for r in rows} <= set(RUBRIQUES)
    assert all(r["texte"] and r["source"] for r in rows)
    assert len({(r["date_copil"], r["rubrique"], r["rang"]) for r in rows}) == len(rows)
