"""Serves the Mosaic page: its script, DuckDB-WASM's files and the tables; ``serveur`` answers its questions here too.

``python -m tests.bench.temoin_mosaic wasm|serveur PORT``; ``make bench`` builds what it serves.
"""

import json
import sys
from collections.abc import Callable

import brotli
import pyarrow as pa
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.bench import donnees, tables_mosaic
from ti_dashboard.dossier import chemins

DIST = tables_mosaic.DOSSIER / "dist"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm"}
# A map on paper, not on a globe: what a degree of longitude is of one of latitude in the middle of the country.
LONGITUDE = 1 / 1.44
# What the browser is told to ask for before the script has run.
AVANCE = {
    "wasm": '<link rel="preload" href="duckdb-eh.wasm" as="fetch" crossorigin="anonymous" />',
    "serveur": "",
}

con = tables_mosaic.publier(chemins.publications())


def _serre(corps: bytes, sorte: str) -> Response:
    return _deja_serre(brotli.compress(corps, quality=9), sorte)


def _deja_serre(corps: bytes, sorte: str) -> Response:
    return Response(corps, media_type=sorte, headers={"Content-Encoding": "br", "Cache-Control": "max-age=3600"})


def _aplatir(coordonnees: list) -> list:
    if isinstance(coordonnees[0], list):
        return [_aplatir(partie) for partie in coordonnees]
    return [round(coordonnees[0] * LONGITUDE, 4), coordonnees[1]]


def _contours(nom: str) -> bytes:
    source = json.loads((chemins.REFERENTIELS / "geo" / f"{nom}.geojson").read_text(encoding="utf-8"))
    for forme in source["features"]:
        forme["geometry"]["coordinates"] = _aplatir(forme["geometry"]["coordinates"])
    return json.dumps(source, ensure_ascii=False, separators=(",", ":")).encode()


def _fige(reponse: Response) -> Callable[[Request], Response]:
    return lambda _: reponse


def requete(demande: dict[str, str]) -> Response:
    """One question of Mosaic's: nothing to give back when it only prepares, an Arrow stream otherwise."""
    if demande["type"] == "exec":
        con.cursor().execute(demande["sql"])
        return Response()
    table = con.cursor().sql(demande["sql"]).to_arrow_table()
    if demande["type"] == "json":
        return Response(json.dumps(table.to_pylist(), default=str), media_type="application/json")
    sortie = pa.BufferOutputStream()
    with pa.ipc.new_stream(sortie, table.schema) as flux:
        flux.write_table(table)
    return Response(sortie.getvalue().to_pybytes(), media_type="application/vnd.apache.arrow.stream")


async def repondre(request: Request) -> Response:
    return await run_in_threadpool(requete, await request.json())


def routes(moteur: str) -> list[Route]:
    """Everything is compressed once, here: the page is measured, not the compression of what never changes."""
    accueil = (DIST / "page.html").read_text(encoding="utf-8")
    accueil = accueil.replace("{moteur}", moteur).replace("{avance}", AVANCE[moteur])
    servis = {
        "/": _serre(accueil.encode(), "text/html"),
        "/options": _serre(
            json.dumps(tables_mosaic.dits(donnees.charger()), ensure_ascii=False).encode(), "application/json"
        ),
        **{
            f"/contours/{nom}": _serre(_contours(nom), "application/json")
            for nom in ("regions", "territoires_phase1", "territoires_phase2")
        },
        **{
            f"/{f.name}": _deja_serre((DIST / f"{f.name}.br").read_bytes(), TYPES[f.suffix])
            for f in DIST.iterdir()
            if f.suffix in TYPES
        },
    }
    if moteur == "wasm":
        servis |= {
            f"/tables/{nom}": _serre(tables_mosaic.en_arrow(con, nom), "application/vnd.apache.arrow.stream")
            for nom in tables_mosaic.TABLES
        }
    fixes = [Route(chemin, _fige(reponse)) for chemin, reponse in servis.items()]
    return [*fixes, Route("/requete", repondre, methods=["POST"])]


if __name__ == "__main__":
    moteur, port = sys.argv[1:]
    uvicorn.run(Starlette(routes=routes(moteur)), host="127.0.0.1", port=int(port), log_level="warning")
