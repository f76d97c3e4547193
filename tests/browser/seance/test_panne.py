"""A network cut without a word: every screen of the room says so and since when, and comes back by itself."""

import re

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import Lecteurs, Serveur
from tests.browser.gestes import choose, location, redraw, tuile, wait_address
from tests.browser.seance.conduite import Conduite
from tests.browser.seance.reseau import Reseau
from tests.browser.seance.salle import COPIL, SUIT, Ouvrir, agenda_de, barre, commencer, follows, present, statut
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

ENGAGE = "montant_engage"
PERDUE = re.compile(r"^Connexion perdue depuis [12]\d\ss, écran de \d{1,2}\sh\s\d\d$")
LONGTEMPS = re.compile(r"^Connexion perdue depuis 1\smin\s\d\d\ss, écran de \d{1,2}\sh\s\d\d$")
# The streams of this page, and how many times one was opened.
FLUX = """window.flux = []; window.ouverts = 0;
window.EventSource = class extends EventSource {
  constructor(...ou) {
    super(...ou);
    window.flux.push(this);
    this.addEventListener("open", () => { window.ouverts += 1; });
  }
}"""


def wait(pages: list[Page], seconds: int) -> None:
    """Let this time go by on every screen."""
    for page in pages:
        page.clock.fast_forward(seconds * 1000)


def test_a_dead_network_is_said_with_its_age_on_every_screen_and_goes_away_by_itself(
    ouvrir: Ouvrir, reseau: Reseau, seance: Seance, base: Base
):
    titles = agenda_de(base, seance)
    options = {"adresse": reseau.adresse, "horloge": True}
    animateur = present(ouvrir, seance, **options)
    suiveur, passant = ouvrir(f"/?suivre={seance.code}", **options), ouvrir(f"/?{COPIL}", **options)
    follows(suiveur, animateur)
    pages = [ecran.page for ecran in (animateur, suiveur, passant)]
    commencer(animateur.page)
    reseau.couper()
    wait(pages, 3)
    expect(statut(suiveur)).to_have_text(SUIT)
    wait(pages, 9)
    for ecran in (suiveur, animateur, passant):
        expect(statut(ecran)).to_have_text(PERDUE)
    wait(pages, 60)
    expect(statut(suiveur)).to_have_text(LONGTEMPS)
    stayed = location(animateur.page)
    animateur.page.keyboard.press("ArrowRight")
    warning = barre(animateur.page).get_by_role("status")
    expect(warning).to_contain_text("les touches ne bougeront rien avant son retour")
    assert location(animateur.page) == stayed
    reseau.rendre()
    for ecran in (suiveur, animateur, passant):
        expect(ecran.page.get_by_text("Connexion perdue")).to_have_count(0)
    expect(warning).to_be_hidden()
    animateur.page.keyboard.press("ArrowRight")
    expect(barre(animateur.page)).to_contain_text(titles[0])
    wait_address(animateur.page, "/territoires")
    follows(suiveur, animateur)


def test_who_only_filters_what_his_browser_keeps_is_told_that_the_server_is_gone(ouvrir: Ouvrir, reseau: Reseau):
    ecran = ouvrir(f"/?{COPIL}", adresse=reseau.adresse, horloge=True)
    page = ecran.page
    said = page.get_by_role("status").filter(has_text="Serveur injoignable depuis")
    reset = page.get_by_role("button", name="Réinitialiser les filtres")
    redraw(ecran, lambda: choose(page, "Région", "Bretagne"))
    redraw(ecran, reset.click)
    reseau.couper()
    wait([page], 20)
    redraw(ecran, lambda: choose(page, "Région", "Bretagne"))
    expect(said).to_be_hidden()
    wait([page], 20)
    expect(said).to_be_visible()
    redraw(ecran, reset.click)
    reseau.rendre()
    wait([page], 20)
    expect(said).to_be_hidden()


def test_what_the_room_has_corrected_stays_over_the_screens_kept_while_the_server_is_gone(
    ouvrir: Ouvrir, reseau: Reseau, seance: Seance
):
    ecran = ouvrir(f"/?{COPIL}", adresse=reseau.adresse, horloge=True)
    page, reset = ecran.page, ecran.page.get_by_role("button", name="Réinitialiser les filtres")
    lead = Conduite(page.context.request, reseau.adresse, seance)
    lead.faire("deplacer", adresse=f"/?{COPIL}")
    lead.faire("corriger", chiffre=ENGAGE, valeur="110,2 M€", motif="Convention oubliée")
    expect(tuile(page, ENGAGE)).to_contain_text("110,2")
    for geste in (lambda: choose(page, "Région", "Bretagne"), reset.click):
        redraw(ecran, geste)
    reseau.couper()
    wait([page], 20)
    # What is around the boards waits for the session, and says so: the screen is not at rest.
    whole = ecran.signature()
    choose(page, "Région", "Bretagne")
    ecran.wait_drawn(whole)
    expect(page.get_by_role("status").filter(has_text="Serveur injoignable depuis")).to_be_visible()
    expect(tuile(page, ENGAGE)).not_to_contain_text("corrigé")
    reset.click()
    expect(tuile(page, ENGAGE)).to_contain_text("110,2")
    # Its layer was never read: which of its figures are corrected is not known.
    choose(page, "Région", "Normandie")
    expect(page.get_by_text("Cet écran n'est pas gardé par ce navigateur")).to_be_visible()
    expect(tuile(page, ENGAGE)).to_contain_text("110,2")


class SessionLente:
    """What Streamlit answers to a page, kept back while ``retient``."""

    def __init__(self, page: Page) -> None:
        self.retient = False
        self._gardes: list[tuple[WebSocketRoute, str | bytes]] = []
        page.route_web_socket(re.compile("/_stcore/stream$"), self._relier)

    def _relier(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(
            lambda message: self._gardes.append((socket, message)) if self.retient else socket.send(message)
        )

    def rendre(self) -> None:
        self.retient = False
        for socket, message in self._gardes:
            socket.send(message)


def test_a_room_that_turns_back_finds_the_follower_whose_session_is_still_on_its_way(
    ouvrir: Ouvrir, lecteurs: Lecteurs, serveur_de_seance: Serveur, seance: Seance
):
    """The run that an older move asked for is the last to be drawn: the room must not leave him on its screen."""
    animateur, suiveur = present(ouvrir, seance), lecteurs.arriver(serveur_de_seance.adresse)
    session = SessionLente(suiveur.page)
    suiveur.open(f"/?suivre={seance.code}")
    follows(suiveur, animateur)
    suiveur.wait_still()
    session.retient = True
    for name, path in (("Projets", "/projets"), ("Accueil", "/")):
        animateur.page.get_by_role("link", name=name, exact=True).click()
        wait_address(suiveur.page, path)
    session.rendre()
    suiveur.wait_still()
    follows(suiveur, animateur)
    lecteurs.partir()


def test_a_link_followed_as_the_stream_comes_back_is_not_undone_by_it(
    lecteurs: Lecteurs, serveur_de_seance: Serveur, seance: Seance
):
    """The screen that the stream asks for again, by itself, is the one that the reader has just left."""
    lecteur = lecteurs.arriver(serveur_de_seance.adresse)
    lecteur.page.add_init_script(FLUX)
    session = SessionLente(lecteur.page)
    lecteur.open(f"/?{COPIL}")
    lecteur.page.wait_for_function("() => window.ouverts === 1")
    session.retient = True
    lecteur.page.get_by_role("link", name="Projets", exact=True).click()
    lecteur.page.evaluate("() => window.flux[0].dispatchEvent(new Event('error'))")
    lecteur.page.wait_for_function("() => window.ouverts === 2")
    session.rendre()
    wait_address(lecteur.page, "/projets")
    expect(lecteur.page.get_by_role("heading", name="Que deviennent les projets")).to_be_visible()
    lecteur.wait_still()
    wait_address(lecteur.page, "/projets")
    lecteurs.partir()
