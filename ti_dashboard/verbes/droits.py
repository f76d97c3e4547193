"""In whose name a verb runs: on a network, an account that may; at the only post, whoever types it."""

import argparse

from ti_dashboard.acces.actions import EXPLOITER, PAR_VERBE
from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.errors import AccesRefuse


def verifier(args: argparse.Namespace) -> None:
    """Raises AccesRefuse. Where there are accounts, the account is the author, whatever was typed."""
    if not est_en_reseau() or PAR_VERBE[args.verbe] is EXPLOITER:
        return
    # Imported here: at a post without accounts no verb pays for the live store.
    from ti_dashboard.live import comptes
    from ti_dashboard.live.base import base

    if not args.compte:
        raise AccesRefuse(
            f"Ce service a des comptes : dites au nom de qui (« --compte ADRESSE {args.verbe} … »). Rien n'a changé."
        )
    store = base()
    found = comptes.trouver(store, int(args.compte)) if args.compte.isdecimal() else comptes.nomme(store, args.compte)
    if found is None or found.ferme_le is not None:
        raise AccesRefuse(f"Aucun compte ouvert n'est « {args.compte} » : « comptes » les donne. Rien n'a changé.")
    found.personne().exiger_verbe(args.verbe)
    args.auteur = found.personne().signature
