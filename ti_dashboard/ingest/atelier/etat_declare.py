"""What a sender has told of its acts, as the workbook it would send again: downloaded, corrected, deposited whole."""

from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.atelier import servie
from ti_dashboard.ingest.reception.modeles import modele_xlsx
from ti_dashboard.langue.formats import enumeration

NATURE = "financements"


def etat_xlsx(emetteur: str) -> bytes:
    """The template of the amounts, filled with the last word of ``emetteur``; deposited as it is, it changes nothing.

    Raises DepotRefuse when the publication holds no amount of this sender, naming those it knows.
    """
    rows = servie.lignes("etat_declare", emetteur=emetteur)
    if not rows:
        raise DepotRefuse(f"Rien n'est publié des montants de « {emetteur} ». {_connus()}")
    return modele_xlsx(NATURE, rows)


def _connus() -> str:
    known = sorted({str(row["emetteur"]) for row in servie.lignes("livraisons") if row["nature"] == NATURE})
    return f"Émetteurs connus : {enumeration(known)}." if known else "Aucun émetteur n'en a envoyé."
