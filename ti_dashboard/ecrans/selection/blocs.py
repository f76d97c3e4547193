"""What the selector says: the list with its components, the map, the rule criterion by criterion. Pure."""

from typing import Any

import numpy as np

from ti_dashboard.ecrans.selection.adresse import ECHELLES as ECHELLES
from ti_dashboard.ecrans.selection.choix import SCORE
from ti_dashboard.ecrans.selection.classement import Classement
from ti_dashboard.ecrans.selection.modele import Critere, Donnees, RegleDeSelection
from ti_dashboard.langue.formats import enumeration, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.carte import legender
from ti_dashboard.planche.contrat import Carte, creer
from ti_dashboard.programme.colonnes import ECRITURES, Colonne

MARQUE = "*"
INCONNU = "?"


def points(score: float, decimals: int = 1) -> str:
    """A score between 0 and 1, as it is read: out of 100."""
    return nombre(score * 100, decimals)


def etat(donnees: Donnees, regle: RegleDeSelection, found: Classement, i: int) -> str:
    """Why a candidate is in the list or not."""
    why = found.choix.retenus.get(i)
    if why is not None:
        return "✓ retenu" if why == SCORE else f"✓ {why}"
    if donnees.candidats[i].territoire_id in regle.manuels:
        return "exclu à la main"
    return "" if found.rangs[i] else f"{INCONNU} non classé"


def inconnues(donnees: Donnees, regle: RegleDeSelection, i: int) -> str:
    """Criteria in use whose value is unknown for a candidate: « Jours sans nouvelle inconnu ». Empty when none is."""
    missing = np.isnan(donnees.valeurs[i])
    names = [c.libelle for k, c in enumerate(donnees.criteres) if missing[k] and regle.poids.get(c.critere_id)]
    return f"valeur inconnue : {enumeration(names)}" if names else ""


def colonnes(donnees: Donnees) -> tuple[Colonne, ...]:
    """Rank, list and score, then each criterion: its value and the points it brings."""
    return (
        Colonne("rang", "Rang", "entier", absent=INCONNU),
        Colonne("etat", "Indicatif"),
        Colonne("nom", "Territoire"),
        Colonne("score_dit", "Score"),
        *(Colonne(f"{c.critere_id}_dit", c.court) for c in donnees.criteres),
        Colonne("region", "Région"),
        Colonne("territoire_id", "Code"),
    )


def colonnes_chiffrees(donnees: Donnees) -> tuple[Colonne, ...]:
    """The same with real numbers, for a download: value and points apart."""
    return (
        Colonne("rang", "Rang", "entier", absent="non classé"),
        Colonne("etat", "Liste indicative"),
        Colonne("motif", "Motif du choix manuel", absent=""),
        Colonne("territoire_id", "Code"),
        Colonne("nom", "Territoire"),
        Colonne("region", "Région"),
        Colonne("score", "Score sur 100", "decimal", absent="non classé"),
        Colonne("score_pire", "Score au pire des inconnues", "decimal", absent="non classé"),
        Colonne("score_mieux", "Score au mieux des inconnues", "decimal", absent="non classé"),
        *(
            column
            for c in donnees.criteres
            for column in (
                Colonne(c.critere_id, c.libelle, c.genre),
                Colonne(f"{c.critere_id}_points", f"{c.libelle} : points", "decimal", absent="—"),
            )
        ),
        Colonne("reporte", "Poids reportés", "oui_non"),
    )


def lignes(donnees: Donnees, regle: RegleDeSelection, found: Classement) -> list[Ligne]:
    """One row per candidate: the list first, by rank, then the others by rank, then those that are not ranked."""
    kept = found.choix.retenus
    order = sorted(
        range(len(donnees.candidats)),
        key=lambda i: (i not in kept, not found.rangs[i], found.rangs[i], donnees.candidats[i].territoire_id),
    )
    return [_ligne(donnees, regle, found, i) for i in order]


def _ligne(donnees: Donnees, regle: RegleDeSelection, found: Classement, i: int) -> Ligne:
    person, score = donnees.candidats[i], found.scores[i]
    ranked = bool(found.rangs[i])
    row: dict[str, Any] = {
        "rang": int(found.rangs[i]) or None,
        "etat": etat(donnees, regle, found, i),
        "nom": person.nom,
        "region": person.region,
        "territoire_id": person.territoire_id,
        "score": float(score * 100) if ranked else None,
        "score_dit": _score(found, i) if ranked else INCONNU,
        "score_pire": float(found.planchers[i] * 100) if ranked else None,
        "score_mieux": float(found.plafonds[i] * 100) if ranked else None,
        "motif": regle.manuels.get(person.territoire_id, (None, None))[1],
        "reporte": bool(found.reportes[i]),
    }
    weights = np.array([regle.poids.get(c.critere_id, 0) for c in donnees.criteres], dtype=float)
    carried = weights[~np.isnan(found.echelonnees[i])].sum()
    for column, critere in enumerate(donnees.criteres):
        value, scaled = donnees.valeurs[i, column], found.echelonnees[i, column]
        known = None if np.isnan(value) else float(value)
        brought = (
            None if known is None or not weights[column] or not ranked else weights[column] * scaled / carried * 100
        )
        row[critere.critere_id] = known
        row[f"{critere.critere_id}_points"] = brought
        told = ECRITURES[critere.genre](known)
        row[f"{critere.critere_id}_dit"] = told if brought is None else f"{told} → {nombre(brought, 1)}"
    return row


def _score(found: Classement, i: int) -> str:
    """« 78,2 », or « 78,2* (31 à 91) » where what is unknown could take it from the worst to the best case."""
    said = points(found.scores[i])
    if not found.reportes[i]:
        return said
    return f"{said}{MARQUE} ({points(found.planchers[i], 0)} à {points(found.plafonds[i], 0)})"


CLASSES = {
    5: "Retenu par son score",
    4: "Retenu par un choix manuel ou un plancher",
    1: "Classé, non retenu",
    0: "Exclu à la main",
    -1: f"{INCONNU} Non classé",
}


def carte(donnees: Donnees, regle: RegleDeSelection, found: Classement, contours: str) -> Carte:
    """The map of the programme with the indicative list marked."""
    values: dict[str, list[object]] = {}
    for i, person in enumerate(donnees.candidats):
        why = found.choix.retenus.get(i)
        rank = f"rang {nombre(found.rangs[i])}, {points(found.scores[i])} sur 100" if found.rangs[i] else CLASSES[-1]
        rank = ", ".join(filter(None, (rank, inconnues(donnees, regle, i))))
        shade = 5 if why == SCORE else 4 if why else 0 if person.territoire_id in regle.manuels else 1
        values[person.territoire_id] = [shade if why or shade == 0 or found.rangs[i] else -1, rank]
    held = [shade for shade, _ in values.values()]
    legend = [legender(k, label, held.count(k)) for k, label in CLASSES.items()]
    return creer(
        Carte,
        contours=contours,
        titre="La liste indicative sur la carte",
        mesures=[],
        mesure="",
        chiffre="",
        cible="",
        alt="Carte : " + ", ".join(f"{entry['libelle']} {entry['nb']}" for entry in legend) + ".",
        legende=legend,
        valeurs=values,
        source="Contours © IGN ADMIN EXPRESS, périmètres ANCT",
    )


def formule(donnees: Donnees, regle: RegleDeSelection) -> str:
    """The score as an expression: « (40 × Échelon + …) ÷ 100 »."""
    used = [c for c in donnees.criteres if regle.poids.get(c.critere_id)]
    terms = " + ".join(f"{nombre(regle.poids[c.critere_id])} × « {c.libelle} »" for c in used)
    return f"({terms}) ÷ {nombre(sum(regle.poids[c.critere_id] for c in used))} × 100" if used else "aucun poids"


def regle_par_critere(donnees: Donnees, regle: RegleDeSelection) -> list[dict[str, str]]:
    """What a hand needs to scale each criterion: direction, bounds, unknown values and what becomes of them."""
    return [_critere(donnees, regle, column, c) for column, c in enumerate(donnees.criteres)]


def _critere(donnees: Donnees, regle: RegleDeSelection, column: int, critere: Critere) -> dict[str, str]:
    values = donnees.valeurs[:, column]
    known = values[~np.isnan(values)]
    write = ECRITURES[critere.genre]
    low = (critere.sens == "bas") != (critere.critere_id in regle.inverses)
    strict = critere.critere_id in regle.stricts
    return {
        "N°": f"C{column + 1}",
        "Critère": critere.libelle,
        "Poids": nombre(regle.poids.get(critere.critere_id, 0)),
        "Plus fragile quand": "la valeur est basse" if low else "la valeur est haute",
        "De": write(float(known.min())) if len(known) else "inconnu",
        "À": write(float(known.max())) if len(known) else "inconnu",
        "Inconnus": f"{nombre(len(values) - len(known))} sur {nombre(len(values))}",
        "Si inconnu": "territoire non classé" if strict else f"poids reportés ({MARQUE})",
        "Source": critere.source or "registre à l'arrêté",
    }
