"""A desk and a room of telephones (``/salle``): when each hears of a gesture, what it reads, what a gesture costs."""

import argparse
import asyncio
import os
from collections.abc import Iterator
from itertools import cycle

import aiohttp

from outils.comite.preparation import preparer
from outils.comite.scenario import COMITE
from tests.charge.lecteur import instant_ms
from tests.charge.machine import Machine, exiger_des_descripteurs, par_vagues
from tests.charge.resultats import Mesure, mots, tableau
from tests.charge.suiveurs import APRES_S, PATIENCE_S
from tests.charge.telephone import Telephone
from ti_dashboard.acces.personne import au_poste
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

PAS = {"étape": {"geste": "avancer", "de": "etape", "pas": 1}, "plan": {"geste": "avancer", "de": "plan", "pas": 1}}
MESSAGES = cycle(({"geste": "dire", "message": "Pause de dix minutes"}, {"geste": "dire", "message": ""}))
VISES = {"évènement chez le dernier, ms": 250, "processeur du serveur par geste, ms": 100}


class SalleDeTelephones:
    """All of them, and what they say of the gesture under way."""

    def __init__(self, http: aiohttp.ClientSession, code: str, combien: int) -> None:
        self.telephones = [Telephone(http, code, self._entendre) for _ in range(combien)]
        self.instants: list[float] = []
        self.complet = asyncio.Event()

    @property
    def octets(self) -> int:
        return sum(one.octets for one in self.telephones)

    def _entendre(self, a: float) -> None:
        self.instants.append(a)
        if len(self.instants) >= len(self.telephones):
            self.complet.set()

    def commencer(self) -> None:
        self.instants = []
        self.complet.clear()


def reunir(donnees: object) -> Seance:
    """The committee of ``make comite``, in the store that the server of this folder reads."""
    store = Base(f"sqlite:///{donnees}/seance.sqlite").au_nom_de(au_poste())
    try:
        return preparer(store, COMITE)
    finally:
        store.fermer()


def _gestes(combien: int) -> Iterator[tuple[str, dict[str, object]]]:
    """Eight steps, a plan of each, a word to the room; then steps back: nothing that a telephone is told twice."""
    steps = len(COMITE.points)
    for rank in range(combien):
        kind = ("étape", "plan", "message")[rank % 3]
        if kind == "message":
            yield kind, next(MESSAGES)
        else:
            back = kind == "étape" and (rank // 3) // (steps - 1) % 2
            yield kind, PAS[kind] | ({"pas": -1} if back else {})


async def mesurer(machine: Machine, args: argparse.Namespace) -> None:
    exiger_des_descripteurs(args.telephones)
    mesure, seance = Mesure("telephones", vars(args)), reunir(machine.donnees)
    jar = aiohttp.CookieJar(unsafe=True)
    no_end = aiohttp.ClientTimeout(total=None)
    async with (
        aiohttp.ClientSession(machine.adresse, cookie_jar=jar, headers={"Origin": machine.adresse}) as desk,
        aiohttp.ClientSession(
            machine.adresse,
            connector=aiohttp.TCPConnector(limit=0),
            timeout=no_end,
            cookie_jar=aiohttp.DummyCookieJar(),
        ) as room,
    ):
        await desk.get(f"/pupitre?animer={seance.cle}")
        for body in ({"geste": "commencer"}, PAS["étape"]):
            await _envoyer(desk, seance.code, body)
        crowd = SalleDeTelephones(room, seance.code, args.telephones)
        before = machine.relever()
        openings = await par_vagues([one.suivre() for one in crowd.telephones], args.a_la_fois)
        opened, came = machine.relever(), crowd.octets
        print(f"{args.telephones} téléphones en {opened.a_s - before.a_s:.0f} s", flush=True)
        rest = await machine.au_calme()
        gestures = [await _un_geste(machine, desk, seance.code, crowd, *one) for one in _gestes(args.gestes)]
        falls = {name: sum(getattr(one, name) for one in crowd.telephones) for name in ("refus", "chutes")}
        mesure.garder("releves", [one.en_json() for one in (before, opened, machine.relever())])
        mesure.garder("gestes", gestures)
        mesure.garder("ouvertures_ms", openings)
        mesure.garder("repos", rest)
        mesure.garder("flux", falls)
        mesure.ecrire(_dire(gestures, openings, rest, falls, came / args.telephones))
        await asyncio.gather(*(one.partir() for one in crowd.telephones))


def _pupitre(serveur: str) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(serveur, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": serveur})


def _telephones(serveur: str) -> aiohttp.ClientSession:
    """As many streams as there are telephones, none of which ends by itself or holds a cookie."""
    places, no_end = aiohttp.TCPConnector(limit=0), aiohttp.ClientTimeout(total=None)
    return aiohttp.ClientSession(serveur, connector=places, timeout=no_end, cookie_jar=aiohttp.DummyCookieJar())


async def _envoyer(desk: aiohttp.ClientSession, code: str, body: dict[str, object]) -> None:
    async with desk.post(f"/gestes/{code}", json=body) as answer:
        if answer.status != 204:
            raise SystemExit(f"Le geste {body} est refusé : {await answer.text()}")


async def _un_geste(
    machine: Machine,
    desk: aiohttp.ClientSession,
    code: str,
    crowd: SalleDeTelephones,
    kind: str,
    body: dict[str, object],
) -> dict[str, object]:
    before, tool, read = machine.relever(), os.times(), crowd.octets
    crowd.commencer()
    start = instant_ms()
    await _envoyer(desk, code, body)
    answered = instant_ms()
    try:
        await asyncio.wait_for(crowd.complet.wait(), PATIENCE_S)
    except TimeoutError:
        print(f"{len(crowd.telephones) - len(crowd.instants)} téléphones n'ont rien entendu", flush=True)
    heard = [one - start for one in crowd.instants]
    await asyncio.sleep(APRES_S)
    after, spent = machine.relever(), os.times()
    return {
        "genre": kind,
        "reponse": answered - start,
        "evenement": heard,
        "manquants": len(crowd.telephones) - len(heard),
        "octets": (crowd.octets - read) / len(crowd.telephones),
        "cpu_ms": (after.cpu_s - before.cpu_s) * 1000,
        "cpu_outil_ms": (spent.user + spent.system - tool.user - tool.system) * 1000,
        "duree_s": after.a_s - before.a_s,
        "charge": os.getloadavg()[0],
    }


def _dire(gestures: list, openings: list, rest: float, falls: dict[str, int], came: float) -> list[str]:
    net = {id(one): max(0.0, one["cpu_ms"] - rest * one["duree_s"] * 1000) for one in gestures}
    table = {
        "évènement chez un téléphone, ms": [value for one in gestures for value in one["evenement"]],
        "… chez le dernier de chaque geste": [max(one["evenement"]) for one in gestures],
        "réponse au pupitre, ms": [one["reponse"] for one in gestures],
        "processeur du serveur par geste, ms": list(net.values()),
        "processeur de l'outil par geste, ms": [one["cpu_outil_ms"] for one in gestures],
        "octets par téléphone et par geste": [one["octets"] for one in gestures],
        "premier état d'un téléphone, ms": openings,
    }
    for kind in dict.fromkeys(one["genre"] for one in gestures):
        these = [one for one in gestures if one["genre"] == kind]
        table[f"{kind} : dernier, ms"] = [max(one["evenement"]) for one in these]
        table[f"{kind} : processeur, ms"] = [net[id(one)] for one in these]
    missing = sum(one["manquants"] for one in gestures)
    return [
        *tableau(table),
        "",
        f"Visé : {', '.join(f'{name} ≤ {aim}' for name, aim in VISES.items())}.",
        f"À l'arrivée, {mots(came)} octets de flux par téléphone. Au repos, {mots(rest * 100)} % d'un cœur. "
        f"Gestes non entendus : {missing} ; flux refusés : {falls['refus']}, rompus : {falls['chutes']}.",
    ]
