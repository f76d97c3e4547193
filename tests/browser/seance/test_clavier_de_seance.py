"""A séance held from its opening to its close by the keyboard alone: each gesture, and where it leaves the focus."""

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibilite.clavier import actionner, aller, ecrire, tient_le_foyer
from tests.browser.conftest import Ecran
from tests.browser.gestes import tuile
from tests.browser.seance.salle import COPIL, QUITTE, Ouvrir, present, statut
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance


def _bouton(page: Page, nom: str | re.Pattern[str]):
    return page.get_by_role("button", name=nom)


def _a_la_page_seance(ecran: Ecran) -> Ecran:
    actionner(ecran.page, ecran.page.get_by_role("navigation", name="Pages").get_by_role("link", name="Séance"))
    ecran.page.wait_for_url("**/seance?**")
    ecran.wait_still()
    return ecran


def _faire(ecran: Ecran, nom: str | re.Pattern[str]) -> None:
    actionner(ecran.page, _bouton(ecran.page, nom).first)
    tient_le_foyer(ecran)


def test_a_seance_is_opened_its_agenda_changed_and_the_seance_closed(ouvrir: Ouvrir) -> None:
    ecran = _a_la_page_seance(ouvrir(f"/?{COPIL}"))
    page = ecran.page
    ecrire(page, page.get_by_label("Fonction de l'animateur").first, "Direction du programme")
    _faire(ecran, "Ouvrir la séance")
    expect(page.get_by_role("heading", name=re.compile("^Code : "))).to_be_visible()
    _faire(ecran, "Proposer un ordre du jour")
    first = _bouton(page, re.compile("^Descendre l'étape 1 : "))
    expect(first).to_be_visible()
    moved = (first.get_attribute("aria-label") or "").partition(" : ")[2]
    _faire(ecran, re.compile("^Descendre l'étape 1 : "))
    expect(_bouton(page, f"Monter l'étape 2 : {moved}")).to_be_enabled()
    actionner(page, _bouton(page, f"Modifier l'étape 2 : {moved}"))
    ecrire(page, page.get_by_label("Titre", exact=True), "Le point de la région")
    actionner(page, _bouton(page, "Enregistrer"))
    expect(_bouton(page, "Modifier l'étape 2 : Le point de la région")).to_be_visible()
    tient_le_foyer(ecran)
    page.keyboard.press("Escape")
    _faire(ecran, "Retirer l'étape 2 : Le point de la région")
    expect(_bouton(page, "Retirer l'étape 2 : Le point de la région")).to_have_count(0)
    _faire(ecran, "Clore la séance")
    _faire(ecran, "Oui, clore la séance")
    expect(_bouton(page, "Quitter cette séance")).to_be_visible()


def test_a_decision_is_noted_then_held(ouvrir: Ouvrir, seance: Seance) -> None:
    ecran = present(ouvrir, seance)
    page = ecran.page
    actionner(page, _bouton(page, "Noter une décision"))
    ecrire(page, page.get_by_label("Décision", exact=True), "Relancer les régions")
    ecrire(page, page.get_by_label(re.compile("^Responsable")), "CGET")
    actionner(page, _bouton(page, "Enregistrer la décision"))
    expect(page.get_by_text("Décision enregistrée.").first).to_be_visible()
    tient_le_foyer(ecran)
    _a_la_page_seance(ecran)
    actionner(page, _bouton(page, "Modifier la décision : Relancer les régions"))
    ecrire(page, page.get_by_label("Décision", exact=True), "Relancer les six régions")
    actionner(page, _bouton(page, "Enregistrer la modification"))
    expect(_bouton(page, "Tenue : Relancer les six régions")).to_be_visible()
    page.keyboard.press("Escape")
    _faire(ecran, "Tenue : Relancer les six régions")
    expect(_bouton(page, "Rouvrir : Relancer les six régions")).to_be_visible()


def test_a_figure_is_corrected_and_the_correction_taken_back(ouvrir: Ouvrir, seance: Seance) -> None:
    ecran = present(ouvrir, seance)
    page = ecran.page
    mark = tuile(page, "montant_engage").get_by_role("button").first
    actionner(page, mark)
    actionner(page, _bouton(page, "Voir les lignes derrière ce chiffre"))
    expect(page.get_by_role("dialog").filter(has_text="derrière ce chiffre")).to_be_visible()
    unfold = page.get_by_role("dialog").locator("summary").filter(has_text="Corriger ce chiffre en séance")
    actionner(page, unfold)
    ecrire(page, page.get_by_label("Valeur exacte"), "110,2 M€")
    ecrire(page, page.get_by_label("Motif", exact=True), "Convention oubliée")
    actionner(page, page.get_by_role("button", name="Corriger", exact=True))
    expect(page.get_by_role("dialog")).to_contain_text("Corrigé en séance")
    tient_le_foyer(ecran)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(tuile(page, "montant_engage")).to_contain_text("110,2")
    tient_le_foyer(ecran)
    _faire(ecran, "Annuler la correction : Convention oubliée")
    expect(tuile(page, "montant_engage")).not_to_contain_text("110,2")


def test_a_follower_comes_in_by_the_code_leaves_and_comes_back(ouvrir: Ouvrir, seance: Seance, base: Base) -> None:
    present(ouvrir, seance)
    ecran = _a_la_page_seance(ouvrir(f"/?{COPIL}"))
    page = ecran.page
    ecrire(page, page.get_by_label("Code de la séance"), seance.code)
    actionner(page, _bouton(page, "Suivre l'animateur"))
    leave = _bouton(page, "Quitter le suivi (S)")
    actionner(page, leave)
    expect(statut(ecran)).to_have_text(QUITTE)
    tient_le_foyer(ecran)
    back = _bouton(page, "Reprendre le suivi (S)")
    aller(page, back)
    page.keyboard.press("Enter")
    expect(statut(ecran)).not_to_have_text(QUITTE)
    expect(leave).to_be_focused()
