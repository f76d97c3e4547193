"""The screens that a séance shows: what its guests may see, and nothing else."""

from datetime import date

from ti_dashboard.live import decisions, etapes
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance


def adresses(store: Base, seance: Seance) -> list[str]:
    """Where the room is, its steps but those under embargo, those of its decisions; none of a draft."""
    if seance.est_brouillon:
        return []
    steps = [step.adresse for step in etapes.lister(store, seance.code) if not step.est_cachee]
    taken = [one.adresse for one in decisions.lister(store, date.min, seance.code)]
    return [seance.adresse, *steps, *taken]
