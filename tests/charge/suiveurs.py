"""One presenter and a crowd that follows: when each hears of a move, when each has its screen, what a move costs."""

import argparse
import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.charge.lecteur import instant_ms
from tests.charge.machine import Machine, exiger_des_descripteurs, par_vagues
from tests.charge.resultats import Mesure, mots, tableau
from tests.charge.reunion import Animateur, reunir
from tests.charge.suiveur import Suiveur

PATIENCE_S = 180
# What ends after the last run: messages that leave, memory given back.
APRES_S = 1
VISES = {
    "évènement chez le suiveur, ms": 250,
    "écran chez le suiveur, ms": 500,
    "processeur du serveur par geste, ms": 100,
}


@dataclass
class Geste:
    """One move of the presenter: what each follower told of it, by their number."""

    depart: float = 0.0
    recus: dict[int, tuple[float, float | None, float | None]] = field(default_factory=dict)


class Foule:
    """The followers, and what they say of the move under way."""

    def __init__(self, machine: Machine, code: str, args: argparse.Namespace) -> None:
        self.suiveurs = [
            Suiveur(machine.adresse, code, args.passage == "toujours", self._entendre(rank))
            for rank in range(args.suiveurs)
        ]
        self.geste = Geste()
        self.complet = asyncio.Event()

    @property
    def nb_suivent(self) -> int:
        return sum(one.suit.is_set() for one in self.suiveurs)

    def _entendre(self, rank: int) -> Callable[..., None]:
        def told(_version: int, heard: float, screen: float | None, run: float | None) -> None:
            self.geste.recus.setdefault(rank, (heard, screen, run))
            if len(self.geste.recus) >= self.nb_suivent:
                self.complet.set()

        return told

    def commencer(self) -> Geste:
        self.geste = Geste(instant_ms())
        self.complet.clear()
        return self.geste


async def mesurer(machine: Machine, args: argparse.Namespace) -> None:
    exiger_des_descripteurs(args.suiveurs)
    mesure = Mesure("suiveurs", vars(args))
    seance = reunir(machine.donnees)
    presenter, crowd = Animateur(machine.adresse, seance), Foule(machine, seance.code, args)
    await presenter.animer()
    await machine.au_calme()
    alone = [await _bouger_seul(machine, presenter) for _ in range(args.gestes)]
    before = machine.relever()
    openings = await par_vagues([one.suivre() for one in crowd.suiveurs], args.a_la_fois)
    opened = machine.relever()
    print(f"{crowd.nb_suivent} suiveurs sur {args.suiveurs} en {opened.a_s - before.a_s:.0f} s", flush=True)
    rest = await machine.au_calme()
    gestures = [await _un_geste(machine, presenter, crowd) for _ in range(args.gestes)]
    mesure.garder("releves", [one.en_json() for one in (before, opened, machine.relever())])
    mesure.garder("gestes", gestures)
    mesure.garder("ouvertures_ms", openings)
    mesure.garder("animateur_seul_ms", alone)
    mesure.garder("repos", rest)
    falls = {name: sum(getattr(one, name) for one in crowd.suiveurs) for name in ("refus", "chutes")}
    mesure.garder("flux", falls)
    mesure.ecrire(_dire(gestures, openings, alone, rest, falls))
    await asyncio.gather(presenter.partir(), *(one.partir() for one in crowd.suiveurs))


async def _bouger_seul(machine: Machine, presenter: Animateur) -> dict[str, float]:
    before = machine.relever()
    start, screen, end = await presenter.bouger()
    await asyncio.sleep(APRES_S)
    cpu_s = machine.relever().cpu_s - before.cpu_s
    return {"ecran": screen - start, "confirme": end - start, "cpu_ms": cpu_s * 1000}


async def _un_geste(machine: Machine, presenter: Animateur, crowd: Foule) -> dict[str, object]:
    """Everybody has finished, or the patience has: who is missing is counted."""
    before, tool = machine.relever(), os.times()
    gesture = crowd.commencer()
    start, screen, end = await presenter.bouger()
    try:
        await asyncio.wait_for(crowd.complet.wait(), PATIENCE_S)
    except TimeoutError:
        print(f"{crowd.nb_suivent - len(gesture.recus)} suiveurs n'ont pas fini", flush=True)
    await asyncio.sleep(APRES_S)
    after, spent = machine.relever(), os.times()
    told = list(gesture.recus.values())
    return {
        "animateur_ecran": screen - start,
        "animateur_confirme": end - start,
        "evenement": [heard - start for heard, _, _ in told],
        "ecran": [there - start for _, there, _ in told if there is not None],
        "confirme": [ended - start for _, _, ended in told if ended is not None],
        "manquants": crowd.nb_suivent - len(told),
        "cpu_ms": (after.cpu_s - before.cpu_s) * 1000,
        "cpu_outil_ms": (spent.user + spent.system - tool.user - tool.system) * 1000,
        "duree_s": after.a_s - before.a_s,
        "charge": os.getloadavg()[0],
    }


def _dire(gestures: list, openings: list, alone: list, rest: float, falls: dict[str, int]) -> list[str]:
    every = {name: [value for one in gestures for value in one[name]] for name in ("evenement", "ecran", "confirme")}
    last = {name: [max(one[name]) for one in gestures if one[name]] for name in every}
    net = [max(0.0, one["cpu_ms"] - rest * one["duree_s"] * 1000) for one in gestures]
    table = {
        "évènement chez le suiveur, ms": every["evenement"],
        "… chez le dernier de chaque geste": last["evenement"],
        "écran chez le suiveur, ms": every["ecran"],
        "… chez le dernier de chaque geste ": last["ecran"],
        "session du suiveur rattrapée, ms": every["confirme"],
        "écran de l'animateur, ms": [one["animateur_ecran"] for one in gestures],
        "session de l'animateur, ms": [one["animateur_confirme"] for one in gestures],
        "session de l'animateur seul, ms": [one["confirme"] for one in alone],
        "processeur du serveur par geste, ms": net,
        "… sans personne qui suive, ms": [one["cpu_ms"] for one in alone],
        "processeur de l'outil par geste, ms": [one["cpu_outil_ms"] for one in gestures],
        "ouverture d'un suiveur, ms": openings,
    }
    missing = sum(one["manquants"] for one in gestures)
    without = sum(len(one["evenement"]) - len(one["ecran"]) for one in gestures)
    return [
        *tableau(table),
        "",
        f"Visé, chez le dernier : {', '.join(f'{name} ≤ {aim}' for name, aim in VISES.items())}.",
        f"Au repos, {mots(rest * 100)} % d'un cœur. Gestes non finis par un suiveur : {missing} ; sans ressource : "
        f"{without} ; flux refusés : {falls['refus']}, rompus : {falls['chutes']}.",
    ]
