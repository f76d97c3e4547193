"""The agenda of a séance as a room reads it: its addresses in labels, each step naming itself."""

from dataclasses import replace

from ti_dashboard.adresse.comprise import ETAPE, Vocabulaire
from ti_dashboard.adresse.gardee import en_etiquettes
from ti_dashboard.live import etapes
from ti_dashboard.live.base import Base
from ti_dashboard.live.etapes import Etape


def agenda_lu(base: Base, vocabulaire: Vocabulaire, code: str) -> list[Etape]:
    """The steps of a séance, their addresses as a browser is sent to them."""
    return en_lecture(vocabulaire, etapes.lister(base, code))


def en_lecture(vocabulaire: Vocabulaire, steps: list[Etape]) -> list[Etape]:
    """The same, of steps as they are kept."""
    return [replace(step, adresse=en_etiquettes(step.adresse, vocabulaire)) for step in steps]


def adresse_de_l_etape(step: Etape) -> str:
    """The step travels in the address too, so that reloading keeps it."""
    return f"{step.adresse}{'&' if '?' in step.adresse else '?'}{ETAPE}={step.etape_id}"
