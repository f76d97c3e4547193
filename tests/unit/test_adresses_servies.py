"""Addresses that answer as such: pages, what is not one, and what the server says of itself."""

import gc
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from tests.unit.petite_application import build, wait_for
from ti_dashboard.dossier.pointeur import NOM, ecrire_pointeur
from ti_dashboard.magasin import guichet
from ti_dashboard.magasin.guichet import Guichet, Publication
from ti_dashboard.serveur import adresses, sante
from ti_dashboard.serveur.adresses import PAGES
from ti_dashboard.serveur.appel_interne import ReponseInterne, get


@pytest.fixture
def application(tmp_path: Path) -> Starlette:
    return build(tmp_path)


@pytest.fixture
def publications(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, followed by a desk of its own."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    folder = tmp_path / "publications"
    folder.mkdir()
    desk = Guichet(folder)
    monkeypatch.setattr(guichet, "_guichet", lambda _: desk)
    return folder


def _poser(publications: Path, demo: Publication, nom: str = "a.duckdb") -> Path:
    path = publications / nom
    shutil.copy(demo.fichier, path)
    ecrire_pointeur(publications, nom, hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def _ask(adresse: str) -> ReponseInterne:
    return wait_for(get(Starlette(routes=sante.routes()), adresse))


@pytest.mark.parametrize("adresse", [*sorted(PAGES), "/territoire?id=ti-8419&arrete=24/09/2019"])
def test_each_page_and_a_deep_link_get_the_application(application: Starlette, adresse: str) -> None:
    reponse = wait_for(get(application, adresse))
    assert reponse.statut == 200 and 'id="root"' in reponse.corps.decode()


@pytest.mark.parametrize("methode", ["GET", "HEAD"])
@pytest.mark.parametrize("adresse", ["/inconnue", "/territoires/ti-8419", "/index.html", "/sante/", "/robots.txt"])
def test_an_unknown_address_is_a_short_french_404(application: Starlette, adresse: str, methode: str) -> None:
    reponse = wait_for(get(application, adresse, methode=methode))
    page = reponse.corps.decode()
    assert reponse.statut == 404 and 'id="root"' not in page
    assert f"Aucune page de ce tableau de bord n'a l'adresse « {adresse} »." in page
    assert '<html lang="fr">' in page and 'href="/territoires">Territoires</a>' in page
    assert "frame-ancestors 'self'" in reponse.entetes["content-security-policy"]


def test_what_an_unknown_address_says_is_text_never_a_tag(application: Starlette) -> None:
    page = wait_for(get(application, "/<script>alert(1)</script>")).corps.decode()
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_files_and_routes_that_exist_are_not_in_the_way(application: Starlette) -> None:
    for adresse in ("/static/js/m.abc.js", "/petit.css", "/_stcore/health", "/ressources/x.js"):
        assert wait_for(get(application, adresse)).statut == 200, adresse


def test_a_page_of_ours_is_served_as_it_is_written(application: Starlette) -> None:
    answer = wait_for(get(application, "/a-nous/mur"))
    assert answer.statut == 200 and answer.corps == b"<p>mur</p>" * 200


def test_the_name_of_the_home_page_leads_to_its_address_filters_included(application: Starlette) -> None:
    reponse = wait_for(get(application, "/accueil?region=Bretagne"))
    assert (reponse.statut, reponse.entetes["location"]) == (307, "/?region=Bretagne")


def test_under_a_base_path_its_pages_are_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adresses, "racine", lambda: "/ti")
    application = build(tmp_path)
    assert [wait_for(get(application, a)).statut for a in ("/ti", "/ti/", "/ti/projets", "/ti/autre")] == [200] * 3 + [
        404
    ]
    assert wait_for(get(application, "/ti/accueil")).entetes["location"] == "/ti/"
    assert 'href="/ti/projets"' in wait_for(get(application, "/ti/autre")).corps.decode()


def test_ready_once_a_page_can_be_served(publications: Path, demo: Publication) -> None:
    for adresse in ("/sante", "/pret"):
        assert _ask(adresse).statut == 503
    assert json.loads(_ask("/sante").corps)["motif"].startswith("Aucune publication n'est disponible.")
    _poser(publications, demo)
    assert json.loads(_ask("/sante").corps) == {"etat": "pret"}
    assert (_ask("/pret").statut, _ask("/pret").corps.decode()) == (200, "prêt\n")


@pytest.mark.parametrize(
    ("abimer", "motif"),
    [
        (lambda folder, path: (folder / NOM).write_bytes(b""), "Le fichier courante.json ne se lit pas"),
        (lambda folder, path: path.write_bytes(path.read_bytes()[:4096]), "ne correspond plus à l'empreinte"),
        (lambda folder, path: path.unlink(), "Le fichier a.duckdb désigné par courante.json est introuvable."),
    ],
    ids=["pointeur vide, disque plein", "publication tronquée", "publication absente"],
)
def test_a_pointer_that_opens_nothing_is_not_ready_and_says_why(publications, demo, abimer, motif) -> None:
    abimer(publications, _poser(publications, demo))
    health, ready = _ask("/sante"), _ask("/pret")
    assert health.statut == ready.statut == 503
    assert motif in json.loads(health.corps)["motif"] and motif in ready.corps.decode()
    assert health.entetes["cache-control"] == ready.entetes["cache-control"] == "no-store"


def test_a_failure_nobody_foresaw_is_not_ready_either(publications, demo, monkeypatch, caplog) -> None:
    _poser(publications, demo)
    monkeypatch.setattr(Publication, "interroger", lambda self: 1 / 0)
    reponse = _ask("/sante")
    assert (reponse.statut, json.loads(reponse.corps)["motif"]) == (503, sante.PANNE)
    assert "ZeroDivisionError" in caplog.text and "ZeroDivisionError" not in reponse.corps.decode()


def test_pages_served_with_a_reserve_are_ready_and_say_the_reserve(publications, demo, monkeypatch) -> None:
    _poser(publications, demo)
    assert _ask("/pret").statut == 200
    _poser(publications, demo, "b.duckdb").write_bytes(b"")
    monkeypatch.setattr(sante, "PLACE_UTILE", 1 << 62)
    reponse = _ask("/sante")
    said = json.loads(reponse.corps)["avertissements"]
    assert reponse.statut == 200 and _ask("/pret").corps.decode() == "prêt\n"
    assert "La dernière publication valable reste affichée." in said[0] and said[1] == sante.DISQUE_PLEIN


def test_the_counters_count(publications: Path, demo: Publication) -> None:
    def read() -> dict[str, float]:
        families = text_string_to_metric_families(_ask("/metriques").corps.decode())
        return {one.name: one.value for family in families for one in family.samples}

    _poser(publications, demo)
    # A publication that another test let go of must not be counted, then close, in the middle of this one.
    gc.collect()
    served, before = guichet.service().publication, read()
    for _ in range(3):
        served.lignes("SELECT * FROM region")
    after = read()
    assert after["ti_questions_posees_total"] - before["ti_questions_posees_total"] == 3
    assert after["ti_questions_executees_total"] - before["ti_questions_executees_total"] == 1
    assert after["ti_reponses_gardees_bytes"] > before["ti_reponses_gardees_bytes"]
    assert after["ti_publications_ouvertes"] == before["ti_publications_ouvertes"] >= 1
    assert _ask("/metriques").entetes["content-type"].startswith("text/plain; version=0.0.4")
