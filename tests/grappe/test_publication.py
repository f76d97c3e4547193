"""What is kept in one place for all: the publications, the sessions, the failures of an account."""

import re
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from outils.grappe.ensemble import Grappe
from tests.grappe.compte import COURRIEL, MOT, entrer, ouvrir_un_compte
from tests.grappe.conftest import attendre
from tests.mandataire import REPLIQUE, TEMOIN, Mandataire, temoin
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.live import essais_manques
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import Droits

OUBLIEUX = "oublieux@exemple.fr"
COURANT = "/ecrans/courante/accueil?arrete=24/09/2019"


@pytest.fixture
def par_chacune(grappe: Grappe, proxy: Mandataire, session_ouverte: str) -> Iterator[list[httpx.Client]]:
    """Who signed in once, sent to each replica in turn."""
    clients = [proxy.client(cookies={REPLIQUE: temoin(port), TEMOIN: session_ouverte}) for port in grappe.repliques]
    yield clients
    for client in clients:
        client.close()


def _verbe(grappe: Grappe, *mots: str) -> None:
    command = [sys.executable, "-m", "ti_dashboard", "--compte", COURRIEL, *mots]
    subprocess.run(command, cwd=RACINE, env=dict(grappe.environnement), check=True, capture_output=True)


def _servi(client: httpx.Client) -> str:
    answer = client.get(COURANT)
    assert answer.status_code == 200, answer.text
    return re.fullmatch("/ecrans/(?P<empreinte>[0-9a-f]+)/.*", answer.headers["content-location"])["empreinte"]


def test_a_publication_is_served_by_each_then_the_one_before_again(grappe: Grappe, par_chacune: list[httpx.Client]):
    (before,) = {_servi(client) for client in par_chacune}
    _verbe(grappe, "construire")
    attendre(lambda: before not in {_servi(client) for client in par_chacune})
    (after,) = {_servi(client) for client in par_chacune}
    # The same address gives the same bytes, whoever is asked.
    assert len({client.get(f"/ecrans/{after}/accueil?arrete=24/09/2019").content for client in par_chacune}) == 1
    assert {client.get(f"/ecrans/{before}/accueil").status_code for client in par_chacune} == {404}
    _verbe(grappe, "revenir")
    attendre(lambda: {_servi(client) for client in par_chacune} == {before})


def test_a_session_closed_by_one_is_closed_for_all(par_chacune: list[httpx.Client], proxy: Mandataire):
    for client in par_chacune:
        assert client.get("/compte").status_code == 200
    left = par_chacune[0].post("/deconnexion", headers={"Origin": proxy.adresse})
    assert left.status_code == 303
    for client in par_chacune:
        client.cookies.set(TEMOIN, par_chacune[1].cookies[TEMOIN])
        assert client.get("/compte").status_code in (303, 401)


def test_the_failures_of_an_account_are_counted_whoever_is_tried(grappe: Grappe, proxy: Mandataire, base_commune: Base):
    rights = Droits("Oublieuse", frozenset({RoleDAcces.LECTEUR}), PerimetreDAcces())
    ouvrir_un_compte(base_commune, OUBLIEUX, rights)
    ports = list(grappe.repliques)
    assert all(entrer(proxy, MOT, port, OUBLIEUX) for port in ports)
    for turn in range(essais_manques.ECHECS_MAX):
        assert not entrer(proxy, "un autre mot de passe", ports[turn % len(ports)], OUBLIEUX)
    assert not any(entrer(proxy, MOT, port, OUBLIEUX) for port in ports)
