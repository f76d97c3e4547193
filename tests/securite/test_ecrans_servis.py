"""A screen as a resource is read by who may read its page, and kept by their browser alone."""

from datetime import date

import httpx
import pytest

from ti_dashboard.acces.actions import ROLES_DE_COMPTE, RoleDAcces
from ti_dashboard.live import etapes, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

COPIL = "arrete=24/09/2019&phase=Phase+I+(2018-2022)&compare=30/04/2019"
AILLEURS = "arrete=30/04/2019"


@pytest.fixture(scope="module")
def seance(magasin: Base) -> Seance:
    """The room is on Accueil, and goes to Projets later."""
    opened = seances.ouvrir(magasin, "COPIL", "Direction", date(2019, 9, 24), f"/?{COPIL}")
    etapes.ajouter(magasin, opened.code, "Projets", "", 5, f"/projets?{COPIL}&region=Bretagne")
    return opened


@pytest.mark.parametrize("sorte", ["ecrans", "calques"])
def test_a_stranger_is_asked_to_come_in(etranger: httpx.Client, sorte: str):
    answer = etranger.get(f"/{sorte}/courante/accueil?{COPIL}")
    assert answer.status_code == 401 and "M€" not in answer.text


@pytest.mark.parametrize("role", ROLES_DE_COMPTE)
def test_who_has_an_account_reads_it_and_no_cache_between_keeps_it(deja_entre, seance, role: RoleDAcces):
    answer = deja_entre(role).get(f"/ecrans/courante/accueil?{COPIL}")
    assert answer.status_code == 200 and answer.json()["page"] == "accueil"
    lasting = deja_entre(role).get(answer.headers["content-location"])
    assert lasting.content == answer.content
    assert lasting.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert deja_entre(role).get(f"/calques/courante/accueil?{COPIL}").json() == {}


@pytest.mark.parametrize(
    ("page", "requete", "statut"),
    [
        ("accueil", COPIL, 200),
        ("accueil", "arrete=24/09/2019", 200),
        ("accueil", f"{COPIL}&region=Bretagne", 403),
        ("accueil", AILLEURS, 403),
        ("accueil", "", 403),
        ("projets", f"{COPIL}&region=Bretagne", 200),
        ("projets", COPIL, 403),
        ("projets", f"{COPIL}&region=Bretagne&cherche_projets=fonderie", 403),
        ("financements", COPIL, 403),
        ("evolutions", COPIL, 403),
    ],
)
@pytest.mark.parametrize("sorte", ["ecrans", "calques"])
def test_a_guest_reads_the_screens_of_the_seance_and_no_other(deja_entre, seance, sorte, page, requete, statut):
    answer = deja_entre(RoleDAcces.INVITE).get(f"/{sorte}/courante/{page}?{requete}")
    assert answer.status_code == statut, answer.text
    if statut == 403:
        assert "Cet écran n'est pas de votre séance" in answer.text and "M€" not in answer.text


def test_what_a_word_hides_is_not_told_to_who_may_not_read_the_screen(deja_entre, seance):
    """A guest learns nothing of what is asked: nor that a word is none of ours, which an account is told."""
    asked = f"/ecrans/courante/accueil?{COPIL}&region=Atlantide"
    assert deja_entre(RoleDAcces.LECTEUR).get(asked).status_code == 400
    assert deja_entre(RoleDAcces.INVITE).get(asked).status_code == 403
