"""A presenter on one replica, who follows on the other; then the one of the presenter is killed, and comes back."""

import re

from playwright.sync_api import expect

from outils.grappe.ensemble import Grappe
from tests.browser.conftest import Ecran
from tests.browser.gestes import choose, tuile, wait_address
from tests.browser.seance.salle import COPIL, follows
from tests.browser.seance.test_correction import corriger, fermer_le_panneau, ouvrir_la_correction
from tests.grappe.conftest import Arriver, attendre, reprise_par, servie_par
from tests.mandataire import Mandataire, temoin
from ti_dashboard.live.seances import Seance


def _en_salle(arriver: Arriver, seance: Seance, *ports: int) -> tuple[Ecran, list[Ecran]]:
    """Who presents, on the first of these replicas, and who follows on each of the others."""
    animateur, *suiveurs = (arriver(port) for port in ports)
    animateur.open(f"/?{COPIL}&animer={seance.cle}")
    wait_address(animateur.page, arrete=["24/09/2019"])
    for suiveur in suiveurs:
        suiveur.open(f"/?suivre={seance.code}")
        follows(suiveur, animateur)
    for ecran, port in zip((animateur, *suiveurs), ports, strict=True):
        assert reprise_par(ecran) == temoin(port)
    return animateur, suiveurs


def test_who_follows_on_another_replica_sees_each_move_and_what_is_written(
    grappe: Grappe, arriver: Arriver, seance_commune: Seance
):
    here, there = grappe.repliques
    animateur, suiveurs = _en_salle(arriver, seance_commune, here, there, here)
    choose(animateur.page, "Région", "Bretagne")
    wait_address(animateur.page, region=["Bretagne"])
    for suiveur in suiveurs:
        follows(suiveur, animateur)
    animateur.page.get_by_role("link", name="Accueil", exact=True).click()
    animateur.page.get_by_role("button", name="Retirer Bretagne").click()
    wait_address(animateur.page, "/", region=None)
    for suiveur in suiveurs:
        follows(suiveur, animateur)
    ouvrir_la_correction(animateur.page, "montant_engage")
    corriger(animateur.page, "110,2 M€", "Convention oubliée")
    for suiveur in suiveurs:
        expect(tuile(suiveur.page, "montant_engage")).to_contain_text("110,2")
    fermer_le_panneau(animateur)
    animateur.page.get_by_role("button", name="Annuler la correction").click()
    for ecran in (animateur, *suiveurs):
        expect(tuile(ecran.page, "montant_engage")).not_to_contain_text("110,2")


def test_a_killed_replica_is_taken_over_with_its_screens_its_rights_and_its_room(
    grappe: Grappe, arriver: Arriver, seance_commune: Seance
):
    killed, left = grappe.repliques
    animateur, suiveurs = _en_salle(arriver, seance_commune, killed, killed, left)
    choose(animateur.page, "Région", "Bretagne")
    wait_address(animateur.page, region=["Bretagne"])
    for suiveur in suiveurs:
        follows(suiveur, animateur)
    before = animateur.signature()
    grappe.tuer(killed)
    # He goes on at once: his gesture waits for nothing but the other replica.
    animateur.page.get_by_role("link", name="Projets", exact=True).click()
    wait_address(animateur.page, "/projets", region=["Bretagne"])
    animateur.page.get_by_role("link", name="Accueil", exact=True).click()
    wait_address(animateur.page, "/", region=["Bretagne"])
    for suiveur in suiveurs:
        follows(suiveur, animateur)
    assert animateur.signature() == before
    for ecran in (animateur, *suiveurs):
        expect(ecran.page.get_by_text("Connexion perdue")).to_have_count(0)
        assert reprise_par(ecran) == temoin(left)


def test_a_screen_that_was_taken_over_stays_where_it_is_once_its_first_replica_is_back(
    grappe: Grappe, proxy: Mandataire, arriver: Arriver, tmp_path
):
    """What it sends and what it downloads go to the memory that holds it, not to the one of before."""
    killed, left = grappe.repliques
    ecran = arriver(killed)
    # A page of forms: it has no board to wait for.
    ecran.page.goto(f"{ecran.adresse}/donnees?partie=deposer&arrete=24/09/2019")
    expect(ecran.page.locator("input[type=file]").first).to_be_attached()
    ecran.wait_still()
    grappe.tuer(killed)
    attendre(lambda: reprise_par(ecran) == temoin(left))
    ecran.wait_still()
    grappe.demarrer(killed)
    attendre(lambda: servie_par(proxy, killed))
    sent = tmp_path / "apec_postes.csv"
    sent.write_text("poste_id;territoire_id\n", encoding="utf-8")
    with ecran.page.expect_response(re.compile("/_stcore/upload_file/")) as uploaded:
        ecran.page.locator("input[type=file]").first.set_input_files(sent)
    assert uploaded.value.status == 204
    assert reprise_par(ecran) == temoin(left)
