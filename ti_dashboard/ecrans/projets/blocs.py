"""Tiles and bar blocks of the Projets page: the funnel, and what is known of projects without a commitment. Pure."""

from collections.abc import Sequence

from ti_dashboard.langue.formats import INCONNU, accord, nombre, part
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import bloc, ligne
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.contrat_blocs import Barre, Barres
from ti_dashboard.planche.tuiles import Cadre, connus_inconnus, de_qui, touches, tuile
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre
from ti_dashboard.programme.mesures import Nombre

SANS = "nb_projets_sans_engagement"


def tuiles_projets(cadre: Cadre) -> list[Tuile]:
    """Listed, with and without a commitment, gone out, status unknown."""
    r = cadre.dits
    total, engaged, without = r["nb_projets"], r["nb_projets_engages"], r[SANS].valeur
    which = ("avec une ligne",) * 2 if cadre.filtres.operateurs else ("recensé", "recensés")
    counted = f"sur {accord(total.valeur, *(f'projet{s} {word}' for s, word in zip(('', 's'), which, strict=True)))}"
    own = f"{de_qui(cadre.filtres)}, " if cadre.filtres.operateurs else ""
    untouched = [_sans_ligne(cadre)] if cadre.filtres.operateurs else []
    return [
        tuile(cadre, "nb_projets", touches(cadre.filtres), "de la remontée à la réalisation",
              connus_inconnus(total, "statut connu", "statuts connus")),
        tuile(cadre, "nb_projets_engages", own + counted, _part(engaged.valeur, total.valeur, which[1]),
              f"{nombre(without)} sans engagement connu"),
        tuile(cadre, SANS, own + counted, _part(without, total.valeur, which[1]),
              "aucune décision en vigueur à l'arrêté"),
        *untouched,
        tuile(cadre, "nb_projets_sortis", ("refusé ou abandonné", "refusés ou abandonnés"),
              "à part des projets recensés", "statut connu pour chacun"),
        tuile(cadre, "nb_projets_statut_inconnu", counted, ("compté parmi les recensés", "comptés parmi les recensés"),
              connus_inconnus(total, "statut connu", "statuts connus")),
    ]  # fmt: skip


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


def sans_engagement(cadre: Cadre, rows: Sequence[Ligne]) -> list[Barres]:
    """The four breakdowns of projects without a commitment; none where the count itself is unknown or meaningless."""
    filtres = cadre.filtres
    if filtres.operateurs == ("regions",) or SANS in cadre.tus:
        return []
    by = {name: [r for r in rows if r["ventilation"] == name] for name in ("region", "theme", "anciennete", "demande")}
    aside = {r["code"]: r["nb_sans"] for r in rows if r["ventilation"] == "part"}
    said = f"projets sans engagement, {filtres.arrete_en_mots()}"
    return [
        bloc("sans-regions", "droite", "Sans engagement : dans quelles régions ?", f"{said}, région chef de file",
             [_partagee("region", r, filtres.regions) for r in by["region"]],
             "Un projet compte une fois, dans la région chef de file de son territoire."),
        bloc("sans-demandes", "droite", "Sans engagement : où en est la demande ?", said,
             _classes("demande", by["demande"]),
             f"Parmi eux, {accord(aside['aide_region'], 'projet a', 'projets ont')} une aide de la région et "
             f"{accord(aside['annule'], 'projet a', 'projets ont')} eu un engagement, annulé en totalité."),
        bloc("sans-anciennetes", "droite", "Sans engagement : depuis quand attendent-ils ?",
             f"{said}, depuis la remontée", _classes("anciennete", by["anciennete"]),
             "L'âge se compte de la remontée à la date d'arrêté, en mois révolus : trois mois jour pour jour entrent "
             "dans « De 3 à moins de 6 mois »."),
        bloc("sans-themes", "bas", "Sans engagement : sur quoi portent-ils ?", said,
             [_partagee("theme", r, filtres.themes) for r in by["theme"]],
             "Un projet qui porte deux thèmes compte dans chacun : ces nombres ne s'additionnent pas."),
    ]  # fmt: skip


# shared filter → what names the projects it leaves out
MANQUES = {"region": ("rattachement", "non_rattache"), "theme": ("sans", "theme")}


def _partagee(geste: str, row: Ligne, chosen: Sequence[str]) -> Barre:
    """A bar whose click sets the shared filter; what has no code is a line of its own, without a gesture."""
    code, note = row["code"], f"sur {accord(row['nb_recenses'], 'recensé')}"
    if code is None:
        dim, missing = MANQUES[geste]
        figure = Chiffre(SANS, (MANQUES[geste],))
        label = PRECISIONS[dim].valeurs[missing]
        return ligne("aucun", label, row["nb_sans"], nombre, figure, note=note, couleur="inconnu")
    figure = Chiffre(SANS, ((geste, str(code)),))
    return ligne(code, row["libelle"], row["nb_sans"], nombre, figure, note=note, geste=geste, actif=code in chosen)


def _classes(dim: str, rows: Sequence[Ligne]) -> list[Barre]:
    """One bar per class, in order; a class nobody is in is a known zero."""
    found = {r["code"]: r for r in rows}
    lines = []
    for code, label in PRECISIONS[dim].valeurs.items():
        r = found.get(code, {"nb_sans": 0, "nb_recenses": 0})
        note = f"sur {accord(r['nb_recenses'], 'recensé')}"
        figure = Chiffre(SANS, ((dim, code),))
        lines.append(ligne(code, label, r["nb_sans"], nombre, figure, note=note))
    return lines
