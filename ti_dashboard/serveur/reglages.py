"""What the settings of the service ask of the server: verified before it serves anything, in one French sentence."""

from starlette.applications import Starlette
from streamlit import config

from ti_dashboard import journal_serveur
from ti_dashboard.acces import deux_personnes
from ti_dashboard.acces.cette_machine import est_cette_machine
from ti_dashboard.acces.mode import VARIABLE, est_en_reseau
from ti_dashboard.acces.secret import secret
from ti_dashboard.errors import ReglageRefuse
from ti_dashboard.live import second_facteur
from ti_dashboard.live.sessions import limites
from ti_dashboard.serveur import moyens


def verifier() -> None:
    """Raises ReglageRefuse for what would open the door, or let nobody in."""
    journal_serveur.verifier()
    if est_en_reseau():
        secret()
        limites()
        moyens.lire()
        deux_personnes.sont_exigees()
        second_facteur.est_exige()
        return
    listened = str(config.get_option("server.address") or "")
    if not est_cette_machine(listened):
        where = f"sur {listened}" if listened else "sur toutes les adresses de cette machine"
        raise ReglageRefuse(
            f"Ce serveur écouterait {where} sans que personne ne se connecte. Laissez « --server.address 127.0.0.1 », "
            f"ou mettez {VARIABLE} à « reseau » : chacun se connecte alors."
        )


async def annoncer() -> None:
    """Say in the log what one comes in by and that does not answer now."""
    if est_en_reseau():
        from ti_dashboard.serveur import fournisseur_d_identite

        await fournisseur_d_identite.annoncer()


def portes() -> Starlette | None:
    """The doors, on a network only: nothing of what they need is loaded at a post that has none."""
    try:
        if not est_en_reseau():
            return None
    except ReglageRefuse:
        # A slip in the mode is said by ``verifier``, in one sentence, before anything is served.
        return None
    from ti_dashboard.serveur import (
        compte_personnel,
        duree_de_session,
        entree,
        fournisseur_d_identite,
        pages_de_la_loi,
        second_pas,
        sortie_de_session,
    )

    ways_in = (entree, second_pas, fournisseur_d_identite, pages_de_la_loi)
    doors = (*ways_in, compte_personnel, duree_de_session, sortie_de_session)
    return Starlette(routes=[route for door in doors for route in door.routes()])
