"""The day it is: Paris's, wherever the server stands and whatever zone it was given."""

import time
from datetime import UTC, date, datetime

import pytest

from tests.depot import fichier, financement, fonder, verifier
from ti_dashboard import horloge
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.verbes.grammaire import analyseur

# 23:30 UTC on the 26th: it is the 27th in Paris, still the 26th in Cayenne.
SOIR = datetime(2025, 11, 26, 23, 30, tzinfo=UTC)


@pytest.fixture(params=["Europe/Paris", "UTC", "America/Cayenne", "Pacific/Noumea"])
def zone(request, monkeypatch):
    """The server's zone; its clock says 23:30 UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        patch.setattr(horloge, "maintenant", lambda: SOIR)
        yield request.param
    time.tzset()


def test_today_is_the_day_of_paris_in_any_zone(zone):
    assert horloge.aujourd_hui() == date(2025, 11, 27)
    assert analyseur().parse_args(["verifier", "x.csv"]).recu_le == date(2025, 11, 27)


def test_an_instant_that_was_kept_has_the_day_of_paris(zone):
    assert horloge.jour_note("2025-11-26T23:30:00.000+00:00") == date(2025, 11, 27)
    assert horloge.jour_note("2025-07-14T21:59:59+00:00") == date(2025, 7, 14)
    assert horloge.jour_note("2025-07-14T22:00:00+00:00") == date(2025, 7, 15)


def test_an_instant_without_its_zone_has_no_day(zone):
    with pytest.raises(ValueError, match="has no zone"):
        horloge.jour_note("2025-11-26T23:30:00")


def test_a_day_begins_at_midnight_in_paris():
    assert horloge.debut(date(2025, 7, 14)) == datetime(2025, 7, 13, 22, tzinfo=UTC)


def test_a_file_received_today_in_paris_is_taken_and_one_of_tomorrow_is_not(zone, tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    sent = fichier(tmp_path, "financements", [financement("C", "5")])
    assert verifier(sent, date_reception=date(2025, 11, 27)).date_reception == date(2025, 11, 27)
    with pytest.raises(DepotRefuse, match="est dans l'avenir"):
        verifier(sent, date_reception=date(2025, 11, 28))
