"""The pages the law asks for: what the deployment wrote, what it has not, and a file that cannot be read."""

import pytest
from starlette.requests import Request

from tests.app.application import lu, ouvrir
from ti_dashboard.acces.actions import ADMINISTRER, EXPLOITER
from ti_dashboard.adresse.pages import DE_LA_LOI, ENTREES
from ti_dashboard.serveur.pages_de_la_loi import PAGES
from ti_dashboard.serveur.pages_de_la_loi import page as page_de_la_loi
from ti_dashboard.service import declaration

pytestmark = pytest.mark.usefixtures("donnees_servies")


@pytest.fixture
def service(tmp_path, monkeypatch):
    def write(content: str) -> None:
        (tmp_path / "service.toml").write_text(content, encoding="utf-8")
        monkeypatch.setenv(declaration.VARIABLE, str(tmp_path / "service.toml"))

    return write


def _texte(app) -> str:
    assert not app.exception
    return lu("\n".join(m.value for m in app.markdown))


@pytest.mark.parametrize(
    ("page", "titre", "said"),
    [
        ("mentions-legales", "Mentions légales", "**Directeur de la publication** : à renseigner par l'éditeur"),
        ("confidentialite", "Confidentialité", "**Base légale** : à renseigner par le responsable de traitement"),
    ],
)
def test_what_nobody_filled_says_who_has_to(monkeypatch, page, titre, said):
    monkeypatch.delenv(declaration.VARIABLE, raising=False)
    app = ouvrir(page)
    assert [t.value for t in app.title] == [titre]
    assert said in _texte(app) and not app.error


def test_what_is_filled_is_said_and_has_no_power(service):
    service(
        '[editeur]\nnom = "Agence [clic](http://a.fr) <b>"\n[hebergeur]\nlieu = "Salle 4, sous-sol"\n'
        '[donnees_personnelles]\nduree_du_journal = "six ans"\n'
    )
    drawn = next(m.value for m in ouvrir("mentions-legales").markdown if "**Éditeur**" in m.value)
    assert "\\[clic\\]" in drawn and "\\<b\\>" in drawn, "quoted: neither a link nor a tag"
    assert "**Lieu des serveurs** : Salle 4, sous-sol" in _texte(ouvrir("mentions-legales"))
    assert "**Durée de conservation du journal** : six ans" in _texte(ouvrir("confidentialite"))


def test_a_file_that_cannot_be_read_says_its_faults_and_fills_nothing(service):
    service('[editeur]\nnon = "X"\n[contact]\ncourriel = "moi"\n')
    app = ouvrir("mentions-legales")
    (told,) = [lu(e.value) for e in app.error]
    assert "editeur.non : ce nom n'est pas connu" in told and "contact.courriel : « moi »" in told
    assert "**Éditeur** : à renseigner" in _texte(app)


@pytest.mark.parametrize("page", sorted(DE_LA_LOI))
def test_they_are_read_before_there_is_a_publication(page, tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    app = ouvrir(page)
    assert not app.exception and "à renseigner par" in _texte(app)
    assert not [t for t in app.title if "Premiers pas" in t.value]


def test_the_server_knows_each_of_them():
    assert {path.removeprefix("/") for path in PAGES} == DE_LA_LOI


def test_what_is_filled_has_no_power_on_the_page_of_the_server_either(service):
    service('[editeur]\nnom = "Agence [clic](http://a.fr) <b>x</b>"\n[contact]\ncourriel = "moi@exemple.fr"\n')
    request = Request({"type": "http", "path": "/mentions-legales", "headers": []})
    said = page_de_la_loi(request).body.decode()
    assert "&lt;b&gt;" in said and "<b>" not in said and 'http://a.fr"' not in said
    assert 'href="mailto:moi@exemple.fr"' in said
    service('[editeur]\nnon = "X"\n')
    assert "n'est pas connu" not in page_de_la_loi(request).body.decode(), "its faults are not for a stranger"


def test_the_map_of_the_site_leads_to_every_page_and_says_what_is_read_there():
    app = ouvrir("plan-du-site")
    shown = {link.proto.label for link in app.get("page_link")}
    alone = [e for e in ENTREES if e.droit not in (ADMINISTRER, EXPLOITER)]
    assert shown == {entree.titre for entree in alone}
    said = _texte(app)
    assert all(lu(entree.repond_a) in said for entree in alone)
    assert not [e.titre for e in ENTREES if e.droit in (ADMINISTRER, EXPLOITER) and e.titre in shown]


def test_each_page_leads_to_them_from_its_foot():
    links = {link.proto.page: link.proto.label for link in ouvrir("methode").get("page_link")}
    assert links["plan-du-site"] == "Plan du site"
    assert links["mentions-legales"] == "Mentions légales" and links["confidentialite"] == "Confidentialité"
