"""The live store under trouble: two starts at once, several presenters, a process killed in the middle of a write."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.errors import MagasinIndisponible, MouvementTardif
from ti_dashboard.live import decisions, etapes, journal, marche, mise_a_niveau, seances
from ti_dashboard.live.base import Base, _ouvrir, _refus_en_clair, base
from ti_dashboard.live.seances import Seance
from ti_dashboard.live.tables import METADATA

JOUR = date(2019, 9, 24)
DEMARRER = "import sys; from ti_dashboard.live.base import Base; Base(sys.argv[1]).fermer()"
ECRIRE = """
import sys
from datetime import date
from ti_dashboard.live import decisions
from tests.magasin import AU_POSTE
from ti_dashboard.live.base import Base
base, jour = Base(sys.argv[1]).au_nom_de(AU_POSTE), date(2019, 9, 24)
for n in range(100_000):
    d = decisions.prendre(base, sys.argv[2], f"Décision {n}", "CGET", jour, adresse="/", arrete=jour)
    print(d.decision_id, flush=True)
"""


def launch(programme: str, *arguments: str) -> subprocess.Popen:
    env = os.environ | {"PYTHONPATH": str(RACINE)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", programme, *arguments], env=env, **pipes)


def test_migrations_bring_an_empty_store_to_what_the_code_expects_and_have_nothing_left_to_do(ouvrir):
    first = ouvrir()
    seance = seances.ouvrir(first, "COPIL", "CGET", JOUR)
    again = ouvrir()
    assert seances.lister(again) == [seance]
    with again.lire() as con:
        assert mise_a_niveau.actuelle(con) == mise_a_niveau.derniere()
        assert compare_metadata(MigrationContext.configure(con), METADATA) == []


def test_the_versions_are_those_that_alembic_finds(magasin: Base):
    with magasin.lire() as con:
        found = ScriptDirectory.from_config(mise_a_niveau._config(con)).walk_revisions()
    assert mise_a_niveau.versions() == [version.revision for version in found][::-1]


def test_a_store_up_to_date_loads_nothing_that_changes_a_schema_or_hears_other_replicas(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'seance.sqlite'}"
    loaded = DEMARRER + "; print(sorted({'alembic', 'psycopg'} & set(sys.modules)))"
    assert [launch(loaded, url).communicate(timeout=60) for _ in range(2)] == [("['alembic']\n", ""), ("[]\n", "")]


def test_processes_that_start_at_once_on_an_empty_store_all_start(url_vide: str, ouvrir):
    children = [launch(DEMARRER, url_vide) for _ in range(3)]
    assert [(child.communicate(timeout=60)[1], child.returncode) for child in children] == [("", 0)] * 3
    with ouvrir().lire() as con:
        assert mise_a_niveau.actuelle(con) == mise_a_niveau.derniere()


def test_presenters_at_once_each_move_forward_and_none_twice(magasin: Base, ouvrir: Callable[[], Base], seance: Seance):
    replicas = [magasin, ouvrir()]
    granted: list[tuple[int, str]] = []
    barrier = threading.Barrier(4)

    def present(number: int) -> None:
        replica = replicas[number % 2]
        barrier.wait()
        for turn in range(12):
            address = f"/projets?qui={number}&tour={turn}"
            read = seances.lire(replica, seance.code).version
            try:
                granted.append((marche.deplacer(replica, seance.code, address, read), address))
            except MouvementTardif:
                continue

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(present, range(4)))
    versions = sorted(version for version, _ in granted)
    assert versions == list(range(2, len(granted) + 2)), "a version was given twice, or skipped"
    final = seances.lire(magasin, seance.code)
    assert (final.version, final.adresse) == max(granted)


def test_decisions_taken_at_once_are_all_there(magasin: Base, ouvrir: Callable[[], Base], seance: Seance):
    replicas = [magasin, ouvrir()]

    def take(number: int) -> int:
        return decisions.prendre(
            replicas[number % 2], seance.code, f"Décision {number}", "CGET", JOUR, adresse="/", arrete=JOUR
        ).decision_id

    with ThreadPoolExecutor(6) as pool:
        ids = list(pool.map(take, range(30)))
    assert sorted(d.decision_id for d in decisions.lister(magasin, JOUR)) == sorted(ids)
    assert seances.lire(magasin, seance.code).revision == seance.revision + 30


def test_a_process_killed_while_it_writes_loses_no_decision_it_had_confirmed(url_vide, ouvrir, magasin, seance):
    child = launch(ECRIRE, url_vide, seance.code)
    confirmed = [int(child.stdout.readline()) for _ in range(40)]
    child.send_signal(signal.SIGKILL)
    confirmed += [int(line) for line in child.communicate()[0].splitlines()]
    assert child.returncode == -signal.SIGKILL
    # PostgreSQL may still be committing what the dead process had sent: this waits for its lock.
    with magasin.ecrire("clore") as ecriture:
        seances.ouverte(ecriture, seance.code)
    found = {d.decision_id for d in decisions.lister(ouvrir(), JOUR)}
    # At most one more: committed, and killed before it could say so.
    assert set(confirmed) <= found and len(found) <= len(confirmed) + 1
    assert all(len(decisions.historique(magasin, number)) == 1 for number in found)
    assert Counter(line.geste for line in journal.lire(magasin))["decider"] == len(found)
    assert seances.lire(magasin, seance.code).revision == seance.revision + len(found)


def test_a_gesture_that_fails_on_the_way_leaves_nothing(magasin: Base, seance: Seance):
    with pytest.raises(RuntimeError), magasin.ecrire("clore") as ecriture:
        journal.noter(ecriture, "CGET", "rien", seance.code)
        ecriture.toucher(seance.code)
        raise RuntimeError
    assert seances.lire(magasin, seance.code) == seance
    assert [line.geste for line in journal.lire(magasin)] == ["ouvrir"]


@pytest.mark.parametrize("url", ["sqlite:///{}/absent/seance.sqlite", "postgresql://greffier:secret@127.0.0.1:1/rien"])
def test_a_store_that_cannot_be_reached_is_said_in_french_and_its_driver_is_heard_by_the_log_only(
    url, tmp_path, caplog
):
    with pytest.raises(MagasinIndisponible, match="n'a pas pu être lu ou enregistré") as refused:
        Base(url.format(tmp_path))
    said = str(refused.value)
    assert not [
        word for word in ("greffier", "127.0.0.1", "secret", str(tmp_path), "unable", "connect") if word in said
    ]
    # Nor by who would print the error with its causes.
    assert refused.value.__suppress_context__ and refused.value.__cause__ is None
    assert "127.0.0.1" in caplog.text or "unable to open" in caplog.text


def test_a_full_disk_and_a_store_that_others_hold_are_told_apart():
    for name, reason in (("SQLITE_FULL", "disque est plein"), ("SQLITE_BUSY", "quelqu'un d'autre")):
        error = sqlite3.OperationalError("English words")
        error.sqlite_errorname = name
        with pytest.raises(MagasinIndisponible, match=reason) as refused, _refus_en_clair():
            raise OperationalError("INSERT", {}, error)
        assert "English" not in str(refused.value)


def test_the_store_is_beside_the_data_unless_the_environment_says_otherwise(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "neuf"))
    monkeypatch.delenv("TI_DASHBOARD_LIVE_URL", raising=False)
    first = base()
    assert first is base() and (tmp_path / "neuf" / "seance.sqlite").is_file()
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'autre.sqlite'}")
    assert base() is not first and (tmp_path / "autre.sqlite").is_file()
    for opened in (first, base()):
        opened.fermer()
    _ouvrir.cache_clear()


GESTES = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["lire", "bouger", "decider", "etape"])), max_size=25)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gestes=GESTES)
def test_versions_only_go_up_and_an_old_reading_never_moves_the_room(magasin: Base, gestes):
    """Three presenters who read and write in any order; a model of three integers says what must happen."""
    seance = seances.ouvrir(magasin, "COPIL", "CGET", JOUR)
    read, version, address = [1, 1, 1], 1, seance.adresse
    seen = magasin.etat(seance.code)
    for turn, (who, gesture) in enumerate(gestes):
        if gesture == "lire":
            read[who] = seances.lire(magasin, seance.code).version
            assert read[who] == version
        elif gesture == "decider":
            decisions.prendre(magasin, seance.code, f"{turn}", "CGET", JOUR, adresse="/", arrete=JOUR)
        elif gesture == "etape":
            etapes.ajouter(magasin, seance.code, f"{turn}", "", 5, "/")
        elif read[who] == version:
            version = read[who] = marche.deplacer(magasin, seance.code, f"/projets?tour={turn}", version)
            address = f"/projets?tour={turn}"
        else:
            with pytest.raises(MouvementTardif):
                marche.deplacer(magasin, seance.code, "/trop-tard", read[who])
        now = magasin.etat(seance.code)
        assert now == seen or now.suit(seen)
        assert now.version >= seen.version and now.revision >= seen.revision
        assert (now.version, now.adresse) == (version, address)
        seen = now
