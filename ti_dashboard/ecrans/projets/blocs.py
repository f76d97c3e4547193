"""Tiles and bar blocks of the Projets page: the funnel. Pure."""

from collections.abc import Sequence

from ti_dashboard.langue.formats import INCONNU, accord, nombre, part
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import bloc, ligne
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.contrat_blocs import Barres
from ti_dashboard.planche.mots_des_tuiles import connus_inconnus, de_qui, touches
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.mesures import Nombre

SANS = "nb_projets_sans_engagement"


def tuiles_projets(cadre: Cadre) -> list[Tuile]:
    """Listed, with and without a commitment, gone out, status unknown."""
    r = cadre.dits
    total, engaged, without = r["nb_projets"], r["nb_projets_engages"], r[SANS].valeur
    which = ("avec une ligne",) * 2 if cadre.filtres.operateurs else ("recensé", "recensés")
    counted = f"sur {accord(total.valeur, *(f'projet{s} {word}' for s, word in zip(('', 's'), which, strict=True)))}"
    own = (f"{de_qui(cadre.filtres)}, " if cadre.filtres.operateurs else "") + counted
    untouched = [_sans_ligne(cadre)] if cadre.filtres.operateurs else []
    states = connus_inconnus(total, "statut connu", "statuts connus")
    with_one, with_none = (_part(value, total.valeur, which[1]) for value in (engaged.valeur, without))
    listed, gone = ("compté parmi les recensés", "comptés parmi les recensés"), "à part des projets recensés"
    out = ("refusé ou abandonné", "refusés ou abandonnés")
    return [
        tuile(cadre, "nb_projets", touches(cadre.filtres), "de la remontée à la réalisation", states),
        tuile(cadre, "nb_projets_engages", own, with_one, f"{nombre(without)} sans engagement connu"),
        tuile(cadre, SANS, own, with_none, "aucune décision en vigueur à l'arrêté"),
        *untouched,
        tuile(cadre, "nb_projets_sortis", out, gone, "statut connu pour chacun"),
        tuile(cadre, "nb_projets_statut_inconnu", counted, listed, states),
    ]


def _sans_ligne(cadre: Cadre) -> Tuile:
    """Those an operator filter leaves out: what « received nothing from it » means, not even a request."""
    nothing = accord(cadre.dits["nb_projets_rien_recu"].valeur, "projet n'a", "projets n'ont")
    return tuile(
        cadre,
        "nb_projets_sans_ligne",
        de_qui(cadre.filtres),
        f"pas même une demande ; {nothing} rien reçu",
        "hors des autres chiffres de cet écran",
    )


def _part(value: Nombre | None, total: Nombre | None, which: str) -> str:
    if value is None or total is None:
        return f"part des projets {which} : {INCONNU}"
    return f"{part(value, total)} des projets {which}" if total else "Aucun projet recensé"


def par_statut(cadre: Cadre, rows: Sequence[Ligne]) -> Barres:
    """The funnel: every status, exits and unknown included; its bars sum to listed + gone out."""
    told = {r["statut"] for r in rows}
    if "nb_projets_sortis" in cadre.tus:
        told = set() if "nb_projets" in cadre.tus else {"inconnu"}
    lines = [
        ligne(
            r["statut"],
            r["libelle"],
            r["nb_projets"] if r["statut"] in told else None,
            nombre,
            Chiffre("nb_projets_connus", (("statut", str(r["statut"])),)),
            note=_note_statut(r),
            couleur="mauvais" if r["est_sortie"] else "inconnu" if r["statut"] == "inconnu" else "accent",
        )
        for r in rows
    ]
    return bloc(
        "statuts",
        "droite",
        "Où en sont les projets ?",
        f"projets, dernier statut connu, {cadre.filtres.arrete_en_mots()}",
        lines,
        "Recensés = tous, sauf refusés et abandonnés. Chaque projet compte une fois.",
    )


def _note_statut(row: Ligne) -> str | None:
    if not row["est_compte"]:
        return "sorti, hors des recensés"
    return "sorti de l'échelle, reste recensé" if row["est_sortie"] else None
