"""A committee led by one replica and heard by the other: the first is killed in the pause, its minutes lose nothing."""

import contextlib
import threading
from pathlib import Path

import httpx

from outils.comite import proces_verbal_tenu
from outils.comite.acte import PUPITRE
from outils.comite.jeu import Fait, Jeu
from outils.comite.preparation import preparer
from outils.comite.scenario import COMITE
from outils.comite.surface import Surface
from outils.grappe.ensemble import Grappe
from tests.grappe.conftest import attendre
from tests.mandataire import REPLIQUE, TEMOIN, Mandataire, temoin
from ti_dashboard.live.base import Base

PAUSE, MUR = "suspendre", "mur"


class MurQuiEcoute:
    """One stream, open from the beginning to the end; ``dit``: the last thing it was told."""

    def __init__(self, surface: Surface) -> None:
        self.surface, self.dit = surface, dict[str, object]()
        threading.Thread(target=self._ecouter, daemon=True).start()

    def _ecouter(self) -> None:
        # It ends with the server that holds it.
        with contextlib.suppress(httpx.HTTPError):
            for told in self.surface.ecouter(MUR):
                self.dit = dict[str, object](told)


def test_a_committee_outlives_the_replica_that_leads_it_and_the_other_hears_each_gesture(
    grappe: Grappe, proxy: Mandataire, session_ouverte: str, base_commune: Base, donnees_servies: Path
):
    killed, left = grappe.repliques

    def come(qui: str) -> httpx.Client:
        held = {TEMOIN: session_ouverte, REPLIQUE: temoin(killed if qui == PUPITRE else left)}
        client = proxy.client(cookies=held)
        client.headers["Origin"] = proxy.adresse
        return client

    jeu = Jeu(preparer(base_commune, COMITE), come)
    wall = MurQuiEcoute(jeu.surface(MUR))

    def hear(fait: Fait) -> None:
        state = base_commune.etat(jeu.seance.code)
        attendre(lambda: (wall.dit.get("version"), wall.dit.get("revision")) == (state.version, state.revision))
        if fait.acte.geste == PAUSE:
            grappe.tuer(killed)

    jeu.jouer(COMITE.actes, apres=hear)
    found = proces_verbal_tenu.tenir(base_commune, COMITE, jeu)
    assert not any(found.values()), found
    assert wall.dit["statut"] == "close"
    jeu.fermer()
