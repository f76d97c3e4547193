"""What reaches the application through the delivered nginx, and what does not."""

import asyncio
import http.client
import re
import socket
import ssl
from datetime import date

import httpx
import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from websockets.exceptions import InvalidStatus

from tests.boucle import derouler
from tests.browser.conftest import Ecran, Serveur
from tests.browser.gestes import chiffre, choose, redraw, se_connecter, wait_address
from tests.browser.mandataire.conftest import COURRIEL, MOT
from tests.mandataire import NOM, REPLIQUE, SOURCES, TEMOIN, Mandataire, temoin
from ti_dashboard.live import marche, seances, tables
from ti_dashboard.live.base import Base

COPIL = "/?arrete=24/09/2019"
SALLE = 200
SITE = (SOURCES / "tableau-de-bord.conf").read_text(encoding="utf-8")


def reserve(zone: str) -> int:
    """How many may come at once in a zone of the delivered site."""
    return int(re.search(rf"limit_req zone={zone} burst=(\d+) nodelay;", SITE)[1])


def test_who_signs_in_finds_the_page_and_a_room_may_open_it_at_once(
    inconnu: Ecran, proxy: Mandataire, base_partagee: Base
):
    dehors = inconnu
    dehors.page.goto(f"{proxy.adresse}{COPIL}")
    se_connecter(dehors.page, COURRIEL, MOT)
    dehors.wait_drawn()
    dehors.wait_still()
    assert chiffre(dehors.page, "montant_engage") == "108,0 M€"
    redraw(dehors, lambda: choose(dehors.page, "Région", "Bretagne"))
    wait_address(dehors.page, region=["Bretagne"])
    assert {d.split("/")[2] for d in dehors.demandes if not d.startswith(("blob:", "data:"))} == {f"{NOM}:{proxy.port}"}
    dehors.assert_quiet()
    asked = [d for d in dehors.demandes if d.startswith("https:")]
    assert len(asked) > 20 and SALLE * len(asked) <= reserve("tout")
    cookies = {c["name"]: c for c in dehors.page.context.cookies()}
    assert all(c["secure"] and c["sameSite"] == "Lax" for c in cookies.values()), cookies
    assert cookies[REPLIQUE]["httpOnly"] and cookies[TEMOIN]["httpOnly"]
    # No neighbouring site, and nobody on the way, can have set any of them.
    for name, cookie in cookies.items():
        assert name.startswith("__Host-") and cookie["path"] == "/" and cookie["domain"] == NOM, cookie
    assert "__Host-_streamlit_xsrf" in cookies


def test_each_header_is_said_once_and_the_plain_address_leads_to_tls(client: httpx.Client, proxy: Mandataire):
    answer = client.get("/")
    names = [name.decode().lower() for name, _ in answer.headers.raw if name.lower() != b"set-cookie"]
    assert answer.status_code == 200 and sorted(set(names)) == sorted(names)
    assert answer.headers["strict-transport-security"] == "max-age=63072000"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert f"wss://{NOM}:{proxy.port}" in answer.headers["content-security-policy"]
    plain = httpx.get(f"http://127.0.0.1:{proxy.port_clair}/projets?region=Bretagne", headers={"Host": NOM})
    assert (plain.status_code, plain.headers["location"]) == (301, f"{proxy.adresse}/projets?region=Bretagne")


def test_a_stranger_obtains_the_login_page_and_whether_it_runs(client: httpx.Client, proxy: Mandataire):
    for hidden in ("/metriques", "/pret", "/metriques/"):
        refused = client.get(hidden)
        assert refused.status_code == 404 and "n'est pas servie" in refused.text
    with proxy.client() as stranger:
        assert stranger.get("/sante").json() == {"etat": "pret"}
        sent = stranger.get(COPIL)
        assert sent.status_code == 303 and sent.headers["location"].startswith("/connexion?vers=")
        assert "Adresse électronique" in stranger.get(sent.headers["location"]).text
        assert {stranger.get(place).status_code for place in ("/media/x", "/evenements/ABCDEF")} <= {303, 401}


def test_a_name_that_is_not_ours_is_not_answered(proxy: Mandataire):
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"http://127.0.0.1:{proxy.port_clair}/", headers={"Host": "ailleurs.exemple"})
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"https://127.0.0.1:{proxy.port}/", verify=False)  # noqa: S501 no name at all is told


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("version", ["TLSv1_1", "TLSv1_2", "TLSv1_3"])
def test_only_recent_ciphering_is_spoken(proxy: Mandataire, version: str):
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.load_verify_locations(proxy.dossier / "certificat.pem")
    # Whatever this machine would itself refuse to speak.
    client.set_ciphers("ALL@SECLEVEL=0")
    client.minimum_version = client.maximum_version = ssl.TLSVersion[version]
    with socket.create_connection(("127.0.0.1", proxy.port)) as raw:
        if version == "TLSv1_1":
            with pytest.raises(ssl.SSLError):
                client.wrap_socket(raw, server_hostname=NOM)
        else:
            assert client.wrap_socket(raw, server_hostname=NOM).version() == version.replace("_", ".")


def test_a_web_socket_from_another_site_is_refused_before_the_application(
    client: httpx.Client, proxy: Mandataire, session: str
):
    async def status(origin: str, held: str = session) -> int:
        try:
            async with proxy.prise(origin, held) as opened:
                return opened.response.status_code
        except InvalidStatus as refused:
            return refused.response.status_code

    async def ask() -> list[int]:
        foreign = (
            "https://ailleurs.exemple",
            f"http://{NOM}:{proxy.port}",
            f"https://{NOM}",
            "https://localhost",
            "null",
        )
        return [await status(proxy.adresse, ""), *[await status(origin) for origin in (proxy.adresse, *foreign)]]

    assert derouler(ask()) == [403, 101, 403, 403, 403, 403, 403]
    for origin, expected in (("https://ailleurs.exemple", 403), (proxy.adresse, 404)):
        assert client.post("/animation", json={"cle": "X"}, headers={"Origin": origin}).status_code == expected


def test_what_the_visitor_says_of_himself_does_not_count(client: httpx.Client, proxy: Mandataire, base_partagee: Base):
    found = seances.ouvrir(base_partagee, "COPIL", "Direction du programme", date(2019, 9, 24))
    lies = {"X-Forwarded-Proto": "http", "X-Forwarded-For": "10.9.8.7", "Forwarded": "for=10.9.8.7;proto=http"}
    answer = client.get(f"/?animer={found.cle}", headers=lies)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/?arrete=")
    form = {"code": found.code, "vers": "/"}
    with proxy.client() as guest:
        joined = guest.post("/connexion/seance", data=form, headers=lies | {"Origin": proxy.adresse})
    assert joined.status_code == 303
    for one in (answer, joined):
        kept = [c for c in one.headers.get_list("set-cookie") if not c.startswith(REPLIQUE)]
        assert kept and all("Secure" in c and "HttpOnly" in c for c in kept)
    with base_partagee.lire() as con:
        origins = set(con.execute(select(tables.session.c.origine)).scalars())
    assert origins == {"127.0.0.1"}
    assert found.cle not in proxy.ecrits() and "animer" not in proxy.ecrits()


def test_an_event_of_a_seance_arrives_at_once_from_whichever_replica(
    proxy: Mandataire, session: str, base_partagee: Base, repliques: dict[int, Serveur]
):
    found = seances.ouvrir(base_partagee, "COPIL", "Direction du programme", date(2019, 9, 24))
    for turn, replica in enumerate(repliques):
        with (
            proxy.client(cookies={REPLIQUE: temoin(replica), TEMOIN: session}) as client,
            client.stream("GET", f"/evenements/{found.code}") as stream,
        ):
            lines = stream.iter_lines()
            next(line for line in lines if line.startswith("data:"))
            place = f"/territoires?arrete=24/09/2019&region=Bretagne&n={replica}"
            assert marche.deplacer(base_partagee, found.code, place, found.version + turn)
            # Kept back on the way, it would come with nothing that follows before the client gives up.
            assert next(line for line in lines if place in line)
    used = {line["replique"] for line in proxy.journal() if line["chemin"] == "/evenements/…"}
    assert len(used) == 2 and found.code not in proxy.ecrits()


def test_a_file_of_any_served_size_passes_and_a_bigger_one_is_told_in_french(
    dehors: Ecran, proxy: Mandataire, repliques: dict[int, Serveur], tmp_path
):
    sent = tmp_path / "apec_postes.csv"
    sent.write_bytes(b"poste_id;territoire_id\n" + b"x" * 3_000_000)
    dehors.page.goto(f"{proxy.adresse}/donnees?partie=deposer")
    with dehors.page.expect_response(re.compile("/_stcore/upload_file/")) as uploaded:
        dehors.page.locator("input[type=file]").first.set_input_files(sent)
    assert uploaded.value.status == 204
    # A client library would not announce more than it sends.
    announced = (
        f"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: {NOM}:{proxy.port}\r\nContent-Length: {202 << 20}\r\n\r\n"
    )
    with (
        socket.create_connection(("127.0.0.1", proxy.port)) as raw,
        proxy.tls().wrap_socket(raw, server_hostname=NOM) as tls,
    ):
        tls.sendall(announced.encode())
        answer = http.client.HTTPResponse(tls)
        answer.begin()
        assert answer.status == 413 and "200\u00a0Mo" in answer.read().decode()


def test_a_whole_room_behind_one_address_is_let_in(proxy: Mandataire, session: str, base_partagee: Base):
    found = seances.ouvrir(base_partagee, "COPIL", "Direction du programme", date(2019, 9, 24))

    async def reader(all_here: asyncio.Barrier, http: httpx.AsyncClient) -> tuple[int, int]:
        async with (
            proxy.prise(proxy.adresse, session) as screen,
            http.stream("GET", f"/evenements/{found.code}") as stream,
        ):
            await anext(stream.aiter_lines())
            await all_here.wait()
            return screen.response.status_code, stream.status_code

    async def come() -> list[tuple[int, int]]:
        all_here = asyncio.Barrier(SALLE)
        async with proxy.client_de_salle(session) as http:
            return await asyncio.gather(*(reader(all_here, http) for _ in range(SALLE)))

    assert derouler(come()) == [(101, 200)] * SALLE


def test_what_insists_is_told_to_wait_in_french(client: httpx.Client, proxy: Mandataire):
    head = {"Origin": proxy.adresse}
    said = [client.post("/animation", json={"cle": "X"}, headers=head) for _ in range(SALLE)]
    assert {answer.status_code for answer in said} == {404}, "a whole room gives its key"
    tries = (client.post("/animation", json={"cle": "X"}, headers=head) for _ in range(400))
    refused = next(answer for answer in tries if answer.status_code == 429)
    assert "Trop de demandes" in refused.text and refused.headers["retry-after"] == "10"
    assert "default-src 'none'" in refused.headers["content-security-policy"]


def test_the_readers_of_a_killed_replica_go_on_elsewhere_then_all_is_told(
    dehors: Ecran, proxy: Mandataire, repliques: dict[int, Serveur], relancer
):
    dehors.open(COPIL)
    served = next(line["replique"] for line in reversed(proxy.journal()) if line["chemin"] == "/")
    mine = int(served.rpartition(":")[2])
    (other,) = set(repliques) - {mine}
    repliques[mine].processus.kill()
    repliques[mine].processus.wait()
    dehors.page.get_by_role("link", name="Projets", exact=True).click()
    wait_address(dehors.page, "/projets")
    expect(dehors.page.get_by_role("heading", name="Projets", level=1)).to_be_visible()
    repliques[mine] = relancer(mine)
    for port in (mine, other):
        repliques[port].processus.kill()
        repliques[port].processus.wait()
    dehors.page.goto(f"{proxy.adresse}/projets?suivre=ABCDEF")
    expect(dehors.page.get_by_role("heading", name="Le tableau de bord est momentanément indisponible")).to_be_visible()
    dehors.page.get_by_role("link", name="Réessayer").focus()
    assert "ABCDEF" not in proxy.ecrits()
    for port in (mine, other):
        repliques[port] = relancer(port)
