"""What a screen is compared with; when there is nothing, said once under its title, never on each tile."""

from collections.abc import Mapping
from datetime import date

from ti_dashboard.adresse.comprise import SANS_COMPARAISON
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.programme.evolution import sans_comparaison
from ti_dashboard.programme.filtres import phase_en_mots
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.questions.comparaison import empechement, precedent
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.declares import completer
from ti_dashboard.questions.matieres import tus
from ti_dashboard.questions.publies import chiffres_publies
from ti_dashboard.questions.scelles import scelles


def cadrer(contexte: Contexte, releves: Mapping[date, Releve]) -> Cadre:
    """What every tile of a screen shares: values at its arrêté, those it is compared with, what was said in public."""
    choix = contexte.choix
    return encadrer(contexte, releves[choix.arrete], precedent(releves, choix))


def encadrer(contexte: Contexte, actuel: Releve, avant: Releve | None) -> Cadre:
    """The same for measures already at hand."""
    publication, choix, page = contexte.publication, contexte.choix, contexte.fichier
    actuel = completer(publication, choix, page, choix.arrete, actuel)
    avant = avant and completer(publication, choix, page, choix.anterieur, avant)
    published = chiffres_publies(publication, choix.arrete, choix.phase)
    sealed_before = scelles(publication, choix, choix.anterieur) if avant is not None else {}
    sealed, silent = scelles(publication, choix, choix.arrete), tus(publication, choix)
    return Cadre(choix, actuel, avant, published, sealed, sealed_before, silent)


def reserve(contexte: Contexte, avant: Releve | None, question: str = "") -> str:
    """What follows the subtitle of a board without an earlier value; nothing when the reader asked for none.

    ``question``: the one behind the figures of the board, when it has arrêtés of its own.
    """
    choix, words = contexte.choix, contexte.vocabulaire
    if avant is not None:
        return ""
    if choix.compare is not None:
        why = empechement(contexte.publication, choix, question) or "absente_avant"
        told = sans_comparaison(why, choix, question).constat
        return f" · rien à comparer : {told[0].lower()}{told[1:]}"
    if words.precedent(contexte.arrete.etiquette, choix.phase) == SANS_COMPARAISON:
        phase = phase_en_mots(choix.phase, "en phase")
        return f" · rien à comparer : aucun arrêté antérieur ne compte de territoire {phase}"
    return ""
