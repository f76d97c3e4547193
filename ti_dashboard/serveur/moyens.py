"""By which means one comes in: an identity provider, local accounts on a closed network, the code of a séance."""

from dataclasses import dataclass

from ti_dashboard.acces.mode import COMPTES_LOCAUX, est_oui
from ti_dashboard.connexion import reglages_oidc
from ti_dashboard.errors import ReglageRefuse


@dataclass(frozen=True)
class Moyens:
    """``fournisseur``: what its button says, empty without one."""

    fournisseur: str
    sont_locaux: bool


def lire() -> Moyens:
    """Raises ReglageRefuse when nobody could come in."""
    has_local = est_oui(COMPTES_LOCAUX)
    provider = reglages_oidc.lire()
    found = Moyens(f"S'identifier avec {provider.nom}" if provider else "", has_local)
    if not (found.fournisseur or found.sont_locaux):
        raise ReglageRefuse(
            "Personne ne pourrait entrer : configurez un fournisseur d'identité (TI_DASHBOARD_OIDC_…) ou, sur un "
            f"réseau fermé, des comptes locaux ({COMPTES_LOCAUX}=oui)."
        )
    return found
