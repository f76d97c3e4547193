"""Who has the address alone gets the login page, those of the law and /sante; who came in, what their role gives."""

from itertools import product

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.conftest import Serveur
from tests.securite.conftest import PAGE
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.adresse.pages import ENTREES
from ti_dashboard.serveur import modules, ressources
from ti_dashboard.serveur.portes import action_demandee

INTERNES = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/allowed-message-origins",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/upload_file/a/b",
    "/media/0123456789abcdef.csv",
    "/component/x/index.html",
    "/static/index.html",
    "/favicon.png",
    "/manifest.json",
    "/animation",
    "/evenements/ABCDEF",
    "/gestes/ABCDEF",
    "/salle",
    "/salle?suivre=ABCDEF",
    "/salle/ABCDEF/image.svg",
    "/mur?suivre=ABCDEF",
    "/pupitre?animer=ABCDEF",
    "/pupitre/ABCDEF/etat",
    "/pupitre/ABCDEF/mots",
    "/pieces/ABCDEF/1",
    "/ecrans/courante/projets",
    "/calques/courante/projets",
    "/metriques",
    "/pret",
)
# However an address is written, it is judged as it is served.
TORDUES = (
    "//", "//projets", "/./projets", "/projets/", "/projets/.", "/projets/../projets", "/%2e%2e/projets",
    "/..%2fprojets", "/connexion/../projets", "/connexion/%2e%2e/projets", "/connexion%2f..%2fprojets", "/CONNEXION",
    "/Connexion/", "/sante/", "/sante/../projets", "/sante%2f..%2fprojets", "/sante;/projets",
    "/sante?/projets&x=/sante", "/ressources/..%2f..%2fapp.py", "/ressources/%2e%2e/%2e%2e/app.py", "/ressources/%00",
    "/media/..%2f..%2fetc%2fpasswd", "/static/..%2f..%2f..%2fapp.py", "/%5c%5cexemple.fr",
    "/projets%0d%0aX-Injecte:%20oui", "/projets?suivre=ABCDEF", "/projets?animer=ABCDEFGHJKLMNPQR",
    "/?arrete=24/09/2019", "/.well-known/", "/.git/config", "/data/journal.jsonl",
)  # fmt: skip
DONNEES = ("Bretagne", "M€", "Streamlit", "stApp", "_stcore", "sceau")


# What a guest may have is that of their séance, one by one.
DE_LA_SEANCE = ("/evenements/", "/ecrans/", "/calques/")


def est_ferme(answer: httpx.Response) -> bool:
    """Nothing of the service is told: the way to the login page, or a refusal in a line."""
    if answer.status_code in (301, 302, 303, 307):
        return answer.headers["location"].split("?")[0].endswith("/connexion") and not answer.content
    return answer.status_code in (400, 401, 403, 404, 405) and not any(word in answer.text for word in DONNEES)


def test_a_stranger_gets_the_login_page_and_the_health_of_the_service(etranger: httpx.Client):
    page = etranger.get("/connexion", headers=PAGE)
    assert page.status_code == 200 and "Connexion" in page.text and not any(word in page.text for word in DONNEES)
    assert "<script" not in page.text and "src=" not in page.text
    assert etranger.get("/sante").status_code == 200


@pytest.mark.parametrize("entree", [one for one in ENTREES if not one.est_de_la_loi], ids=lambda entree: entree.fichier)
def test_a_stranger_sees_no_page(etranger: httpx.Client, entree):
    for headers in (PAGE, {}):
        assert est_ferme(etranger.get(f"/{entree.fichier}", headers=headers))


@pytest.mark.parametrize("entree", [one for one in ENTREES if one.est_de_la_loi], ids=lambda entree: entree.fichier)
def test_a_stranger_reads_the_pages_of_the_law_and_nothing_of_the_programme_in_them(etranger, entree, service):
    for headers in (PAGE, {}):
        answer = etranger.get(f"/{entree.fichier}", headers=headers)
        assert answer.status_code == 200 and f"<h1>{entree.titre}" in answer.text
        assert "à renseigner par" in answer.text
        assert not any(word in answer.text for word in ("Bretagne", "M€", "stApp", "_stcore", "<script", "src="))
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert etranger.request(method, f"/{entree.fichier}").status_code == 405
    assert f'href="/{entree.fichier}"' in etranger.get("/connexion", headers=PAGE).text


def test_who_has_come_in_reads_them_within_the_application(entre):
    answer = entre(RoleDAcces.LECTEUR).get("/mentions-legales", headers=PAGE)
    assert answer.status_code == 200 and "<h1>" not in answer.text


@pytest.mark.parametrize("chemin", ["/", *INTERNES, *TORDUES])
def test_a_stranger_gets_nothing_however_the_address_is_written(etranger: httpx.Client, chemin: str):
    for method, headers in product(("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"), (PAGE, {})):
        answer = etranger.request(method, chemin, headers=headers)
        is_health = httpx.URL(chemin).path == "/sante"
        assert is_health or est_ferme(answer), (method, answer.status_code, answer.text[:200])
        assert "x-injecte" not in answer.headers


def test_a_stranger_gets_no_file_of_the_application(etranger: httpx.Client):
    files = [*ressources.addresses(), *modules.named_by_page(), *modules.needed_by(modules.ACCUEIL)]
    assert len(files) > 20
    for file in files:
        assert est_ferme(etranger.get(file)), file


@pytest.mark.parametrize("origine", [None, "meme", "https://exemple.fr", "null"])
def test_a_stranger_opens_no_web_socket(service: Serveur, origine: str | None):
    said = service.adresse if origine == "meme" else origine
    with pytest.raises(InvalidStatus) as refused:
        connect(f"{service.adresse.replace('http', 'ws', 1)}/_stcore/stream", origin=said, open_timeout=20)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(("role", "chemin"), list(product(RoleDAcces, ["/projets", *INTERNES])))
def test_the_matrix_is_that_of_the_server(deja_entre, seance, role: RoleDAcces, chemin: str):
    """What is refused to a role is refused before anything answers; what it may do is never."""
    answer = deja_entre(role).get(chemin.replace("ABCDEF", "ZZZZZZ"), headers=PAGE)
    asked = action_demandee(chemin)
    if role in asked.roles and not (role is RoleDAcces.INVITE and chemin.startswith(DE_LA_SEANCE)):
        assert "n'est pas dans vos droits" not in answer.text
        assert answer.headers.get("location", "").find("/connexion") < 0
    elif role is RoleDAcces.VISITEUR:
        assert est_ferme(answer)
    else:
        assert answer.status_code == 403 and (
            "n'est pas dans vos droits" in answer.text or "de votre séance" in answer.text
        )


def test_a_guest_hears_his_seance_and_no_other(entre, seance):
    guest = entre(RoleDAcces.INVITE)
    with guest.stream("GET", f"/evenements/{seance.code}") as answer:
        assert answer.status_code == 200
    assert guest.get("/evenements/ABCDEF").status_code == 403
