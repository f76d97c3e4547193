"""One surface of a room without its browser: its page, what it is told, its gestures, its cookies."""

import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, suppress

import httpx

from ti_dashboard.composants.messages_de_salle import MotDePalette, Pupitre, Salle

PATIENCE_S = 30.0


class GesteManque(Exception):
    """The server did not answer to a gesture as the scenario says."""


def client(serveur: str) -> httpx.Client:
    """An application of this machine: no proxy stands between."""
    return httpx.Client(base_url=serveur, timeout=PATIENCE_S, trust_env=False, headers={"Origin": serveur})


class Surface:
    """``http``: its browser; ``page``: the address it opens, which gives it its cookies."""

    def __init__(self, http: httpx.Client, code: str, page: str) -> None:
        self.http, self.code = http, code
        self.http.get(page, follow_redirects=True).raise_for_status()

    def faire(self, geste: str, corps: Mapping[str, object]) -> str:
        """The refusal in words; empty when it is done."""
        answer = self.http.post(f"/gestes/{self.code}", json={"geste": geste, **corps})
        return "" if answer.status_code == httpx.codes.NO_CONTENT else answer.text.strip() or str(answer.status_code)

    def entendre(self, surface: str) -> Salle:
        """What a surface of this kind is told when it comes."""
        with closing(self.ecouter(surface)) as told:
            for salle in told:
                return salle
        raise GesteManque("Le flux de la séance s'est fermé sans rien dire.")

    def ecouter(self, surface: str) -> Generator[Salle, None, None]:
        """All that a surface of this kind is told, for as long as it listens."""
        with self.http.stream("GET", f"/evenements/{self.code}", params={"surface": surface}) as answer:
            answer.raise_for_status()
            for name, data in _evenements(answer):
                if name == "salle":
                    yield json.loads(data)

    def etat(self) -> Pupitre:
        answer = self.http.get(f"/pupitre/{self.code}/etat")
        answer.raise_for_status()
        told: Pupitre = answer.json()
        return told

    def mots(self) -> list[MotDePalette]:
        answer = self.http.get(f"/pupitre/{self.code}/mots")
        answer.raise_for_status()
        told: list[MotDePalette] = answer.json()
        return told

    def fermer(self) -> None:
        with suppress(httpx.HTTPError):
            self.http.close()


def _evenements(answer: httpx.Response) -> Iterator[tuple[str, str]]:
    name = ""
    for line in answer.iter_lines():
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, value
