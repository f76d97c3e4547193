"""A filter that is shown and not followed is said where the figure stands, on every page and in every export."""

import pytest

from tests.app.application import ouvrir, planches
from tests.conftest import filtres
from ti_dashboard.planche.ecran import vierge
from ti_dashboard.planche.portee import reserver, suivis
from ti_dashboard.questions.options import contexte
from ti_dashboard.tableaux import trouver
from ti_dashboard.tableaux.modele import notice

TOUT = {"region": "Bretagne", "theme": "Mobilité", "operateur": "Banque des Territoires"}
PAGES = {
    "accueil": {},
    "territoires": {},
    "projets": {},
    "financements": {},
    "evolutions": {},
    "ingenierie": {},
    "candidatures": {"arrete": "09/11/2023"},
}
ALERTES = {"volet_evolutions": "Alertes"}


def parts(app):
    for board in planches(app):
        yield from ((board, part) for part in [*board["tuiles"], *board.get("blocs", [])])
        if board["carte"]:
            yield board, board["carte"]


@pytest.mark.parametrize(("page", "adresse"), [*PAGES.items(), ("evolutions", ALERTES)])
def test_every_part_of_every_board_says_what_it_follows(donnees_servies, page, adresse):
    """Impossible to forget: a part that shows no figure must say ``suit`` itself."""
    app = ouvrir(page, **({"arrete": "24/09/2019"} | TOUT | adresse))
    assert not app.exception
    found = list(parts(app))
    assert found
    empty = [part for _, part in found if part.get("lignes") == []]
    silent = [part.get("titre") or part["id"] for _, part in found if part not in empty and not list(suivis(part))]
    assert silent == []


@pytest.mark.parametrize(("page", "adresse"), [*PAGES.items(), ("evolutions", ALERTES)])
def test_what_does_not_follow_a_filter_says_it_at_its_head_or_its_board_s(donnees_servies, page, adresse):
    app = ouvrir(page, **({"arrete": "24/09/2019", "theme": "Mobilité"} | adresse))
    for board, part in parts(app):
        said = part.get("reserve", "") + board["sous_titre"]
        for _, suit in suivis(part):
            if "theme" not in suit:
                assert "tous les thèmes" in said, part.get("titre") or part["id"]


def test_a_column_that_ignores_a_filter_is_named_and_the_others_are_not():
    cells = [{"texte": "1", "geste": "chiffre", "cible": figure} for figure in ("nb_territoires", "nb_projets")]
    table = {
        "type": "table",
        "id": "t",
        "colonnes": [{"libelle": "État"}, {"libelle": "Projets"}],
        "lignes": [{"cases": cells}],
    }
    board = reserver(vierge("Titre", "mots") | {"blocs": [table]}, filtres(themes=("mobilite",), regions=("53",)))
    assert board["blocs"][0]["reserve"] == "Sans suivre le filtre thème (État) : tous les thèmes."
    assert board["sous_titre"] == "mots"


def test_what_the_whole_screen_ignores_is_said_once_at_its_head():
    tiles = [{"type": "tuile", "id": name} for name in ("nb_territoires", "nb_territoires_signes")]
    board = reserver(vierge("Titre", "mots") | {"tuiles": tiles}, filtres(themes=("mobilite",), operateurs=("anct",)))
    assert board["sous_titre"].startswith("mots · Ne suit pas les filtres thème et opérateur : tous les thèmes et")
    assert not any("reserve" in tile for tile in board["tuiles"])
    assert reserver(vierge("Titre", "mots") | {"tuiles": tiles}, filtres())["sous_titre"] == "mots"


def test_an_export_says_the_filters_its_rows_do_not_follow(demo):
    seen = contexte(demo, filtres(themes=("mobilite",)))
    said = {cle: _notice(cle, seen) for cle in ("candidatures", "projets")}
    assert said["candidatures"]["Filtres non suivis"].startswith("Ne suit pas le filtre thème")
    assert "Filtres non suivis" not in said["projets"]


def _notice(cle: str, seen) -> dict[str, str]:
    tableau = trouver(cle)
    return dict(notice(tableau, seen, {}, tableau.composer(seen, {})).rubriques)


def test_the_alerts_say_how_many_signals_are_of_every_theme(donnees_servies):
    """103 signals under a theme, most of them of territories, which have none."""
    app = ouvrir("evolutions", arrete="24/09/2019", theme="Mobilité", **ALERTES)
    block = next(p for _, p in parts(app) if p["id"] == "signaux")
    assert "Sans suivre le filtre thème (" in block["reserve"] and "Échelon en retard, " in block["reserve"]
    assert "Déclarations" not in block["reserve"]
