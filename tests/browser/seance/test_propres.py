"""What belongs to one browser survives every move and a restart; what lets present never travels in an address."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.gestes import address, location, wait_address
from tests.browser.seance.salle import COPIL, PERDU, SUIT, Lancer, Ouvrir, barre, follows, present, statut
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

ANIME = re.compile("^Vous animez")


def listen(page: Page) -> list[str]:
    """Every address asked for from now on, and the one each request says it comes from."""
    heard: list[str] = []
    page.on("request", lambda r: heard.extend([r.url, r.headers.get("referer", "")]))
    page.on("websocket", lambda w: heard.append(w.url))
    page.on("framenavigated", lambda frame: heard.append(frame.url))
    return heard


def test_after_a_restart_the_first_gesture_leaves_the_wall_a_wall_and_the_presenter_a_presenter(
    ouvrir: Ouvrir, lancer: Lancer, seance: Seance
):
    first = lancer()
    animateur = present(ouvrir, seance, adresse=first.adresse)
    mur = ouvrir(f"/?suivre={seance.code}&presenter=sombre", adresse=first.adresse)
    follows(mur, animateur)
    first.processus.kill()
    first.processus.wait()
    expect(statut(mur)).to_contain_text(PERDU)
    lancer(port=urlsplit(first.adresse).port)
    expect(statut(mur)).to_have_text(SUIT)
    # A gesture made before the server knows this browser again moves nobody: the presenter is back first.
    animateur.page.reload()
    animateur.wait_drawn()
    expect(animateur.page.get_by_text(ANIME)).to_be_visible()
    animateur.page.get_by_role("link", name="Projets", exact=True).click()
    wait_address(mur.page, "/projets", presenter=["sombre"], suivre=[seance.code])
    expect(barre(mur.page)).to_be_visible()
    animateur.page.get_by_role("link", name="Méthode", exact=True).click()
    wait_address(mur.page, "/methode", presenter=["sombre"], suivre=[seance.code])
    expect(barre(mur.page)).to_be_visible()
    wait_address(animateur.page, "/methode", animer=[seance.code])


def test_the_key_of_the_presenter_leaves_the_address_and_a_copied_address_moves_nobody(
    ouvrir: Ouvrir, seance: Seance, base: Base
):
    animateur = ouvrir(f"/projets?{COPIL}&animer={seance.cle}")
    page = animateur.page
    expect(page.get_by_text(ANIME)).to_be_visible()
    assert address(page)["animer"] == [seance.code]
    heard = listen(page)
    page.reload()
    expect(page.get_by_text(ANIME)).to_be_visible()
    page.get_by_role("link", name="Accueil", exact=True).click()
    wait_address(page, "/", animer=[seance.code])
    animateur.wait_drawn()
    assert heard and [said for said in heard if seance.cle in said] == []
    # The only request that ever held it is the link itself.
    assert len([asked for asked in animateur.demandes if seance.cle in asked]) == 1
    assert seance.cle not in page.evaluate("document.cookie")
    before = seances.lire(base, seance.code)
    autre = ouvrir(location(page).removeprefix(animateur.adresse))
    expect(autre.page.get_by_text("Ce navigateur n'anime pas la séance")).to_be_visible()
    autre.page.get_by_role("link", name="Projets", exact=True).click()
    wait_address(autre.page, "/projets")
    expect(autre.page.get_by_text(ANIME)).to_have_count(0)
    assert seances.lire(base, seance.code) == before


def test_who_opens_a_seance_presents_it_still_after_a_reload_though_no_address_had_its_key(ouvrir: Ouvrir, base: Base):
    ecran = ouvrir(f"/?{COPIL}")
    page = ecran.page
    page.get_by_role("link", name="Séance", exact=True).click()
    page.get_by_label("Fonction de l'animateur").first.fill("Direction du programme")
    heard = listen(page)
    with page.expect_response(lambda answer: answer.url.endswith("/animation") and answer.status == 204):
        page.get_by_role("button", name="Ouvrir la séance").click()
    expect(page.get_by_text(ANIME)).to_be_visible()
    opened = seances.lister(base)[0]
    wait_address(page, "/seance", animer=[opened.code])
    page.reload()
    expect(page.get_by_text(ANIME)).to_be_visible()
    assert [said for said in heard if opened.cle in said] == []
    ecran.assert_local()
    ecran.assert_quiet()
