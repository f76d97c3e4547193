"""What another rule would change to a list, in words: a weight moved by a point, another weighting. Pure."""

from collections.abc import Mapping

from ti_dashboard.ecrans.selection.classement import Accord, Effet
from ti_dashboard.ecrans.selection.modele import Donnees, RegleDeSelection
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, enumeration, nombre


def effets(donnees: Donnees, regle: RegleDeSelection, effects: list[Effet]) -> list[dict[str, str]]:
    """One row per criterion: who comes in and leaves at one point less, and one point more."""
    said = {(e.critere_id, e.pas): _effet(donnees, e) for e in effects}
    return [
        {
            "Critère": c.libelle,
            "Poids": nombre(regle.poids.get(c.critere_id, 0)),
            "Un point de moins": said.get((c.critere_id, -1), "déjà à 0"),
            "Un point de plus": said.get((c.critere_id, 1), "déjà à 100"),
        }
        for c in donnees.criteres
    ]


def _effet(donnees: Donnees, effect: Effet) -> str:
    parts = [
        f"{verb} : {enumeration([donnees.candidats[i].nom for i in moved])}"
        for verb, moved in (("entre", effect.entrants), ("sort", effect.sortants))
        if moved
    ]
    return " ; ".join(parts) or "la liste ne change pas"


def accord_en_mots(nom: str, found: Accord, nombre_retenus: int) -> str:
    """« Poids égaux : 21 retenus communs sur 25, environ 92 paires de territoires sur 100 dans le même ordre… »."""
    kept = accord(found.nb_communs, "retenu commun", "retenus communs")
    return f"{citer(nom)} : **{kept}** sur {nombre(nombre_retenus)}, {ordre_en_mots(found.tau)}"


def ordre_en_mots(tau: float | None) -> str:
    """Kendall's tau in pairs: « environ 92 paires de territoires sur 100 dans le même ordre (tau de Kendall 0,84) »."""
    if tau is None:
        return "sans ordre à comparer"
    same = accord(round((1 + tau) * 50), "paire de territoires", "paires de territoires")
    return f"environ {same} sur 100 dans le même ordre (tau de Kendall {nombre(tau, 2)})"


def desaccord(donnees: Donnees, found: Accord) -> str:
    """Who is on one list only: « ici seulement : … ; là seulement : … »."""
    here, there = (enumeration([citer(donnees.candidats[i].nom) for i in s]) for s in (found.propres, found.autres))
    said = [f"ici seulement : {here}"] if here else []
    said += [f"avec l'autre seulement : {there}"] if there else []
    return " ; ".join(said) or "les deux listes sont les mêmes"


def poids_en_mots(donnees: Donnees, poids: Mapping[str, int]) -> str:
    """« Échelon 40, Projets engagés 20 »; a criterion that is not here is said by its code."""
    names = {c.critere_id: c.libelle for c in donnees.criteres}
    return ", ".join(f"{names.get(key, key)} {nombre(weight)}" for key, weight in poids.items())
