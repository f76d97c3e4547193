"""How long the room spends on a step: visits add up, whatever their order, and nothing is counted twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ti_dashboard.comite.ecrit import deroulement
from ti_dashboard.live import etapes, journal, marche, mise_a_niveau, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

DEBUT = datetime(2019, 9, 24, 14, tzinfo=UTC)


class Horloge:
    def __init__(self) -> None:
        self.instant = DEBUT

    def lire(self) -> str:
        return self.instant.isoformat(timespec="milliseconds")

    def passer(self, secondes: int) -> None:
        self.instant += timedelta(seconds=secondes)


@pytest.fixture
def horloge(monkeypatch: pytest.MonkeyPatch) -> Horloge:
    clock = Horloge()
    for module in (seances, etapes, journal):
        monkeypatch.setattr(module, "maintenant", clock.lire)
    return clock


def go(base: Base, seance: Seance, etape_id: int | None) -> None:
    now = seances.lire(base, seance.code)
    marche.deplacer(base, seance.code, "/projets", now.version, etape_id)


def spent(base: Base, seance: Seance) -> list[float]:
    now = seances.lire(base, seance.code)
    return [etapes.ecoule_s(now, step) for step in etapes.lister(base, seance.code)]


def test_a_step_come_back_to_goes_on_counting_where_it_was(magasin: Base, seance: Seance, horloge: Horloge):
    first, second = (etapes.ajouter(magasin, seance.code, t, "", 10, "/").etape_id for t in ("Retards", "Argent"))
    horloge.passer(30)
    assert spent(magasin, seance) == [0, 0]
    for step, seconds in ((first, 60), (second, 20), (first, 5)):
        go(magasin, seance, step)
        horloge.passer(seconds)
    assert spent(magasin, seance) == [65, 20]
    # Off the agenda, the room is still on the time of its step.
    go(magasin, seance, None)
    horloge.passer(10)
    go(magasin, seance, first)
    assert spent(magasin, seance) == [75, 20]
    horloge.passer(-3_600)
    assert spent(magasin, seance) == [60, 20], "a clock set back takes nothing away from earlier visits"


def test_once_the_seance_is_closed_its_steps_stop_counting(magasin: Base, seance: Seance, horloge: Horloge):
    go(magasin, seance, etapes.ajouter(magasin, seance.code, "Retards", "", 10, "/").etape_id)
    horloge.passer(90 * 86_400)
    marche.clore(magasin, seance.code, "CGET")
    horloge.passer(1_000)
    assert spent(magasin, seance) == [90 * 86_400]


def test_the_time_of_a_step_taken_out_ends_there_and_the_room_goes_on_to_the_one_that_followed(
    magasin: Base, seance: Seance, horloge: Horloge
):
    ids = [etapes.ajouter(magasin, seance.code, f"{n}", "CGET", 10, "/").etape_id for n in range(4)]
    for step in ids[:3]:
        go(magasin, seance, step)
        horloge.passer(60)
    etapes.retirer(magasin, ids[2])
    horloge.passer(60)
    now, agenda = seances.lire(magasin, seance.code), etapes.lister(magasin, seance.code)
    around = etapes.situer(now, agenda)
    assert (around.rang, around.avant, around.apres) == (None, agenda[1], agenda[2])
    assert now.etape_depuis is None and spent(magasin, seance) == [60, 60, 0]
    marche.clore(magasin, seance.code, "CGET")
    course = deroulement.lire(journal.lire(magasin, seance.code))
    assert all(visit["a"] for visits in course.passages.values() for visit in visits)
    (gone,) = deroulement.retirees(course)
    assert (gone.etape_id, gone.intervenant, gone.minutes, gone.ecoule_ms) == (ids[2], "CGET", 10, 60_000)


def test_a_step_taken_out_during_a_pause_counts_to_the_pause(magasin: Base, seance: Seance, horloge: Horloge):
    ids = [etapes.ajouter(magasin, seance.code, f"{n}", "", 10, "/").etape_id for n in range(2)]
    go(magasin, seance, ids[0])
    horloge.passer(30)
    marche.suspendre(magasin, seance.code)
    horloge.passer(600)
    etapes.retirer(magasin, ids[0])
    marche.reprendre(magasin, seance.code)
    horloge.passer(30)
    assert seances.lire(magasin, seance.code).etape_depuis is None and spent(magasin, seance) == [0]
    (gone,) = deroulement.retirees(deroulement.lire(journal.lire(magasin, seance.code)))
    assert gone.ecoule_ms == 30_000
    last = etapes.situer(seances.lire(magasin, seance.code), [])
    assert (last.rang, last.avant, last.apres) == (None, None, None)


VISITES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4_000)), max_size=12)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(visites=VISITES)
def test_the_times_of_the_steps_add_up_to_the_time_since_the_first(magasin: Base, horloge: Horloge, visites):
    seance = seances.ouvrir(magasin, "COPIL", "CGET", date(2019, 9, 24))
    ids = [etapes.ajouter(magasin, seance.code, f"{n}", "", 5, "/").etape_id for n in range(3)]
    expected, current = [0, 0, 0], None
    for step, seconds in visites:
        # The fourth choice is a screen off the agenda.
        current = step if step < 3 else current
        go(magasin, seance, ids[step] if step < 3 else None)
        horloge.passer(seconds)
        if current is not None:
            expected[current] += seconds
    assert spent(magasin, seance) == expected


def test_a_store_made_before_keeps_its_steps_and_counts_them_from_nothing(ouvrir, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mise_a_niveau, "mettre_a_niveau", until("0004"))
    older = ouvrir()
    with older.ecrire("clore") as ecriture:
        ecriture.con.execute(
            text(
                "INSERT INTO seance (code, cle, titre, arrete, animateur, ouverte_le, adresse, version, revision,"
                " etape_id, etape_depuis) VALUES ('ABC234', 'K', 'COPIL', '2019-09-24', 'CGET',"
                " '2019-09-24T14:00:00.000+00:00', '/', 1, 1, 1, '2019-09-24T14:00:00.000+00:00')"
            )
        )
        ecriture.con.execute(
            text(
                "INSERT INTO etape (etape_id, seance_code, ordre, titre, intervenant, minutes, adresse)"
                " VALUES (1, 'ABC234', 1, 'Retards', '', 10, '/')"
            )
        )
    monkeypatch.undo()
    newer = ouvrir()
    (step,) = etapes.lister(newer, "ABC234")
    assert (step.titre, step.ecoule_ms) == ("Retards", 0)


def test_a_seance_under_way_before_the_rooms_keeps_what_it_has_shown(ouvrir, monkeypatch: pytest.MonkeyPatch):
    """One open, one closed: what the room has seen is no step to come, and can no longer be hidden from it."""
    monkeypatch.setattr(mise_a_niveau, "mettre_a_niveau", until("0011"))
    older = ouvrir()
    with older.ecrire("clore") as ecriture:
        for code, closed, current in (("ABC234", None, 2), ("XYZ789", "2019-09-24T15:00:00.000+00:00", None)):
            ecriture.con.execute(
                text(
                    "INSERT INTO seance (code, cle, titre, arrete, animateur, ouverte_le, close_le, etape_id, adresse,"
                    " version, revision) VALUES (:code, :code, 'COPIL', '2019-09-24', 'CGET',"
                    " '2019-09-24T14:00:00.000+00:00', :closed, :current, '/', 1, 1)"
                ),
                {"code": code, "closed": closed, "current": current},
            )
        for number, code, spent in ((1, "ABC234", 60), (2, "ABC234", 0), (3, "ABC234", 0), (4, "XYZ789", 5)):
            ecriture.con.execute(
                text(
                    "INSERT INTO etape (etape_id, seance_code, ordre, titre, intervenant, minutes, adresse, ecoule_ms)"
                    " VALUES (:number, :code, :number, 'Retards', '', 10, '/', :ms)"
                ),
                {"number": number, "code": code, "ms": spent},
            )
    monkeypatch.undo()
    newer = ouvrir()
    opened = {one.code: one.ouverte_le for one in seances.lister(newer)}
    assert set(opened.values()) == {"2019-09-24T14:00:00.000+00:00"}
    assert [bool(step.vue_le) for step in etapes.lister(newer, "ABC234")] == [True, True, False]
    assert [step.vue_le for step in etapes.lister(newer, "XYZ789")] == [opened["XYZ789"]]


def until(revision: str):
    """The store as an older version of the code left it."""
    from alembic import command

    return lambda con: command.upgrade(mise_a_niveau._config(con), revision)
