"""What narrows a figure beyond the shared filters, with the label of each value."""

from typing import Any

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.poser import poser


def nommees(publication: Publication, chiffre: Chiffre, choix: Filtres) -> list[tuple[str, str]]:
    """Dimension, label of its value."""
    said, seen = [], chiffre.resserrer(choix)
    for dim, code in chiffre.precisions:
        if dim not in PRECISIONS:
            continue
        label = PRECISIONS[dim].valeurs.get(code)
        if label is None:
            bound: dict[str, Any] = {"dimension": dim, "code": code, "phase": seen.phase, "arrete": choix.arrete}
            label = next((str(r["libelle"]) for r in poser(publication, "nom_precision", **bound)), code)
        said.append((dim, label))
    return said


def precisions_en_mots(publication: Publication, chiffre: Chiffre, choix: Filtres) -> list[str]:
    """The same as a reader says it."""
    return [PRECISIONS[dim].dire(label) for dim, label in nommees(publication, chiffre, choix)]
