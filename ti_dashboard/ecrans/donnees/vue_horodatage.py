"""Third-party time of each arrêté, in the tables of « Arrêtés »; a token that does not hold is said in a sentence."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from ti_dashboard.dossier import chemins
from ti_dashboard.horodatage import garde
from ti_dashboard.horodatage.garde import Horodatage
from ti_dashboard.langue.citation import citer
from ti_dashboard.programme.colonnes import Ligne

Horodatages = Mapping[date, Horodatage]


def lire(servis: Sequence[Ligne]) -> Horodatages:
    """The tokens kept, each verified now, those of withdrawn arrêtés included."""
    base = chemins.donnees()
    found = {day: garde.lire(base, sealed) for day, sealed in garde.scelles(base, servis).items()}
    return {day: stamped for day, stamped in found.items() if stamped}


def ajouter(rows: Sequence[Ligne], stamped: Horodatages) -> list[Ligne]:
    """The same rows with what their column « Horodatage » says."""
    said = {day: found.en_bref for day, found in stamped.items()}
    return [{**row, "horodatage": said.get(row["arrete_id"])} for row in rows]


def dire(stamped: Horodatages) -> None:
    for found in stamped.values():
        if found.jeton is None:
            st.warning(citer(found.en_phrase()))
