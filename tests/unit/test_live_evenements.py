"""Who is told of a change: the stream of a séance, on one process and between replicas."""

import asyncio
import itertools
import json
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sse_starlette.sse import AppStatus
from starlette.applications import Starlette

from tests.boucle import derouler
from ti_dashboard.composants.planche import RESSOURCES
from ti_dashboard.live import autres_repliques, decisions, ecoute, marche, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.bus import CAPACITE, Abonne, Bus, Vues
from ti_dashboard.live.etat import Etat, StatutDeSeance
from ti_dashboard.serveur import evenements
from ti_dashboard.serveur.appel_interne import get
from ti_dashboard.serveur.compression import Compression
from ti_dashboard.serveur.page import PageFrancaise
from ti_dashboard.serveur.securite import Securite

JOUR = date(2019, 9, 24)
PATIENCE_S = 5.0
# The same layers as app.py: what one of them held back would not be seen here.
APPLICATION = Securite(Compression(PageFrancaise(Starlette(routes=evenements.routes()))))


def jouer(scenario: Callable[[], Coroutine[None, None, None]]) -> None:
    derouler(scenario())


class Lecteur:
    """One follower: reads the stream piece by piece, as it leaves the server."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.parti = asyncio.Event()

    async def recevoir(self) -> dict[str, Any]:
        await self.parti.wait()
        return {"type": "http.disconnect"}

    async def morceau(self) -> str:
        message = await asyncio.wait_for(self.messages.get(), PATIENCE_S)
        return message.get("body", b"").decode()

    async def etat(self) -> dict[str, Any]:
        """The next state, heartbeats skipped."""
        while not (text := await self.morceau()).startswith("id:"):
            pass
        lines = dict(line.split(": ", 1) for line in text.strip().splitlines())
        return json.loads(lines["data"]) | {"id": lines["id"], "evenement": lines["event"]}


@asynccontextmanager
async def follow(code: str, **en_tetes: str) -> AsyncIterator[Lecteur]:
    lecteur = Lecteur()
    headers = [(b"host", b"127.0.0.1"), (b"accept-encoding", b"gzip, br")]
    headers += [(k.replace("_", "-").encode(), v.encode()) for k, v in en_tetes.items()]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": f"/evenements/{code}", "raw_path": b"", "query_string": b"", "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 0), "server": ("127.0.0.1", 0),
    }  # fmt: skip
    tache = asyncio.create_task(APPLICATION(scope, lecteur.recevoir, lecteur.messages.put))
    lecteur.depart = await asyncio.wait_for(lecteur.messages.get(), PATIENCE_S)
    yield lecteur
    lecteur.parti.set()
    await asyncio.wait_for(tache, PATIENCE_S)


@pytest.fixture(autouse=True)
def magasin_servi(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "magasin" in request.fixturenames:
        served = request.getfixturevalue("magasin")
        monkeypatch.setattr(evenements, "base", lambda: served)


def test_a_follower_is_told_where_the_room_is_then_of_each_change(magasin: Base, seance: seances.Seance):
    async def scenario() -> None:
        async with follow(seance.code) as lecteur:
            assert lecteur.depart["status"] == 200
            headers = dict(lecteur.depart["headers"])
            assert headers[b"content-type"].startswith(b"text/event-stream")
            assert b"content-encoding" not in headers and headers[b"cache-control"] == b"no-store"
            assert b"connect-src 'self'" in headers[b"content-security-policy"]
            first = await lecteur.etat()
            assert (first["adresse"], first["id"], first["evenement"]) == (seances.depart(JOUR), "1-1", "etat")
            await asyncio.to_thread(marche.deplacer, magasin, seance.code, "/projets?région=Île", 1)
            assert (await lecteur.etat())["adresse"] == "/projets?région=Île"
            await asyncio.to_thread(prendre, magasin, seance.code)
            assert (await lecteur.etat())["id"] == "2-2"
            await asyncio.to_thread(marche.clore, magasin, seance.code, "CGET")
            assert (await lecteur.etat())["statut"] == "close"

    jouer(scenario)
    assert magasin.bus.nb_abonnes() == 0, "a stream that ended must be forgotten"


def prendre(magasin: Base, code: str) -> None:
    decisions.prendre(magasin, code, "Payer", "CGET", JOUR, adresse="/", arrete=JOUR)


def test_a_follower_who_comes_back_is_told_what_he_missed_and_nothing_if_he_missed_nothing(
    magasin: Base, seance: seances.Seance, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(evenements, "BATTEMENT_S", 0.05)

    async def scenario() -> None:
        marche.deplacer(magasin, seance.code, "/projets", 1)
        async with follow(seance.code, last_event_id="1-1") as lecteur:
            assert (await lecteur.etat())["adresse"] == "/projets"
        async with follow(seance.code, last_event_id="2-1") as lecteur:
            assert (await lecteur.morceau()).startswith("retry:")
            assert [await lecteur.morceau() for _ in range(3)] == ["event: battement\ndata: 1\n\n"] * 3

    jouer(scenario)


def test_a_silence_that_means_a_dead_network_is_longer_than_two_beats():
    silence = re.search(r"SILENCE_MS = ([\d_]+);", (RESSOURCES / "connexion.js").read_text(encoding="utf-8"))
    assert 2 * evenements.BATTEMENT_S * 1000 < int(silence[1]) <= 10_000
    assert evenements.BATTEMENT_S <= 5


def test_followers_of_another_seance_hear_nothing(magasin: Base, seance: seances.Seance, monkeypatch):
    monkeypatch.setattr(evenements, "BATTEMENT_S", 0.05)
    other = seances.ouvrir(magasin, "Autre", "CGET", JOUR)

    async def scenario() -> None:
        async with follow(other.code) as lecteur:
            await lecteur.etat()
            await asyncio.to_thread(marche.deplacer, magasin, seance.code, "/projets", 1)
            assert [await lecteur.morceau() for _ in range(4)] == ["event: battement\ndata: 1\n\n"] * 4

    jouer(scenario)


def test_an_unknown_seance_and_a_full_room_are_refused(magasin: Base, seance: seances.Seance, monkeypatch):
    async def scenario() -> None:
        assert (await get(APPLICATION, "/evenements/ZZZZZZ")).statut == 404
        monkeypatch.setattr("ti_dashboard.live.bus.CAPACITE", 0)
        full = await get(APPLICATION, f"/evenements/{seance.code}")
        assert (full.statut, full.entetes["retry-after"]) == (503, "30")

    jouer(scenario)


def stop_the_store(magasin: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    magasin.bus.fermer()


def stop_the_server(magasin: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AppStatus, "should_exit", True)


@pytest.mark.parametrize("stop", [stop_the_store, stop_the_server])
def test_the_streams_end_whole_when_the_store_or_the_server_stops(
    stop, magasin: Base, seance: seances.Seance, monkeypatch
):
    async def scenario() -> None:
        async with follow(seance.code.lower()) as lecteur:
            await lecteur.etat()
            stop(magasin, monkeypatch)
            # Ended, not cut: a body without its end would be an error in the server's log for each follower.
            assert (await asyncio.wait_for(lecteur.messages.get(), PATIENCE_S))["more_body"] is False

    jouer(scenario)
    assert magasin.bus.nb_abonnes() == 0


def test_a_question_about_the_stream_does_not_take_a_place_in_the_room(magasin: Base, seance: seances.Seance):
    async def scenario() -> None:
        asked = await asyncio.wait_for(get(APPLICATION, f"/evenements/{seance.code}", methode="HEAD"), PATIENCE_S)
        assert (asked.statut, asked.corps) == (200, b"")

    jouer(scenario)
    assert magasin.bus.nb_abonnes() == 0


@pytest.mark.parametrize("url_vide", ["postgresql"], indirect=True)
def test_replicas_hear_each_other_even_after_the_listening_connection_was_cut(
    ouvrir: Callable[[], Base], url_vide: str
):
    here, there = ouvrir(), ouvrir()
    seance = seances.ouvrir(here, "COPIL", "CGET", JOUR)
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = %s AND datname = current_database()"
    )

    async def next_version(abonne: Abonne, awaited: int) -> None:
        while (etat := await abonne.suivant(PATIENCE_S)) is None or etat.version < awaited:
            assert etat is not None, "nothing was heard"

    async def scenario() -> None:
        abonne = there.bus.abonner(seance.code)
        await asyncio.to_thread(marche.deplacer, here, seance.code, "/projets", 1)
        await next_version(abonne, 2)
        with psycopg.connect(url_vide, autocommit=True) as con:
            assert con.execute(cut, [ecoute.NOM]).rowcount == 2
        # Written while nobody listens: heard all the same when the connection is back.
        await asyncio.to_thread(marche.deplacer, here, seance.code, "/methode", 2)
        await next_version(abonne, 3)

    jouer(scenario)


@pytest.mark.parametrize("url_vide", ["postgresql"], indirect=True)
def test_a_replica_counts_the_screens_that_follow_by_another_until_they_are_gone(ouvrir: Callable[[], Base]):
    here, there = ouvrir(), ouvrir()
    code = seances.ouvrir(here, "COPIL", "CGET", JOUR).code

    async def heard(wanted: Vues) -> None:
        end = asyncio.get_running_loop().time() + PATIENCE_S
        while here.ecrans_relies(code) != wanted:
            assert asyncio.get_running_loop().time() < end, here.ecrans_relies(code)
            await asyncio.sleep(0.01)

    async def scenario() -> None:
        desk, wall = here.bus.abonner(code, "pupitre"), there.bus.abonner(code, "mur")
        phones = [there.bus.abonner(code, "salle") for _ in range(3)]
        await heard(Vues({("pupitre", None): 1, ("mur", None): 1, ("salle", None): 3}))
        there.bus.marquer(code, wall.flux, 1)
        await heard(Vues({("pupitre", None): 1, ("mur", 1): 1, ("salle", None): 3}))
        for gone in (wall, *phones):
            there.bus.desabonner(code, gone)
        await heard(Vues({("pupitre", None): 1}))
        here.bus.desabonner(code, desk)

    jouer(scenario)


def test_a_replica_that_is_no_longer_heard_is_no_longer_counted(monkeypatch: pytest.MonkeyPatch):
    now = [1000.0]
    monkeypatch.setattr("ti_dashboard.live.autres_repliques.time.monotonic", lambda: now[0])

    async def scenario() -> None:
        one, other = (autres_repliques.AutresRepliques(Bus(lambda code: None)) for _ in range(2))
        one._bus.abonner("A", "mur")
        (said,) = one.a_dire()
        for ear in (one, other):
            ear.entendre(said)
        assert (one.vues("A"), other.vues("A"), other.vues("B")) == (Vues(), Vues({("mur", None): 1}), Vues())
        assert [*one.a_dire()] == []
        now[0] += autres_repliques.REDITE_S
        assert [*one.a_dire()] == [said]
        now[0] += autres_repliques.PERIMEE_S
        assert other.vues("A") == Vues()

    jouer(scenario)


ETATS = [
    Etat("A", version, revision, f"/{version}", None, StatutDeSeance.OUVERTE)
    for version, revision in itertools.product((1, 2, 3), (1, 2))
]


@given(st.lists(st.sampled_from(ETATS), min_size=1, max_size=20))
def test_whatever_the_order_of_arrival_a_follower_never_goes_back(arrivals: list[Etat]):
    async def scenario() -> None:
        abonne, shown = Abonne(), None
        for etat in arrivals:
            abonne.recevoir(etat)
            if (told := await abonne.suivant(0.001)) is not None:
                assert told.suit(shown)
                assert shown is None or told.version >= shown.version
                shown = told

    jouer(scenario)


def test_an_event_is_written_once_for_all_who_follow(magasin: Base, seance: seances.Seance, monkeypatch):
    written: list[int] = []
    as_it_was = Etat.en_json

    def en_json(etat: Etat) -> str:
        written.append(etat.version)
        return as_it_was(etat)

    monkeypatch.setattr(Etat, "en_json", en_json)

    async def scenario() -> None:
        async with follow(seance.code) as first, follow(seance.code) as second, follow(seance.code) as third:
            room = (first, second, third)
            assert [(await one.etat())["version"] for one in room] == [1, 1, 1]
            await asyncio.to_thread(marche.deplacer, magasin, seance.code, "/projets", 1)
            assert [(await one.etat())["adresse"] for one in room] == ["/projets"] * 3

    jouer(scenario)
    assert written == [1, 2]


def test_a_slow_follower_holds_one_state_and_costs_the_others_nothing():
    reads = []

    def lire(code: str) -> Etat:
        reads.append(code)
        return Etat(code, len(reads), 1, "/", None, StatutDeSeance.OUVERTE)

    async def scenario() -> None:
        bus = Bus(lire)
        bus.annoncer("A")
        assert reads == [], "nobody follows: nothing is read"
        slow, *others = [bus.abonner("A") for _ in range(30)]
        for _ in range(100):
            bus.annoncer("A")
        assert len(reads) == 100, "one reading for all the followers"
        assert [(await o.suivant(1)).version for o in others] == [100] * 29
        assert (await slow.suivant(1)).version == 100 and await slow.suivant(0.01) is None
        assert bus.nb_abonnes("A") == 30 < CAPACITE

    jouer(scenario)
