"""A long use: readers come, look, follow and go; does anything grow?"""

import argparse
import asyncio
import random
import statistics
import time

from tests.charge.machine import Machine, Releve, exiger_des_descripteurs
from tests.charge.resultats import Mesure, mots
from tests.charge.reunion import Animateur, reunir
from tests.charge.salle import Echantillons, conduire, filtrer
from tests.charge.suiveur import Suiveur

PAS_DE_RELEVE_S = 10
# What is kept on purpose fills first: only what comes after tells of a slope.
PART_DE_CHAUFFE = 1 / 3


async def mesurer(machine: Machine, args: argparse.Namespace) -> None:
    exiger_des_descripteurs(args.sessions)
    mesure, kept = Mesure("endurance", vars(args)), Echantillons()
    seance = reunir(machine.donnees)
    presenter = Animateur(machine.adresse, seance)
    await presenter.animer()
    end = time.monotonic() + args.minutes * 60
    async with machine.suivre(PAS_DE_RELEVE_S) as readings:
        lives = [_venir(machine, seance.code, args, kept, random.Random(rank), end) for rank in range(args.sessions)]
        visits = await asyncio.gather(*lives, conduire(presenter, kept, args.pas_animateur, end))
    await presenter.partir()
    mesure.garder("releves", [one.en_json() for one in readings])
    mesure.garder("ms", kept.ms)
    mesure.garder("fautes", kept.fautes)
    mesure.ecrire(_dire(readings, kept, sum(visits[:-1])))


async def _venir(
    machine: Machine, code: str, args: argparse.Namespace, kept: Echantillons, hasard: random.Random, fin: float
) -> int:
    """One chair: one reader after the other sits there, each for a visit; how many did."""
    visits = 0
    while time.monotonic() < fin:
        reader = Suiveur(machine.adresse, code, args.passage == "toujours", kept.a_chaque_mouvement)
        kept.ms["ouverture"].append(await reader.suivre())
        leaves = min(fin, time.monotonic() + args.visite * hasard.uniform(0.5, 1.5))
        while time.monotonic() < leaves:
            await filtrer(reader, hasard, kept)
            await asyncio.sleep(min(args.pas, max(0.0, leaves - time.monotonic())))
        await reader.partir()
        visits += 1
    return visits


def pente(releves: list[Releve], nom: str) -> float:
    """By how much it grows in one hour, once warm (least squares)."""
    warm = releves[int(len(releves) * PART_DE_CHAUFFE) :]
    points = [(one.a_s / 3600, getattr(one, nom)) for one in warm]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def _dire(readings: list[Releve], kept: Echantillons, visits: int) -> list[str]:
    lines = ["| | au début | à la fin | au plus | pente par heure, le premier tiers à part |", "|---|--:|--:|--:|--:|"]
    for name, said in (("memoire_mo", "mémoire, Mo"), ("descripteurs", "descripteurs"), ("fils", "fils")):
        values = [getattr(one, name) for one in readings]
        told = " | ".join(mots(v) for v in (values[0], values[-1], max(values), pente(readings, name)))
        lines.append(f"| {said} | {told} |")
    faults = {name: nb for name, nb in kept.fautes.items() if nb}
    return [
        *lines,
        "",
        f"{visits} visites, {len(kept.ms['filtre_session'])} filtres en {mots(readings[-1].a_s - readings[0].a_s)} s.",
        f"Fautes : {', '.join(f'{name} {nb}' for name, nb in faults.items()) or 'aucune'}.",
    ]
