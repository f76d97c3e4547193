"""What is done once when the server starts, so that the first reader does not pay for it."""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator

from starlette.types import ASGIApp

from ti_dashboard import journal_serveur
from ti_dashboard.dossier import chemins
from ti_dashboard.errors import ReglageRefuse
from ti_dashboard.live.base import base
from ti_dashboard.serveur import modules, reglages, ressources
from ti_dashboard.serveur.adresse_d_abord import suivre_l_adresse_d_abord
from ti_dashboard.serveur.adresse_ecrite import garder_l_adresse
from ti_dashboard.serveur.appel_interne import get
from ti_dashboard.serveur.descripteurs import elever_la_limite, rendre_les_descripteurs
from ti_dashboard.serveur.file_d_envoi import garder_les_reponses
from ti_dashboard.serveur.gestes import repondre_en_entier
from ti_dashboard.serveur.messages_refuses import refuser_ce_qui_developpe
from ti_dashboard.serveur.portillon import faire_passer_qui_presente
from ti_dashboard.serveur.prechauffage import suivre_les_publications
from ti_dashboard.serveur.ramassage import ramasser_au_repos

JOURNAL = logging.getLogger("ti_dashboard")
ENCODAGES = ("br", "gzip")


@contextlib.asynccontextmanager
async def duree_de_vie(app: ASGIApp) -> AsyncIterator[dict[str, object]]:
    """Make sure there is a publication, then serve; compression goes on behind the first requests."""
    _verifier_les_reglages()
    elever_la_limite()
    rendre_les_descripteurs()
    suivre_l_adresse_d_abord()
    faire_passer_qui_presente()
    garder_les_reponses()
    repondre_en_entier()
    garder_l_adresse()
    refuser_ce_qui_developpe()
    await asyncio.gather(_ensure_publication(), _ensure_live_store())
    tasks = (_warm_up(app), reglages.annoncer(), suivre_les_publications(), ramasser_au_repos())
    behind = [asyncio.create_task(task) for task in tasks]
    yield {}
    for task in behind:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _verifier_les_reglages() -> None:
    """A service that would be open to anybody, or to nobody, does not start."""
    try:
        reglages.verifier()
    except ReglageRefuse as error:
        journal_serveur.dire_le_refus(str(error))
        # Nothing runs yet: what waits for the server must see it end, with the sentence as its last word.
        os._exit(1)


async def _ensure_publication() -> None:
    if chemins.est_nomme():
        # A folder that somebody named is theirs: its pages say how to begin, and offer the demonstration.
        return
    try:
        # What makes data is loaded by the one start that has none.
        from ti_dashboard.demonstration.premier_demarrage import assurer_publication

        await asyncio.to_thread(assurer_publication)
    except Exception:
        # The server starts all the same: its pages say in French that there is nothing to show yet.
        JOURNAL.exception("Aucune publication n'a pu être préparée")


async def _ensure_live_store() -> None:
    try:
        await asyncio.to_thread(base)
    except Exception:
        # Everything but the séances works without it.
        JOURNAL.exception("Le magasin des séances n'a pas pu être ouvert")


async def _warm_up(app: ASGIApp) -> None:
    """Ask the application itself for what a first opening needs: each answer stays compressed in memory."""
    for adresse in await asyncio.to_thread(addresses_of_first_opening):
        for encodage in ENCODAGES:
            try:
                await get(app, adresse, {"accept-encoding": encodage})
            except Exception:
                JOURNAL.warning("Préchauffage impossible : %s", adresse, exc_info=True)


def addresses_of_first_opening() -> list[str]:
    """Page, modules its head names, our own files, then modules loaded later."""
    toutes = (
        "/",
        *modules.named_by_page(),
        *modules.needed_by(modules.ACCUEIL),
        *ressources.addresses(),
        *modules.needed_by(modules.AUTRES),
    )
    return list(dict.fromkeys(toutes))
