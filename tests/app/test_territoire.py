"""The sheet of a territory: who pays, jobs, posts, milestones with their origin, neighbours."""

import pytest

from tests.app.application import bloc, montant, ouvrir, table
from ti_dashboard.langue.formats import millions

pytestmark = pytest.mark.usefixtures("donnees_servies")


def _texte(app) -> str:
    return "\n".join([*(m.value for m in app.markdown), *(c.value for c in app.caption)])


def test_the_sheet_says_state_members_and_the_line_behind_each_milestone():
    app = ouvrir("territoire", id="ti-8413", arrete="12/10/2021")
    assert app.title[0].value == "Lezoux - Thiers - Ambert - Montbrison"
    said = _texte(app)
    assert "Auvergne-Rhône-Alpes" in said and "ligne " in said and "su le " in said
    assert [s.value for s in app.header][-2:] == ["4\u00a0membres du périmètre", "Chiffres publiés"]
    assert "Aucun chiffre public connu ne porte sur ce seul territoire" in said


def test_the_next_territory_is_one_key_away_and_keeps_the_arrete():
    app = ouvrir("territoire", id="ti-8413", arrete="12/10/2021")
    name = app.button(key="territoire-suivant").label.removeprefix("→ ")
    app.button(key="territoire-suivant").click().run()
    assert app.title[0].value == name
    assert app.selectbox(key="arrete").value == "12/10/2021"


def test_a_territory_that_was_not_yet_in_the_programme_is_said_so():
    app = ouvrir("territoire", id="ti-5214", arrete="30/04/2019")
    assert app.info[0].value == "Ce territoire n'était pas dans le programme à l'arrêté du 30/04/2019."


def test_a_territory_without_a_verified_job_says_zero_verified_and_not_zero_jobs():
    app = ouvrir("territoire", id="ti-8413", arrete="24/09/2019")
    assert bloc(app, "emplois")["note"].startswith("0\u00a0projet vérifié sur ")
    assert table(app, "emplois")[-1]["Créés"] == "inconnu"


@pytest.mark.parametrize(
    "adresse", [{}, {"region": "Bretagne"}, {"theme": "Mobilité"}, {"operateur": "Banque des Territoires"}], ids=str
)
def test_a_figure_of_the_sheet_opens_the_lines_that_give_it_back(adresse):
    chosen = {"id": "ti-8413", "arrete": "12/10/2021"} | adresse
    app = ouvrir("territoire", **chosen)
    for name in ("projets", "financeurs", "emplois"):
        row = table(app, name)[0]
        for column, figure in row["clic"].items():
            if figure and "~" in figure:
                heads = ouvrir("territoire", chiffre=figure, **chosen).header
                said = next(h.value for h in heads if " : " in h.value).partition(" : ")[2]
                assert said == (row[column] if name == "emplois" else millions(montant(row[column]))), (name, column)


def test_an_unknown_territory_or_none_is_said_in_a_sentence():
    app = ouvrir("territoire", id="ti-0000", arrete="24/09/2019")
    assert app.warning[0].value.startswith(r"Le territoire « ti-0000 » n'existe pas en Phase I")
    assert ouvrir("territoire", arrete="24/09/2019").warning[0].value.startswith("Aucun territoire n'est choisi")


def test_a_sheet_without_any_project_for_the_filters_says_so():
    app = ouvrir("territoire", id="ti-8413", arrete="24/09/2019", operateur="Apec")
    assert "Aucun projet connu à cet arrêté pour ce choix." in _texte(app) and not app.exception


def test_every_territory_of_the_programme_has_a_sheet_that_draws(demo):
    rows = demo.lignes("SELECT territoire_id FROM etat_territoire WHERE arrete_id = '2023-11-09' AND phase = 2")
    for row in rows[:: len(rows) // 12]:
        app = ouvrir("territoire", id=row["territoire_id"], arrete="09/11/2023")
        assert not app.exception and not app.warning, row
