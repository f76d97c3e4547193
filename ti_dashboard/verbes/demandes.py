"""The verb by which a second person agrees, or not, to what another asked."""

import argparse
from typing import TYPE_CHECKING

from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import instant
from ti_dashboard.verbes import droits
from ti_dashboard.verbes.sortie import Sortie

if TYPE_CHECKING:
    from ti_dashboard.live.demandes import GesteDemande

CHANGE = "Ce sur quoi porte la demande n° {} a changé depuis : refusez-la, et que le geste soit demandé de nouveau."


def demandes(args: argparse.Namespace, sortie: Sortie) -> int | None:
    from ti_dashboard.live import demandes as registre
    from ti_dashboard.live.base import base

    if not est_en_reseau():
        raise GesteRefuse("Ce service n'a pas de comptes : personne n'y demande d'accord. Rien n'a changé.")
    store = base().au_nom_de(droits.personne(args))
    if args.refuser is not None:
        registre.refuser(store, args.refuser, args.motif)
        sortie.resultat([f"La demande n° {args.refuser} est refusée."], demande=args.refuser)
    elif args.accorder is not None:
        return _accorder(args, registre.trouver(store, args.accorder).geste, sortie)
    else:
        waiting = registre.en_attente(store)
        said = [f"{d.demande_id}. {d.geste.verbe} · {d.demandeur} · le {instant(d.demandee_le)}" for d in waiting]
        sortie.resultat(said or ["Aucune demande n'attend."], demandes=said)
    return None


def _accorder(args: argparse.Namespace, asked: "GesteDemande", sortie: Sortie) -> int:
    """Do what was asked, in the words it was asked in, as long as it still means the same."""
    if asked.matiere != droits.matiere():
        raise GesteRefuse(CHANGE.format(args.accorder))
    words = [f"--compte={args.compte}", asked.verbe, *asked.mots]
    again = args.analyser(words)
    with droits.verifies(again, words):
        return int(again.action(again, sortie) or 0)
