"""First start on a fresh clone: demonstration deliveries and their publication, so that one command is enough."""

from collections.abc import Callable

from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.pointeur import NOM, PUBLIEES


def assurer_publication(progression: Callable[[str], None] = lambda _: None) -> bool:
    """Build the demonstration publication when nothing has ever been published. True when it was built."""
    # A pointer that was lost is no first start: what was published is not to be replaced by a demonstration.
    if (chemins.publications() / NOM).exists() or any(chemins.publications().glob(PUBLIEES)):
        return False
    # Nor is a folder where somebody began to deposit.
    if any(chemins.donnees().glob("depots/*")):
        return False
    # Imported here: a normal start must not pay for the reader of deliveries.
    from ti_dashboard.demonstration import generer
    from ti_dashboard.ingest.publier.construction import construire

    source = chemins.livraisons() / "demonstration"
    if not source.exists():
        generer(source, progression=progression)
    construire(source, chemins.publications(), progression=progression)
    return True
