"""The replay of a séance, from a disk, without any network: each screen as the wall drew it, played to its end."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessibilite import axe
from tests.browser.conftest import Ecran, Lecteurs, Serveur
from tests.browser.seance.conduite import Conduite
from tests.browser.seance.salle import agenda_de
from ti_dashboard.comite.rejoue import fichier_du_rejeu, rejeu_de_seance
from ti_dashboard.composants.messages_de_salle import Rejeu
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base
from ti_dashboard.magasin.ouverture import consulter

OCTETS_MAX = 6_000_000
# What the wall draws, but its foot: the stopwatch of a step is not the same a moment later. A hatching has a name of
# its own on each map.
DESSIN = r"""() => {
  const scene = document.querySelector("#scene")?.shadowRoot?.querySelector(".scene:not(.a-venir)");
  const parties = scene && [".scene-tete", ".scene-corps"].map((partie) => scene.querySelector(partie).outerHTML);
  return parties && parties.join("").replace(/hachures-\d+/g, "hachures");
}"""
AUTRE_DESSIN = f"(avant) => {{ const dit = ({DESSIN})(); return dit !== avant && dit; }}"
CE_DESSIN = f"(voulu) => ({DESSIN})() === voulu"
A_LA_PLACE = """() => {
  const bas = document.querySelector("#scene").getBoundingClientRect().bottom;
  return bas <= document.querySelector("#annonce").getBoundingClientRect().top + 1;
}"""
PAS = (("etape", 1), ("plan", 1), ("plan", 1), ("etape", 1), ("plan", 1), ("plan", 1), ("plan", -1))
CONCLUSION = {"genre": "accord", "texte": "Payer avant Noël", "responsable": "", "echeance": "", "adresse": ""}
DITS = ["Mur noir", "Mur rallumé", "Message : «\u00a0Pause\u00a0»", "Message retiré", "Séance suspendue"]
ALLUME = ".instants [aria-current='true'] .mots"


class Film:
    """A séance that was played, the drawings of its wall in order, and the file of its replay."""

    def __init__(self, told: Rejeu, dessins: list[str], fichier: Path) -> None:
        self.dit, self.dessins, self.fichier = told, dessins, fichier


@pytest.fixture(scope="module")
def film(
    lecteurs: Lecteurs,
    serveur_de_seance: Serveur,
    base: Base,
    donnees_demo: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Film:
    """Played once: a closed séance changes no more."""
    seance = seances.ouvrir(base, "COPIL de septembre", "Direction du programme", date(2019, 9, 24))
    agenda_de(base, seance)
    wall = lecteurs.arriver(serveur_de_seance.adresse).page
    lead = Conduite(wall.request, serveur_de_seance.adresse, seance)
    drawn = _jouer(wall, lead, f"{serveur_de_seance.adresse}/mur?suivre={seance.code}")
    lecteurs.partir(est_a_refaire=True)
    publications = donnees_demo / "publications"
    pointer = lire_pointeur(publications)
    assert pointer is not None
    told = rejeu_de_seance.composer(base, seance.code, consulter(publications, pointer))
    target = tmp_path_factory.mktemp("rejeu") / fichier_du_rejeu.nom(seance.code)
    target.write_bytes(fichier_du_rejeu.ecrire(told))
    return Film(told, drawn, target)


def _jouer(wall: Page, lead: Conduite, mur: str) -> list[str]:
    wall.goto(mur)
    drawn = [wall.wait_for_function(AUTRE_DESSIN, arg="").json_value()]
    for de, pas in PAS:
        lead.faire("avancer", de=de, pas=pas)
        drawn.append(wall.wait_for_function(AUTRE_DESSIN, arg=drawn[-1]).json_value())
    for est_noir in (True, False):
        lead.faire("noircir", est_noir=est_noir)
    for message in ("Pause", ""):
        lead.faire("dire", message=message)
    lead.faire("suspendre")
    lead.faire("reprendre")
    lead.faire("rediger", **CONCLUSION)
    lead.faire("relire", est_lu=True)
    expect(wall.locator("#pleine .dit")).to_have_text("Payer avant Noël")
    lead.faire("prendre")
    lead.faire("clore")
    expect(wall.locator("#pleine .dit")).to_have_text("La séance est close")
    return drawn


@pytest.fixture
def lecteur(lecteurs: Lecteurs) -> Iterator[Ecran]:
    """A reader whose machine has no network at all."""
    alone = lecteurs.arriver("")
    alone.page.context.set_offline(True)
    alone.page.route("**/*", lambda route: _refuser(route))
    alone.page.clock.install()
    yield alone
    lecteurs.partir(est_a_refaire=True)


def _refuser(route: Route) -> None:
    if route.request.url.startswith("file:"):
        route.continue_()
    else:
        route.abort()


def ouvrir(lecteur: Ecran, film: Film) -> Page:
    lecteur.page.goto(film.fichier.as_uri())
    lecteur.page.wait_for_function(DESSIN)
    return lecteur.page


def ligne(page: Page, mots: str) -> None:
    page.locator(".instants button").filter(has_text=mots).first.click()
    expect(page.locator(ALLUME)).to_contain_text(mots)


def test_each_screen_is_the_drawing_of_the_wall_in_both_directions(film: Film, lecteur: Ecran):
    page = ouvrir(lecteur, film)
    moves = [rank for rank, one in enumerate(film.dit["instants"]) if one["genre"] in ("ouverture", "etape", "ecran")]
    assert len(moves) == len(film.dessins)
    for rank, drawn in [*zip(moves, film.dessins, strict=True), *zip(moves[::-1], film.dessins[::-1], strict=True)]:
        page.locator(".instants button").nth(rank).click()
        page.wait_for_function(CE_DESSIN, arg=drawn)
    lecteur.assert_quiet()
    assert {url.partition(":")[0] for url in lecteur.demandes} <= {"file", "data", "blob"}


def test_what_was_over_the_screen_comes_back_at_its_moment(film: Film, lecteur: Ecran):
    page = ouvrir(lecteur, film)
    ligne(page, "Mur noir")
    expect(page.locator("#pleine")).to_have_attribute("data-noir", "")
    ligne(page, "Message :")
    expect(page.locator("#message")).to_have_text("Pause")
    ligne(page, "Séance suspendue")
    expect(page.locator("#pleine .dit")).to_have_text("Séance suspendue")
    ligne(page, "Lue à l'écran")
    expect(page.locator("#pleine .dit")).to_have_text("Payer avant Noël")
    ligne(page, "Accord relevé")
    expect(page.locator("#pleine")).to_be_hidden()
    expect(page.locator("#annonce")).to_contain_text("Payer avant Noël")
    # It covers nothing of the plan.
    page.wait_for_function(A_LA_PLACE)
    words = page.locator(".instants .mots").all_inner_texts()
    assert [one for one in words if one in DITS] == DITS
    lecteur.assert_quiet()


def test_it_plays_to_its_end_stops_and_begins_again(film: Film, lecteur: Ecran):
    page = ouvrir(lecteur, film)
    # From here its time is ours alone: a short séance ends at this speed before anybody looks.
    page.clock.pause_at(page.evaluate("() => Date.now()") / 1000 + 1)
    page.get_by_role("button", name="Vitesse ×60").click()
    page.locator("h1").click()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause (espace)")).to_be_visible()
    page.clock.run_for(film.dit["duree_ms"] // 60 + 200)
    expect(page.get_by_role("button", name="Relire du début (espace)")).to_be_visible()
    expect(page.locator(ALLUME)).to_have_text("Clôture de la séance")
    expect(page.locator("#pleine .dit")).to_have_text("La séance est close")
    page.get_by_role("button", name="Vitesse ×1", exact=True).click()
    page.locator("h1").click()
    page.keyboard.press("Space")
    page.clock.run_for(40)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Lire (espace)")).to_be_visible()
    assert 0 < int(page.get_by_label("Moment de la séance").input_value()) < film.dit["duree_ms"]
    lecteur.assert_quiet()


def test_it_is_led_by_the_keyboard_and_the_scrubber(film: Film, lecteur: Ecran):
    page = ouvrir(lecteur, film)
    lit, instants = page.locator(".instants li[aria-current='true']"), film.dit["instants"]
    moments = sorted({one["ms"] for one in instants})
    slider = page.get_by_label("Moment de la séance")
    for expected in (*moments[1:4], *moments[2:0:-1]):
        before = int(slider.input_value())
        page.keyboard.press("ArrowRight" if expected > before else "ArrowLeft")
        expect(slider).to_have_value(str(expected))
    slider.focus()
    page.keyboard.press("End")
    expect(lit).to_contain_text("Clôture")
    page.keyboard.press("ArrowLeft")
    expect(lit).not_to_contain_text("Clôture")
    page.keyboard.press("Home")
    expect(lit).to_contain_text("Ouverture")
    middle = moments[len(moments) // 2]
    slider.fill(str(middle))
    last = [one["mots"] for one in instants if one["ms"] <= middle][-1]
    expect(lit).to_contain_text(last)
    assert page.locator(".reperes .repere").count() == len(
        [one for one in instants if one["genre"] in ("etape", "conclusion")]
    )


@pytest.mark.parametrize(("large", "haut"), [(1600, 900), (1280, 720), (390, 844)])
def test_it_holds_in_the_screen_is_accessible_and_says_what_it_is_worth(
    large, haut, film: Film, lecteur: Ecran, capsys
):
    page = ouvrir(lecteur, film)
    page.set_viewport_size({"width": large, "height": haut})
    page.emulate_media(reduced_motion="reduce")
    expect(page.locator(".tete .mention")).to_have_text("Données de démonstration")
    page.locator("summary").click()
    expect(page.locator("details")).to_contain_text(film.dit["sceau"]["maintenant"])
    expect(page.locator("details")).to_contain_text("ne sont pas rejoués")
    page.locator("summary").click()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= large
    if large > haut:
        assert page.evaluate("() => document.documentElement.scrollHeight") <= haut
    assert not axe.violations(page, axe.lire())
    size = film.fichier.stat().st_size
    with capsys.disabled():
        print(f" {fichier_du_rejeu.nom(film.dit['code'])} : {size} octets", end="")
    assert size < OCTETS_MAX
