"""What a screen is compared with when there is nothing: said once under its title, never on each tile."""

from ti_dashboard.adresse import SANS_COMPARAISON
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import jour
from ti_dashboard.mesures import Releve


def reserve(contexte: Contexte, precedent: Releve | None) -> str:
    """What follows the subtitle of a board without an earlier value; nothing when the reader asked for none."""
    choix, words = contexte.choix, contexte.vocabulaire
    if precedent is not None:
        return ""
    if choix.compare is not None:
        return f" · rien à comparer : pas de phase {'I' * choix.phase} au {jour(choix.compare)} pour ce choix"
    if words.precedent(contexte.arrete.etiquette, choix.phase) == SANS_COMPARAISON:
        return f" · rien à comparer : aucun arrêté antérieur ne compte de territoire en phase {'I' * choix.phase}"
    return ""
