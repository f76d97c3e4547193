"""What the surfaces of a room are told at one state is composed once, whatever their number, and is of that state."""

import asyncio
import json
from datetime import date
from pathlib import Path

from tests.boucle import derouler
from ti_dashboard.comite import diffusion
from ti_dashboard.live import mur, seances
from ti_dashboard.live.base import Base
from ti_dashboard.serveur import evenements

SURFACES = 200


def _messages(told: bytes) -> dict[str, object]:
    (line,) = [one for one in told.decode().splitlines() if one.startswith("data: ")]
    return json.loads(line.removeprefix("data: "))


def test_two_hundred_surfaces_of_two_rooms_cost_one_composition_each(magasin: Base, donnees_servies: Path, monkeypatch):
    composed: list[str] = []
    as_it_was = diffusion.composer
    monkeypatch.setattr(diffusion, "composer", lambda base, code: composed.append(code) or as_it_was(base, code))
    rooms = [seances.ouvrir(magasin, f"Salle {n}", "Direction du programme", date(2019, 9, 24)).code for n in (1, 2)]

    async def hear() -> list[list[bytes]]:
        states = [magasin.etat(code) for code in rooms]
        asked = ([evenements.ecrire_la_salle(magasin, state) for _ in range(SURFACES)] for state in states)
        return await asyncio.gather(*(asyncio.gather(*one) for one in asked))

    def told() -> list[dict[str, object]]:
        heard = derouler(hear())
        assert [len(set(one)) for one in heard] == [1, 1]
        return [_messages(one[0]) for one in heard]

    assert [(one["code"], one["message"]) for one in told()] == [(code, None) for code in rooms]
    assert sorted(composed) == sorted(rooms)
    mur.dire(magasin, rooms[0], "Pause")
    assert [(one["code"], one["message"]) for one in told()] == [(rooms[0], "Pause"), (rooms[1], None)]
