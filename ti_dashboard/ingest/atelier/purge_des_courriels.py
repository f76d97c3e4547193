"""The mails of those a séance expected go once it has been closed for as long as the rule says."""

from datetime import timedelta

from ti_dashboard import horloge
from ti_dashboard.acces.personne import au_poste
from ti_dashboard.dossier import conservation
from ti_dashboard.live import attendus
from ti_dashboard.live.base import base_ecrite


def perimes() -> int:
    """How many the rule lets go now; none where nobody has written in the store."""
    store = base_ecrite()
    return attendus.courriels_perimes(store, _avant()) if store else 0


def purger(auteur: str) -> int:
    """Take them away; gives how many."""
    store = base_ecrite()
    return attendus.oublier_les_courriels(store.au_nom_de(au_poste(auteur)), _avant()) if store else 0


def _avant() -> str:
    kept = timedelta(days=conservation.regle().attendus)
    return (horloge.maintenant() - kept).isoformat(timespec="milliseconds")
