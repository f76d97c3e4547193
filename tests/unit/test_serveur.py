"""What the server adds around Streamlit: a French page, security headers, routes, start-up."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette

from tests.unit.petite_application import EN_BR, PAGE, build, wait_for
from ti_dashboard.composants.planche import RESSOURCES, amorce, empreinte
from ti_dashboard.serveur import demarrage, modules, ressources
from ti_dashboard.serveur.appel_interne import get
from ti_dashboard.serveur.page import Precharges, translate
from ti_dashboard.serveur.ressources import A_VERIFIER, FIGE, addresses, routes, scripts
from ti_dashboard.serveur.securite import PAGE_STREAMLIT, hash_inline_scripts, policy


@pytest.fixture
def application(tmp_path: Path) -> Starlette:
    return build(tmp_path)


def test_page_is_french_at_any_address(application: Starlette) -> None:
    for adresse in ("/", "/territoires"):
        html = wait_for(get(application, adresse)).corps.decode()
        assert '<html lang="fr">' in html
        assert "<title>Territoires d'industrie</title>" in html
        assert "You need to enable JavaScript" not in html


def test_rewriting_keeps_the_script_that_the_policy_allows() -> None:
    assert hash_inline_scripts(translate(PAGE, Precharges())) == hash_inline_scripts(PAGE)


def test_page_tag_is_that_of_what_was_sent(application: Starlette) -> None:
    premiere = wait_for(get(application, "/", EN_BR))
    assert premiere.entetes["etag"].startswith("W/")
    assert "last-modified" not in premiere.entetes
    seconde = wait_for(get(application, "/", EN_BR | {"if-none-match": premiere.entetes["etag"]}))
    assert (seconde.statut, seconde.corps) == (304, b"")
    assert seconde.entetes["vary"] == "Accept-Encoding"
    assert "content-encoding" not in seconde.entetes


def test_policy_allows_exactly_the_inline_script_of_the_installed_page(application: Starlette) -> None:
    assert PAGE.count("<script>") == len(hash_inline_scripts(PAGE)) == 1
    script = PAGE.split("<script>")[1].split("</script>")[0]
    attendue = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    csp = wait_for(get(application, "/")).entetes["content-security-policy"]
    assert f"script-src 'self' blob: 'sha256-{attendue}';" in csp
    assert "unsafe-eval" not in csp
    assert "http:" not in csp.replace("ws://localhost", "")


def test_policy_repeats_no_odd_host() -> None:
    assert "connect-src 'self' ws://ti.example:8501 wss://ti.example:8501;" in policy("ti.example:8501", ())
    assert "connect-src 'self';" in policy("a; script-src *", ())


@pytest.mark.parametrize("adresse", ["/", "/static/js/m.abc.js", "/_stcore/health", "/ressources/absent.js"])
def test_every_response_has_the_security_headers(application: Starlette, adresse: str) -> None:
    en_tetes = wait_for(get(application, adresse)).entetes
    assert en_tetes["x-content-type-options"] == "nosniff"
    assert en_tetes["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in en_tetes["content-security-policy"]


def test_a_resource_below_its_hash_is_kept_for_good(application: Starlette, tmp_path: Path) -> None:
    figee = wait_for(get(application, f"/ressources/{empreinte(tmp_path)}/x.js", EN_BR))
    nue = wait_for(get(application, "/ressources/x.js?v=1", EN_BR))
    assert figee.statut == nue.statut == 200 and figee.corps == nue.corps
    assert (figee.entetes["cache-control"], nue.entetes["cache-control"]) == (FIGE, A_VERIFIER)


def test_a_page_opened_before_an_update_is_sent_to_the_scripts_of_today(application: Starlette, tmp_path: Path) -> None:
    ancienne = wait_for(get(application, "/ressources/0123456789ab/x.js", EN_BR))
    assert (ancienne.statut, ancienne.entetes["cache-control"]) == (307, A_VERIFIER)
    # Relative: right whatever the path the application is served under.
    assert ancienne.entetes["location"] == f"../{empreinte(tmp_path)}/x.js"
    for adresse in (
        f"/ressources/{empreinte(tmp_path)}/absent.js",
        "/ressources/dossier/x.js",
        "/ressources/0123/x.js",
    ):
        assert wait_for(get(application, adresse)).statut == 404, adresse


def test_scripts_and_style_sheets_of_the_application_are_where_its_pages_ask_for_them() -> None:
    application = Starlette(routes=routes())
    for adresse in addresses():
        assert wait_for(get(application, adresse)).statut == 200, adresse
    assert all(adresse.startswith(f"/ressources/{empreinte()}/") for adresse in scripts())
    assert f"/ressources/{empreinte()}/planche.js" in amorce("planche.js", "dessiner")


def test_scripts_import_one_another_by_their_plain_names() -> None:
    for script in RESSOURCES.glob("*.js"):
        code = script.read_text(encoding="utf-8")
        assert "import(" not in code, script.name
        for nom in re.findall(r'^import .* from "(.*)";$', code, re.MULTILINE):
            assert (RESSOURCES / nom).is_file() and nom.startswith("./"), (script.name, nom)


def test_outlines_by_their_hash() -> None:
    from ti_dashboard.planche.contours import contours_json

    application = Starlette(routes=routes())
    corps, actuelle = contours_json(1)
    exacte = wait_for(get(application, f"/ressources/contours-1-{actuelle}.json"))
    assert (exacte.corps, exacte.entetes["cache-control"]) == (corps, FIGE)
    ancienne = wait_for(get(application, "/ressources/contours-1-ancienne.json"))
    assert (ancienne.corps, ancienne.entetes["cache-control"]) == (corps, A_VERIFIER)
    assert wait_for(get(application, "/ressources/contours-3-x.json")).statut == 404


def test_warm_up_names_files_that_exist() -> None:
    statiques = PAGE_STREAMLIT.parent
    adresses = [a for a in demarrage.addresses_of_first_opening() if a.startswith("/static/")]
    assert len(adresses) == len(set(adresses)) > 60
    assert all((statiques / a.removeprefix("/")).is_file() for a in adresses)


def test_no_module_that_no_screen_needs_is_warmed() -> None:
    """Plotly's chunk alone weighs 4.7 MB; the application draws without it."""
    assert not [a for a in demarrage.addresses_of_first_opening() if "plotly" in a.lower()]


def test_each_module_asked_for_by_name_is_in_the_manifest() -> None:
    for nom in modules.ACCUEIL + modules.AUTRES:
        assert any(a.startswith(f"/static/js/{nom}.") for a in modules.needed_by((nom,))), nom


def test_the_page_asks_for_what_draws_the_first_screen_before_all_that_streamlit_needs() -> None:
    told = Precharges(("/ressources/0/planche.js",), ("/ressources/0/planche.css",), ("/ressources/0/cadre.js",))
    page = translate(PAGE, told)
    asked = re.findall(r'<(?:script type="module"|link rel="(?:modulepreload|preload)")[^>]*>', page)
    ours = [one for one in asked if "/ressources/0/planche" in one]
    assert ours == [
        '<link rel="modulepreload" fetchpriority="high" crossorigin href="./ressources/0/planche.js">',
        '<link rel="preload" as="fetch" crossorigin href="./ressources/0/planche.css">',
    ]
    of_streamlit = [one for one in asked if "./static/js/" in one]
    assert of_streamlit and all('fetchpriority="low"' in one for one in of_streamlit)
    assert max(map(asked.index, ours)) < min(map(asked.index, of_streamlit))
    assert '<link rel="modulepreload" fetchpriority="low" crossorigin href="./ressources/0/cadre.js"></head>' in page


def test_the_first_screen_needs_no_script_of_the_session() -> None:
    """Those it imports, and theirs: what follows a séance or opens a list may come after."""
    names = {Path(address).name for address in ressources.premiers()}
    assert {"ouverture.js", "planche.js", "carte.js", "bandeau.js"} <= names
    assert not names & {"boite.js", "suiveur.js", "presentation.js", "cadre.js"}
