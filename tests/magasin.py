"""The live store as whoever sits at the only post has it: every gesture of a test is theirs, unless it says whose."""

from ti_dashboard.acces.personne import au_poste
from ti_dashboard.live.base import Base
from ti_dashboard.live.base import base as base_du_processus

AU_POSTE = au_poste()


def base() -> Base:
    return base_du_processus().au_nom_de(AU_POSTE)
