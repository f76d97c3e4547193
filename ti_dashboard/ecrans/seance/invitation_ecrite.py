"""The invitation to a séance: an event of a calendar, and the mail that brings it. Nothing under embargo is in it."""

from datetime import datetime

from ti_dashboard.courrier.envoi_de_courriels import Courriel, PieceJointe
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.exports.fichier_ics import GENRE, METHODE, Rendezvous, en_ics
from ti_dashboard.langue.formats import accord
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.seances import Seance

SANS_DATE = "Donnez d'abord la date et l'heure prévues : une invitation les porte."


def nom_du_fichier(seance: Seance) -> str:
    return f"seance-{seance.code}.ics"


def ecrire(seance: Seance, agenda: list[Etape], lien: str, instant: datetime) -> bytes:
    """The file of a calendar. Raises GesteRefuse while nobody said when the séance is."""
    planned = seance.prevue
    if planned.debut is None or planned.fin is None:
        raise GesteRefuse(SANS_DATE)
    return en_ics(
        Rendezvous(
            seance.code,
            seance.revision,
            seance.titre,
            planned.debut,
            planned.fin,
            seance.lieu,
            "\n".join(_corps(seance, agenda, lien)),
            lien,
            instant,
        )
    )


def courriel(seance: Seance, agenda: list[Etape], lien: str, fichier: bytes, destinataire: str) -> Courriel:
    text = [
        "Bonjour,",
        "",
        f"Vous êtes invité à la séance « {seance.titre} », le {seance.prevue.en_mots()}.",
        "Le fichier joint l'inscrit à votre agenda.",
        "",
        *_corps(seance, agenda, lien),
        "",
        "Votre adresse n'est gardée que pour cette séance.",
    ]
    joined = PieceJointe(nom_du_fichier(seance), fichier, GENRE, {"method": METHODE, "charset": "utf-8"})
    return Courriel(destinataire, f"Invitation : {seance.titre}", "\n".join(text), (joined,))


def _corps(seance: Seance, agenda: list[Etape], lien: str) -> list[str]:
    """The agenda that may be read before the day, and how to follow."""
    shown = [step for step in agenda if not step.est_cachee]
    lines = [f"{rank}. {step.titre}{_precisions(step)}" for rank, step in enumerate(shown, 1)]
    told = ["Ordre du jour :", *lines, ""] if lines else []
    return [*told, f"Suivre la séance : {lien}", f"Code : {seance.code}"]


def _precisions(step: Etape) -> str:
    words = [word for word in (step.intervenant, accord(step.minutes, "minute") if step.minutes else "") if word]
    return f" ({', '.join(words)})" if words else ""
