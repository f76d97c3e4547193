"""Behind TLS each cookie has a name that no neighbouring site can set; at a post alone it keeps its plain one."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tests.boucle import derouler
from ti_dashboard.acces.temoins import SESSION, SORTIE, TENTATIVE
from ti_dashboard.live import seances
from ti_dashboard.serveur import noms_des_temoins
from ti_dashboard.serveur.noms_des_temoins import CONTRE_LES_ENVOIS, NomsDesTemoins
from ti_dashboard.serveur.temoins_poses import effacer, poser

NOTRES = (SESSION, TENTATIVE, SORTIE, "animer-ABCDEF", seances.TEMOIN_POSTE)
CHIFFRE = {"X-Forwarded-Proto": "https"}


def pose(_request: Request) -> Response:
    answer = Response()
    for name in NOTRES:
        poser(answer, name, "v")
    answer.raw_headers.append((b"set-cookie", f"{CONTRE_LES_ENVOIS}=2|a|b; Path=/; SameSite=Lax".encode()))
    answer.raw_headers.append((b"set-cookie", b"autre=v; Path=/"))
    effacer(answer, SESSION)
    return answer


async def lus(request: Request) -> Response:
    return JSONResponse(request.cookies)


def demander(chemin: str, **entetes: str) -> httpx.Response:
    application = Starlette(routes=[Route("/pose", pose), Route("/lus", lus)])

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(ProxyHeadersMiddleware(NomsDesTemoins(application)))
        async with httpx.AsyncClient(transport=transport, base_url="http://essai") as client:
            return await client.get(chemin, headers=entetes)

    return derouler(ask())


def test_behind_tls_each_of_ours_is_set_under_a_name_of_this_host_alone():
    set_ = demander("/pose", **CHIFFRE).headers.get_list("set-cookie")
    ours = [one for one in set_ if not one.startswith("autre=")]
    assert len(ours) == len(NOTRES) + 2 and len(set_) == len(ours) + 1
    for one in ours:
        attributes = {part.strip().lower() for part in one.split(";")[1:]}
        assert one.startswith("__Host-") and {"secure", "path=/", "samesite=lax"} <= attributes, one
        assert not any(part.startswith("domain") for part in attributes)
        # Streamlit's own is read by its script, which says it again in what it sends.
        assert "httponly" in attributes or CONTRE_LES_ENVOIS in one


def test_at_a_post_alone_the_names_stay_plain():
    for one in demander("/pose").headers.get_list("set-cookie"):
        assert one.partition("=")[0] in (*NOTRES, CONTRE_LES_ENVOIS, "autre") and "secure" not in one.lower()


def test_below_a_path_the_name_says_tls_and_the_cookie_keeps_its_path(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(noms_des_temoins, "racine", lambda: "/ti")
    assert demander("/pose", **CHIFFRE).headers.get_list("set-cookie")[0].startswith("__Secure-ti-session=v;")
    assert demander("/lus", Cookie="__Secure-ti-session=a; __Host-ti-session=b", **CHIFFRE).json() == {SESSION: "a"}


PLANTES = (
    "ti-session=plante", "__Secure-ti-session=plante", "__host-ti-session=plante", "__HOST-ti-session=plante",
    "__Host-__Host-ti-session=plante", "_streamlit_xsrf=plante", "__Host-autre=plante", "ti-session",
    "=ti-session=plante", "__Host-poste=a ti-session=plante", "__Host-poste=a\tti-session=plante",
    "ti-session=plante;ti-session=encore", "poste=plante", "animer-ABCDEF=plante", "autre=plante", "",
)  # fmt: skip


@pytest.mark.parametrize("plante", PLANTES)
def test_what_a_neighbouring_site_can_set_is_not_read_behind_tls(plante: str):
    for held in (f"{plante}; __Host-ti-session=vrai", f"__Host-ti-session=vrai; {plante}"):
        assert demander("/lus", Cookie=held, **CHIFFRE).json() == {SESSION: "vrai"}


def test_at_a_post_alone_only_our_plain_names_are_read():
    held = "__Host-ti-session=a; ti-session=b; autre=c; animer-ABCDEF=d; animer-../x=e; _streamlit_xsrf=2|f|g"
    assert demander("/lus", Cookie=held).json() == {SESSION: "b", "animer-ABCDEF": "d", "_streamlit_xsrf": "2|f|g"}


def test_what_a_stranger_says_of_tls_gives_no_name():
    """Believed of a proxy of this machine only: a name it could choose would be one it could also set."""
    application = NomsDesTemoins(Starlette(routes=[Route("/lus", lus)]))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(ProxyHeadersMiddleware(application), client=("203.0.113.7", 4321))
        async with httpx.AsyncClient(transport=transport, base_url="http://essai") as client:
            return await client.get("/lus", headers=CHIFFRE | {"Cookie": "__Host-ti-session=a; ti-session=b"})

    assert derouler(ask()).json() == {SESSION: "b"}
