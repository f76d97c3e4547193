"""What a séance is convened for, changed until it is closed: its title, when and where it is planned."""

from ti_dashboard.live import journal
from ti_dashboard.live.base import Base
from ti_dashboard.live.prevision import Prevision
from ti_dashboard.live.saisie import texte
from ti_dashboard.live.seances import Seance, changer, lire, ouverte


def convoquer(base: Base, code: str, titre: str, prevue: Prevision) -> Seance:
    """Raises GesteRefuse for a séance that is closed, or words that say nothing."""
    values = {"titre": texte(titre, "le titre de la séance"), **prevue.colonnes()}
    with base.ecrire("convoquer") as ecriture:
        seance = ouverte(ecriture, code)
        before = {name: getattr(seance, name) for name in values}
        if before != values:
            journal.noter(ecriture, seance.animateur, f"seance:{code}", code, avant=before, **values)
            changer(ecriture, code, **values)
    return lire(base, code)
