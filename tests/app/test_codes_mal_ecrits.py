"""A code from an address that no store can hold is a code that nobody has: never a store that is down."""

from html import unescape

import pytest
from starlette.applications import Starlette

from tests.conftest import A2019
from tests.magasin import base
from tests.unit.test_cle_animation import Client
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base
from ti_dashboard.serveur import (
    evenements,
    gestes_de_salle,
    mur_servi,
    page_du_pupitre,
    pieces_servies,
    rejeu_servi,
    telephone,
)
from ti_dashboard.serveur.gestes_de_salle import PAS_ANIMATEUR
from ti_dashboard.serveur.pieces_servies import ABSENTE

SERVIS = (evenements, gestes_de_salle, mur_servi, page_du_pupitre, pieces_servies, rejeu_servi, telephone)
AUCUNE = "Aucune séance n'a le code"
ADRESSES = {
    "/mur?suivre={}": (404, AUCUNE),
    # A code is typed there: it is said what is wrong with it.
    "/salle?suivre={}": (400, "Un code de séance a 6 caractères"),
    "/salle/{}/image.svg": (404, AUCUNE),
    "/pupitre?animer={}": (403, PAS_ANIMATEUR),
    "/pupitre/{}/etat": (404, AUCUNE),
    "/pupitre/{}/mots": (404, AUCUNE),
    "/rejeu/{}": (404, AUCUNE),
    "/rejeu/{}/fichier": (404, AUCUNE),
    "/pieces/{}/1": (404, ABSENTE),
    "/evenements/{}": (404, "Une séance a un code de 6 lettres et chiffres."),
}
CODES = ("%00", "ABC%00EF", "%00%00%00%00%00%00", "%ED%A0%80", "ABC%00" + "EFG" * 5000)


@pytest.fixture(autouse=True)
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


@pytest.fixture
def client() -> Client:
    return Client(Starlette(routes=[route for module in SERVIS for route in module.routes()]))


@pytest.mark.parametrize("code", CODES, ids=lambda code: code[:24])
@pytest.mark.parametrize("adresse", ADRESSES)
def test_a_code_that_no_store_holds_is_one_that_nobody_has(client: Client, adresse: str, code: str):
    status, sentence = ADRESSES[adresse]
    answer = client.get(adresse.format(code))
    assert answer.status_code == status and sentence in unescape(answer.text)
    assert "\x00" not in answer.text and len(answer.text) < 20_000


@pytest.mark.parametrize("code", CODES, ids=lambda code: code[:24])
def test_a_gesture_in_a_seance_of_such_a_code_is_in_none(client: Client, code: str):
    answer = client.post(f"/gestes/{code}", json={"geste": "presence"}, headers={"Origin": "http://essai"})
    assert answer.status_code == 404 and AUCUNE in answer.text and "\x00" not in answer.text


@pytest.mark.parametrize("adresse", ["/mur?suivre={}", "/salle/{}/image.svg"])
def test_a_service_asked_for_by_an_endless_name_says_that_no_image_holds_it(
    client: Client, magasin: Base, adresse: str
):
    held = seances.ouvrir(magasin, "COPIL", "Direction", A2019)
    place = adresse.format(held.code)
    answer = client.get(place, headers={"Host": f"{'x' * 3_000}.fr"})
    assert answer.status_code == 400 and answer.headers["content-language"] == "fr"
    said = unescape(answer.text)
    assert (
        "trop longue pour une image à photographier" in said and "xxx" not in said and "Demandez son code" not in said
    )
    assert client.get(place).status_code == 200
