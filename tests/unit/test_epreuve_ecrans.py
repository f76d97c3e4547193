"""An address put to the test: each page's figures against their seals, and every word that means nothing said."""

import shutil

import duckdb
import pytest

from tests.conftest import A2019, filtres
from ti_dashboard.adresse.pages import ENTREES
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.epreuve import ecran, pages, texte
from ti_dashboard.langue.formats import millions
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux.montres import AILLEURS

COPIL = "arrete=24/09/2019"
ADRESSES = {
    f"/accueil?{COPIL}": 8,
    "/": 8,
    f"/territoires?{COPIL}&region=Bretagne": 5,
    f"/projets?{COPIL}&theme=mobilite": 6,
    "/financements?arrete=2019-09-24&region=53&operateur=ademe": 5,
    f"/ingenierie?{COPIL}": 6,
    "/candidatures?arrete=09/11/2023&region=Bretagne": 7,
    f"/evolutions?{COPIL}&compare=30/04/2019": 7,
    f"/territoire?{COPIL}&id=ti-5304": 3,
    f"/projets?{COPIL}&chiffre=montant_engage~operateur:anct": 1,
    "http://127.0.0.1:8501/accueil?arrete=12/10/2021&phase=Phase+I+(2018-2022)&mesure=etat": 8,
    f"/financements?{COPIL}&region=Bretagne&region=Corse&theme=Mobilité": 5,
}


@pytest.mark.parametrize("adresse", ADRESSES)
def test_the_figures_of_a_page_are_those_that_were_sealed(demo, adresse):
    found = ecran.eprouver(demo, adresse)
    assert list(found.reserves) == [] and found.est_fidele
    assert found.comptes["dit et inchangé"] == len(found.constats) == ADRESSES[adresse]


def test_a_figure_is_told_with_what_the_screen_shows(demo):
    (one,) = ecran.eprouver(demo, f"/accueil?{COPIL}&chiffre=montant_engage").constats
    assert one.ou == "Engagé, État et opérateurs" and one.lu == one.dit == "108\u202f000\u202f000,00\u00a0€"
    assert millions(relever(demo, filtres())[A2019]["montant_engage"].valeur) == "108,0\u00a0M€"


@pytest.mark.parametrize("page", ["seance", "methode", "accessibilite"])
def test_a_page_without_figures_says_so(demo, page):
    found = ecran.eprouver(demo, f"/{page}?{COPIL}")
    assert found.est_fidele and texte.verdict(found) == "Rien à éprouver."


@pytest.mark.parametrize("page", [entree.fichier for entree in ENTREES if entree.a_des_chiffres])
def test_a_page_that_has_figures_proves_them_or_is_refused(demo, page):
    told = {"territoire": f"{COPIL}&id=ti-5304", "candidatures": "arrete=09/11/2023"}.get(page, COPIL)
    found = ecran.eprouver(demo, f"/{page}?{told}")
    assert found.constats or texte.verdict(found) == "Ne s'éprouve pas.", "never faithful with nothing compared"


@pytest.mark.parametrize(
    "adresse",
    [
        f"/donnees?{COPIL}",
        f"/evolutions?{COPIL}&compare=30/04/2019&volet_evolutions=alertes",
        f"/ingenierie?{COPIL}&volet_ingenierie=Préparer une décision",
    ],
)
def test_a_leaf_whose_figures_no_address_proves_is_refused_with_what_does(demo, adresse):
    found = ecran.eprouver(demo, adresse)
    assert not found.constats and not found.est_fidele
    assert list(found.reserves) == list(AILLEURS[1]) and texte.verdict(found) == "Ne s'éprouve pas."


@pytest.mark.parametrize(
    ("adresse", "dit"),
    [
        (
            "/projets?vue_projets=xyz",
            "Vue inconnue : « xyz ». L'écran montre « Tous ».",
        ),
        ("/projets?page=0", "Page inconnue : « 0 »."),
        ("/evolutions?volet_evolutions=Alerte", "Volet inconnu : « Alerte ». Le plus proche : « Alertes »."),
        ("/accueil?vue_projets=Tous", "Paramètre d'une autre page : « vue_projets »."),
        ("/ingenierie?poids_retard=beaucoup", "Poids non compris : « beaucoup »."),
        ("/projets?mesure=etats", "Mesure inconnue : « etats »."),
        ("/teritoires", "Page inconnue : « teritoires ». Les plus proches : « territoires »"),
        ("/projets?region=Bretagnne", "Région inconnue : « Bretagnne ». Le plus proche : « Bretagne »."),
        ("/projets?arrete=25/09/2019", "Arrêté inconnu : « 25/09/2019 ». Les plus proches : « 24/09/2019 »"),
        ("/projets?regions=53", "Paramètre inconnu : « regions ». Le plus proche : « region »"),
        (
            "/projets?chiffre=montant_engag",
            "Chiffre inconnu : « montant_engag ». Les plus proches : « montant_engage (",
        ),
        (f"/territoire?{COPIL}&id=ti-530", "Territoire inconnu dans cette phase : « ti-530 ». Les plus proches : ti-"),
        (f"/territoire?{COPIL}", "Territoire inconnu dans cette phase"),
    ],
)
def test_a_word_that_means_nothing_is_said_with_the_nearest(demo, adresse, dit):
    found = ecran.eprouver(demo, adresse)
    assert any(dit in said for said in found.reserves), found.reserves
    assert not found.est_fidele


def test_the_pages_are_those_of_the_application():
    assert set(pages.PAGES) == {path.stem for path in (RACINE / "pages").glob("*.py")}


@pytest.fixture
def alteree(demo, tmp_path):
    """The demonstration after somebody changed sealed figures in the file."""

    def changer(sql: str) -> Publication:
        path = tmp_path / "alteree.duckdb"
        shutil.copy(demo.fichier, path)
        with duckdb.connect(str(path)) as con:
            con.execute(sql)
        return Publication(path)

    return changer


def test_a_sealed_figure_that_was_changed_is_named(alteree):
    publication = alteree(
        "UPDATE chiffre_scelle SET valeur = valeur + 1 WHERE arrete_id = '2019-09-24' AND perimetre = '' "
        "AND indicateur_id = 'montant_engage'"
    )
    found = ecran.eprouver(publication, f"/accueil?{COPIL}")
    (one,) = [c for c in found.constats if c.statut != "dit et inchangé"]
    assert (one.statut, one.ou) == ("pas de nous", "Engagé, État et opérateurs")
    assert one.dit == "108\u202f000\u202f001,00\u00a0€"
    assert any("n'est plus ce qui a été scellé" in said and "Engagé" in said for said in found.reserves)


def test_a_line_changed_under_the_seal_is_said(alteree):
    publication = alteree("UPDATE etat_flux SET montant_eur = montant_eur + 1 WHERE arrete_id = '2019-09-24'")
    found = ecran.eprouver(publication, f"/accueil?{COPIL}")
    assert any("arrêté du 24/09/2019" in said for said in found.reserves)
    assert ecran.eprouver(publication, "/accueil?arrete=09/11/2023").est_fidele, "only the arrêté concerned is verified"
