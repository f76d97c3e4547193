"""When and where a séance is planned, as it is typed: a day, an hour, minutes, a place."""

from datetime import date, datetime, time, timedelta

import streamlit as st

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live.prevision import DERNIERE_ANNEE, MINUTES_MAX, PREMIERE_ANNEE, Prevision

PAS = timedelta(minutes=15)


def champs(debut: str) -> None:
    """``debut``: of the key of each; nothing typed means nothing known yet."""
    with st.container(horizontal=True, gap="small"):
        st.date_input(
            "Date prévue",
            value=None,
            key=f"{debut}_jour",
            format="DD/MM/YYYY",
            min_value=date(PREMIERE_ANNEE, 1, 1),
            max_value=date(DERNIERE_ANNEE, 12, 31),
        )
        st.time_input("Heure (à Paris)", value=None, key=f"{debut}_heure", step=PAS)
        st.number_input("Durée en minutes", 0, MINUTES_MAX, step=15, key=f"{debut}_minutes")
    st.text_input("Lieu", key=f"{debut}_lieu", max_chars=200)


def lire(day: date | None, hour: time | None, minutes: int, lieu: str) -> Prevision:
    """Raises GesteRefuse for half of a date."""
    if day is None and hour is not None:
        raise GesteRefuse("Il manque la date prévue, dont vous avez donné l'heure : rien n'a été enregistré.")
    if day is not None and hour is None:
        raise GesteRefuse("Il manque l'heure, dont vous avez donné la date : rien n'a été enregistré.")
    when = datetime.combine(day, hour) if day is not None and hour is not None else None
    return Prevision(when, minutes, lieu)
