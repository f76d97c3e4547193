"""A few system calls of each gesture fail, one at a time; « make pannes » fails them all.

Drawn evenly over all the points, the same ones each time: each gesture has its share, each fault too.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.appels import couche
from tests.appels.essai import essayer, modele
from tests.appels.naissance import Mere, mere
from tests.appels.points import choisir

# How many points of each gesture: a publication takes seconds to build, what is written in the room does not.
ESSAIS = {
    "verifier": 4,
    "deposer": 10,
    "oublier": 8,
    "revenir": 5,
    "publier": 3,
    "arreter": 2,
    "premiere_seance": 10,
    "decider": 12,
    "deplacer": 8,
    "clore": 8,
}

pytestmark = pytest.mark.skipif(
    couche.compilateur() is None and os.environ.get("CI") != "true",
    reason="Les appels au système ne peuvent pas être mis en défaut sans compilateur : sudo apt install gcc libc6-dev",
)


@pytest.fixture(scope="module")
def lieu() -> Iterator[Path]:
    with couche.lieu() as folder:
        yield folder


@pytest.fixture(scope="module")
def naissances(lieu: Path) -> Iterator[Mere]:
    with mere(couche.batir(lieu), couche.Partage(lieu / "partage")) as born:
        yield born


@pytest.mark.parametrize("nom", ESSAIS)
def test_whatever_call_fails_nothing_is_lost_nor_half_done_and_it_is_said(nom: str, lieu: Path, naissances: Mere):
    asked = modele(nom, lieu, naissances)
    points = list(choisir(asked.appels, asked.copie, 2))
    assert len(points) > 8 * ESSAIS[nom], "fewer calls than there were"
    step = len(points) / ESSAIS[nom]
    drawn = [points[int(step * (rank + 0.5))] for rank in range(ESSAIS[nom])]
    found = {point: essayer(asked, point, naissances) for point in drawn}
    assert {point: said for point, said in found.items() if said} == {}
    assert sum(said is None for said in found.values()) >= ESSAIS[nom] * 0.8, "calls that were not made this time"
