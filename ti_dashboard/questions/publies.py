"""What was said in public at an arrêté, ready to stand beside what the ledger gives."""

from datetime import date
from decimal import Decimal

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.mesures import ChiffrePublie
from ti_dashboard.questions.poser import poser


def chiffres_publies(publication: Publication, arrete: date, phase: int) -> dict[str, ChiffrePublie]:
    """indicateur_id → the figure said in public at this arrêté for this phase."""
    rows = poser(publication, "chiffres_publies", arrete=arrete, phase=phase)
    return {
        str(r["indicateur_id"]): ChiffrePublie(
            str(r["indicateur_id"]),
            Decimal(str(r["valeur"])),
            str(r["unite"]),
            str(r["qualificatif"]),
            r["denominateur"],
            str(r["source"]),
            bool(r["est_comparable"]),
        )
        for r in rows
    }
