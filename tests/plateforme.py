"""A local GraphQL server shaped as the public API v2 of Démarches simplifiées, with failures on demand."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from graphql import build_schema, graphql_sync

JETON = "jeton-secret-0123456789abcdef"
# Names and types of the public schema; only what an import could ask for.
SCHEMA = build_schema("""
scalar ISO8601DateTime
scalar ISO8601Date
enum DossierState { accepte en_construction en_instruction refuse sans_suite }
enum Order { ASC DESC }
type Query { demarche(number: Int!): Demarche! }
type Demarche {
  id: ID!
  number: Int!
  title: String!
  revisions: [Revision!]!
  dossiers(after: String, before: String, first: Int, last: Int, order: Order = ASC, state: DossierState,
    createdSince: ISO8601DateTime, updatedSince: ISO8601DateTime, archived: Boolean, revision: ID): DossierConnection!
}
type Revision { id: ID! champDescriptors: [ChampDescriptor!]! annotationDescriptors: [ChampDescriptor!]! }
interface ChampDescriptor { id: ID! label: String! required: Boolean! }
type TextChampDescriptor implements ChampDescriptor { id: ID! label: String! required: Boolean! }
type DossierConnection { nodes: [Dossier] edges: [DossierEdge] pageInfo: PageInfo! }
type DossierEdge { cursor: String! node: Dossier }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type Profile { email: String! id: ID! }
interface Demandeur { id: ID! }
type PersonnePhysique implements Demandeur { id: ID! nom: String! prenom: String! email: String }
type Dossier {
  id: ID!
  number: Int!
  state: DossierState!
  archived: Boolean!
  dateDerniereModification: ISO8601DateTime!
  dateDepot: ISO8601DateTime!
  datePassageEnConstruction: ISO8601DateTime!
  datePassageEnInstruction: ISO8601DateTime
  dateTraitement: ISO8601DateTime
  motivation: String
  usager: Profile!
  demandeur: Demandeur!
  instructeurs: [Profile!]!
  champs(id: ID): [Champ!]!
  annotations(id: ID): [Champ!]!
}
interface Champ { id: ID! label: String! stringValue: String }
type TextChamp implements Champ { id: ID! label: String! stringValue: String value: String }
type CheckboxChamp implements Champ { id: ID! label: String! stringValue: String value: Boolean }
type YesNoChamp implements Champ { id: ID! label: String! stringValue: String value: Boolean }
type DateChamp implements Champ { id: ID! label: String! stringValue: String date: ISO8601Date value: ISO8601DateTime }
type MultipleDropDownListChamp implements Champ { id: ID! label: String! stringValue: String values: [String!]! }
type Region { code: String! name: String! }
type RegionChamp implements Champ { id: ID! label: String! stringValue: String region: Region }
type Departement { code: String! name: String! }
type DepartementChamp implements Champ { id: ID! label: String! stringValue: String departement: Departement }
type Epci { code: String! name: String! }
type EpciChamp implements Champ { id: ID! label: String! stringValue: String epci: Epci departement: Departement }
type Row { champs: [Champ!]! }
type RepetitionChamp implements Champ { id: ID! label: String! stringValue: String champs: [Champ!]! rows: [Row!]! }
""")


@dataclass
class Plateforme:
    """``incidents``: rank of a request for files (from 1) → what happens instead of an answer, once.

    ``apres_page`` is called with the number of pages given so far, before the next one: a file may change there.
    """

    numero: int
    champs: list[dict[str, Any]]
    annotations: list[dict[str, Any]]
    dossiers: list[dict[str, Any]]
    par_page: int = 100
    incidents: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    apres_page: Callable[[int], None] = lambda _: None
    est_morte: bool = False
    requetes: list[dict[str, Any]] = field(default_factory=list)
    pages: int = 0
    adresse: str = ""

    @property
    def lectures(self) -> list[dict[str, Any]]:
        """Variables of the requests that read files."""
        return [r["variables"] for r in self.requetes if "dossiers" in r["query"]]

    def repondre(self, question: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]] | None:
        """Status, headers and body; None cuts the connection."""
        self.requetes.append(question)
        if self.est_morte:
            return None
        if "dossiers" in question["query"] and (incident := self.incidents.pop(len(self.lectures), None)):
            return None if incident[0] == "coupe" else incident
        answer = graphql_sync(SCHEMA, question["query"], {"demarche": self._demarche},
                              variable_values=question.get("variables"))  # fmt: skip
        return 200, {}, answer.formatted

    def _demarche(self, _info: Any, number: int) -> dict[str, Any] | None:
        if number != self.numero:
            return None
        return {
            "id": "D", "number": number, "title": "Appel", "dossiers": self._dossiers,
            "revisions": [{"id": "R", "champDescriptors": self._descripteurs(self.champs),
                           "annotationDescriptors": self._descripteurs(self.annotations)}],
        }  # fmt: skip

    @staticmethod
    def _descripteurs(champs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [c | {"__typename": "TextChampDescriptor", "required": True} for c in champs]

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
        def named(descriptors: list[dict[str, Any]]) -> Callable[..., list[dict[str, Any]]]:
            def lire(_info: Any, id: str | None = None) -> list[dict[str, Any]]:
                return [c | d["valeurs"][c["label"]] for c in descriptors
                        if id in (None, c["id"]) and c["label"] in d["valeurs"]]  # fmt: skip

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
            for name, value in {**headers, "Content-Type": "application/json",
                                "Content-Length": str(len(payload))}.items():  # fmt: skip
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
