"""The desk: what the room sees and what comes next, and all that its presenter does, in a real browser."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran, Lecteurs, Serveur
from tests.browser.seance.conduite import Conduite
from tests.browser.seance.salle import COPIL, LONG, agenda_de
from ti_dashboard.live import attendus, corrections, decisions, etapes, presences, projets_de_decision, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.liste_collee import attendu_dit
from ti_dashboard.live.seances import Seance

TITRE = ".scene-titre"
NON_COUPE = "(un) => un.scrollHeight <= un.clientHeight && un.scrollWidth <= un.clientWidth"
DECISION = "Relancer les territoires dont le protocole n'est pas signé"


@pytest.fixture
def arriver(lecteurs: Lecteurs, serveur_de_seance: Serveur) -> Iterator:
    def one(chemin: str) -> Ecran:
        ecran = lecteurs.arriver(serveur_de_seance.adresse)
        ecran.page.goto(ecran.adresse + chemin)
        return ecran

    yield one
    lecteurs.partir(est_a_refaire=True)


@pytest.fixture
def pupitre(arriver, seance: Seance, base: Base) -> Ecran:
    agenda_de(base, seance)
    desk = arriver(f"/pupitre?animer={seance.cle}")
    expect(desk.page.get_by_role("heading", name=seance.titre, level=1)).to_be_visible()
    expect(desk.page.get_by_role("button", name="Suspendre")).to_be_visible()
    return desk


def vu(page: Page):
    """The title of the plan that the room sees, at the desk."""
    return page.locator(f".vue-du-mur {TITRE}")


def test_keys_lead_the_wall_and_the_desk_shows_what_it_shows(pupitre: Ecran, arriver, seance: Seance, base: Base):
    mur, page = arriver(f"/mur?suivre={seance.code}").page, pupitre.page
    page.keyboard.press("ArrowRight")
    expect(vu(page)).to_have_text(re.compile("Quels territoires"))
    expect(page.get_by_role("heading", name=re.compile("Ensuite, ↓"))).to_be_visible()
    for _ in range(3):
        before = vu(page).inner_text()
        page.keyboard.press("ArrowDown")
        expect(vu(page)).not_to_have_text(before)
        expect(mur.locator(f"#scene {TITRE}")).to_have_text(vu(page).inner_text())
    expect(page.get_by_role("button", name=re.compile(LONG))).to_have_attribute("aria-current", "step")
    page.keyboard.press("b")
    expect(page.get_by_text("Mur noir.")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_text("Mur noir.")).to_be_hidden()
    page.keyboard.press("g")
    expect(page.get_by_text("Salle figée")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("alert")).to_contain_text("figé")
    page.keyboard.press("g")
    page.keyboard.press("ArrowRight")
    expect(vu(page)).to_have_text(re.compile("Qui paie"))
    pupitre.assert_local()


def test_a_decision_is_drafted_survives_a_reload_is_read_back_then_taken(pupitre: Ecran, seance: Seance, base: Base):
    page = pupitre.page
    page.get_by_label("Texte de la conclusion").fill(DECISION)
    expect(page.get_by_role("button", name="Lire à la salle")).to_be_visible()
    page.get_by_role("button", name="Lire à la salle").click()
    expect(page.get_by_role("alert")).to_contain_text("échéance")
    page.get_by_label("Responsable").fill("CGET")
    page.get_by_label("Échéance").fill("31/12/2099")
    with page.expect_response(lambda r: "/gestes/" in r.url and '"rediger"' in (r.request.post_data or "")):
        page.get_by_label("Échéance").blur()
    page.reload()
    expect(page.get_by_label("Texte de la conclusion")).to_have_value(DECISION)
    page.get_by_role("button", name="Lire à la salle").click()
    expect(page.get_by_text("La conclusion est lue à l'écran.")).to_be_visible()
    page.get_by_role("button", name="Prendre", exact=True).click()
    expect(page.get_by_label("Texte de la conclusion")).to_have_value("")
    expect(page.get_by_role("listitem").filter(has_text=DECISION)).to_contain_text("CGET, avant le 31/12/2099")
    (taken,) = decisions.lister(base, date.min, seance.code)
    assert (taken.texte, taken.responsable, taken.genre) == (DECISION, "CGET", "decision")
    assert projets_de_decision.lire(base, seance.code) is None


def test_an_outcome_that_was_taken_is_mended_where_it_stands(pupitre: Ecran, seance: Seance, base: Base):
    taken = decisions.prendre(
        base, seance.code, DECISION, "CGET", date(2099, 12, 31), adresse="/", arrete=date(2019, 9, 24)
    )
    page, part = pupitre.page, pupitre.page.get_by_role("region", name="Conclusions prises")
    part.get_by_role("button", name=f"Reprendre : {DECISION}").click()
    words, owner, due = (part.get_by_label(label) for label in ("Texte repris", "Responsable", "Échéance"))
    expect(words).to_have_value(DECISION)
    expect(words).to_be_focused()
    expect(owner).to_have_value("CGET")
    words.fill("Relancer vite")
    due.fill("demain")
    part.get_by_role("button", name="Enregistrer").click()
    expect(part.get_by_role("alert")).to_have_text("« demain » n'est pas une date : écrivez-la jj/mm/aaaa.")
    # What else is done at this desk takes away neither.
    page.get_by_role("button", name="Noir (B)").click()
    expect(page.get_by_text("Mur noir.")).to_be_visible()
    expect(part.get_by_role("alert")).to_contain_text("demain")
    expect(words).to_have_value("Relancer vite")
    due.fill("30/06/2099")
    part.get_by_role("button", name="Enregistrer").click()
    expect(part.get_by_role("listitem")).to_contain_text("Relancer vite CGET, avant le 30/06/2099")
    expect(part.get_by_role("button", name="Reprendre : Relancer vite")).to_be_focused()
    kept = decisions.lire(base, taken.decision_id)
    assert (kept.texte, kept.echeance, kept.genre) == ("Relancer vite", date(2099, 6, 30), "decision")


def test_what_is_typed_is_not_taken_away_by_what_the_room_does(pupitre: Ecran, seance: Seance):
    page = pupitre.page
    field = page.get_by_label("Texte de la conclusion")
    field.press_sequentially("Relan")
    Conduite(page.request, pupitre.adresse, seance).faire("presence", organisme="Bpifrance", fonction="Directeur")
    expect(page.get_by_role("heading", name="Présents : 1")).to_be_visible()
    field.press_sequentially("cer")
    expect(field).to_have_value("Relancer")


def test_speakers_are_given_their_turn_and_their_time_is_counted(pupitre: Ecran):
    page = pupitre.page
    asking = page.get_by_role("region", name="Parole")
    rows = asking.get_by_role("listitem")
    for rank, body in enumerate(("Bpifrance", "Région Bretagne"), 1):
        asking.get_by_label("Organisme").fill(body)
        asking.get_by_label("Fonction").fill("Directeur")
        asking.get_by_role("button", name="Inscrire").click()
        expect(rows).to_have_count(rank)
    rows.nth(1).get_by_role("button", name="Faire passer avant").click()
    expect(rows.nth(0)).to_contain_text("Région Bretagne")
    rows.nth(0).get_by_role("button", name="Donner").click()
    expect(rows.nth(0).get_by_role("button", name="Terminer")).to_be_visible()
    rows.nth(0).get_by_role("button", name="Terminer").click()
    expect(rows).to_have_count(1)
    expect(page.get_by_text(re.compile(r"Région Bretagne \d\d:\d\d"))).to_be_visible()
    form = page.get_by_role("region", name="Présents")
    form.get_by_label("Organisme").fill("ADEME")
    form.get_by_label("Fonction").fill("Directrice")
    form.get_by_role("button", name="Noter présent").click()
    expect(form.get_by_role("listitem")).to_contain_text("ADEME, Directrice")
    expect(form.get_by_label("Organisme")).to_have_value("")


def test_who_is_expected_is_noted_in_one_gesture_and_the_next_is_under_the_same_key(
    pupitre: Ecran, seance: Seance, base: Base
):
    expected = (("Bpifrance", "Directeur"), ("ADEME", "Directrice"))
    attendus.attendre(base, seance.code, [attendu_dit(*one) for one in expected])
    part = pupitre.page.get_by_role("region", name="Présents")
    expect(part.get_by_role("heading", name="Attendus encore : 2")).to_be_visible()
    part.get_by_role("button", name="Noter présent : Bpifrance, Directeur").focus()
    pupitre.page.keyboard.press("Enter")
    expect(part.get_by_role("heading", name="Présents : 1")).to_be_visible()
    expect(part.get_by_role("button", name="Noter présent : ADEME, Directrice")).to_be_focused()
    part.get_by_label("Organisme").fill("bpifrance")
    part.get_by_label("Fonction").fill("DIRECTEUR")
    part.get_by_role("button", name="Noter présent", exact=True).click()
    expect(pupitre.page.get_by_role("alert")).to_have_text("Bpifrance (Directeur) est déjà noté présent.")
    expect(part.get_by_label("Organisme")).to_have_value("bpifrance")
    part.get_by_role("button", name="Noter présent : ADEME, Directrice").click()
    expect(part.get_by_role("heading", name="Présents : 2")).to_be_visible()
    expect(part.get_by_role("heading", name=re.compile("Attendus"))).to_be_hidden()
    assert [one.organisme for one in presences.lister(base, seance.code)] == ["Bpifrance", "ADEME"]


def test_what_is_cut_in_many_plans_is_one_entry_gone_through_by_keyboard(pupitre: Ecran, seance: Seance, base: Base):
    page = pupitre.page
    Conduite(page.request, pupitre.adresse, seance).faire("deplacer", adresse=f"/territoires?{COPIL}")
    cut = page.get_by_role("group", name=re.compile(r"^Territoires, \d+ plans$"))
    ranks = cut.get_by_role("combobox", name="Rang du plan : Territoires")
    options = ranks.locator("option:not([hidden])")
    expect(options.last).to_have_text(re.compile(r"^(\d+) / \1$"))
    expect(page.locator(".plans").get_by_role("button", name=re.compile(r"sur \d+\)$"))).to_have_count(0)
    nb = options.count()
    assert nb > 9
    page.set_viewport_size({"width": 1280, "height": 720})
    assert page.locator(".plans").evaluate(NON_COUPE)
    before, after = (cut.get_by_role("button", name=f"Plan {word} : Territoires") for word in ("précédent", "suivant"))
    expect(before).to_be_disabled()
    for rank in (1, 2):
        after.press("Enter")
        expect(vu(page)).to_have_text(f"Territoires ({rank} sur {nb})")
        expect(ranks.locator("option:checked")).to_have_text(f"{rank} / {nb}")
        expect(after).to_be_focused()
    ranks.select_option(label=f"{nb} / {nb}")
    expect(vu(page)).to_have_text(f"Territoires ({nb} sur {nb})")
    expect(after).to_be_disabled()
    before.press("Enter")
    expect(vu(page)).to_have_text(f"Territoires ({nb - 1} sur {nb})")
    cut.get_by_role("button", name="Territoires", exact=True).press("Enter")
    expect(vu(page)).to_have_text(f"Territoires (1 sur {nb})")


def test_a_plain_word_moves_the_room(pupitre: Ecran, seance: Seance, base: Base):
    page = pupitre.page
    page.keyboard.press("/")
    word = page.get_by_role("combobox", name="Montrer à la salle")
    word.fill("zzz")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("ne s'écrit ainsi")
    word.fill("BRETAGNE")
    expect(page.get_by_role("option", name="Bretagne région")).to_have_attribute("aria-selected", "true")
    expect(word).to_have_attribute("aria-activedescendant", "mot-0")
    word.press("Enter")
    expect(word).to_be_hidden()
    expect(page.locator(".vue-du-mur")).to_contain_text("Bretagne")
    assert "region=Bretagne" in seances.lire(base, seance.code).adresse


def test_a_figure_of_the_room_is_corrected_then_taken_back(pupitre: Ecran, arriver, seance: Seance, base: Base):
    page, mur = pupitre.page, arriver(f"/mur?suivre={seance.code}").page
    page.keyboard.press("ArrowRight")
    expect(vu(page)).to_have_text(re.compile("Quels territoires"))
    page.get_by_text("Corriger un chiffre").click()
    named = page.get_by_label("Chiffre à corriger").locator("option").evaluate_all("all => all.map((one) => one.value)")
    assert len(named) == len(set(named)) > 3
    page.get_by_label("Chiffre à corriger").select_option(index=0)
    page.get_by_label("Valeur exacte").fill("beaucoup")
    page.get_by_label("Motif").fill("Un protocole signé hier")
    page.get_by_role("button", name="Corriger", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("beaucoup")
    expect(page.get_by_label("Motif")).to_have_value("Un protocole signé hier")
    page.get_by_label("Valeur exacte").fill("3")
    page.get_by_role("button", name="Corriger", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="Un protocole signé hier")).to_be_visible()
    expect(mur.locator("#scene")).to_contain_text("corrigé en séance")
    page.get_by_role("button", name="Annuler la correction").filter(visible=True).click()
    expect(mur.locator("#scene")).not_to_contain_text("corrigé en séance")
    assert corrections.affichees(base, seance.arrete) == []


def test_a_screen_that_joins_is_counted_and_takes_nothing_from_who_is_answering(
    pupitre: Ecran, arriver, seance: Seance
):
    page = pupitre.page
    page.get_by_label("Texte de la conclusion").fill("Payer avant Noël")
    page.get_by_role("button", name="Clore").click()
    page.get_by_role("button", name="Lire à la salle").focus()
    # Nothing of the séance changes: only the next reading tells.
    arriver(f"/salle?suivre={seance.code}")
    expect(page.locator(".relies")).to_contain_text("1 téléphone")
    expect(page.get_by_role("button", name="Lire à la salle")).to_be_focused()
    expect(page.get_by_text("Clore pour de bon ?")).to_be_visible()


def test_a_second_desk_does_not_move_the_room_before_it_has_the_hand(pupitre: Ecran, arriver, seance: Seance):
    second = arriver(f"/pupitre?animer={seance.cle}").page
    pupitre.page.keyboard.press("ArrowRight")
    expect(vu(second)).to_have_text(re.compile("Quels territoires"))
    expect(second.get_by_text("Un autre poste conduit la salle.")).to_be_visible()
    second.keyboard.press("ArrowRight")
    expect(second.get_by_role("alert")).to_contain_text("demandez la main")
    second.get_by_role("button", name="Demander la main").click()
    pupitre.page.get_by_role("button", name="Passer").click()
    expect(second.get_by_text("Un autre poste conduit la salle.")).to_be_hidden()
    second.keyboard.press("ArrowRight")
    expect(vu(pupitre.page)).to_have_text(re.compile("Qui paie"))


def test_who_has_not_the_key_is_told_so_and_a_closed_seance_is_read(
    arriver, pupitre: Ecran, seance: Seance, base: Base
):
    stranger = arriver(f"/pupitre?animer={seance.code}").page
    expect(stranger.get_by_text("Ce navigateur n'anime pas cette séance")).to_be_visible()
    pupitre.page.get_by_role("button", name="Clore").click()
    expect(pupitre.page.get_by_text("Clore pour de bon ?")).to_be_visible()
    pupitre.page.get_by_role("button", name="Oui").click()
    expect(pupitre.page.get_by_role("link", name="Lire le procès-verbal")).to_be_visible()
    assert seances.lire(base, seance.code).est_close


def test_a_page_that_is_no_board_gives_its_title_to_the_wall_and_the_desk_says_so(
    pupitre: Ecran, arriver, seance: Seance, base: Base
):
    wall, page = arriver(f"/mur?suivre={seance.code}").page, pupitre.page
    etapes.ajouter(base, seance.code, "Décisions à prendre", "CGET", 5, "/seance")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(wall.locator("#pleine .dit")).to_have_text("Décisions à prendre")
    expect(wall.locator("#pleine .suite")).to_have_text(re.compile("^Arrêté du"))
    expect(page.get_by_text("le mur n'en montre que le titre")).to_be_visible()
    expect(page.locator(".plans li")).to_have_count(0)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("le mur n'en montre que le titre")).to_be_hidden()
    expect(page.get_by_role("heading", name=re.compile("Ensuite, ↓"))).to_be_visible()


def test_the_hour_stays_and_who_asks_to_speak_is_seen_on_a_small_laptop(pupitre: Ecran):
    page = pupitre.page
    page.set_viewport_size({"width": 1280, "height": 720})
    asking = page.get_by_role("region", name="Parole")
    expect(asking.get_by_role("button", name="Inscrire")).to_be_in_viewport(ratio=1)
    field = page.get_by_label("Texte de la conclusion")
    empty = field.bounding_box()["height"]
    field.fill("Relancer les territoires\n" * 8)
    assert field.bounding_box()["height"] > 2 * empty
    assert field.evaluate(NON_COUPE)
    page.get_by_text("Corriger un chiffre").scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 0
    expect(page.locator(".heure")).to_be_in_viewport(ratio=1)


def test_a_due_date_that_is_past_is_told_while_it_is_typed(pupitre: Ecran):
    page, told = pupitre.page, pupitre.page.get_by_text("Cette échéance est déjà passée.")
    page.get_by_label("Échéance").fill("31/01/2020")
    expect(told).to_be_visible()
    page.get_by_label("Échéance").fill("31/01/2099")
    expect(told).to_be_hidden()
    page.get_by_label("Échéance").fill("31/01/2020")
    page.get_by_label("Information").check()
    expect(told).to_be_hidden()


def test_what_is_written_and_not_taken_is_told_before_closing(pupitre: Ecran):
    page = pupitre.page
    page.get_by_label("Texte de la conclusion").fill("Accord sur le calendrier")
    expect(page.get_by_role("button", name="Lire à la salle")).to_be_visible()
    close = page.get_by_role("button", name="Clore", exact=True)
    expect(close).to_be_visible()
    # Kept at the first pause: from then on the head knows.
    with page.expect_response(re.compile("/pupitre/.*/etat")):
        page.get_by_label("Responsable").fill("CGET")
    close.click()
    expect(page.get_by_text("Une conclusion n'est pas prise.")).to_be_visible()


def test_a_draft_is_opened_from_the_desk_and_notes_are_for_its_presenter(arriver, base: Base):
    draft = seances.preparer(base, "COPIL préparé", "Direction du programme", date(2019, 9, 24))
    agenda_de(base, draft)
    first = etapes.lister(base, draft.code)[0]
    etapes.annoter(base, first.etape_id, "Commencer par la Bretagne", est_sous_embargo=True)
    desk, wall = arriver(f"/pupitre?animer={draft.cle}").page, arriver(f"/mur?suivre={draft.code}").page
    expect(desk.get_by_text("La salle n'en voit que le titre et la date")).to_be_visible()
    expect(wall.get_by_text("La séance n'a pas commencé")).to_be_visible()
    desk.get_by_role("button", name="Ouvrir la séance").click()
    expect(desk.get_by_role("button", name="Suspendre")).to_be_visible()
    expect(desk.get_by_role("button", name=re.compile(LONG))).to_contain_text("sous embargo")
    desk.keyboard.press("ArrowRight")
    expect(desk.get_by_text("Commencer par la Bretagne")).to_be_visible()
    expect(desk.get_by_role("button", name=re.compile(LONG))).not_to_contain_text("sous embargo")
