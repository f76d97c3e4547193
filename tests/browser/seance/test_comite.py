"""A committee played with its wall, its desk and a telephone open: they say the same at each step, whatever happens."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from outils.comite import proces_verbal_tenu
from outils.comite.acte import PUPITRE, SECOND, Acte
from outils.comite.jeu import Jeu
from outils.comite.preparation import preparer
from outils.comite.scenario import COMITE
from outils.comite.surface import client
from tests.browser.conftest import Lecteurs, Serveur
from tests.browser.seance.reseau import Reseau
from tests.browser.seance.salle import Lancer
from tests.browser.seance.surfaces import MUR, SurfaceDePupitre, s_accordent
from ti_dashboard.live.base import Base
from ti_dashboard.live.tables import seance as table_seance

NUMERIQUE = {"width": 390, "height": 844}
DIRE = "celui qui écoute"
# How many times something else is drawn on the wall from now on, its clock and its foot apart.
COMPTER = """() => {
  window.dits = 0;
  const plateau = document.querySelector("#scene").shadowRoot.querySelector(".plateau");
  new MutationObserver(() => { window.dits += 1; }).observe(plateau, { childList: true });
}"""


class SalleOuverte:
    """A committee with its three surfaces open. ``par``: by which address the wall comes."""

    def __init__(self, lecteurs: Lecteurs, base: Base, adresse: str, par: str = "") -> None:
        self.seance = preparer(base, COMITE)
        self.ecrans = [lecteurs.arriver(place) for place in (par or adresse, adresse, adresse)]
        self.mur, self.pupitre, self.telephone = (ecran.page for ecran in self.ecrans)
        self.jeu = Jeu(self.seance, lambda _qui: client(adresse))
        self.jeu.surfaces[PUPITRE] = SurfaceDePupitre(self.ecrans[1], self.seance)
        self.mur.goto(f"{par or adresse}/mur?suivre={self.seance.code}")
        self.telephone.set_viewport_size(NUMERIQUE)
        self.telephone.goto(f"{adresse}/salle?suivre={self.seance.code}")

    def jouer(self, *actes: Acte, sans_pupitre: bool = False) -> None:
        desk = None if sans_pupitre else self.pupitre
        self.jeu.jouer(actes, apres=lambda _fait: self.s_accordent(desk))

    def s_accordent(self, pupitre: Page | None) -> None:
        s_accordent(self.jeu.surface(DIRE), self.mur, pupitre, self.telephone)


def entre(debut: str, fin: str) -> list[Acte]:
    """The acts of the committee between these instants, the last not among them."""
    return [acte for acte in COMITE.actes if debut <= acte.a < fin]


@pytest.fixture
def salle(lecteurs: Lecteurs, base: Base, serveur_de_seance: Serveur, donnees_servies: Path) -> Iterator[SalleOuverte]:
    opened = SalleOuverte(lecteurs, base, serveur_de_seance.adresse)
    yield opened
    opened.jeu.fermer()
    lecteurs.partir()


def test_wall_desk_and_telephone_say_the_same_at_each_gesture_of_a_committee(salle: SalleOuverte, base: Base):
    salle.jouer(*COMITE.actes)
    found = proces_verbal_tenu.tenir(base, COMITE, salle.jeu)
    assert not any(found.values()), found
    expect(salle.mur.locator("#pleine .dit")).to_have_text("La séance est close")
    for ecran in salle.ecrans:
        ecran.assert_local()
    # What was refused on purpose is written in the console of the desk by the browser itself.
    salle.ecrans[0].assert_quiet()
    salle.ecrans[2].assert_quiet()


def test_a_server_killed_in_the_middle_gives_each_surface_back_where_it_was(
    lecteurs: Lecteurs, base: Base, lancer: Lancer, donnees_servies: Path
):
    serveur = lancer()
    salle = SalleOuverte(lecteurs, base, serveur.adresse)
    salle.jouer(*entre("00:00", "04:30"))
    before = salle.mur.evaluate(MUR)
    serveur.processus.kill()
    serveur.processus.wait()
    expect(salle.mur.locator("#perte")).to_contain_text("Connexion perdue")
    expect(salle.telephone.locator("#etat")).to_contain_text("Connexion perdue")
    assert salle.mur.evaluate(MUR) | {"pied": ""} == before | {"pied": ""}
    lancer(int(serveur.adresse.rpartition(":")[2]))
    expect(salle.mur.locator("#perte")).to_have_text("")
    salle.jouer(*entre("04:30", "09:30"))
    salle.jeu.fermer()
    lecteurs.partir()


def test_a_wall_whose_network_is_cut_keeps_its_image_and_catches_up_with_the_room(
    lecteurs: Lecteurs, base: Base, serveur_de_seance: Serveur, donnees_servies: Path
):
    reseau = Reseau(serveur_de_seance.adresse)
    salle = SalleOuverte(lecteurs, base, serveur_de_seance.adresse, reseau.adresse)
    salle.jouer(*entre("00:00", "04:30"))
    before = salle.mur.evaluate(MUR)
    reseau.couper()
    salle.jeu.jouer(entre("04:30", "09:30"))
    expect(salle.telephone.locator("#point-titre")).to_have_text(COMITE.points[2].titre)
    expect(salle.mur.locator("#perte")).to_contain_text("Connexion perdue")
    shown = salle.mur.evaluate(MUR)
    assert (shown["ecran"], shown["message"]) == (before["ecran"], before["message"])
    reseau.rendre()
    salle.s_accordent(salle.pupitre)
    expect(salle.mur.locator("#perte")).to_have_text("")
    salle.jouer(*entre("09:30", "14:30"))
    salle.jeu.fermer()
    reseau.fermer()
    lecteurs.partir()


def test_a_presenter_who_is_lost_is_replaced_by_another_who_takes_the_room(
    salle: SalleOuverte, lecteurs: Lecteurs, base: Base, serveur_de_seance: Serveur
):
    salle.jouer(*entre("00:00", "04:30"))
    salle.pupitre.close()
    second = lecteurs.arriver(serveur_de_seance.adresse)
    salle.jeu.surfaces[SECOND] = SurfaceDePupitre(second, salle.seance)
    button = second.page.get_by_role
    button("button", name="Demander la main").click()
    expect(second.page.get_by_text("Main demandée.")).to_be_visible()
    _faire_passer(base, salle.seance.code)
    button("button", name="Prendre sans réponse").click()
    expect(second.page.get_by_text("Un autre poste conduit la salle.")).to_have_count(0)
    salle.pupitre = second.page
    taken = [replace(acte, qui=SECOND) for acte in entre("04:30", "09:30")]
    salle.jouer(*taken)
    for ecran in (salle.ecrans[0], second):
        ecran.assert_quiet()


def _faire_passer(base: Base, code: str) -> None:
    """The time in which who held the room might have answered."""
    with base.ecrire("demander_la_main") as ecriture:
        query = update(table_seance).where(table_seance.c.code == code)
        ecriture.con.execute(query.values(main_demandee_le="2026-01-01T00:00:00.000+00:00"))
        ecriture.toucher(code)


def test_two_committees_on_one_server_do_not_hear_each_other(
    salle: SalleOuverte, lecteurs: Lecteurs, base: Base, serveur_de_seance: Serveur
):
    other = SalleOuverte(lecteurs, base, serveur_de_seance.adresse)
    other.jouer(*entre("00:00", "03:30"))
    stayed = (other.mur.evaluate(MUR), base.etat(other.seance.code))
    other.mur.evaluate(COMPTER)
    salle.jouer(*entre("00:00", "16:00"))
    assert (other.mur.evaluate(MUR)["ecran"], base.etat(other.seance.code)) == (stayed[0]["ecran"], stayed[1])
    assert other.mur.evaluate("window.dits") == 0
    here = base.etat(salle.seance.code)
    other.jouer(*entre("04:30", "09:30"))
    assert base.etat(salle.seance.code) == here
    salle.s_accordent(salle.pupitre)
    other.jeu.fermer()
