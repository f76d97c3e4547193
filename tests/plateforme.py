"""A local GraphQL server shaped as the public API v2 of the platform of applications, with failures on demand."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from graphql import GraphQLResolveInfo, InlineFragmentNode, build_schema, graphql_sync

JETON = "jeton-secret-0123456789abcdef"
SCHEMA = build_schema((Path(__file__).parent / "donnees" / "plateforme.graphql").read_text(encoding="utf-8"))
# What a champ is answered as when the question does not name its type.
_SANS_FRAGMENT = {
    "YesNoChamp": "CheckboxChamp",
    "DatetimeChamp": "DateChamp",
    "RegionChamp": "TextChamp",
    "DepartementChamp": "TextChamp",
}


def _type_de_champ(champ: dict[str, Any], info: GraphQLResolveInfo, _: object) -> str:
    kind = champ["__typename"]
    named = {
        selection.type_condition.name.value
        for fragment in info.fragments.values()
        for selection in fragment.selection_set.selections
        if isinstance(selection, InlineFragmentNode)
    }
    return kind if kind in named else _SANS_FRAGMENT.get(kind, kind)


SCHEMA.type_map["Champ"].resolve_type = _type_de_champ


@dataclass
class Plateforme:
    """``incidents``: rank of a request for files (from 1) → what happens instead of an answer, once.

    ``coupe_a``: rank of the request, of any kind, from which the server is dead.
    ``apres_page`` is called with the number of pages given so far, before the next one: a file may change there.
    """

    numero: int
    champs: list[dict[str, Any]]
    annotations: list[dict[str, Any]]
    dossiers: list[dict[str, Any]]
    supprimes: list[dict[str, Any]] = field(default_factory=list)
    en_attente: list[dict[str, Any]] = field(default_factory=list)
    par_page: int = 100
    incidents: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    apres_page: Callable[[int], None] = lambda _: None
    est_morte: bool = False
    coupe_a: int = 0
    requetes: list[dict[str, Any]] = field(default_factory=list)
    pages: int = 0
    adresse: str = ""

    @property
    def lectures(self) -> list[dict[str, Any]]:
        """Variables of the requests that read files."""
        return [r["variables"] for r in self.requetes if "dossiers(" in r["query"]]

    def repondre(self, question: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]] | None:
        """Status, headers and body; None cuts the connection."""
        self.requetes.append(question)
        self.est_morte |= len(self.requetes) == self.coupe_a
        if self.est_morte:
            return None
        if "dossiers(" in question["query"] and (incident := self.incidents.pop(len(self.lectures), None)):
            return None if incident[0] == "coupe" else incident
        answer = graphql_sync(
            SCHEMA, question["query"], {"demarche": self._demarche}, variable_values=question.get("variables")
        )
        return 200, {}, answer.formatted

    def _demarche(self, _info: Any, number: int) -> dict[str, Any] | None:
        if number != self.numero:
            return None
        return {
            "id": "D", "number": number, "title": "Appel", "dossiers": self._dossiers,
            "deletedDossiers": self._liste(self.supprimes), "pendingDeletedDossiers": self._liste(self.en_attente),
            "revisions": [{"id": "R", "champDescriptors": self._descripteurs(self.champs),
                           "annotationDescriptors": self._descripteurs(self.annotations)}],
        }  # fmt: skip

    def _descripteurs(self, champs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """A champ is of text unless it says otherwise; those of a block are under « champDescriptors »."""
        return [
            {"__typename": "RepetitionChampDescriptor" if "champDescriptors" in c else "TextChampDescriptor"}
            | c
            | {"required": True}
            | ({"champDescriptors": self._descripteurs(c["champDescriptors"])} if "champDescriptors" in c else {})
            for c in champs
        ]

    def _liste(self, files: list[dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        """As the platform pages what left: by day of deletion, whatever the states."""

        def lire(_info: Any, first: int, after: str | None = None, **_: Any) -> dict[str, Any]:
            start = int(after or 0)
            shown = sorted(files, key=lambda d: d["dateSupression"])[start : start + min(first, self.par_page)]
            info = {
                "hasNextPage": start + len(shown) < len(files),
                "hasPreviousPage": bool(after),
                "endCursor": str(start + len(shown)),
            }
            return {"nodes": [d | {"id": f"S{d['number']}"} for d in shown], "pageInfo": info}

        return lire

    def _dossiers(self, _info: Any, first: int, after: str | None = None, updatedSince: str | None = None, **_: Any):
        """As the platform orders them: by creation, or by date of change when asked what changed since."""
        self.apres_page(self.pages)
        self.pages += 1
        rang = _rang if updatedSince else _creation
        shown = sorted(self.dossiers, key=rang)
        shown = [d for d in shown if not updatedSince or _instant(d) >= datetime.fromisoformat(updatedSince)]
        shown = [d for d in shown if not after or rang(d) > tuple(json.loads(base64.b64decode(after)))]
        page = shown[: min(first, self.par_page)]
        end = base64.b64encode(json.dumps(rang(page[-1])).encode()).decode() if page else None
        info = {"hasNextPage": len(shown) > len(page), "hasPreviousPage": bool(after), "endCursor": end}
        return {"nodes": [self._dossier(d) for d in page], "pageInfo": info}

    def _dossier(self, d: dict[str, Any]) -> dict[str, Any]:
        """Asked by its identifier, a champ comes even when a condition hides it (« masques »)."""

        hidden = d.get("masques", ())

        def named(descriptors: list[dict[str, Any]]) -> Callable[..., list[dict[str, Any]]]:
            def lire(_info: Any, id: str | None = None) -> list[dict[str, Any]]:
                return [
                    {"id": c["id"], "champDescriptorId": c["id"], "label": c["label"]} | d["valeurs"][c["label"]]
                    for c in descriptors
                    if c["label"] in d["valeurs"] and (id == c["id"] or (id is None and c["label"] not in hidden))
                ]

            return lire

        return d | {"champs": named(self.champs), "annotations": named(self.annotations)}


def _instant(d: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(d["dateDerniereModification"])


def _rang(d: dict[str, Any]) -> tuple[float, int]:
    return _instant(d).timestamp(), d["number"]


def _creation(d: dict[str, Any]) -> tuple[float, int]:
    return 0.0, d["number"]


@contextmanager
def servir(plateforme: Plateforme) -> Iterator[Plateforme]:
    """Listen on 127.0.0.1; ``plateforme.adresse`` is where."""

    class Guichet(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.headers.get("Authorization") != f"Bearer {JETON}":
                answer = (401, {}, {"errors": [{"message": "unauthorized"}]})
            else:
                answer = plateforme.repondre(body)
            if answer is None:
                self.close_connection = True
                self.connection.close()
                return
            status, headers, content = answer
            payload = json.dumps(content).encode()
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                **headers,
                "Content-Length": str(len(payload)),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Guichet)
    plateforme.adresse = f"http://127.0.0.1:{server.server_address[1]}/api/v2/graphql"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield plateforme
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
