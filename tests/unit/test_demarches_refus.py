"""What an import says when it is refused, and the token that nothing ever says."""

import logging
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.demarches import DEMANDE, NUMERO, ecrit_sur_disque, importe, ouverte
from tests.plateforme import JETON
from ti_dashboard import horloge
from ti_dashboard.dossier import chemins
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.candidatures import importer
from ti_dashboard.ingest.demarches import appel
from ti_dashboard.ingest.demarches.avancement import Avancement


@pytest.fixture
def plateforme(tmp_path, monkeypatch):
    with ouverte(tmp_path, monkeypatch) as served:
        yield served


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((403, {}, {"errors": [{"message": f"Bearer {JETON}"}]}), "n'a pas accès"),
        ((200, {}, {"errors": [{"message": f"mauvais jeton {JETON}"}]}), "refuse la question"),
        ((200, {}, {"nimporte": JETON}), "ne répond pas"),
    ],
)
def test_the_token_is_nowhere_in_what_is_said_or_written(plateforme, answer, said):
    for rank in range(1, appel.ESSAIS + 1):
        plateforme.incidents[rank] = answer
    with pytest.raises(DepotRefuse, match=said) as refusal:
        importe()
    shown = f"{refusal.value} {refusal.getrepr(style='long')}"
    assert JETON not in str(refusal.value) and JETON.encode() not in ecrit_sur_disque()
    assert "Traceback" not in str(refusal.value) and shown


def test_the_command_line_says_what_it_did_and_never_the_token(plateforme):
    command = [sys.executable, "-m", "ti_dashboard", "candidatures", "importer", "--demarche", str(NUMERO)]
    done = subprocess.run(
        command, cwd=chemins.RACINE, capture_output=True, text=True, env=dict(os.environ), timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "7 dossiers lus" in done.stdout.replace("\u00a0", " ") and "Accepté sous" in done.stdout
    assert JETON not in done.stdout + done.stderr and JETON.encode() not in ecrit_sur_disque()


def test_without_a_token_it_says_where_to_put_it(plateforme, monkeypatch):
    monkeypatch.delenv(appel.JETON)
    with pytest.raises(DepotRefuse, match="TI_DASHBOARD_DS_JETON"):
        importe()


def test_a_wrong_token_and_an_unknown_demarche_are_told_apart(plateforme, monkeypatch):
    with pytest.raises(DepotRefuse, match=r"ne connaît pas la démarche|refuse la question"):
        importer.importer(1, DEMANDE, print, appel.Api(print, lambda _: None))
    monkeypatch.setenv(appel.JETON, "autre")
    with pytest.raises(DepotRefuse, match="jeton est refusé"):
        importe()


def test_the_token_is_in_no_log_even_when_everything_is_written_and_the_server_echoes_it(plateforme, caplog):
    for name in ("gql", "gql.transport.httpx", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    echo = (200, {"X-Jeton": JETON}, {"errors": [{"message": f"Authorization: Bearer {JETON}"}]})
    plateforme.incidents = {1: (429, {"X-Jeton": JETON}, {"errors": [{"message": JETON}]}), 3: echo}
    with pytest.raises(DepotRefuse, match="refuse la question"):
        importe()
    assert JETON not in caplog.text


def test_a_server_that_asks_for_an_hour_is_not_waited_for(plateforme):
    plateforme.incidents = {2: (429, {"Retry-After": "3600"}, {})}
    pauses: list[float] = []
    with pytest.raises(DepotRefuse, match=r"attendre 3.600.secondes.*reprendra"):
        importe(pauses)
    assert pauses == []
    assert importe().nb_lus == 7 and plateforme.pages == 3


def test_patience_may_be_asked_until_an_instant(plateforme, monkeypatch):
    now = datetime.now(UTC)
    monkeypatch.setattr(horloge, "maintenant", lambda: now)
    until = now + timedelta(seconds=40)
    plateforme.incidents = {1: (503, {"Retry-After": format_datetime(until, usegmt=True)}, {})}
    pauses: list[float] = []
    assert importe(pauses).nb_lus == 7
    assert len(pauses) == 1 and 39 < pauses[0] <= 40


def test_a_clock_ahead_skips_nothing_of_what_changes_until_it_is_right_again():
    """The next reading is bounded by the platform's own clock, never by ours alone."""
    etat = Avancement(1, debut="2027-11-26T10:00:00+00:00")
    etat.retenir("1", "2026-11-26T10:00:00+01:00", {"a": 1})
    etat.finir()
    assert datetime.fromisoformat(etat.depuis) == datetime(2026, 11, 26, 9, tzinfo=UTC)
    etat.debut = "2027-11-27T10:00:00+00:00"
    etat.finir()
    assert datetime.fromisoformat(etat.depuis) == datetime(2026, 11, 26, 9, tzinfo=UTC), "nothing was read: no further"
