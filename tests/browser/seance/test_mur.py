"""The wall: one plan at a time, read from the back of the room, that nothing leaves empty."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran, Lecteurs, Serveur
from tests.browser.seance.conduite import Conduite
from tests.browser.seance.mesure_du_mur import MESURER, POSER, REGARDER, TAILLES
from tests.browser.seance.reseau import Reseau
from tests.browser.seance.salle import agenda_de
from tests.planches import COPIL, ICI, PHASE_2
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.prevision import Prevision
from ti_dashboard.live.seances import Seance

SECONDE_PHASE = {"arrete": "27/05/2025", "phase": PHASE_2}
TOUS = ("accueil", "territoires", "projets", "financements", "ingenierie", "candidatures", "evolutions")
ECRANS = [
    *((page, words) for words in (COPIL, SECONDE_PHASE) for page in TOUS),
    *((page, COPIL | ICI) for page in ("accueil", "projets", "financements")),
    ("territoire", COPIL | {"id": "ti-5304"}),
    ("evolutions", COPIL | {"volet_evolutions": "Alertes"}),
    ("financements", COPIL | {"operateur": "Bpifrance"}),
    ("candidatures", {"arrete": "09/11/2023", "phase": PHASE_2}),
]
# What a wall asks of its browser so that the screen stays on; one without a screen refuses it.
ECOUTE_LA_VEILLE = """
window.veilles = [];
const demander = WakeLock.prototype.request;
WakeLock.prototype.request = function (quoi) {
  window.veilles.push(quoi);
  return demander.call(this, quoi);
};"""
TITRE = "#scene .scene-titre"
LIBRES = """() => {
  const pied = document.querySelector("#scene").shadowRoot.querySelector(".scene-pied").getBoundingClientRect();
  const bandes = [...document.querySelectorAll(".bande")].map((b) => b.getBoundingClientRect());
  return bandes.every(({ height, top }) => !height || pied.bottom <= top + 1);
}"""


@pytest.fixture
def mur(lecteurs: Lecteurs, serveur_de_seance: Serveur) -> Iterator[Ecran]:
    yield lecteurs.arriver(serveur_de_seance.adresse)
    lecteurs.partir(est_a_refaire=True)


@pytest.fixture
def conduite(lecteurs: Lecteurs, serveur_de_seance: Serveur, seance: Seance, base: Base) -> Conduite:
    agenda_de(base, seance)
    return Conduite(lecteurs.arriver(serveur_de_seance.adresse).page.request, serveur_de_seance.adresse, seance)


def dresser(mur: Ecran, seance: Seance) -> Page:
    mur.page.goto(f"{mur.adresse}/mur?suivre={seance.code}")
    expect(mur.page.locator(TITRE)).to_be_visible()
    return mur.page


def ecran(page: str, mots: dict[str, str]) -> str:
    return f"/ecrans/courante/{page}?" + "&".join(f"{key}={quote(word)}" for key, word in mots.items())


@pytest.mark.parametrize(("page", "mots"), ECRANS, ids=[f"{page}-{n}" for n, (page, _) in enumerate(ECRANS)])
def test_every_plan_is_read_from_the_back_of_the_room(page: str, mots: dict[str, str], mur: Ecran, seance: Seance):
    wall = dresser(mur, seance)
    wall.evaluate(POSER, [list(size) for size in TAILLES])
    seen = wall.evaluate(MESURER, ecran(page, mots))
    assert seen["plans"] and seen["vus"] == seen["plans"]
    assert not seen["fautes"], "\n".join(seen["fautes"][:20])
    mur.assert_quiet()
    mur.assert_local()


def test_it_follows_the_presenter_from_plan_to_plan_and_step_to_step_and_is_never_blank(
    mur: Ecran, seance: Seance, conduite: Conduite
):
    wall = dresser(mur, seance)
    wall.evaluate(REGARDER)
    titles = []
    for de, pas in (("etape", 1), ("plan", 1), ("plan", 1), ("plan", -1), ("etape", 1), ("plan", 1), ("etape", -1)):
        before = wall.locator(TITRE).inner_text()
        conduite.faire("avancer", de=de, pas=pas)
        expect(wall.locator(TITRE)).not_to_have_text(before)
        titles.append(wall.locator(TITRE).inner_text())
    assert titles[1] == titles[3] != titles[2] and titles[0] == titles[6]
    expect(wall.locator("#scene .scene-etape")).to_contain_text("1 / 2")
    expect(wall.locator("#scene .scene-etape")).not_to_contain_text("Hors")
    images = wall.evaluate("window.images")
    assert all(len(seen) == 1 and seen[0][1] > 40 for seen in images), [seen for seen in images if len(seen) != 1][:3]
    shown = list(dict.fromkeys(seen[0][2] for seen in images))
    assert set(titles) <= set(shown)
    mur.assert_quiet()


def test_the_plan_is_in_the_address_of_the_room_and_a_wall_that_comes_late_shows_it(
    mur: Ecran, seance: Seance, conduite: Conduite, base: Base
):
    conduite.faire("avancer", de="etape", pas=1)
    conduite.faire("avancer", de="plan", pas=1)
    assert "plan=" in seances.lire(base, seance.code).adresse
    wall = dresser(mur, seance)
    named = re.search("plan=([^&]+)", seances.lire(base, seance.code).adresse)
    assert named
    expect(wall.locator("#scene .scene")).to_have_attribute("data-plan", named[1])
    expect(wall.locator("#scene .scene-pied")).to_contain_text(seance.code)


def test_what_is_told_to_the_room_is_large_and_its_figures_wait_under_it(
    mur: Ecran, seance: Seance, conduite: Conduite
):
    wall = dresser(mur, seance)
    conduite.faire("dire", message="Reprise à 15 h 10.")
    expect(wall.locator("#message")).to_have_text("Reprise à 15 h 10.")
    text = "Chaque région transmet la liste de ses territoires sans contrat."
    conduite.faire("rediger", genre="decision", texte=text, responsable="Régions de France", echeance="2026-12-15")
    expect(wall.locator("#pleine")).to_be_hidden()
    conduite.faire("relire", est_lu=True)
    expect(wall.locator("#pleine .dit")).to_have_text(text)
    assert wall.evaluate("parseFloat(getComputedStyle(document.querySelector('#pleine .dit')).fontSize)") > 900 / 20
    conduite.faire("prendre")
    expect(wall.locator("#pleine")).to_be_hidden()
    expect(wall.locator("#annonce")).to_contain_text(text)
    # What is told stands beside the plan, not over its last line.
    wall.wait_for_function(LIBRES)
    conduite.faire("suspendre")
    expect(wall.locator("#pleine .dit")).to_have_text("Séance suspendue")
    conduite.faire("reprendre")
    conduite.faire("noircir", est_noir=True)
    expect(wall.locator("#pleine")).to_have_css("background-color", "rgb(0, 0, 0)")
    expect(wall.locator("#pleine .dit")).to_be_hidden()
    mur.assert_quiet()


def test_the_light_goes_where_the_presenter_points(mur: Ecran, seance: Seance, conduite: Conduite):
    wall = dresser(mur, seance)
    light = wall.locator("#scene .ombre")
    expect(light).to_be_hidden()
    conduite.faire("projeter", quoi="500,250")
    expect(light).to_be_visible()
    found = light.bounding_box()
    assert found and abs(found["x"] + found["width"] / 2 - 800) < 5 and abs(found["y"] + found["height"] / 2 - 225) < 5
    conduite.faire("projeter", quoi="")
    expect(light).to_be_hidden()


def test_nothing_is_seen_before_the_hour(mur: Ecran, base: Base):
    when = datetime.fromisoformat("2026-12-03T14:30")
    planned = Prevision(when, 120, "Bercy")
    draft = seances.preparer(base, "COPIL de décembre", "Direction du programme", date(2019, 9, 24), planned)
    mur.page.goto(f"{mur.adresse}/mur?suivre={draft.code}")
    expect(mur.page.locator("#pleine .dit")).to_have_text("La séance n'a pas commencé")
    expect(mur.page.locator("#pleine .suite")).to_have_text(re.compile(r"^3\sdécembre\s2026\sà\s14\sh\s30,\sBercy$"))
    expect(mur.page.locator(TITRE)).to_have_count(0)
    Conduite(mur.page.request, mur.adresse, draft).faire("commencer")
    expect(mur.page.locator(TITRE)).to_be_visible()
    expect(mur.page.locator("#pleine")).to_be_hidden()


def test_after_the_last_word_it_says_so(mur: Ecran, seance: Seance, conduite: Conduite):
    wall = dresser(mur, seance)
    conduite.faire("clore")
    expect(wall.locator("#pleine .dit")).to_have_text("La séance est close")


def test_a_code_that_opens_nothing_is_said(mur: Ecran):
    answer = mur.page.goto(f"{mur.adresse}/mur?suivre=zzzzzz")
    assert answer and answer.status == 404
    expect(mur.page.get_by_role("heading")).to_have_text("Aucune séance n'a le code « ZZZZZZ ».")


def test_the_image_stays_when_the_network_dies_and_says_its_age(
    lecteurs: Lecteurs, serveur_de_seance: Serveur, seance: Seance
):
    reseau = Reseau(serveur_de_seance.adresse)
    mur = lecteurs.arriver(reseau.adresse)
    mur.page.clock.install()
    wall = dresser(mur, seance)
    title = wall.locator(TITRE).inner_text()
    reseau.couper()
    wall.clock.fast_forward(12_000)
    expect(wall.locator("#perte")).to_have_text(re.compile(r"^Connexion perdue depuis \d+\ss, écran de \d+\sh\s\d\d$"))
    assert wall.locator(TITRE).inner_text() == title
    reseau.rendre()
    wall.clock.fast_forward(12_000)
    expect(wall.locator("#perte")).to_be_empty()
    lecteurs.partir(est_a_refaire=True)
    reseau.fermer()


def test_its_own_keys_turn_the_ground_and_show_the_code(mur: Ecran, seance: Seance):
    wall = dresser(mur, seance)
    wall.keyboard.press("d")
    expect(wall.locator("#scene .cadre-scene")).to_have_attribute("data-fond", "sombre")
    wall.keyboard.press("q")
    expect(wall.locator("#invitation .code")).to_have_text(seance.code)
    wall.reload()
    expect(wall.locator("#scene .cadre-scene")).to_have_attribute("data-fond", "sombre")


def test_it_does_not_fall_asleep_and_is_kept_awake_again_once_seen(mur: Ecran, seance: Seance):
    mur.page.add_init_script(ECOUTE_LA_VEILLE)
    wall = dresser(mur, seance)
    wall.wait_for_function("() => window.veilles.join() === 'screen'")
    wall.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    wall.wait_for_function("() => window.veilles.join() === 'screen,screen'")
