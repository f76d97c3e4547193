"""The telephone of who is in the room: small, without a session, told of all that is for it, and able to ask."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran, Lecteurs, Serveur
from tests.browser.seance.conduite import Conduite
from tests.browser.seance.reseau import Reseau
from ti_dashboard.live import etapes, paroles, presences, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

COPIL = "arrete=2019-09-24&compare=2019-04-30&phase=1"
POIDS_MAX = 60_000
EN_COURS, PETIT = "Séance en cours.", {"width": 320, "height": 568}
DEBORDE = "document.documentElement.scrollWidth > window.innerWidth"
# A target of the finger; a link within a sentence may be smaller, and there is none on this page.
TROP_PETITES = """() => [...document.querySelectorAll("a, button, input, summary")]
  .filter((e) => e.checkVisibility() && !e.matches(".evitement") && e.getBoundingClientRect().height < 44)
  .map((e) => e.textContent || e.id)"""
LONG = "Saisir les régions des territoires qui ne sont pas engagés avant la fin de l'année. " * 6


@pytest.fixture
def telephone(lecteurs: Lecteurs, serveur_de_seance: Serveur) -> Iterator[Ecran]:
    ecran = lecteurs.arriver(serveur_de_seance.adresse)
    ecran.page.set_viewport_size(PETIT)
    yield ecran
    lecteurs.partir()


@pytest.fixture
def tenue(base: Base, seance: Seance) -> Seance:
    """The séance, with two steps."""
    for title, page in (("Où en est-on ?", "/"), ("L'argent", "/financements")):
        etapes.ajouter(base, seance.code, title, "CGET", 10, f"{page}?{COPIL}")
    return seance


def presenter(lecteurs: Lecteurs, telephone: Ecran, seance: Seance) -> Conduite:
    """Whoever presents, from another browser than the telephone."""
    return Conduite(lecteurs.arriver(telephone.adresse).page.request, telephone.adresse, seance)


@pytest.fixture
def animateur(lecteurs: Lecteurs, telephone: Ecran, tenue: Seance) -> Conduite:
    """At the first step."""
    lead = presenter(lecteurs, telephone, tenue)
    lead.faire("avancer", de="etape", pas=1)
    return lead


def suivre(ecran: Ecran, seance: Seance) -> Page:
    ecran.page.goto(f"{ecran.adresse}/salle?suivre={seance.code}")
    return ecran.page


def se_dire(page: Page, organisme: str, fonction: str) -> None:
    page.get_by_label("Organisme").fill(organisme)
    page.get_by_label("Fonction (obligatoire)").fill(fonction)


def test_the_whole_page_and_its_first_events_weigh_less_than_a_photograph(
    telephone: Ecran, tenue: Seance, animateur: Conduite
):
    """As they come by the network, compressed; nothing of the application is asked for."""
    received: Counter[str] = Counter()
    asked: list[str] = []
    probe = telephone.page.context.new_cdp_session(telephone.page)
    probe.on("Network.requestWillBeSent", lambda e: asked.append(e["request"]["url"]))
    probe.on("Network.loadingFinished", lambda e: received.update({e["requestId"]: e["encodedDataLength"]}))
    probe.on("Network.eventSourceMessageReceived", lambda e: received.update({e["requestId"]: len(e["data"].encode())}))
    probe.send("Network.enable")
    page = suivre(telephone, tenue)
    expect(page.get_by_role("heading", name="Où en est-on ?")).to_be_visible()
    page.wait_for_load_state("load")
    assert len(asked) > 6 and len(received) >= len(asked) - 1
    assert 10_000 < received.total() <= POIDS_MAX, received.total()
    assert not [one for one in asked if "_stcore" in one or "/static/" in one or "planche" in one]
    assert telephone.page.evaluate("document.scripts.length") == 1
    telephone.assert_local()
    telephone.assert_quiet()


def test_one_joins_by_a_code_however_it_is_typed_and_is_told_of_a_letter_that_no_code_has(telephone: Ecran, tenue):
    page = telephone.page
    page.goto(f"{telephone.adresse}/salle")
    code = page.get_by_label("Code de la séance")
    code.fill(f"O{tenue.code[1:]}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Aucun code ne contient « O »")
    expect(code).to_have_value(f"O{tenue.code[1:]}")
    code.fill("zzzzzz")
    page.get_by_role("button", name="Rejoindre la séance").click()
    expect(page.get_by_role("alert")).to_contain_text("Aucune séance n'a le code")
    code.fill(f" {tenue.code[:3].lower()} {tenue.code[3:].lower()}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/salle?suivre={tenue.code}")
    expect(page.locator("#etat")).to_contain_text(EN_COURS)


def test_a_draft_opens_by_itself_then_the_telephone_follows_to_the_end(
    telephone: Ecran, lecteurs: Lecteurs, base: Base
):
    draft = seances.preparer(base, "Prochain COPIL", "Direction", date(2019, 9, 24))
    etapes.ajouter(base, draft.code, "Où en est-on ?", "CGET", 10, f"/?{COPIL}")
    page = suivre(telephone, draft)
    expect(page.locator("#etat")).to_contain_text("La séance n'a pas commencé")
    expect(page.get_by_text("Où en est-on ?")).to_have_count(0)
    expect(page.get_by_role("button", name="Demander la parole")).to_be_hidden()
    expect(page.get_by_role("button", name="Je suis présent")).to_be_hidden()
    lead = presenter(lecteurs, telephone, draft)
    lead.faire("commencer")
    lead.faire("avancer", de="etape", pas=1)
    expect(page.get_by_role("heading", name="Où en est-on ?")).to_be_visible()
    expect(page.get_by_text("À l'écran : Accueil")).to_be_visible()
    expect(page.locator("#point-temps")).to_contain_text("reste 09:5")
    lead.faire("suspendre")
    expect(page.locator("#etat")).to_contain_text("La séance est suspendue")
    lead.faire("reprendre")
    expect(page.locator("#etat")).to_contain_text(EN_COURS)
    lead.faire("noircir", est_noir=True)
    expect(page.get_by_text("L'écran de la salle est masqué un instant.")).to_be_visible()
    lead.faire("clore")
    expect(page.locator("#etat")).to_contain_text("La séance est close.")
    expect(page.get_by_role("button", name="Je suis présent")).to_be_hidden()
    expect(page.locator("#point-temps")).to_be_hidden()
    expect(page.get_by_role("link", name="Lire le procès-verbal")).to_be_visible()
    telephone.assert_quiet()


def test_what_is_read_and_said_to_the_room_is_seen_and_heard(telephone: Ecran, tenue: Seance, animateur: Conduite):
    page = suivre(telephone, tenue)
    expect(page.locator("#etat")).to_contain_text(EN_COURS)
    heard = page.get_by_role("status").and_(page.locator("#dites"))
    said = {"genre": "decision", "texte": LONG[:500], "responsable": "DGE", "echeance": "2099-01-01"}
    animateur.faire("rediger", **said)
    expect(page.locator("#lecture")).to_be_hidden()
    animateur.faire("relire", est_lu=True)
    reading = page.get_by_role("region", name="En lecture : décision")
    expect(reading).to_contain_text("DGE, avant le 01/01/2099")
    expect(heard).to_contain_text("Lu à la salle : décision. Saisir les régions")
    assert not page.evaluate(DEBORDE)
    animateur.faire("prendre")
    expect(reading).to_be_hidden()
    expect(page.get_by_role("region", name="Conclusion prise")).to_contain_text("Décision prise")
    animateur.faire("dire", message="Pause de dix minutes")
    expect(page.get_by_role("region", name="Message à la salle")).to_contain_text("Pause de dix minutes")
    expect(heard).to_have_text("Message à la salle : Pause de dix minutes")


def test_the_floor_is_asked_waited_for_taken_and_given_back(
    telephone: Ecran, tenue: Seance, animateur: Conduite, base: Base
):
    presences.arriver(base, tenue.code, "Banque des Territoires", "directeur")
    first = paroles.demander(base, tenue.code, "ANCT", "chef de projet")
    page = suivre(telephone, tenue)
    expect(page.locator("#organismes option")).to_have_count(2)
    page.get_by_role("button", name="Demander la parole").click()
    expect(page.get_by_label("Organisme")).to_be_focused()
    se_dire(page, "DGE", "cheffe  de bureau")
    page.get_by_label("Organisme").press("Enter")
    expect(page.get_by_text("Votre demande est sur la liste : 1 personne avant vous.")).to_be_visible()
    assert [one.organisme for one in paroles.en_attente(paroles.lister(base, tenue.code))] == ["ANCT", "DGE"]
    page.reload()
    animateur.faire("donner_la_parole", id=first.intervention_id)
    expect(page.get_by_text("la parole vous revient ensuite")).to_be_visible()
    expect(page.locator("#file-titre")).to_have_text("Parle : ANCT · une demande")
    page.get_by_role("button", name="Retirer ma demande").click()
    expect(page.get_by_role("button", name="Demander la parole")).to_be_visible()
    # Who they are is known: one gesture.
    page.get_by_role("button", name="Demander la parole").click()
    expect(page.get_by_role("button", name="Retirer ma demande")).to_be_visible()
    mine = paroles.en_attente(paroles.lister(base, tenue.code))[-1]
    animateur.faire("donner_la_parole", id=mine.intervention_id)
    expect(page.get_by_role("heading", name="Vous avez la parole")).to_be_visible()
    expect(page.locator("#dites")).to_have_text("Vous avez la parole.")
    animateur.faire("finir_la_parole")
    expect(page.get_by_role("heading", name="Vous avez la parole")).to_be_hidden()
    page.get_by_role("button", name="Je suis présent").click()
    expect(page.get_by_text("Votre présence est notée depuis")).to_be_visible()
    assert [one.organisme for one in presences.lister(base, tenue.code)] == ["Banque des Territoires", "DGE"]
    telephone.assert_quiet()


def test_what_is_refused_says_why_and_what_was_typed_stays(telephone: Ecran, tenue: Seance, base: Base):
    presences.arriver(base, tenue.code, "DGE", "cheffe")
    page = suivre(telephone, tenue)
    se_dire(page, "DGE", "cheffe")
    page.get_by_role("button", name="Je suis présent").click()
    said = page.get_by_role("alert")
    expect(said).to_have_text("DGE (cheffe) est déjà noté présent.")
    page.route("**/gestes/**", lambda route: route.abort())
    page.get_by_role("button", name="Demander la parole").click()
    expect(said).to_contain_text("ce geste n'est peut-être pas fait")
    expect(page.get_by_label("Organisme")).to_have_value("DGE")
    page.unroute("**/gestes/**")
    page.get_by_role("button", name="Demander la parole").click()
    expect(page.get_by_text("la parole vous revient ensuite")).to_be_visible()
    expect(said).to_be_hidden()


def test_the_screen_comes_when_it_is_asked_for_and_follows_the_room(
    telephone: Ecran, tenue: Seance, animateur: Conduite
):
    page = suivre(telephone, tenue)
    page.get_by_role("button", name="Voir l'écran").click()
    scene = page.locator("#ecran .scene")
    expect(scene).to_have_attribute("data-plan", "tuiles")
    expect(scene).to_contain_text("Territoires engagés")
    expect(scene.locator("a, button")).to_have_count(0)
    animateur.faire("deplacer", adresse=f"/financements?{COPIL}")
    expect(page.get_by_text("l'écran en est sorti")).to_be_visible()
    expect(scene).to_contain_text("Fléché")
    animateur.faire("noircir", est_noir=True)
    expect(scene).to_be_hidden()
    animateur.faire("noircir", est_noir=False)
    expect(scene).to_be_visible()
    page.get_by_role("button", name="Fermer l'écran").click()
    expect(scene).to_have_count(0)
    telephone.assert_local()
    telephone.assert_quiet()


@pytest.mark.parametrize("etapes_de_plus", [0, 40])
def test_nothing_is_wider_than_a_small_telephone_nor_too_small_for_a_finger(
    telephone: Ecran, seance: Seance, base: Base, etapes_de_plus: int
):
    for rank in range(etapes_de_plus):
        etapes.ajouter(base, seance.code, f"{rank} {LONG[:110]}", LONG[:120], 10, f"/?{COPIL}")
        if rank < 30:
            paroles.demander(base, seance.code, f"{rank} Auvergne-Rhône-Alpes-et-Bourgogne-Franche-Comté", LONG[:100])
    page = suivre(telephone, seance)
    expect(page.locator("#etat")).to_contain_text(EN_COURS)
    for fold in ("#agenda-dit", "#file-titre"):
        if etapes_de_plus:
            page.locator(fold).click()
    # The text twice as large, as who reads badly sets it.
    for size in ("100%", "200%"):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
        assert not page.evaluate(DEBORDE), size
        assert page.evaluate(TROP_PETITES) == []
    assert page.get_by_role("heading", level=1).count() == 1


def test_a_telephone_whose_stream_is_refused_asks_its_page_why_once(telephone: Ecran, tenue: Seance):
    why = "Votre code n'ouvre plus cette séance."
    refused = {
        "status": 403,
        "body": why,
        "headers": {"Content-Type": "text/plain; charset=utf-8", "Content-Language": "fr"},
    }
    page, asked = telephone.page, []
    page.route("**/evenements/**", lambda route: route.fulfill(**refused))
    page.on("request", lambda one: asked.append(one.url) if one.is_navigation_request() else None)
    suivre(telephone, tenue)
    expect(page.get_by_text(why)).to_be_visible()
    assert asked == [f"{telephone.adresse}/salle?suivre={tenue.code}"] * 2


def test_a_telephone_that_loses_its_network_says_so_keeps_what_is_typed_and_comes_back(
    lecteurs: Lecteurs, reseau: Reseau, tenue: Seance
):
    carried = lecteurs.arriver(reseau.adresse)
    page = carried.page
    page.clock.install()
    page.goto(f"{reseau.adresse}/salle?suivre={tenue.code}")
    expect(page.locator("#etat")).to_contain_text(EN_COURS)
    se_dire(page, "ADEME", "Directrice")
    reseau.couper()
    page.get_by_role("button", name="Demander la parole").click()
    # What left may arrive when the network is back: nobody is told that it was not done.
    expect(page.get_by_role("alert")).to_contain_text("n'est peut-être pas fait. Vérifiez")
    page.clock.run_for(12_000)
    expect(page.get_by_text("Connexion perdue")).to_be_visible()
    page.get_by_role("button", name="Demander la parole").click()
    expect(page.get_by_role("alert")).to_contain_text("rien n'a été envoyé")
    expect(page.get_by_label("Organisme")).to_have_value("ADEME")
    reseau.rendre()
    page.clock.run_for(12_000)
    expect(page.get_by_text("Connexion perdue")).to_be_hidden()
    lecteurs.partir(est_a_refaire=True)
