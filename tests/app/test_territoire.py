"""The sheet of a territory: who pays, jobs, posts, milestones with their origin, neighbours."""

import pytest

from tests.app.application import ouvrir

pytestmark = pytest.mark.usefixtures("donnees_servies")


def _texte(app) -> str:
    return "\n".join([*(m.value for m in app.markdown), *(c.value for c in app.caption)])


def test_the_sheet_says_state_members_and_the_line_behind_each_milestone():
    app = ouvrir("territoire", id="ti-8413", arrete="12/10/2021")
    assert app.title[0].value == "Lezoux - Thiers - Ambert - Montbrison"
    said = _texte(app)
    assert "Auvergne-Rhône-Alpes" in said and "ligne " in said and "su le " in said
    assert [s.value for s in app.subheader][-1] == "4\u00a0membres du périmètre"


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
    assert any(c.value.startswith("0\u00a0projet vérifié sur ") for c in app.caption)


def test_every_territory_of_the_programme_has_a_sheet_that_draws(demo):
    rows = demo.lignes("SELECT territoire_id FROM etat_territoire WHERE arrete_id = '2023-11-09' AND phase = 2")
    for row in rows[:: len(rows) // 12]:
        app = ouvrir("territoire", id=row["territoire_id"], arrete="09/11/2023")
        assert not app.exception and not app.warning, row
