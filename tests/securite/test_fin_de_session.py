"""The end of a session is told to who holds it, and put off by a page of ours alone."""

import httpx
import pytest
from sqlalchemy import select

from tests.securite.conftest import PAGE
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.live.tables import session as table


def _vues(magasin) -> list[str]:
    with magasin.lire() as con:
        return list(con.execute(select(table.c.vue_le)).scalars())


def test_a_stranger_learns_nothing_and_puts_nothing_off(etranger: httpx.Client):
    for answer in (etranger.get("/session", headers=PAGE), etranger.post("/session", headers={"Origin": "null"})):
        assert answer.status_code == 401 and answer.text == "Connectez-vous d'abord.\n"


@pytest.mark.parametrize("role", [one for one in RoleDAcces if one is not RoleDAcces.VISITEUR])
def test_whoever_holds_a_session_reads_its_end_and_asking_is_no_gesture(entre, magasin, service, role: RoleDAcces):
    client = entre(role)
    before = _vues(magasin)
    told = client.get("/session")
    assert told.headers["cache-control"] == "no-store"
    assert told.json()["est_prolongeable"] and 7_000 < told.json()["reste_s"] <= 7_200
    assert client.post("/session", headers={"Origin": service.adresse}).json()["est_prolongeable"]
    assert _vues(magasin) == before, "less than a minute later it is not written again"


@pytest.mark.parametrize("origine", ["https://exemple.fr", "null", None, "http://[", "http://127.0.0.1"])
def test_another_site_puts_nothing_off(entre, origine: str | None):
    headers = {} if origine is None else {"Origin": origine}
    answer = entre(RoleDAcces.LECTEUR).post("/session", headers=headers | {"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and "ne vient pas de notre page" in answer.text
