"""The pictures of minutes: every plan of every page is drawn, with the figures of the screen and nothing else."""

import json

import pytest

from ti_dashboard.adresse.pages import trouver
from ti_dashboard.comite.ecrit import composeur, images_d_ecran
from ti_dashboard.comite.ecrit.image_en_mots import alternative
from ti_dashboard.comite.ecrit.proces_verbal import ImageDEcran
from ti_dashboard.compositions import ecran_demande, planches_gardees
from ti_dashboard.magasin import guichet

PAGES = ("accueil", "territoires", "projets", "financements", "evolutions", "ingenierie", "candidatures")
PREMIERS = 12
"""Plans of one kind that a test draws: a long table is cut in dozens that differ by their rows alone."""
ENTETE_PNG = b"\x89PNG"


@pytest.fixture(autouse=True)
def publiees(donnees_servies) -> None:
    """The demonstration publication is the one that is served."""


def composee(page: str, requete: str) -> dict:
    asked = ecran_demande.lire(guichet.service().publication, trouver(page), requete)
    return json.loads(planches_gardees.page(*asked))


def image(page: str, requete: str, plan: str) -> ImageDEcran:
    path = "" if page == "accueil" else page
    return images_d_ecran.image(guichet.service().publication, f"/{path}?{requete}&plan={plan}", [])


@pytest.mark.parametrize("page", PAGES)
def test_every_plan_of_a_page_is_drawn_and_told(page):
    requete = "arrete=27/05/2025&phase=Phase+II+(2023-2027)"
    keys = [plan["cle"] for plan in composee(page, requete)["plans"]]
    pictures = {key: image(page, requete, key) for key in keys[:PREMIERS]}
    assert pictures and not [key for key, one in pictures.items() if one["absence"]]
    drawn = composeur.en_images(pictures)
    assert drawn.keys() == pictures.keys() and all(png.startswith(ENTETE_PNG) for png in drawn.values())
    for one in pictures.values():
        words = alternative(one)
        assert all(f"{tile['libelle']} : {tile['valeur']}" in words for tile in one["tuiles"])
        assert one["titre"] in words and one["arrete"] in words


def test_the_tiles_and_the_bars_are_those_of_the_screen():
    message = composee("accueil", "arrete=24/09/2019")
    board = next(board for board in message["planches"].values() if board)
    shown = [tile for key in ("tuiles", "tuiles.2") for tile in image("accueil", "arrete=24/09/2019", key)["tuiles"]]
    assert {(t["libelle"], t["valeur"], t["unite"]) for t in shown} == {
        (t["libelle"], t["valeur"], t["unite"]) for t in board["tuiles"]
    }
    bars = next(block for block in board["blocs"] if block["id"] == "echelle")
    (drawn,) = image("accueil", "arrete=24/09/2019", "echelle")["blocs"]
    assert [(row["libelle"], row["texte"]) for row in drawn["lignes"]] == [
        (bar["libelle"], bar["texte"]) for bar in bars["lignes"]
    ]
    most = max(drawn["lignes"], key=lambda row: row["part"] or 0)
    assert (
        most["part"] == 1000 and most["libelle"] == max(bars["lignes"], key=lambda bar: bar["valeur"] or 0)["libelle"]
    )


def test_the_map_keeps_each_territory_in_its_class():
    carte = image("accueil", "arrete=24/09/2019", "carte")["carte"]
    message = composee("accueil", "arrete=24/09/2019")
    said = next(board["carte"] for board in message["planches"].values() if board and board["carte"])
    assert carte["phase"] == 1 and carte["valeurs"] == {key: rank for key, (rank, _) in said["valeurs"].items()}
    assert [words for _, words, _ in carte["legende"]] == [one["libelle"] for one in said["legende"]]


def test_an_unknown_plan_is_the_first_of_its_page_and_an_address_that_is_lost_says_why():
    first = image("accueil", "arrete=24/09/2019", "")
    assert image("accueil", "arrete=24/09/2019", "disparu") == first and first["tuiles"]
    assert "Région" in image("projets", "arrete=24/09/2019&region=Atlantide", "")["absence"]
    assert image("comptes", "", "")["absence"] == images_d_ecran.NON_DESSINE
