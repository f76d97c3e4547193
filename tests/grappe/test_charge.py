"""One replica killed while a room follows: nobody is lost, each has the same screen and hears what comes next."""

import asyncio
import contextlib

from outils.grappe.ensemble import Grappe
from tests.boucle import derouler
from tests.grappe.lecteur import VUS, EcranSuivi
from tests.mandataire import Mandataire, temoin
from ti_dashboard.live import marche
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

SALLE = 24
ECRAN = "arrete=24/09/2019&compare=30/04/2019&region=Bretagne"


def test_a_room_outlives_one_of_its_replicas(
    grappe: Grappe, proxy: Mandataire, session_ouverte: str, base_commune: Base, seance_commune: Seance
):
    killed, left = grappe.repliques
    code = seance_commune.code
    places = [f"/territoires?arrete=24/09/2019&region={region}" for region in ("Bretagne", "Normandie", "Corse")]

    def deplacer(version: int, place: str) -> int:
        return marche.deplacer(base_commune, code, place, version)

    async def meet() -> list[EcranSuivi]:
        readers = [
            EcranSuivi(proxy, session_ouverte, f"{ECRAN}&suivre={code}", code, temoin(port))
            for port in (killed, left)
            for _ in range(SALLE // 2)
        ]
        async with contextlib.AsyncExitStack() as stack:
            for one in readers:
                await stack.enter_async_context(one)

            async def all_have(version: int, runs: int) -> None:
                await asyncio.gather(
                    *(one.attendre(lambda one: version in one.etats and len(one.passages) >= runs) for one in readers)
                )

            version = seance_commune.version
            await all_have(version, 1)
            before = [one.montre for one in readers]
            assert all(shown.keys() == set(VUS) and shown == before[0] for shown in before)
            version = await asyncio.to_thread(deplacer, version, places[0])
            await all_have(version, 1)
            grappe.tuer(killed)
            # While they come back.
            version = await asyncio.to_thread(deplacer, version, places[1])
            await asyncio.gather(*(one.attendre(lambda one: len(one.passages) > 1) for one in readers[: SALLE // 2]))
            version = await asyncio.to_thread(deplacer, version, places[2])
            await all_have(version, 1)
            assert [one.montre for one in readers] == before
        return readers

    readers = derouler(meet())
    assert {one.replique for one in readers} == {temoin(left)}
    # Who was on the other saw nothing.
    assert [one.chutes for one in readers[SALLE // 2 :]] == [0] * (SALLE // 2)
    assert all(one.chutes for one in readers[: SALLE // 2])


def test_replicas_that_die_one_after_the_other_leave_nobody_at_the_door(
    grappe: Grappe, proxy: Mandataire, session_ouverte: str, seance_commune: Seance
):
    """One that fell, came back and serves screens, which do not end, is not still taken for dead."""
    code = seance_commune.code

    async def meet(killed: int) -> int:
        async with contextlib.AsyncExitStack() as stack:
            readers = [
                await stack.enter_async_context(
                    EcranSuivi(proxy, session_ouverte, f"{ECRAN}&suivre={code}", code, temoin(port))
                )
                for port in grappe.repliques
                for _ in range(SALLE)
            ]
            await asyncio.gather(*(one.attendre(lambda one: len(one.passages) > 0) for one in readers))
            left_without = [one for one in readers if one.replique == temoin(killed)]
            grappe.tuer(killed)
            await asyncio.gather(*(one.attendre(lambda one: len(one.passages) > 1) for one in left_without))
        return len(left_without)

    moved = []
    for killed in list(grappe.repliques) * 3:
        moved.append(derouler(meet(killed)))
        grappe.demarrer(killed)
    assert max(moved) >= SALLE
