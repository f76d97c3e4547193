"""The screens that a séance shows: what its guests may see, and nothing else."""

from datetime import date

from ti_dashboard.live import decisions, etapes
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance


def adresses(store: Base, seance: Seance) -> list[str]:
    """Where the room is, its steps, those of its decisions."""
    steps = [step.adresse for step in etapes.lister(store, seance.code)]
    taken = [one.adresse for one in decisions.lister(store, date.min, seance.code)]
    return [seance.adresse, *steps, *taken]
