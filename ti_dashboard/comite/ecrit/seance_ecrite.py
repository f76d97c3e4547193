"""Who was there, what was on the agenda, who spoke, what was shown: the chapters of the minutes that tell a séance."""

from ti_dashboard.comite.ecrit.document import Chapitre, Paragraphe, TableEcrite
from ti_dashboard.comite.ecrit.proces_verbal import Point, PriseDeParole, ProcesVerbal
from ti_dashboard.langue.formats import accord, heure, temps_passe

MINUTE_MS = 60_000
PLAGE = "de {} à {}"


def presences(minutes: ProcesVerbal) -> Chapitre:
    here = minutes["presences"]
    missing = " ; ".join(f"{one['organisme']} ({one['fonction']})" for one in minutes["absences"])
    absent = [Paragraphe(f"Attendus et non notés présents : {missing}.")] if missing else []
    if not here:
        return Chapitre("Présences", [Paragraphe("Aucune présence n'a été notée."), *absent])
    closed = minutes["close_le"]
    rows = [
        (
            one["organisme"],
            one["fonction"],
            one["represente"] or "—",
            PLAGE.format(heure(one["arrivee_le"]), heure(one["depart_le"] or closed)),
        )
        for one in here
    ]
    heads = ("Organisme", "Fonction", "Représente", "Présence")
    told = Paragraphe(f"{accord(len(here), 'présence notée', 'présences notées')} : organismes et fonctions.")
    return Chapitre("Présences", [told, TableEcrite("Présences", heads, rows, (5, 5, 4, 4)), *absent])


def ordre_du_jour(minutes: ProcesVerbal) -> Chapitre:
    points = minutes["points"]
    if not points:
        return Chapitre("Ordre du jour", [Paragraphe("La séance n'avait pas d'ordre du jour.")])
    rows = [
        (
            str(rank),
            _titre_du_point(point),
            point["intervenant"] or "—",
            temps_passe(point["minutes"] * MINUTE_MS),
            temps_passe(point["passe_ms"]) if point["passages"] else "non abordé",
            _plages(point, minutes["close_le"]),
        )
        for rank, point in enumerate(points, 1)
    ]
    heads = ("N°", "Point", "Intervenant", "Prévu", "Passé", "Quand")
    return Chapitre("Ordre du jour", [TableEcrite("Ordre du jour", heads, rows, (1, 6, 4, 2, 3, 4))])


def _titre_du_point(point: Point) -> str:
    if not point["sous_embargo"]:
        return point["titre"]
    lifted = point["embargo_leve_le"]
    return f"{point['titre']} (sous embargo, {f'levé à {heure(lifted)}' if lifted else 'jamais levé'})"


def _plages(point: Point, closed: str) -> str:
    return " ; ".join(PLAGE.format(heure(one["de"]), heure(one["a"] or closed)) for one in point["passages"]) or "—"


def paroles(minutes: ProcesVerbal) -> Chapitre:
    spoken = [one for one in minutes["paroles"] if one["prise_le"]]
    waiting = [one for one in minutes["paroles"] if not one["prise_le"]]
    if not spoken and not waiting:
        return Chapitre("Prises de parole", [Paragraphe("Aucune prise de parole n'a été notée.")])
    parts: list[Paragraphe | TableEcrite] = []
    if spoken:
        rows = [(str(rank), *_parole(one)) for rank, one in enumerate(sorted(spoken, key=_prise), 1)]
        heads = ("Ordre", "Organisme", "Fonction", "Point", "À", "Durée")
        parts.append(TableEcrite("Prises de parole", heads, rows, (2, 5, 4, 4, 2, 3)))
        bodies = [(one["organisme"], temps_passe(one["duree_ms"])) for one in minutes["temps_de_parole"]]
        parts.append(TableEcrite("Temps de parole par organisme", ("Organisme", "Temps de parole"), bodies, (5, 2)))
    for said, kept in (
        ("Parole demandée et non prise", [one for one in waiting if not one["retiree_le"]]),
        ("Demande de parole retirée", [one for one in waiting if one["retiree_le"]]),
    ):
        if kept:
            asked = " ; ".join(f"{one['organisme']} ({one['fonction']})" for one in kept)
            parts.append(Paragraphe(f"{said} : {asked}."))
    return Chapitre("Prises de parole", parts)


def _prise(one: PriseDeParole) -> str:
    return one["prise_le"] or ""


def _parole(one: PriseDeParole) -> tuple[str, ...]:
    return (
        one["organisme"],
        one["fonction"],
        one["point"] or "—",
        heure(_prise(one)),
        temps_passe(one["duree_ms"]),
    )


def ecrans(minutes: ProcesVerbal) -> Chapitre:
    shown = minutes["ecrans"]
    if not shown:
        return Chapitre("Écrans montrés", [Paragraphe("La salle n'a été menée sur aucun écran.")])
    rows = [
        (heure(one["instant"]), one["point"] or "hors ordre du jour", one["titre"], one["adresse"]) for one in shown
    ]
    told = Paragraphe(f"{accord(len(shown), 'écran montré', 'écrans montrés')}, chacun à son adresse exacte.")
    return Chapitre(
        "Écrans montrés",
        [told, TableEcrite("Écrans montrés", ("Heure", "Point", "Page", "Adresse"), rows, (2, 4, 3, 7))],
    )
