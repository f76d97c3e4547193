"""The questions a deposit raises, asked only where the answer changes what the ledger will hold, and what it says."""

from ti_dashboard.depots import Question
from ti_dashboard.ingest.doutes.incertains import comparer
from ti_dashboard.ingest.doutes.jours import meme_jour
from ti_dashboard.ingest.doutes.montants import demesures
from ti_dashboard.ingest.doutes.repetitions import repetees
from ti_dashboard.ingest.lecture import Livraison


def questions(sheets: list[Livraison], connues: list[Livraison]) -> tuple[list[Question], list[str]]:
    """What only a person can say of a deposit; what it corrects and what it will not change, in words."""
    if not sheets:
        return [], []
    uncertain, told = comparer(sheets, connues)
    asked = [*repetees(sheets), *demesures(sheets, connues), *uncertain, *meme_jour(sheets, connues)]
    return asked, told
