"""What is said over the indicative list: its margin, and how much of it rests on unknown values. Pure."""

import numpy as np

from ti_dashboard.ecrans.selection.blocs import points
from ti_dashboard.ecrans.selection.classement import Classement
from ti_dashboard.ecrans.selection.modele import Donnees, RegleDeSelection
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, nombre

PROCHE = 0.01


def marge(donnees: Donnees, regle: RegleDeSelection, found: Classement) -> str:
    """One sentence: what separates the last kept from the next one, always said to be indicative."""
    said = "**Indicatif : un classement n'est pas une décision.** "
    if not any(regle.poids.values()):
        return said + "Tous les poids sont nuls : rien n'est classé."
    last, following, margin = found.choix.dernier, found.choix.suivant, found.marge
    if last is None or following is None or margin is None:
        return said + "Aucun score ne sépare les retenus des autres : choix manuels, bornes ou trop peu de territoires."
    a, b = citer(donnees.candidats[last].nom), citer(donnees.candidats[following].nom)
    scores = f"{a} ({points(found.scores[last], 2)} sur 100), dernier retenu par son score, et {b} "
    scores += f"({points(found.scores[following], 2)}), le suivant"
    place = f"Entre le {nombre(regle.nombre)}ᵉ et le {nombre(regle.nombre + 1)}ᵉ, {scores}"
    if margin == 0:
        return f"{said}{place} : **à égalité**, c'est le code du territoire qui les départage."
    gap = nombre(abs(margin) * 100, 2)
    if margin < 0:
        return f"{said}{place} : le suivant a **{gap} point de plus**, une borne de région le retient."
    near = int((np.abs(found.scores - found.scores[last]) <= PROCHE).sum()) - 1
    others = accord(near, "autre territoire", "autres territoires") if near else "aucun autre territoire"
    return f"{said}{place} : **{gap} point** d'écart ; {others} à un point du dernier retenu ou moins."


def incomplets(found: Classement) -> str:
    """How many of the list are kept without all their values, and how many of those a worst case would take out."""
    count, kept = len(found.incomplets), len(found.choix.retenus)
    if not count:
        return ""
    said = f"**{nombre(count)} des {accord(kept, 'retenu')}** {'est incomplet' if count == 1 else 'sont incomplets'}"
    frail = len(found.fragiles)
    worst = (
        "aucun ne sortirait de la liste" if not frail else (f"**{accord(frail, 'en sortirait', 'en sortiraient')}**")
    )
    return (
        f"{said} : une valeur au moins est inconnue, et leur score ne compte que les autres. Au pire de ce qui est "
        f"inconnu, {worst}."
    )
