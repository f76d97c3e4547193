"""A small committee that is really played: ten moves, outcomes of several kinds, a correction, who came, who spoke."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ti_dashboard.live import attendus, corrections, decisions, etapes, journal, marche, paroles, presences, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.live.liste_collee import AttenduDit

ARRETE, ECHEANCE = date(2019, 9, 24), date(2026, 12, 24)
PARAMETRE = "arrete=24/09/2019"
ANIMATEUR = "Direction du programme"
ECRANS = (f"/?{PARAMETRE}&plan=tuiles", f"/territoires?{PARAMETRE}&region=53", f"/financements?{PARAMETRE}")
CONCLUSIONS = (
    ("decision", "Payer les conventions signées", "Banque des Territoires", ECHEANCE, ECRANS[0]),
    ("accord", "Les régions partagent le constat", "", None, ECRANS[1]),
    ("desaccord", "Le calendrier n'est pas accepté", "Régions de France", None, ECRANS[0]),
)


@dataclass(frozen=True)
class ComiteJoue:
    """What was played, to be compared with what its minutes say."""

    code: str
    etapes: list[int]
    ecrans: list[tuple[str, int]]
    instants: dict[str, str]


def jouer(base: Base, titre: str = "Comité de pilotage", conclusions: int = 3) -> ComiteJoue:
    """To its closing; the minutes are not written yet."""
    draft = seances.preparer(base, titre, ANIMATEUR, ARRETE)
    agenda = [
        etapes.ajouter(base, draft.code, title, who, minutes, screen)
        for title, who, minutes, screen in (
            ("Où en est-on", ANIMATEUR, 5, ECRANS[0]),
            ("La Bretagne", "Conseil régional", 10, ECRANS[1]),
            ("L'argent", "Banque des Territoires", 15, ECRANS[2]),
        )
    ]
    etapes.annoter(base, agenda[2].etape_id, "à ne pas dire", est_sous_embargo=True)
    expected = (AttenduDit("Banque des Territoires", "Cheffe de service", ""), AttenduDit("Cerema", "Directrice", ""))
    attendus.attendre(base, draft.code, expected)
    marche.commencer(base, draft.code)
    first = presences.arriver(base, draft.code, "Cabinet du ministre", "Conseiller", "Directeur de cabinet")
    presences.arriver(base, draft.code, "Banque des Territoires", "Cheffe de service")
    moves = _mener(base, draft.code, agenda)
    figure = Perimetre("nb_projets", ARRETE, ECRANS[0], "Phase I · France entière")
    corrections.proposer(base, draft.code, figure, (Decimal(474), Decimal(480)), "Six oubliés", "Conseil régional")
    for number in range(conclusions):
        kind, said, owner, due, screen = CONCLUSIONS[number % len(CONCLUSIONS)]
        decisions.prendre(base, draft.code, said, owner, due, adresse=screen, arrete=ARRETE, genre=kind)
    presences.partir(base, first.presence_id)
    marche.clore(base, draft.code, ANIMATEUR)
    lines = {line.geste: line.instant for line in journal.lire(base, draft.code)}
    return ComiteJoue(draft.code, [step.etape_id for step in agenda], moves, lines)


def _mener(base: Base, code: str, agenda: list[etapes.Etape]) -> list[tuple[str, int]]:
    """Ten moves; a pause after the fifth, somebody who speaks after the second, somebody who only asked."""
    moves = []
    for number in range(10):
        step = agenda[min(number // 3, 2)]
        screen = step.adresse if number % 3 == 0 else f"{step.adresse}&theme=innovation"
        marche.deplacer(base, code, screen, number + 1, step.etape_id)
        moves.append((screen, step.etape_id))
        if number == 1:
            asked = paroles.demander(base, code, "Banque des Territoires", "Cheffe de service")
            paroles.donner(base, asked.intervention_id)
            paroles.finir(base, code)
            paroles.demander(base, code, "ADEME", "Directeur régional")
        if number == 4:
            marche.suspendre(base, code)
            marche.reprendre(base, code)
    return moves
