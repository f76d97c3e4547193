"""A headline figure between two arrêtés without the lines it is made of: why it moved, cause by cause, and its rates.

``mouvements`` and ``origine`` stay the reference, and give the lines behind each cause; both say the same to the cent.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import CAUSES, Mouvement
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.mesures import Nombre
from ti_dashboard.questions.deplacements import changes_de_lieu, cloture
from ti_dashboard.questions.lecture import liaisons
from ti_dashboard.questions.poser import poser

Parts = tuple[Nombre, Nombre]
"""The two halves of a rate."""
# What is behind a figure → what gives the two halves of a rate over it, at constant perimeter.
CONSTANTS = {"lignes_montants": "taux_montants_constants", "lignes_projets": "taux_projets_constants"}


def se_somme(chiffre: Chiffre) -> bool:
    """Amounts and projects: other figures are made of as many rows as there are territories."""
    return chiffre.indicateur.lignes in CONSTANTS


def mouvements(publication: Publication, chiffre: Chiffre, choix: Filtres) -> tuple[Mouvement, ...]:
    """What moved an amount, or a count of projects, that no precision narrows; the parts sum to the difference."""
    bound = _liaisons(publication, chiffre, choix)
    by_money = chiffre.indicateur.lignes == "lignes_montants"
    seen = chiffre.resserrer(choix)
    rows = poser(publication, "mouvements_montants", **bound) if by_money else _projets(publication, seen, bound)
    by_cause = {str(row["cause"]): row for row in rows}
    return tuple(_mouvement(by_cause[cause]) for cause in CAUSES if cause in by_cause)


def _liaisons(publication: Publication, chiffre: Chiffre, choix: Filtres) -> dict[str, Any]:
    both = {"anterieur": choix.anterieur, "cloture": cloture(publication, choix.anterieur)}
    return liaisons(chiffre, choix, choix.arrete) | both


def _projets(publication: Publication, seen: Filtres, bound: dict[str, Any]) -> tuple[Ligne, ...]:
    moved = poser(publication, "projets_deplaces", **bound)
    bound |= {
        "sujets": [row["projet_id"] for row in moved],
        "entres": [row["projet_id"] for row in moved if row["est_entre"]],
        "ailleurs": sorted(str(one) for one in changes_de_lieu(publication, seen)),
    }
    return poser(publication, "mouvements_projets", sur="faits_projets", **bound) if moved else ()


def _mouvement(row: Ligne) -> Mouvement:
    return Mouvement(row["cause"], row["hausse"] - row["baisse"], row["nb_lignes"], row["hausse"], row["baisse"])


def parts_constantes(publication: Publication, chiffre: Chiffre, choix: Filtres) -> Mapping[date, Parts]:
    """arrêté → the two halves of a rate of projects, or of one kind of amount over another, both arrêtés compared, over
    the territories present at both."""
    selection = chiffre.indicateur.selection
    bound = _liaisons(publication, chiffre, choix)
    bound |= dict(zip(("haut", "bas"), selection.get("types", (None, None)), strict=True))
    rows = poser(publication, CONSTANTS[chiffre.indicateur.lignes], **bound)
    nothing: dict[date, Parts] = dict.fromkeys((choix.anterieur, choix.arrete), (0, 0))
    return nothing | {row["arrete_id"]: (row["haut"], row["bas"]) for row in rows}
