"""A correction typed in the room on screens that are open: who follows, who has left, who only looks at the arrêté."""

from playwright.sync_api import expect

from tests.browser.gestes import tuile
from tests.browser.seance.salle import COPIL, QUITTE, Ouvrir, follows, present, statut
from ti_dashboard.live.seances import Seance


def test_a_correction_reaches_every_open_screen_by_itself_and_is_taken_back(ouvrir: Ouvrir, seance: Seance):
    animateur, suiveur = present(ouvrir, seance), ouvrir(f"/?suivre={seance.code}")
    follows(suiveur, animateur)
    parti, passant = ouvrir(f"/?suivre={seance.code}"), ouvrir(f"/?{COPIL}")
    follows(parti, animateur)
    parti.page.keyboard.press("s")
    expect(statut(parti)).to_have_text(QUITTE)
    page = animateur.page
    tuile(page, "montant_engage").get_by_role("button").first.click()
    page.get_by_role("button", name="Voir les lignes derrière ce chiffre").click()
    page.get_by_text("Corriger ce chiffre en séance").click()
    page.get_by_label("Valeur exacte").fill("110,2 M€")
    page.get_by_label("Motif", exact=True).fill("Convention oubliée")
    page.get_by_role("button", name="Corriger", exact=True).click()
    for ecran in (passant, parti, suiveur):
        expect(tuile(ecran.page, "montant_engage")).to_contain_text("110,2")
        expect(tuile(ecran.page, "montant_engage").locator("s")).to_have_text("108,0\u00a0M€")
    expect(statut(parti)).to_have_text(QUITTE)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(tuile(page, "montant_engage")).to_contain_text("corrigé en séance")
    # What stands above the button may still move it: at rest, a click falls where it is aimed.
    animateur.wait_still()
    page.get_by_role("button", name="Annuler la correction").click()
    for ecran in (passant, parti, suiveur, animateur):
        expect(tuile(ecran.page, "montant_engage")).not_to_contain_text("110,2")
    for ecran in (passant, parti, suiveur, animateur):
        ecran.assert_local()
        ecran.assert_quiet()
