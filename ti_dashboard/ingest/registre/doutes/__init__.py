"""The questions a deposit raises, asked only where the answer changes what the ledger will hold, and what it says."""

from dataclasses import replace

from ti_dashboard.dossier.depot import Depot, Question
from ti_dashboard.ingest.registre.doutes.coherence import exces, retires
from ti_dashboard.ingest.registre.doutes.incertains import comparer
from ti_dashboard.ingest.registre.doutes.jours import GENRE, apres_tous, meme_jour
from ti_dashboard.ingest.registre.doutes.montants_douteux import demesures
from ti_dashboard.ingest.registre.doutes.repetitions import repetees
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import Livraison

__all__ = ["laissees", "questions", "soulevees"]


def questions(sheets: list[Livraison], connues: list[Livraison]) -> tuple[list[Question], list[str]]:
    """What only a person can say of a deposit; what it corrects and what it will not change, in words."""
    if not sheets:
        return [], []
    sheets = [replace(s, rang=apres_tous(s, connues)) for s in sheets]
    known = Connu.de(connues)
    repeated = [*repetees(sheets, known), *demesures(sheets, connues, known)]
    uncertain, told = comparer(sheets, connues, known)
    asked = [*repeated, *uncertain, *meme_jour(sheets, connues, known)]
    return asked, [*told, *retires(sheets, known), *exces(sheets, known)]


def soulevees(depot: Depot, sheets: list[Livraison], connues: list[Livraison]) -> list[Question]:
    """Questions that the answers given to a deposit raise in turn, once its words are heard in their place."""
    known = Connu.de([*connues, *sheets])
    dated = any(q.genre == GENRE for q in depot.questions)
    raised = [*known.arbitre.questions.values(), *([] if dated else meme_jour(sheets, connues, known))]
    old = set(Connu.de(connues).arbitre.questions) if raised else set()
    return [q for q in raised if q.cle not in old]


def laissees(gardees: list[Livraison], auparavant: list[Livraison]) -> list[Question]:
    """Questions that nobody was asked, and that words raise without those taken away or with those taken back."""
    raised = Connu.de(gardees).arbitre.questions
    old = Connu.de(auparavant).arbitre.questions if raised else {}
    return [q for key, q in raised.items() if key not in old]
