"""A correction typed in the room on screens that are open: who follows, who has left, who only looks at the arrêté."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import tuile
from tests.browser.seance.salle import COPIL, QUITTE, Ouvrir, follows, present, statut
from ti_dashboard.live.seances import Seance

AUTRE = "montant_engage_regions_comprises"
# More than a screen waits before it reads again what was written.
UN_MOMENT_MS = 2_000


def ouvrir_la_correction(page: Page, indicateur: str) -> None:
    tuile(page, indicateur).get_by_role("button").first.click()
    page.get_by_role("button", name="Voir les lignes derrière ce chiffre").click()
    page.get_by_text("Corriger ce chiffre en séance").click()


def corriger(page: Page, valeur: str, motif: str) -> None:
    page.get_by_label("Valeur exacte").fill(valeur)
    page.get_by_label("Motif", exact=True).fill(motif)
    page.get_by_role("button", name="Corriger", exact=True).click()


def fermer_le_panneau(ecran: Ecran) -> None:
    """Once it is drawn: the run that its own gesture asked for takes it away for a moment, and a key falls beside."""
    ecran.wait_still()
    ecran.page.keyboard.press("Escape")
    expect(ecran.page.get_by_role("dialog")).to_be_hidden()


def test_a_correction_reaches_every_open_screen_by_itself_and_is_taken_back(ouvrir: Ouvrir, seance: Seance):
    animateur, suiveur = present(ouvrir, seance), ouvrir(f"/?suivre={seance.code}")
    follows(suiveur, animateur)
    parti, passant = ouvrir(f"/?suivre={seance.code}"), ouvrir(f"/?{COPIL}")
    follows(parti, animateur)
    parti.page.keyboard.press("s")
    expect(statut(parti)).to_have_text(QUITTE)
    page = animateur.page
    ouvrir_la_correction(page, "montant_engage")
    corriger(page, "110,2 M€", "Convention oubliée")
    for ecran in (passant, parti, suiveur):
        expect(tuile(ecran.page, "montant_engage")).to_contain_text("110,2")
        expect(tuile(ecran.page, "montant_engage").locator("s")).to_have_text("108,0\u00a0M€")
    expect(statut(parti)).to_have_text(QUITTE)
    fermer_le_panneau(animateur)
    # Though the screen may be read again at this very moment.
    page.get_by_role("button", name="Annuler la correction").click()
    for ecran in (passant, parti, suiveur, animateur):
        expect(tuile(ecran.page, "montant_engage")).not_to_contain_text("110,2")
    expect(page.get_by_role("dialog")).to_be_hidden()
    for ecran in (passant, parti, suiveur, animateur):
        ecran.assert_local()
        ecran.assert_quiet()


def test_what_another_post_writes_leaves_the_presenter_in_the_panel_he_fills_in(ouvrir: Ouvrir, seance: Seance):
    animateur, second = present(ouvrir, seance, horloge=True), present(ouvrir, seance)
    passant, page = ouvrir(f"/?{COPIL}"), animateur.page
    ouvrir_la_correction(page, "montant_engage")
    page.get_by_label("Motif", exact=True).fill("Convention oubliée")
    page.get_by_role("dialog").evaluate("panneau => { panneau.estLeMeme = true; }")
    ouvrir_la_correction(second.page, AUTRE)
    corriger(second.page, "300 M€", "Avenant signé")
    expect(tuile(passant.page, AUTRE)).to_contain_text("corrigé en séance")
    page.clock.run_for(UN_MOMENT_MS)
    animateur.wait_still()
    assert page.get_by_role("dialog").evaluate("panneau => panneau.estLeMeme")
    corriger(page, "110,2 M€", "Convention oubliée")
    for indicateur in ("montant_engage", AUTRE):
        expect(tuile(passant.page, indicateur)).to_contain_text("corrigé en séance")
    # What waited is shown as the panel closes.
    fermer_le_panneau(animateur)
    for indicateur in ("montant_engage", AUTRE):
        expect(tuile(page, indicateur)).to_contain_text("corrigé en séance")
