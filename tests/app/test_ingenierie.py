"""The page « Ingénierie »: its figures are those of Accueil, its states sum, every cell opens on its own figure."""

import pytest

from tests.app.application import bloc, ouvrir, planche, table, tuile
from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from ti_dashboard.ecrans.ingenierie import blocs, tableaux
from ti_dashboard.ecrans.ingenierie import composition as ingenierie
from ti_dashboard.langue.formats import nombre
from ti_dashboard.planche import panneau
from ti_dashboard.programme.chiffre import lire
from ti_dashboard.programme.indicateurs.ingenierie import ETATS_POSTE
from ti_dashboard.questions.options import contexte
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.postes import relever_postes
from ti_dashboard.questions.releve import relever

pytestmark = pytest.mark.usefixtures("donnees_servies")

ETATS = [name for name, *_ in ETATS_POSTE.values()]
CHOIX = [
    filtres(),
    filtres(A2021, compare=A2019),
    filtres(A2023, phase=2),
    filtres(A2023, compare=A2021),
    filtres(A2021, regions=("32", "44")),
    filtres(A2021, themes=("mobilite",), operateurs=("bpifrance",)),
]


def test_the_25_of_september_2019_with_their_posts_in_two_states(demo):
    posts = relever_postes(demo, filtres())[A2019]
    assert [posts[name].valeur for name in ETATS] == [15, 10, 0, 0, 0]
    app = ouvrir("ingenierie", arrete="24/09/2019")
    assert not app.exception and not app.error
    assert tuile(app, "nb_territoires_appuyes")["valeur"] == nombre(25)
    assert "= publié" in tuile(app, "nb_territoires_appuyes")["publie"]["court"]
    said = planche(app, 1)["sous_titre"]
    assert (
        said.startswith("25\u00a0territoires appuyés")
        and "jamais un calcul" in said
        and "cget_jalons_2019-09-24.csv" in said
    )
    rows = table(app, "appuis")
    assert len(rows) == 25 and not app.dataframe
    assert rows[0]["clic"]["Territoire"].startswith("ti-") and rows[0]["clic"]["Région"] is None
    assert rows[0]["clic"]["Part de l'État"].startswith("nb_postes~territoire:ti-")


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_the_states_sum_to_the_posts_and_the_supported_are_those_of_accueil(demo, choix):
    posts = relever_postes(demo, choix)[choix.arrete]
    assert sum(posts[name].valeur for name in ETATS) == posts["nb_postes"].valeur
    rows = tableaux.suivi(contexte(demo, choix))
    assert len(rows) == posts["nb_postes"].valeur
    supported = {r["territoire_id"] for r in rows if r["est_appuye"]}
    assert len(supported) == relever(demo, choix)[choix.arrete]["nb_territoires_appuyes"].valeur


@pytest.mark.parametrize("choix", CHOIX[1::2], ids=str)
def test_every_tile_bar_and_cell_opens_on_its_own_figure(demo, choix):
    rows = tableaux.suivi(contexte(demo, choix))
    board = ingenierie.composer(contexte(demo, choix), {})
    drawn = [(t["id"], t["valeur"]) for t in board["tuiles"]]
    drawn += [(line["chiffre"], line["texte"]) for bloc in board["blocs"] for line in bloc["lignes"]]
    for name, text in drawn:
        figure = lire(name)
        assert panneau.ecrire(figure, origine(demo, figure, choix).valeur) == text, name
    for row in rows:
        for key in ("nb_projets_avant", "nb_projets", "nb_projets_bouge", "montant_engage", "nb_jours_sans_nouvelle"):
            figure = tableaux.chiffre(row, "bouge_dit" if key == "nb_projets_bouge" else key)
            assert lire(figure.ecrire()) == figure
            assert origine(demo, figure, choix).valeur == row[key], (key, row["territoire"])
        line = origine(demo, tableaux.chiffre(row, "taux_cofinancement"), choix).lignes[0]
        assert line["taux_cofinancement"] == row["taux_cofinancement"] and line["sha256"]


def test_a_post_that_is_filled_leaves_the_recruitments_by_real_progress(demo):
    found = origine(demo, lire("nb_postes_ouverts"), filtres(A2021, compare=A2019))
    assert (found.valeur_precedente, found.valeur) == (10, 0)
    assert {m.cause for m in found.mouvements} <= {"progres_reel", "connu_tardivement"}


def test_nobody_supported_is_a_sentence():
    app = ouvrir("ingenierie", arrete=f"{A2019_AVRIL:%d/%m/%Y}")
    assert not app.exception
    assert tuile(app, "nb_territoires_appuyes")["valeur"] == "0" and planche(app)["blocs"] == []
    assert any("Aucun territoire appuyé au 30/04/2019" in m.value for m in app.markdown)


def test_a_tile_and_its_panel_say_the_same_number():
    app = ouvrir("ingenierie", arrete="24/09/2019", chiffre="nb_postes_pourvus")
    assert any(h.value == f"Postes pourvus : {tuile(app, 'nb_postes_pourvus')['valeur']}" for h in app.header)


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_the_last_row_adds_up_what_a_territory_has_once(demo, choix):
    rows = tableaux.suivi(contexte(demo, choix))
    twice = [*rows, dict(rows[0])]
    whole = blocs.total(tableaux.COLONNES, twice)
    assert whole["montant_engage"] == sum(r["montant_engage"] for r in rows if r["montant_engage"] is not None)
    assert whole["nb_projets"] == sum(r["nb_projets"] for r in rows)
    assert whole["territoire"].startswith(f"Total, {nombre(len(twice))}")
    assert not {"taux_cofinancement", "nb_jours_sans_nouvelle", "reste_dit"} & set(whole)
    whole = blocs.total(tableaux.COLONNES, rows)
    for key in ("territoire", "appui_dit"):
        found = origine(demo, lire(ingenierie.total(whole, key).ecrire()), choix)
        assert f" {nombre(found.valeur)}\u00a0" in f" {whole[key]}", key


def test_a_support_without_a_date_is_not_counted_as_none_moved():
    known = {
        "territoire_id": "a",
        "est_appuye": True,
        "nb_projets_avant": 2,
        "nb_projets": 5,
        "nb_projets_bouge": 3,
        "montant_engage": 10,
        "nb_inconnus": 0,
    }
    unknown = known | {"territoire_id": "b", "est_appuye": False, "nb_projets_avant": None, "nb_projets_bouge": None}
    whole = blocs.total(tableaux.COLONNES, [known, unknown])
    assert (whole["nb_projets_avant"], whole["bouge_dit"]) == ("2 + inconnu", "3 sur 5 + inconnu")
    assert whole["appui_dit"] == "1\u00a0appuyé" and whole["nb_projets"] == 10
    assert blocs.total(tableaux.COLONNES, [unknown, unknown | {"territoire_id": "c"}])["bouge_dit"] == "inconnu"
    assert blocs.total(tableaux.COLONNES, [known]) is None


def test_the_last_row_is_drawn_under_the_posts():
    drawn = bloc(ouvrir("ingenierie", arrete="24/09/2019"), "appuis")["totaux"]["cases"]
    assert drawn[0]["texte"] == "Total, 25\u00a0postes suivis" and drawn[0]["cible"] == "nb_postes"
    assert drawn[2]["texte"] == "25\u00a0appuyés" and drawn[2]["cible"] == "nb_territoires_appuyes"
