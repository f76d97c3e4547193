"""Who is signed in attacked from another site; many attempts at once; what only a developer's browser sends."""

import asyncio

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.boucle import derouler
from tests.browser.conftest import Serveur
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.temoins import SESSION
from ti_dashboard.serveur.entree import CODES
from ti_dashboard.serveur.messages_refuses import REFUSES, refuser_ce_qui_developpe

# Streamlit alone would let the first five in: they are names of this machine, on any port.
AILLEURS = (
    "http://localhost:3000", "http://127.0.0.1:1", "https://localhost", "http://0.0.0.0", "http://127.0.0.1",
    "https://exemple.fr", "null", "", "http://[", "file://", "http://127.0.0.1.exemple.fr", "//",
)  # fmt: skip
# More than a server works on at once.
ENSEMBLE, DE_FRONT = 150, 40


@pytest.mark.parametrize("origine", AILLEURS)
def test_no_page_of_another_site_drives_the_screen_of_who_is_signed_in(service: Serveur, entre, origine: str):
    held = entre(RoleDAcces.INVITE).cookies[SESSION]
    url, headers = f"{service.adresse.replace('http', 'ws', 1)}/_stcore/stream", {"Cookie": f"{SESSION}={held}"}
    with pytest.raises(InvalidStatus) as refused:
        connect(url, additional_headers=headers | {"Origin": origine}, open_timeout=20)
    assert refused.value.response.status_code == 403
    with connect(url, additional_headers=headers, origin=service.adresse, open_timeout=20):
        pass


@pytest.mark.parametrize("origine", ["http://[", "http://[::1", "//[", "http://]"])
@pytest.mark.parametrize("chemin", ["/connexion/locale", "/connexion/seance"])
def test_an_origin_that_is_none_is_refused_as_any_other(etranger: httpx.Client, chemin: str, origine: str):
    answer = etranger.post(chemin, data={"code": "ABCDEF"}, headers={"Origin": origine})
    assert answer.status_code == 403 and "ne vient pas de notre page" in answer.text


def test_codes_tried_all_at_once_are_no_more_than_codes_tried_one_by_one(service: Serveur):
    async def hunt() -> list[int]:
        limits = httpx.Limits(max_connections=ENSEMBLE)
        headers = {"Origin": service.adresse, "X-Forwarded-For": "192.0.2.77"}
        async with httpx.AsyncClient(base_url=service.adresse, limits=limits, headers=headers, timeout=60) as client:
            asked = [client.post("/connexion/seance", data={"code": f"YY{k:04}"}) for k in range(ENSEMBLE)]
            return [answer.status_code for answer in await asyncio.gather(*asked)]

    tried = derouler(hunt())
    assert set(tried) <= {403, 429} and tried.count(403) <= CODES._par_origine.amount + DE_FRONT


def test_what_develops_a_page_is_answered_to_nobody(monkeypatch: pytest.MonkeyPatch):
    for name in REFUSES:
        method = getattr(AppSession, name)
        monkeypatch.setattr(AppSession, name, getattr(method, "__wrapped__", method))
    refuser_ce_qui_developpe()
    # A session that was never made has nothing to empty: asked to, it would fail.
    session = AppSession.__new__(AppSession)
    failed: list[BaseException] = []
    monkeypatch.setattr(AppSession, "handle_backmsg_exception", lambda _, error: failed.append(error))
    session.handle_backmsg(BackMsg(clear_cache=True))
    session.handle_backmsg(BackMsg(load_git_info=True))
    assert not failed
