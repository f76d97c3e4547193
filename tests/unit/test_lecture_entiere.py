"""Reading the whole of a publication holds a bounded memory: what is over goes to the disk, and nothing of it stays."""

import shutil
from itertools import islice
from pathlib import Path

import duckdb
import pytest

from ti_dashboard.errors import PublicationMuette
from ti_dashboard.magasin import fichier
from ti_dashboard.magasin.fichier import a_part, connecter, parcourir
from ti_dashboard.magasin.publication import Publication

# Three hundred megabytes to put in order.
A_RANGER = "SELECT sha256(i::VARCHAR) AS h, i FROM range($nb) AS t(i) ORDER BY h"
NB = 3_000_000


@pytest.fixture
def copie(petite_scellee: Path, tmp_path: Path) -> Path:
    """In a folder whose name has what a quoted path must double."""
    folder = tmp_path / "l'arrêté"
    folder.mkdir()
    return Path(shutil.copy(petite_scellee, folder))


def test_what_does_not_hold_in_memory_goes_beside_the_file_and_is_taken_away(copie: Path, monkeypatch):
    monkeypatch.setattr(fichier, "MEMOIRE_DE_VERIFICATION", "128MiB")
    with a_part(copie) as con:
        rows = parcourir(con, A_RANGER, {"nb": NB})
        first = [h for h, _ in islice(rows, 5)]
        (over,) = [path for path in copie.parent.iterdir() if path != copie]
        assert first == sorted(first) and any(over.iterdir())
        assert sum(1 for _ in rows) == NB - 5
    assert list(copie.parent.iterdir()) == [copie]


def test_a_publication_open_elsewhere_in_this_process_is_read_whole(copie: Path):
    served = Publication(copie)
    served.verifier_sceaux()
    assert list(copie.parent.iterdir()) == [copie]
    served.close()


def test_too_little_memory_is_said_and_does_not_pass_for_a_damaged_file(copie: Path, monkeypatch):
    monkeypatch.setattr(fichier, "MEMOIRE_DE_VERIFICATION", "1MiB")
    served = Publication(copie)
    with pytest.raises(PublicationMuette, match="la mémoire manque : libérez-en, puis recommencez"):
        served.verifier_sceaux()
    served.close()


def test_nothing_else_is_read_nor_written_by_what_reads_the_whole(copie: Path, tmp_path: Path):
    (tmp_path / "autre.csv").write_text("a\n1\n")
    with a_part(copie) as con:
        for refused in (
            f"SELECT * FROM read_csv('{tmp_path / 'autre.csv'}')",  # noqa: S608
            "CREATE TABLE publication.main.x AS SELECT 1",
            "SET memory_limit = '10GB'",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(refused)


def test_where_the_folder_takes_nothing_what_is_over_goes_to_the_temporary_folder(copie: Path, tmp_path, monkeypatch):
    elsewhere = tmp_path / "temporaire"
    elsewhere.mkdir()
    monkeypatch.setattr(fichier.os, "access", lambda *_: False)
    monkeypatch.setattr(fichier.tempfile, "gettempdir", lambda: str(elsewhere))
    monkeypatch.setattr(fichier, "MEMOIRE_DE_VERIFICATION", "128MiB")
    with a_part(copie) as con:
        assert next(parcourir(con, A_RANGER, {"nb": NB}))
        assert [*elsewhere.iterdir()] and list(copie.parent.iterdir()) == [copie]
    assert not [*elsewhere.iterdir()]


def test_rows_come_a_batch_at_a_time(copie: Path):
    con = connecter(copie)
    rows = parcourir(con, "SELECT * FROM range($nb)", {"nb": 25_001})
    assert [next(rows), sum(1 for _ in rows)] == [(0,), 25_000]
    con.close()
