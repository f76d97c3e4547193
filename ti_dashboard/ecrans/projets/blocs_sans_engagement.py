"""What is known of projects without a commitment: where, how far asked for, since when, on what. Pure."""

from collections.abc import Mapping, Sequence

from ti_dashboard.ecrans.projets.blocs import SANS
from ti_dashboard.langue.formats import accord, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import bloc, ligne
from ti_dashboard.planche.contrat_blocs import Barre, Barres
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre


def sans_engagement(cadre: Cadre, rows: Sequence[Ligne]) -> list[Barres]:
    """The four breakdowns of projects without a commitment; none where the count itself is unknown or meaningless."""
    filtres = cadre.filtres
    if filtres.operateurs == ("regions",) or SANS in cadre.tus:
        return []
    by = {name: [r for r in rows if r["ventilation"] == name] for name in ("region", "theme", "anciennete", "demande")}
    aside = {r["code"]: r["nb_sans"] for r in rows if r["ventilation"] == "part"}
    said = f"projets sans engagement, {filtres.arrete_en_mots()}"
    return [
        _par_region(said, by["region"], filtres.regions),
        _par_demande(said, by["demande"], aside),
        _par_anciennete(said, by["anciennete"]),
        _par_theme(said, by["theme"], filtres.themes),
    ]


def _par_region(said: str, rows: Sequence[Ligne], chosen: Sequence[str]) -> Barres:
    return bloc(
        "sans-regions",
        "droite",
        "Sans engagement : dans quelles régions ?",
        f"{said}, région chef de file",
        [_partagee("region", r, chosen) for r in rows],
        "Un projet compte une fois, dans la région chef de file de son territoire.",
    )


def _par_demande(said: str, rows: Sequence[Ligne], aside: Mapping[str, int]) -> Barres:
    return bloc(
        "sans-demandes",
        "droite",
        "Sans engagement : où en est la demande ?",
        said,
        _classes("demande", rows),
        f"Parmi eux, {accord(aside['aide_region'], 'projet a', 'projets ont')} une aide de la région et "
        f"{accord(aside['annule'], 'projet a', 'projets ont')} eu un engagement, annulé en totalité.",
    )


def _par_anciennete(said: str, rows: Sequence[Ligne]) -> Barres:
    return bloc(
        "sans-anciennetes",
        "droite",
        "Sans engagement : depuis quand attendent-ils ?",
        f"{said}, depuis la remontée",
        _classes("anciennete", rows),
        "L'âge se compte de la remontée à la date d'arrêté, en mois révolus : trois mois jour pour jour entrent "
        "dans « De 3 à moins de 6 mois ».",
    )


def _par_theme(said: str, rows: Sequence[Ligne], chosen: Sequence[str]) -> Barres:
    return bloc(
        "sans-themes",
        "bas",
        "Sans engagement : sur quoi portent-ils ?",
        said,
        [_partagee("theme", r, chosen) for r in rows],
        "Un projet qui porte deux thèmes compte dans chacun : ces nombres ne s'additionnent pas.",
    )


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
