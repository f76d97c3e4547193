"""Several browsers on the real server: one presents, the others follow, leave, come back, and outlive the server."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.gestes import COMPTER, address, barre, chiffre, choose, location, tuile, wait_address
from tests.browser.seance.salle import COPIL, PERDU, QUITTE, SUIT, Lancer, Ouvrir, follows, montre, present, statut
from ti_dashboard.live import marche, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance


def test_followers_land_on_the_presenters_screen_and_go_wherever_he_goes(ouvrir: Ouvrir, seance: Seance):
    animateur = present(ouvrir, seance, f"/territoires?{COPIL}&region=Bretagne")
    suiveurs = [ouvrir(f"/?suivre={seance.code}"), ouvrir(f"/projets?suivre={seance.code}&region=Normandie")]
    page = animateur.page

    def everybody_follows() -> None:
        for suiveur in suiveurs:
            follows(suiveur, animateur)

    everybody_follows()
    page.get_by_role("button", name="Retirer Bretagne").click()
    wait_address(page, region=None)
    everybody_follows()
    page.get_by_role("link", name="Accueil", exact=True).click()
    wait_address(page, "/")
    before = animateur.wait_drawn()
    page.get_by_role("button", name="Montant engagé", exact=True).click()
    wait_address(page, "/", mesure=["montant"])
    animateur.wait_drawn(before)
    everybody_follows()
    barre(page, "Qui engage", "Bpifrance").click()
    wait_address(page, operateur=["Bpifrance"])
    everybody_follows()
    tuile(page, "montant_engage").get_by_role("button").first.click()
    page.get_by_role("button", name="Voir les lignes derrière ce chiffre").click()
    panels = [e.page.get_by_role("dialog").filter(has_text="D'où vient ce chiffre ?") for e in (animateur, *suiveurs)]
    for panel in panels:
        expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    for panel in panels:
        expect(panel).to_be_hidden()
    everybody_follows()
    page.go_back()
    everybody_follows()
    for ecran in (animateur, *suiveurs):
        ecran.assert_local()
        ecran.assert_quiet()


@pytest.mark.parametrize("chemin", ["/", "/projets"])
def test_a_follower_at_rest_is_on_the_screen_of_the_presenter(ouvrir: Ouvrir, seance: Seance, chemin: str):
    """From where he is told that he follows, to where he is led: between the two he is on his way."""
    animateur = present(ouvrir, seance, f"{chemin}?{COPIL}&region=Bretagne")
    animateur.wait_still()
    suiveur = ouvrir(f"/?suivre={seance.code}")
    expect(statut(suiveur)).to_have_text(SUIT)
    suiveur.wait_still()
    assert montre(suiveur) == montre(animateur)


@pytest.mark.parametrize("mode", ["", "&presenter=sombre"])
def test_a_seance_that_begins_shows_its_arrete_in_the_phase_that_was_under_way(
    ouvrir: Ouvrir, seance: Seance, mode: str
):
    """Whatever the phase that a browser showed before it was led there."""
    suiveur, seul = ouvrir(f"/?suivre={seance.code}{mode}"), ouvrir("/?arrete=24/09/2019")
    suiveur.wait_still()
    assert suiveur.signature() == seul.signature()
    assert chiffre(suiveur.page, "nb_projets") == "474 recensés"


@pytest.mark.parametrize("page", ["/", "/territoires"])
def test_a_room_that_only_looks_asks_its_server_for_no_run_and_is_told_at_the_first_sign_of_life(
    ouvrir: Ouvrir, seance: Seance, page: str
):
    animateur, suiveur = present(ouvrir, seance, f"{page}?{COPIL}"), ouvrir(f"/?suivre={seance.code}")
    follows(suiveur, animateur)
    suiveur.page.evaluate(COMPTER)
    asked = len([url for url in suiveur.demandes if "/ecrans/" in url])
    for region in ("Bretagne", "Normandie"):
        choose(animateur.page, "Région", region)
        animateur.wait_still()
        follows(suiveur, animateur)
    expect(suiveur.page.get_by_text("Bretagne et Normandie", exact=False).first).to_be_visible()
    # A pointer that crosses what does nothing is no sign.
    suiveur.page.get_by_role("heading", level=1).hover()
    assert suiveur.page.evaluate("window.demandes") == 0
    # What it draws came with the event: nothing of these screens is asked for.
    since = [url for url in suiveur.demandes if "/ecrans/" in url][asked:]
    assert [url for url in since if "Normandie" in url and "Bretagne" in url] == []
    # What is pressed then is of the screen that is read.
    suiveur.page.get_by_role("button", name="Projets", exact=True).first.click()
    wait_address(suiveur.page, region=["Bretagne", "Normandie"], mesure=["projets"])
    expect(statut(suiveur)).to_have_text(QUITTE)
    expect(suiveur.page.get_by_role("button", name="Réinitialiser les filtres")).to_be_visible()
    suiveur.wait_still()
    suiveur.assert_quiet()


def test_a_follower_leaves_and_comes_back_with_one_key_but_not_while_typing(ouvrir: Ouvrir, seance: Seance):
    animateur, suiveur, temoin = present(ouvrir, seance), *(ouvrir(f"/?suivre={seance.code}") for _ in range(2))
    follows(suiveur, animateur)
    choice = suiveur.page.get_by_role("combobox", name="Région", exact=True)
    choice.click()
    choice.press("s")
    choice.press("Escape")
    choice.blur()
    expect(statut(suiveur)).to_have_text(SUIT)
    suiveur.page.keyboard.press("s")
    expect(statut(suiveur)).to_have_text(QUITTE)
    stayed = location(suiveur.page)
    choose(animateur.page, "Région", "Bretagne")
    wait_address(animateur.page, region=["Bretagne"])
    animateur.page.get_by_role("link", name="Projets", exact=True).click()
    wait_address(animateur.page, "/projets")
    # Once the move has reached who still follows, who has left has had it too.
    follows(temoin, animateur)
    suiveur.wait_still()
    assert location(suiveur.page) == stayed
    suiveur.page.keyboard.press("s")
    follows(suiveur, animateur)
    suiveur.page.get_by_role("button", name="Quitter le suivi (S)").click()
    expect(statut(suiveur)).to_have_text(QUITTE)
    suiveur.page.reload()
    expect(statut(suiveur)).to_have_text(QUITTE)


def test_a_follower_who_looks_elsewhere_has_left_and_is_told_so(ouvrir: Ouvrir, seance: Seance):
    animateur, suiveur = present(ouvrir, seance), ouvrir(f"/?suivre={seance.code}")
    follows(suiveur, animateur)
    choose(suiveur.page, "Région", "Bretagne")
    expect(statut(suiveur)).to_have_text(QUITTE)
    wait_address(suiveur.page, region=["Bretagne"])
    suiveur.page.get_by_role("button", name="Reprendre le suivi (S)").click()
    follows(suiveur, animateur)
    assert "region" not in address(suiveur.page)


def test_what_is_written_in_the_room_reaches_the_other_screens_by_itself(ouvrir: Ouvrir, seance: Seance):
    animateur, suiveur = present(ouvrir, seance), ouvrir(f"/?suivre={seance.code}")
    follows(suiveur, animateur)
    animateur.page.get_by_role("link", name="Séance", exact=True).click()
    expect(animateur.page.get_by_role("heading", name=f"Code : {seance.code}")).to_be_visible()
    expect(suiveur.page.get_by_role("heading", name=seance.titre)).to_be_visible()
    expect(suiveur.page.get_by_role("button", name="Clore la séance")).to_have_count(0)
    expect(suiveur.page.get_by_text(seance.cle)).to_have_count(0)
    words = f"Payer les crédits de {seance.code}"
    animateur.page.get_by_role("button", name="Noter une décision").click()
    animateur.page.get_by_label("Décision", exact=True).fill(words)
    animateur.page.get_by_label("Responsable (organisme ou fonction)").fill("CGET")
    animateur.page.get_by_role("button", name="Enregistrer la décision").click()
    expect(suiveur.page.get_by_text(words).first).to_be_visible()
    expect(statut(suiveur)).to_have_text(SUIT)


def test_a_presenter_who_opens_a_second_screen_moves_the_room_only_when_he_means_to(
    ouvrir: Ouvrir, seance: Seance, base: Base
):
    animateur, suiveur = present(ouvrir, seance), ouvrir(f"/?suivre={seance.code}")
    choose(animateur.page, "Région", "Bretagne")
    wait_address(animateur.page, region=["Bretagne"])
    follows(suiveur, animateur)
    before = seances.lire(base, seance.code)
    autre = present(ouvrir, seance, f"/projets?{COPIL}")
    autre.page.get_by_role("button", name="Demander la main").click()
    # The screen of who holds the room hears of it by itself.
    animateur.page.get_by_role("button", name="Passer la main").click()
    show = autre.page.get_by_role("button", name="Montrer cet écran à la salle")
    expect(show).to_be_visible()
    assert seances.lire(base, seance.code).adresse == before.adresse
    show.click()
    follows(suiveur, autre)
    expect(show).to_be_hidden()
    choose(autre.page, "Région", "Bretagne")
    wait_address(autre.page, region=["Bretagne"])
    follows(suiveur, autre)


def test_the_code_that_lets_follow_does_not_let_present(ouvrir: Ouvrir, seance: Seance, base: Base):
    intrus = ouvrir(f"/projets?{COPIL}&animer={seance.code}")
    wait_address(intrus.page, "/projets", arrete=["24/09/2019"])
    expect(intrus.page.get_by_text("Vous animez")).to_have_count(0)
    assert seances.lire(base, seance.code).version == 1


def test_a_reader_of_an_arrete_without_a_seance_opens_no_stream(ouvrir: Ouvrir):
    ecran = ouvrir("/?arrete=12/10/2021")
    assert [d for d in ecran.demandes if "evenements" in d or "suiveur" in d] == []
    expect(statut(ecran)).to_have_count(0)


def test_killed_and_started_again_the_server_finds_its_followers_on_the_right_screen(
    ouvrir: Ouvrir, lancer: Lancer, seance: Seance, base: Base
):
    first = lancer()
    animateur = present(ouvrir, seance, f"/projets?{COPIL}&region=Bretagne", adresse=first.adresse)
    suiveurs = [ouvrir(f"/?suivre={seance.code}", adresse=first.adresse) for _ in range(2)]
    for suiveur in suiveurs:
        follows(suiveur, animateur)
    first.processus.kill()
    first.processus.wait()
    for suiveur in suiveurs:
        expect(statut(suiveur)).to_contain_text(PERDU)
    # The room went on elsewhere while this server was down.
    now = seances.lire(base, seance.code)
    elsewhere = now.adresse.replace("/projets?", "/territoires?").replace("Bretagne", "Normandie")
    marche.deplacer(base, seance.code, elsewhere, now.version)
    lancer(port=urlsplit(first.adresse).port)
    for suiveur in suiveurs:
        expect(statut(suiveur)).to_have_text(SUIT)
        wait_address(suiveur.page, "/territoires", region=["Normandie"])
        expect(suiveur.page.get_by_role("heading", level=1)).to_contain_text(re.compile("territoires", re.I))
        expect(suiveur.page.get_by_role("button", name="Retirer Normandie")).to_be_visible()
    # The presenter came back too, without taking the room away: his next gesture moves it.
    assert seances.lire(base, seance.code).adresse == elsewhere
    animateur.page.get_by_role("link", name="Accueil", exact=True).click()
    wait_address(animateur.page, "/")
    for suiveur in suiveurs:
        follows(suiveur, animateur)


def test_a_server_asked_to_stop_does_not_wait_for_its_followers(ouvrir: Ouvrir, lancer: Lancer, seance: Seance):
    serveur = lancer()
    suiveur = ouvrir(f"/?suivre={seance.code}", adresse=serveur.adresse)
    expect(statut(suiveur)).to_have_text(SUIT)
    serveur.processus.terminate()
    serveur.processus.wait(timeout=5)
