"""A room at work: each session looks, filters every ten seconds, and is taken where the presenter goes."""

import argparse
import asyncio
import random
import time
from collections import defaultdict

import aiohttp

from tests.charge.lecteur import instant_ms
from tests.charge.machine import Machine, exiger_des_descripteurs, par_vagues
from tests.charge.resultats import Mesure, mots, tableau
from tests.charge.reunion import Animateur, reunir
from tests.charge.suiveur import Suiveur

FILTRES = ("region", "theme", "operateur")
PAS_DE_RELEVE_S = 5


class Echantillons:
    """What the sessions have measured, by name, in milliseconds; ``fautes``: sentence → how many times."""

    def __init__(self) -> None:
        self.ms: dict[str, list[float]] = defaultdict(list)
        self.fautes: dict[str, int] = defaultdict(int)

    def a_chaque_mouvement(self, _version: int, heard: float, screen: float | None, run: float | None) -> None:
        """What follows from the event alone: the presenter's gesture is timed by « suiveurs »."""
        for name, end in (("suivi_ecran", screen), ("suivi_session", run)):
            if end is not None:
                self.ms[name].append(end - heard)


async def mesurer(machine: Machine, args: argparse.Namespace) -> None:
    exiger_des_descripteurs(args.sessions)
    mesure, kept = Mesure("salle", vars(args)), Echantillons()
    seance = reunir(machine.donnees)
    presenter = Animateur(machine.adresse, seance)
    await presenter.animer()
    room = [
        Suiveur(machine.adresse, seance.code, args.passage == "toujours", kept.a_chaque_mouvement)
        for _ in range(args.sessions)
    ]
    before = machine.relever()
    openings = await par_vagues([one.suivre() for one in room], args.a_la_fois)
    async with machine.suivre(PAS_DE_RELEVE_S) as readings:
        end = time.monotonic() + args.minutes * 60
        lives = [_vivre(one, random.Random(rank), kept, args.pas, end) for rank, one in enumerate(room)]
        await asyncio.gather(conduire(presenter, kept, args.pas_animateur, end), *lives)
    falls = {name: sum(getattr(one, name) for one in room) for name in ("refus", "chutes")}
    mesure.garder("releves", [one.en_json() for one in (before, *readings)])
    mesure.garder("ouvertures_ms", openings)
    mesure.garder("ms", kept.ms)
    mesure.garder("fautes", kept.fautes | falls)
    mesure.ecrire(_dire(kept, openings, readings, falls))
    await asyncio.gather(presenter.partir(), *(one.partir() for one in room))


async def _vivre(reader: Suiveur, hasard: random.Random, kept: Echantillons, pas_s: float, fin: float) -> None:
    """Each begins at his own instant, and waits ``pas_s`` between two gestures, as who reads does."""
    await asyncio.sleep(hasard.uniform(0, pas_s))
    while time.monotonic() < fin:
        start = time.monotonic()
        await filtrer(reader, hasard, kept)
        await asyncio.sleep(max(0.0, pas_s - (time.monotonic() - start)))


async def filtrer(reader: Suiveur, hasard: random.Random, kept: Echantillons) -> None:
    name = hasard.choice(FILTRES)
    reader.filtrer(name, hasard.choice(reader.choix(name)))
    start = instant_ms()
    try:
        screen, end = await reader.montrer()
    except (TimeoutError, OSError, aiohttp.ClientError) as error:
        kept.fautes[type(error).__name__] += 1
        return
    kept.ms["filtre_session"].append(end - start)
    if not screen.est_lu:
        kept.fautes["écran non servi"] += 1
    else:
        kept.ms["filtre_ecran"].append(screen.a - start)
        kept.fautes["session sur un autre écran"] += screen.adresse != reader.confirmee()


async def conduire(presenter: Animateur, kept: Echantillons, pas_s: float, fin: float) -> None:
    while time.monotonic() < fin:
        start, screen, end = await presenter.bouger()
        kept.ms["animateur_ecran"].append(screen - start)
        kept.ms["animateur_session"].append(end - start)
        await asyncio.sleep(max(0.0, min(pas_s, fin - time.monotonic())))


def _dire(kept: Echantillons, openings: list[float], readings: list, falls: dict[str, int]) -> list[str]:
    first, last = readings[0], readings[-1]
    spent = (last.cpu_s - first.cpu_s) / (last.a_s - first.a_s)
    said = {
        "écran d'un filtre, ms": kept.ms["filtre_ecran"],
        "session confirmée, ms": kept.ms["filtre_session"],
        "écran d'un suiveur après l'évènement, ms": kept.ms["suivi_ecran"],
        "session d'un suiveur après l'évènement, ms": kept.ms["suivi_session"],
        "écran de l'animateur, ms": kept.ms["animateur_ecran"],
        "session de l'animateur, ms": kept.ms["animateur_session"],
        "ouverture, ms": openings,
    }
    faults = {name: nb for name, nb in (kept.fautes | falls).items() if nb}
    rate = len(kept.ms["filtre_session"]) / (last.a_s - first.a_s)
    return [
        *tableau(said),
        "",
        f"{mots(rate)} filtres par seconde ; serveur : {mots(spent * 100)} % d'un cœur, "
        f"{mots(last.memoire_mo)} Mo, {last.descripteurs} descripteurs, {last.fils} fils.",
        f"Fautes : {', '.join(f'{name} {nb}' for name, nb in faults.items()) or 'aucune'}.",
    ]
