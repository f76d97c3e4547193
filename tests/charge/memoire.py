"""What a session holds, and what it gives back: memory, descriptors, threads, before, with, and after it."""

import argparse
import asyncio
import random

from tests.charge.lecteur import Lecteur
from tests.charge.machine import Machine, Releve, exiger_des_descripteurs, par_vagues
from tests.charge.resultats import Mesure, mots
from tests.charge.reunion import reunir
from tests.charge.suiveur import Suiveur

# What the first readers of a server cost once and for all: modules, plans, answers kept.
CHAUFFE = 10
CALME_S = 10


async def mesurer(machine: Machine, args: argparse.Namespace) -> None:
    exiger_des_descripteurs(args.sessions)
    mesure = Mesure("memoire", vars(args))
    seance = reunir(machine.donnees)

    def reader() -> Suiveur:
        return Suiveur(machine.adresse, seance.code, args.passage == "toujours", lambda *_: None)

    await _passage_de([reader() for _ in range(CHAUFFE)], args)
    await asyncio.sleep(args.apres)
    found = {"sans personne": machine.relever()}
    for turn in range(args.tours):
        room = [reader() for _ in range(args.sessions)]
        await _entrer(room, args)
        await asyncio.sleep(CALME_S)
        found[f"{args.sessions} sessions ({turn + 1})"] = machine.relever()
        await asyncio.gather(*(one.partir() for one in room))
        await asyncio.sleep(args.apres)
        found[f"{args.apres:.0f} s après leur départ ({turn + 1})"] = machine.relever()
    mesure.garder("releves", {name: one.en_json() for name, one in found.items()})
    mesure.ecrire(_dire(found, args))


async def _passage_de(room: list[Suiveur], args: argparse.Namespace) -> None:
    await _entrer(room, args)
    await asyncio.gather(*(one.partir() for one in room))


async def _entrer(room: list[Suiveur], args: argparse.Namespace) -> None:
    """Each opens, follows, and looks at two screens."""
    await par_vagues([one.suivre() for one in room], args.a_la_fois)
    await par_vagues([_regarder(one, random.Random(rank)) for rank, one in enumerate(room)], args.a_la_fois)


async def _regarder(reader: Lecteur, hasard: random.Random) -> float:
    end = 0.0
    for name in ("region", "theme"):
        reader.filtrer(name, hasard.choice(reader.choix(name)))
        _, end = await reader.montrer()
    return end


def _dire(found: dict[str, Releve], args: argparse.Namespace) -> list[str]:
    empty = found["sans personne"]
    lines = ["| moment | mémoire, Mo | descripteurs | fils |", "|---|--:|--:|--:|"]
    lines += [f"| {name} | {mots(one.memoire_mo)} | {one.descripteurs} | {one.fils} |" for name, one in found.items()]
    full = [one for name, one in found.items() if "sessions" in name]
    after = [one for name, one in found.items() if "départ" in name]
    each = ", ".join(f"{mots((one.memoire_mo - empty.memoire_mo) / args.sessions)} Mo" for one in full)
    open_files = (full[0].descripteurs - empty.descripteurs) / args.sessions
    kept = ", ".join(
        f"{mots(one.memoire_mo - empty.memoire_mo)} Mo et {one.descripteurs - empty.descripteurs} descripteurs"
        for one in after
    )
    return [
        *lines,
        "",
        f"Par session : {each} (visé : 3) ; {mots(open_files)} descripteurs. Gardés après leur départ : {kept}.",
    ]
