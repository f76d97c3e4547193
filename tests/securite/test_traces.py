"""What is refused leaves a trace that names nobody; what leaves takes with it what the browser kept."""

import httpx
import pytest

from tests import reseau
from tests.browser.conftest import Serveur
from tests.securite.conftest import PAGE
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.live import journal
from ti_dashboard.live.base import Base


@pytest.fixture
def trace(service: Serveur):
    """What the server's log has said since the test began."""
    began = len(service.journal.read_text(encoding="utf-8"))
    return lambda: service.journal.read_text(encoding="utf-8")[began:]


def entrer(client: httpx.Client, courriel: str, mot: str, origine: str) -> httpx.Response:
    return client.post(
        "/connexion/locale", data={"courriel": courriel, "mot_de_passe": mot}, headers={"Origin": origine}
    )


def test_each_failed_entry_is_in_the_log_and_that_of_an_account_in_its_journal(etranger, service, magasin: Base, trace):
    before = len(journal.lire(magasin))
    for who in ("animateur@exemple.fr", "personne@exemple.fr"):
        assert entrer(etranger, who, "un mot de trop", service.adresse).status_code == 403
    (line,) = journal.lire(magasin)[before:]
    assert (line.geste, line.origine) == ("se_connecter", "192.0.2.9")
    assert line.detail == {"echec": 1, "facteur": "mot de passe"}
    said = trace()
    assert said.count("Entrée refusée porte=/connexion/locale motif=ConnexionRefusee") == 2
    assert "exemple.fr" not in said.replace(service.adresse, "") and "un mot de trop" not in said


def test_a_form_from_elsewhere_and_a_right_one_has_not_are_in_the_log(entre, etranger, trace):
    etranger.post("/connexion/seance", data={"code": "ABCDEF"}, headers={"Origin": "https://exemple.fr"})
    assert entre(RoleDAcces.LECTEUR).get("/animation", headers=PAGE).status_code == 403
    said = trace()
    assert "Formulaire venu d'ailleurs porte=/connexion/seance" in said
    assert "Adresse refusée action=animer compte=" in said and "ABCDEF" not in said


def test_who_signs_out_leaves_nothing_in_the_browser(entre, service: Serveur):
    answer = entre(RoleDAcces.LECTEUR).post("/deconnexion", headers={"Origin": service.adresse})
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert 'ti-session=""' in answer.headers["set-cookie"]


def test_who_signs_in_again_leaves_no_session_open_behind(entre, service: Serveur):
    client = entre(RoleDAcces.LECTEUR)
    before = dict(client.cookies)
    assert entrer(client, "lecteur@exemple.fr", reseau.MOT_DE_PASSE, service.adresse).status_code == 303
    assert client.get("/projets", headers=PAGE).status_code == 200
    with httpx.Client(base_url=service.adresse, cookies=before) as old:
        assert old.get("/projets", headers=PAGE).status_code == 303


@pytest.mark.parametrize("role", [RoleDAcces.VISITEUR, RoleDAcces.LECTEUR])
@pytest.mark.parametrize("chemin", ["/", "/connexion", "/sante", "/_stcore/health", "/projets"])
def test_no_other_site_reads_an_answer_and_none_echoes_a_request(entre, role: RoleDAcces, chemin: str):
    client = entre(role)
    for method in ("GET", "OPTIONS"):
        answer = client.request(method, chemin, headers=PAGE | {"Origin": "https://exemple.fr"})
        assert "access-control-allow-origin" not in answer.headers, method
    answer = client.request("TRACE", chemin, headers={"X-Echo": "echo-de-la-demande"})
    assert answer.status_code >= 300 and "echo-de-la-demande" not in answer.text
