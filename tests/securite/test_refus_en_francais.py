"""Every door and every address of the server refuse in French, and each refusal says its language."""

import re
from itertools import product

import httpx
import pytest

from tests.browser.conftest import Serveur
from tests.securite.conftest import PAGE
from tests.securite.test_portes import INTERNES
from ti_dashboard.acces.actions import RoleDAcces

PORTES = (
    "/connexion", "/connexion/locale", "/connexion/seance", "/connexion/invitation", "/connexion/absente",
    "/deconnexion", "/compte", "/compte/mot-de-passe", "/compte/absente", "/sante", "/ressources/absent.js",
    "/ressources/contours-9-000000000000.json", "/static/js/absent.js", "/.well-known/security.txt", "/theme/0/x.svg",
    "/absente",
)  # fmt: skip
METHODES = ("GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "ABSENTE")
ANGLAIS = re.compile(
    r"\b(not|found|method|allowed|bad|request|error|invalid|missing|token|unauthorized|forbidden|file|server|large)\b",
    re.I,
)


@pytest.mark.parametrize("role", [RoleDAcces.VISITEUR, RoleDAcces.INVITE, RoleDAcces.ADMINISTRATEUR])
@pytest.mark.parametrize("chemin", [*PORTES, *INTERNES])
def test_a_refusal_is_french_whoever_asks_and_however(entre, role: RoleDAcces, chemin: str):
    client = entre(role)
    for method, headers in product(METHODES, (PAGE, {})):
        answer = client.request(method, chemin, headers=headers)
        kind = answer.headers.get("content-type", "")
        if answer.status_code < 400 or kind.startswith("application/json"):
            continue
        assert answer.headers["content-language"] == "fr", (method, answer.status_code, answer.text[:80])
        said = re.sub("<[^>]*>", " ", answer.text.partition("<body>")[2] or answer.text)
        assert not ANGLAIS.search(said), (method, said)


@pytest.mark.parametrize(("taille", "statut"), [(9_000, 413), (10, 403)])
def test_a_form_that_is_too_big_is_told_so(etranger: httpx.Client, service: Serveur, taille: int, statut: int):
    form = {"Origin": service.adresse, "Content-Type": "application/x-www-form-urlencoded"}
    answer = etranger.post("/connexion/locale", content="a=" + "b" * taille, headers=PAGE | form)
    assert answer.status_code == statut and answer.headers["content-language"] == "fr"
    assert ("trop" in answer.text or "dépasse" in answer.text) is (statut == 413)
