"""An hour of the platform, whatever its zone and its writing, is told in the day it was in Paris."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.horloge import PARIS
from ti_dashboard.ingest.demarches.nettoyage import nettoyer

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(2015, 1, 2), datetime(2030, 12, 30), timezones=ZONES)
JOURS = st.datetimes(datetime(2015, 1, 2), datetime(2030, 12, 30))


def _ecritures(instant: datetime) -> list[object]:
    zone = instant.strftime("%z")
    return [
        instant,
        instant.isoformat(),
        instant.isoformat(timespec="minutes"),
        f"{instant:%Y-%m-%d %H:%M:%S} {zone}",
        f"{instant:%d/%m/%Y %H:%M} {zone}",
        f" {instant:%Y-%m-%dT%H:%M:%S}{zone[:3]}:{zone[3:]} ",
    ]


@given(INSTANTS)
def test_every_writing_of_an_instant_gives_the_day_of_paris(instant: datetime):
    told: list[str] = []
    day = instant.astimezone(PARIS).date()
    for written in _ecritures(instant):
        assert nettoyer("date_depot", written, lambda kind, _="": told.append(kind)) == day
    assert ("jours" in told) == (day != instant.date())


@given(JOURS)
def test_an_hour_without_a_zone_is_already_that_of_paris(written: datetime):
    forms = (written, f"{written:%Y-%m-%d %H:%M:%S}", f"{written:%d/%m/%Y %H:%M}", f"{written:%Y-%m-%dT%H:%M}")
    assert {nettoyer("date_effet", form) for form in forms} == {written.date()}


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_a_day_stays_as_it_is_written(day: date):
    assert nettoyer("date_effet", day) == day and nettoyer("date_effet", day.isoformat()) == day.isoformat()
