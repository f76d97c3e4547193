"""Verbs about what its sender attached to no territory: attach it by hand, undo it. Each imports what it needs."""

import argparse

from ti_dashboard.dossier.rattachements import Attache
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.verbes.sortie import Sortie


def rattacher(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    done = atelier.rattacher(args.territoire, args.sujets, args.auteur, args.motif, args.phase)
    told = accord(len(done.sujets), "sujet rattaché", "sujets rattachés")
    _dire(f"{told} à {args.territoire}", done, sortie)


def detacher(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    done = atelier.detacher(args.sujets, args.auteur, args.motif, args.phase)
    _dire(accord(len(done.sujets), "rattachement défait", "rattachements défaits"), done, sortie)


def _dire(told: str, done: Attache, sortie: Sortie) -> None:
    sortie.resultat(
        [f"{told}, à partir du {jour(done.date_connaissance)}. « publier » le mettra en ligne."],
        numero=done.numero,
        sujets=[s.ecrire() for s in done.sujets],
        territoire=done.territoire_id,
        date_connaissance=done.date_connaissance,
    )
