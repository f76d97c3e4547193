"""Several browsers on the real server: one presents, the others follow, leave, come back, and outlive the server."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Ecran, Serveur, start_server
from tests.browser.gestes import address, barre, choose, location, tuile, wait_address
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
SUIT, PERDU, QUITTE = "Vous suivez l'animateur", "Connexion perdue", "Vous avez quitté le suivi"
Ouvrir = Callable[[str], Ecran]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('live') / 'seance.sqlite'}"


@pytest.fixture(scope="module")
def base(url: str) -> Iterator[Base]:
    base = Base(url)
    yield base
    base.fermer()


@pytest.fixture(scope="module")
def lancer(chromium_path: str, url: str, donnees_demo: Path, tmp_path_factory) -> Iterator[Callable[..., Serveur]]:
    """Start a server over the live store of these tests."""
    journaux, started = tmp_path_factory.mktemp("journaux"), []

    def start(port: int | None = None) -> Serveur:
        with pytest.MonkeyPatch.context() as env:
            env.setenv("TI_DASHBOARD_LIVE_URL", url)
            started.append(start_server(donnees_demo, journaux / f"{len(started)}.txt", port))
        return started[-1]

    yield start
    for serveur in started:
        serveur.stop()


@pytest.fixture(scope="module")
def serveur_de_seance(lancer: Callable[..., Serveur]) -> Serveur:
    return lancer()


@pytest.fixture
def seance(base: Base) -> Seance:
    return seances.ouvrir(base, "COPIL de septembre", "Direction du programme", date(2019, 9, 24))


@pytest.fixture
def ouvrir(navigateur: Browser, request: pytest.FixtureRequest) -> Iterator[Ouvrir]:
    """A new reader each time, with a browser of his own, at this address."""
    readers: list[Ecran] = []

    def open_one(chemin: str, adresse: str | None = None) -> Ecran:
        contexte = navigateur.new_context(viewport={"width": 1600, "height": 900}, locale="fr-FR")
        serveur = adresse or request.getfixturevalue("serveur_de_seance").adresse
        ecran = Ecran(contexte.new_page(), serveur)
        ecran.page.on("request", lambda demande: ecran.demandes.append(demande.url))
        ecran.page.on("console", lambda m: ecran.plaintes.append(m.text) if m.type == "error" else None)
        ecran.open(chemin)
        readers.append(ecran)
        return ecran

    yield open_one
    for ecran in readers:
        ecran.page.context.close()


def statut(ecran: Ecran):
    """The status region that says whether this browser follows."""
    return ecran.page.get_by_role("status").filter(has_text=re.compile("suivez|suivi|tentative|séance"))


def follows(suiveur: Ecran, animateur: Ecran) -> None:
    """Wait until the follower shows the presenter's very screen: same page, same parameters, same board."""
    expect(statut(suiveur)).to_have_text(SUIT)
    chemin = urlsplit(location(animateur.page)).path
    voulu = {k: v for k, v in address(animateur.page).items() if k != "animer"}
    assert wait_address(suiveur.page, chemin, **voulu)
    suiveur.page.wait_for_function(
        "n => new URLSearchParams(location.search).size === n", arg=1 + sum(map(len, voulu.values()))
    )
    if signature := animateur.signature():
        suiveur.page.wait_for_function(f"s => ({ATTENDUE})() === s", arg=signature)


ATTENDUE = """() => {
  const chercher = (racine) => {
    for (const e of racine.querySelectorAll("[data-signature]")) return e.dataset.signature;
    for (const e of racine.querySelectorAll("*")) {
      const dedans = e.shadowRoot && chercher(e.shadowRoot);
      if (dedans) return dedans;
    }
    return "";
  };
  return chercher(document);
}"""


def present(ouvrir: Ouvrir, seance: Seance, chemin: str = f"/?{COPIL}", **options: str) -> Ecran:
    animateur = ouvrir(f"{chemin}&animer={seance.cle}", **options)
    wait_address(animateur.page, arrete=["24/09/2019"])
    return animateur


def test_followers_land_on_the_presenters_screen_and_go_wherever_he_goes(ouvrir: Ouvrir, seance: Seance):
    animateur = present(ouvrir, seance, f"/territoires?{COPIL}&region=Bretagne")
    suiveurs = [ouvrir(f"/?suivre={seance.code}"), ouvrir(f"/projets?suivre={seance.code}&region=Normandie")]
    page = animateur.page

    def everybody_follows() -> None:
        for suiveur in suiveurs:
            follows(suiveur, animateur)

    everybody_follows()
    page.get_by_role("button", name="Région : Bretagne").click()
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


def test_a_follower_leaves_and_comes_back_with_one_key_but_not_while_typing(ouvrir: Ouvrir, seance: Seance):
    animateur, suiveur = present(ouvrir, seance), ouvrir(f"/?suivre={seance.code}")
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
    animateur.wait_drawn()
    suiveur.page.wait_for_timeout(500)
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
    expect(suiveur.page.get_by_role("heading", name="Rejoindre une séance")).to_be_visible()
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
    show = autre.page.get_by_role("button", name="Montrer cet écran à la salle")
    expect(show).to_be_visible()
    assert seances.lire(base, seance.code) == before
    show.click()
    follows(suiveur, autre)
    expect(show).to_be_hidden()
    choose(autre.page, "Région", "Bretagne")
    wait_address(autre.page, region=["Bretagne"])
    follows(suiveur, autre)


def test_the_code_that_lets_follow_does_not_let_present(ouvrir: Ouvrir, seance: Seance, base: Base):
    intrus = ouvrir(f"/projets?{COPIL}&animer={seance.code}")
    wait_address(intrus.page, "/projets", arrete=["24/09/2019"])
    intrus.page.wait_for_load_state("networkidle")
    assert seances.lire(base, seance.code).version == 1


def test_a_reader_who_is_not_in_a_seance_opens_no_stream(ouvrir: Ouvrir):
    ecran = ouvrir(f"/?{COPIL}")
    ecran.page.wait_for_load_state("networkidle")
    assert [d for d in ecran.demandes if "evenements" in d or "suiveur" in d] == []
    expect(statut(ecran)).to_have_count(0)


def test_killed_and_started_again_the_server_finds_its_followers_on_the_right_screen(
    ouvrir: Ouvrir, lancer: Callable[..., Serveur], seance: Seance, base: Base
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
    seances.deplacer(base, seance.code, elsewhere, now.version)
    lancer(port=urlsplit(first.adresse).port)
    for suiveur in suiveurs:
        expect(statut(suiveur)).to_have_text(SUIT, timeout=30_000)
        wait_address(suiveur.page, "/territoires", region=["Normandie"])
        expect(suiveur.page.get_by_role("heading", level=1)).to_contain_text(re.compile("territoires", re.I))
        expect(suiveur.page.get_by_role("button", name="Région : Normandie")).to_be_visible()
    # The presenter came back too, without taking the room away: his next gesture moves it.
    assert seances.lire(base, seance.code).adresse == elsewhere
    animateur.page.get_by_role("link", name="Accueil", exact=True).click()
    wait_address(animateur.page, "/")
    for suiveur in suiveurs:
        follows(suiveur, animateur)


def test_a_server_asked_to_stop_does_not_wait_for_its_followers(
    ouvrir: Ouvrir, lancer: Callable[..., Serveur], seance: Seance
):
    serveur = lancer()
    suiveur = ouvrir(f"/?suivre={seance.code}", adresse=serveur.adresse)
    expect(statut(suiveur)).to_have_text(SUIT)
    serveur.processus.terminate()
    serveur.processus.wait(timeout=5)
