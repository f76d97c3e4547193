"""What a publication is made of, and the sheets that this comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.dossier.limites import LivraisonInvalide
from ti_dashboard.dossier.rattachements import Attache
from ti_dashboard.ingest.registre.lecture import lire_livraisons
from ti_dashboard.ingest.registre.lignes_deposees import livraisons_du_depot
from ti_dashboard.ingest.registre.livraison import Livraison


@dataclass(frozen=True)
class Matiere:
    """What a publication is made of: folders with their slip, accepted deposits, decided arrêtés, referentials, and
    what was attached by hand.

    ``immuables``: the arrêtés of the publication served keep their seal and their figures; those decided here always
    do. ``prepare``: where the rows of the last deposit are, when it is not accepted yet.
    """

    racine: Path | None
    depots: Sequence[Depot] = ()
    arretes: Sequence[ArreteDecide] = ()
    referentiels: Path = REFERENTIELS
    immuables: bool = True
    prepare: Path | None = None
    rattachements: Sequence[Attache] = ()


def lire_matiere(matiere: Matiere) -> list[Livraison]:
    """Every sheet, folders first, then deposits in the order they came. Raises LivraisonInvalide when there is none."""
    if matiere.racine is not None and (not matiere.racine.is_dir() or not any(matiere.racine.iterdir())):
        raise LivraisonInvalide([f"{matiere.racine} ne contient aucun dossier de livraison."])
    sheets = list(lire_livraisons(matiere.racine)) if matiere.racine else []
    for depot in matiere.depots:
        waits = matiere.prepare if depot is matiere.depots[-1] else None
        sheets += livraisons_du_depot(depot, waits)
    if not sheets:
        raise LivraisonInvalide(["Aucune livraison n'a été déposée : il n'y a rien à publier."])
    return sheets
