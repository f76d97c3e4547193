"""What a screen is compared with when there is nothing: said once under its title, never on each tile."""

from ti_dashboard.adresse import SANS_COMPARAISON
from ti_dashboard.contexte import Contexte
from ti_dashboard.evolution import sans_comparaison
from ti_dashboard.mesures import Releve


def reserve(contexte: Contexte, precedent: Releve | None, question: str = "") -> str:
    """What follows the subtitle of a board without an earlier value; nothing when the reader asked for none.

    ``question``: the one behind the figures of the board, when it has arrêtés of its own.
    """
    choix, words = contexte.choix, contexte.vocabulaire
    if precedent is not None:
        return ""
    if choix.compare is not None:
        why = sans_comparaison(choix, question)
        return f" · rien à comparer : {why[0].lower()}{why[1:]}"
    if words.precedent(contexte.arrete.etiquette, choix.phase) == SANS_COMPARAISON:
        return f" · rien à comparer : aucun arrêté antérieur ne compte de territoire en phase {'I' * choix.phase}"
    return ""
