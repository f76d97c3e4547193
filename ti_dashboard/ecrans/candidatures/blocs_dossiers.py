"""Bars and curve of the application files: states, decisions, days, regions, opinions. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ti_dashboard.langue.formats import accord, jour, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import avant, bloc, ligne
from ti_dashboard.planche.contrat import creer
from ti_dashboard.planche.contrat_blocs import RIEN_A_MONTRER, Barre, Barres, Bloc, Courbe, Serie
from ti_dashboard.planche.progression import graduations
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.lieux_reunis import reunies

# One for each value of its precision, in their order.
COULEURS_ETAT = ("inconnu", "carte-3", "carte-3", "bon", "mauvais", "inconnu", "inconnu")
COULEURS_DECISION = ("bon", "bon", "bon", "mauvais", "inconnu", "inconnu")
COULEURS_AVIS = ("bon", "carte-3", "mauvais", "inconnu")
NON_PUBLIE = "Le nombre de candidatures de 2023 n'a jamais été publié."
RETIREES = " «\u00a0Retirée\u00a0»\u00a0: le dossier a quitté la plateforme, il ne compte plus parmi les déposés."


def blocs(
    filtres: Filtres, rows: Sequence[Ligne], before: Sequence[Ligne] | None, regions: Sequence[tuple[str, str]]
) -> list[Bloc]:
    return [
        par_etat(filtres, rows, before),
        par_decision(filtres, rows),
        par_jour(filtres, rows),
        par_region(filtres, rows, regions),
        par_avis(filtres, rows, "avis_prefet", "Ce qu'en disent les préfets"),
        par_avis(filtres, rows, "avis_region", "Ce qu'en disent les régions"),
    ]


def par_etat(filtres: Filtres, rows: Sequence[Ligne], before: Sequence[Ligne] | None) -> Barres:
    """The pipeline: one bar per state, in the order a file goes through them; they sum to the known files."""
    now, then = (Counter(str(r["statut"]) for r in found or ()) for found in (rows, before))
    states = PRECISIONS["statut_dossier"].valeurs if before else ()
    earlier = {code: avant(filtres, then[code], nombre) for code in states}
    lines = _lignes(Chiffre("nb_candidatures"), "statut_dossier", now, COULEURS_ETAT, earlier)
    note = NON_PUBLIE + (RETIREES if now["retiree"] else "")
    return bloc("etats", "bas", "Où en sont les dossiers", f"dossiers connus, {filtres.arrete_en_mots()}", lines, note)


def par_decision(filtres: Filtres, rows: Sequence[Ligne]) -> Barres:
    """What the programme decided; no decision is a line of its own."""
    counts = Counter(str(r["decision"] or "aucune") for r in rows)
    lines = _lignes(Chiffre("nb_candidatures"), "decision", counts, COULEURS_DECISION)
    note = "« Recomposée » : le territoire suit un territoire de phase I, avec d'autres membres."
    heading = "Ce que le programme a décidé"
    return bloc("decisions", "bas", heading, f"dossiers connus, {filtres.arrete_en_mots()}", lines, note)


def _lignes(
    chiffre: Chiffre,
    dimension: str,
    comptes: Counter[str],
    couleurs: Sequence[str],
    autrefois: Mapping[str, dict[str, object]] | None = None,
) -> list[Barre]:
    """One bar for each value of a precision of this figure, none of them left out."""
    labels = PRECISIONS[dimension].valeurs.items()
    return [
        ligne(
            code,
            label,
            comptes[code],
            nombre,
            chiffre.avec(dimension, code),
            couleur=colour,
            **(autrefois or {}).get(code, {}),
        )
        for (code, label), colour in zip(labels, couleurs, strict=True)
    ]


def par_region(filtres: Filtres, rows: Sequence[Ligne], regions: Sequence[tuple[str, str]]) -> Barres:
    """Filed applications by lead region, those without any included: that is where the holes are."""
    filed = [r for r in rows if r["est_deposee"]]
    counts = Counter(str(r["code_region"]) for r in filed)
    accepted = Counter(str(r["code_region"]) for r in filed if r["statut"] == "acceptee")
    kept = filtres.codes_regions
    shown = [(code, name) for code, name in regions if reunies(code) == (code,) and (not kept or code in kept)]
    lines = [
        ligne(
            code,
            name,
            counts[code],
            nombre,
            Chiffre("nb_candidatures_deposees", (("region", code),)),
            geste="region",
            texte=_part_retenue(counts[code], accepted[code] if accepted else None),
            actif=code in filtres.regions,
        )
        for code, name in sorted(shown, key=lambda item: (-counts[item[0]], item[1]))
    ]
    nowhere = counts["None"]
    note = "Un territoire interrégional compte une fois, dans sa région chef de file."
    if nowhere:
        note += f" {accord(nowhere, 'dossier')} sans région connue."
    return bloc(
        "regions", "bas", "Dans quelles régions", f"candidatures déposées, {filtres.arrete_en_mots()}", lines, note
    )


def _part_retenue(filed: int, accepted: int | None) -> str:
    """« 29, 24 retenues »; before any decision, the filed alone."""
    return nombre(filed) if accepted is None else f"{nombre(filed)}, {accord(accepted, 'retenue')}"


def par_avis(filtres: Filtres, rows: Sequence[Ligne], cle: str, heading: str) -> Barres:
    """Opinions on the filed applications, the unknown ones included."""
    counts = Counter(str(r[cle] or "inconnu") for r in rows if r["est_deposee"])
    lines = _lignes(Chiffre("nb_candidatures_deposees"), cle, counts, COULEURS_AVIS)
    return bloc(cle, "bas", heading, f"candidatures déposées, {filtres.arrete_en_mots()}", lines, "")


def par_jour(filtres: Filtres, rows: Sequence[Ligne]) -> Courbe:
    """Files deposited so far, day by day."""
    days = sorted(r["date_depot"] for r in rows if r["est_deposee"] and r["date_depot"])
    unknown = sum(r["est_deposee"] and r["date_depot"] is None for r in rows)
    points = [
        [(day - days[0]).days, rank, jour(day), accord(rank, "dossier déposé", "dossiers déposés")]
        for rank, day in enumerate(days, 1)
        if rank == len(days) or days[rank] != day
    ]
    marks = graduations(max(len(days), 1))
    heading = "Les dépôts, jour après jour"
    spoken = (
        f"de {points[0][3]} au {points[0][2]} à {points[-1][3]} au {points[-1][2]}" if points else "aucun dépôt daté"
    )
    serie = creer(
        Serie, libelle="Dossiers déposés", chiffre="nb_candidatures_deposees", couleur="accent", points=points
    )
    return creer(
        Courbe,
        id="depots",
        place="bas",
        titre=heading,
        sous_titre=f"dossiers déposés en cumul, {filtres.arrete_en_mots()}",
        alt=f"{heading}, {spoken}.",
        series=[serie],
        axe_y=[nombre(m) for m in marks],
        max_y=marks[-1],
        vide=RIEN_A_MONTRER,
        note=f"{accord(unknown, 'dossier déposé', 'dossiers déposés')} sans date connue." if unknown else None,
    )
