"""The gestures that bring a page to one of its states."""

import base64
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.accessibilite.sondes import NON_DESSINES, SONT_DESSINES
from tests.browser.conftest import Ecran
from tests.browser.gestes import se_connecter
from ti_dashboard import horloge
from ti_dashboard.acces import code_temporel

LECTEUR, ADMINISTRATEUR = "lecteur@service.example", "administrateur@service.example"
# Accounts that a code is asked of: a telephone to enrol, then its recovery codes; one enrolled already.
NEUF, SUR_PAPIER, INSCRIT = "neuf@service.example", "papier@service.example", "inscrit@service.example"
TUILE = "D'où vient ce chiffre"


def attendre(ecran: Ecran) -> None:
    """The whole screen, drawn; what is not, if it is long in coming."""
    ecran.wait_still()
    try:
        ecran.page.wait_for_function(SONT_DESSINES)
    except TimeoutError:
        pytest.fail(f"{ecran.page.evaluate(NON_DESSINES)} {ecran.plaintes} sans réponse : {ecran.sans_reponse}")


def fiche_d_une_tuile(ecran: Ecran) -> None:
    ecran.page.get_by_role("button", name=TUILE).first.click()
    expect(ecran.page.locator("[popover]:popover-open")).to_be_visible()


def panneau(ecran: Ecran) -> None:
    fiche_d_une_tuile(ecran)
    ecran.page.get_by_role("button", name="Voir les lignes derrière ce chiffre").click()
    expect(ecran.page.get_by_role("dialog").filter(has_text="derrière ce chiffre")).to_be_visible()


def tableaux(ecran: Ecran) -> None:
    """Every drawing read as a table."""
    for bascule in ecran.page.get_by_role("button", name=re.compile("^Tableau : ")).all():
        bascule.click()


def carte(ecran: Ecran) -> None:
    ecran.page.locator("path.territoire[tabindex='0']").focus()
    ecran.page.keyboard.press("ArrowRight")


def liste(ecran: Ecran) -> None:
    ecran.page.get_by_role("combobox", name="Région", exact=True).click()
    expect(ecran.page.get_by_role("option", name="Bretagne", exact=True)).to_be_visible()


def projet(ecran: Ecran) -> None:
    row = ecran.page.get_by_role("table").last.get_by_role("row").nth(1)
    row.get_by_role("rowheader").get_by_role("button").click()
    expect(ecran.page.get_by_role("dialog").filter(has_text="Historique des statuts")).to_be_visible()


def deplier(ecran: Ecran) -> None:
    """Everything that unfolds, unfolded."""
    for volet in ecran.page.locator("summary").all():
        volet.click()


def code_refuse(ecran: Ecran) -> None:
    code = ecran.page.get_by_label("Code de la séance")
    code.fill("ZZZZZZ")
    ecran.page.get_by_role("button", name="Suivre l'animateur").click()
    expect(ecran.page.get_by_role("alert").first).to_be_visible()


def telephone(ecran: Ecran) -> None:
    """The filters unfolded on a telephone."""
    page: Page = ecran.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name=re.compile("^Filtres")).click()
    expect(page.get_by_role("combobox", name="Région", exact=True)).to_be_visible()


def suivi(ecran: Ecran) -> None:
    expect(ecran.page.get_by_role("status").filter(has_text="Vous suivez l'animateur")).to_be_visible()


def decision(ecran: Ecran) -> None:
    ecran.page.get_by_role("button", name="Noter une décision").click()
    expect(ecran.page.get_by_label("Décision", exact=True)).to_be_visible()


def correction(ecran: Ecran) -> None:
    panneau(ecran)
    ecran.page.get_by_text("Corriger ce chiffre en séance").click()
    expect(ecran.page.get_by_label("Valeur exacte")).to_be_visible()


def connexion_refusee(ecran: Ecran) -> None:
    se_connecter(ecran.page, LECTEUR, "pas celui-là, non")
    expect(ecran.page.get_by_role("alert")).to_be_visible()


def deconnexion(ecran: Ecran) -> None:
    se_connecter(ecran.page, LECTEUR)
    ecran.wait_drawn()
    ecran.page.goto(f"{ecran.adresse}/deconnexion")
    expect(ecran.page.get_by_role("button", name="Se déconnecter de ce navigateur")).to_be_visible()


def _en(courriel: str, chemin: str) -> Callable[[Ecran], None]:
    def ouvrir(ecran: Ecran) -> None:
        se_connecter(ecran.page, courriel)
        ecran.wait_drawn()
        ecran.page.goto(ecran.adresse + chemin)
        if chemin != "/compte":
            attendre(ecran)

    return ouvrir


def en_lecteur(chemin: str) -> Callable[[Ecran], None]:
    return _en(LECTEUR, chemin)


def en_administrateur(chemin: str) -> Callable[[Ecran], None]:
    return _en(ADMINISTRATEUR, chemin)


def fin_de_session(ecran: Ecran) -> None:
    """Two minutes before it ends, as the server would say."""
    told = {"reste_s": 150, "est_prolongeable": True}
    ecran.page.route("**/session", lambda route: route.fulfill(json=told))
    en_lecteur("/projets")(ecran)
    expect(ecran.page.get_by_role("region", name="Fin de la session")).to_be_visible()


def inscription(ecran: Ecran) -> None:
    se_connecter(ecran.page, NEUF)
    expect(ecran.page.get_by_role("heading", name="Inscrire votre téléphone")).to_be_visible()


def codes_de_secours(ecran: Ecran) -> None:
    se_connecter(ecran.page, SUR_PAPIER)
    seed = base64.b32decode((ecran.page.locator("code.cle").text_content() or "").replace(" ", ""))
    step = int(horloge.maintenant().timestamp()) // code_temporel.PAS_S
    ecran.page.get_by_label("Code de votre application").fill(code_temporel.code(seed, step))
    ecran.page.get_by_role("button", name="Inscrire ce téléphone").click()
    expect(ecran.page.get_by_role("heading", name="Vos codes de secours")).to_be_visible()


def second_facteur(ecran: Ecran) -> None:
    se_connecter(ecran.page, INSCRIT)
    ecran.page.get_by_label("Code de votre application").fill("000000")
    ecran.page.get_by_role("button", name="Se connecter").click()
    expect(ecran.page.get_by_role("alert")).to_be_visible()


def pupitre(ecran: Ecran) -> None:
    expect(ecran.page.get_by_role("button", name="Suspendre")).to_be_visible()
    ecran.page.get_by_text("Corriger un chiffre").click()
    ecran.page.get_by_label("Texte de la conclusion").fill("Relancer")
    expect(ecran.page.get_by_role("button", name="Lire à la salle")).to_be_visible()


def telephone_de_salle(ecran: Ecran) -> None:
    """The séance on a telephone, its agenda unfolded."""
    ecran.page.set_viewport_size({"width": 320, "height": 568})
    expect(ecran.page.get_by_text("Séance en cours.")).to_be_visible()
    agenda = ecran.page.locator("#agenda-dit")
    if agenda.is_visible():
        agenda.click()


def telephone_a_l_ecran(ecran: Ecran) -> None:
    telephone_de_salle(ecran)
    ecran.page.get_by_role("button", name="Voir l'écran").click()
    expect(ecran.page.locator("#ecran .scene")).to_be_visible()


def telephone_sans_reponse(ecran: Ecran) -> None:
    """What was asked did not leave: the sentence is there, and what was typed."""
    telephone_de_salle(ecran)
    ecran.page.route("**/gestes/**", lambda route: route.abort())
    ecran.page.get_by_label("Organisme").fill("Bpifrance")
    ecran.page.get_by_label("Fonction (obligatoire)").fill("directrice")
    ecran.page.get_by_role("button", name="Demander la parole").click()
    expect(ecran.page.get_by_role("alert")).to_contain_text("n'est peut-être pas fait")
