"""Progress in time: projects and engaged projects at each arrêté of the phase. Pure."""

from datetime import date

from ti_dashboard.langue.formats import accord, jour, nombre
from ti_dashboard.planche.contrat import creer
from ti_dashboard.planche.contrat_blocs import RIEN_A_MONTRER, Courbe, Serie
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.mesures import Releve

SERIES = (
    ("nb_projets", "Projets recensés", "accent", "projet", "projets"),
    ("nb_projets_engages", "Avec un engagement", "bon", "projet engagé", "projets engagés"),
    ("nb_territoires_engages", "Territoires engagés", "alerte", "territoire engagé", "territoires engagés"),
)
PAS = (1, 2, 5)


def graduations(highest: float) -> list[int]:
    """Three or four round marks from 0 to at least ``highest``: 0, 500, 1 000."""
    scale = 1
    while True:
        for step in PAS:
            if step * scale * 4 >= highest:
                count = max(1, -(-int(highest) // (step * scale)))
                return [i * step * scale for i in range(count + 1)]
        scale *= 10


def _series(shown: dict[date, Releve], first: date) -> list[Serie]:
    return [
        creer(
            Serie,
            libelle=label,
            chiffre=key,
            couleur=colour,
            points=[
                [(day - first).days, float(value), jour(day), accord(value, one, many)]
                for day, r in shown.items()
                if (value := r[key].valeur) is not None and not r[key].sans_objet
            ],
        )
        for key, label, colour, one, many in SERIES
    ]


def progression(filtres: Filtres, releves: dict[date, Releve]) -> Courbe:
    """One line per series; x is the day, so that distances between committees are true."""
    shown = {day: releve for day, releve in sorted(releves.items()) if day <= filtres.arrete}
    highest = max((float(r[s[0]].valeur or 0) for r in shown.values() for s in SERIES), default=1)
    marks = graduations(max(highest, 1))
    series = _series(shown, min(shown, default=filtres.arrete))
    title = "Le chemin parcouru, arrêté par arrêté"
    spoken = " ; ".join(f"{s['libelle']} : {', '.join(p[3] + ' au ' + p[2] for p in s['points'])}" for s in series)
    return creer(
        Courbe,
        id="progression",
        place="bas",
        titre=title,
        sous_titre=f"nombre à chaque arrêté, jusqu'au {jour(filtres.arrete)}",
        alt=f"{title}. {spoken}.",
        series=series,
        axe_y=[nombre(m) for m in marks],
        max_y=marks[-1],
        vide=RIEN_A_MONTRER,
        note="Un seul arrêté pour cette phase." if len(shown) == 1 else None,
    )
