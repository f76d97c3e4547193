"""Boards with what a room has corrected laid over their figures. Pure: who reads the corrections is not here."""

from collections.abc import Sequence
from functools import reduce

from ti_dashboard.adresse import gardee
from ti_dashboard.live.corrections import Correction
from ti_dashboard.planche import corrections as figures
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.corrections import ChiffreCorrige, Identite, identite
from ti_dashboard.planche.dependances import contient
from ti_dashboard.programme.chiffre import Chiffre, lire_dans
from ti_dashboard.programme.filtres import LIEUX, Filtres
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser


def annoter(contexte: Contexte, ecran: Ecran, found: Sequence[Correction]) -> Ecran:
    """``found``: those displayed over this arrêté, the latest first."""
    if not found:
        return ecran
    known = {
        figure: ChiffreCorrige(c.valeur_nouvelle, f"corrigé en séance : {c.motif} ({c.auteur})")
        for figure, c in par_figure(contexte, found).items()
    }
    seen = [precise(contexte, *read) for c in found if (read := lue(contexte, c))]
    return figures.annoter(
        ecran,
        lambda figure: known.get(identite(figure, contexte.choix)),
        lambda figure: any(contient((figure, contexte.choix), one) for one in seen),
    )


def par_figure(contexte: Contexte, found: Sequence[Correction]) -> dict[Identite, Correction]:
    """``found``: the latest first; the latest wins."""
    return {identite(*read): c for c in reversed(found) if (read := lue(contexte, c))}


def lue(contexte: Contexte, correction: Correction) -> tuple[Chiffre, Filtres] | None:
    """The figure it corrects and under which filters; None when either is not wholly understood any more: a word less
    would make it another figure."""
    words, where = contexte.vocabulaire, correction.perimetre
    figure, (choix, unknown) = lire_dans(where.chiffre, words.listes), gardee.lire(where.adresse, words)
    return None if figure is None or unknown else (figure, choix)


def precise(contexte: Contexte, figure: Chiffre, choix: Filtres) -> tuple[Chiffre, Filtres]:
    """A figure of one territory is also one of the places that the screen keeps, where it counts there."""
    place, shown = figure.lit("territoire"), contexte.choix
    if not place or choix.est_situe:
        return figure, choix
    bound = shown.parametres() | {"phase": choix.phase, "arrete": choix.arrete, "territoire_id": place}
    if not any(row["est_suivi"] for row in poser(contexte.publication, "territoire", **bound)):
        return figure, choix
    return figure, reduce(lambda kept, key: kept.avec(key, *shown.choisis(key)), LIEUX, choix)
