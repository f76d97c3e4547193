"""Which engine answers, what it reads beside a publication, what is said where it cannot; DuckDB alone by default."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from tests.fabrique import publier
from ti_dashboard.dossier import disque
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import DisqueRefuse, MoteurMuet, PublicationIllisible
from ti_dashboard.magasin.en_colonnes import figer_table
from ti_dashboard.magasin.guichet import Guichet
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.moteurs import moteur_choisi, parquet

DOSSIERS = {
    "2019-04-30": {
        "perimetre": [{"territoire_id": "ti-5304"}],
        "projets": [{"projet_id": "P1", "territoire_id": "ti-5304", "themes": "mobilite"}],
        "financements": [{"projet_id": "P1", "montant": "100.50"}],
    },
    "2019-09-24": {"financements": [{"projet_id": "P1", "montant": 40, "reference": "B"}]},
}
SPARK = "sc://127.0.0.1:1"


@pytest.fixture
def publiee(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication made where Spark answers."""
    monkeypatch.setenv(moteur_choisi.VARIABLE, SPARK)
    publier(tmp_path, DOSSIERS)
    (path,) = (tmp_path / "publications").glob("[0-9]*.duckdb")
    return path


def _sha(fichier: Path) -> str:
    pointer = lire_pointeur(fichier.parent)
    assert pointer is not None
    return pointer["sha256"]


def test_parquet_says_table_by_table_what_the_publication_says(publiee: Path):
    found = parquet.lire(publiee, _sha(publiee))
    with duckdb.connect(str(publiee), read_only=True) as con:
        tables = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert found.tables.keys() == tables
        for name in tables:
            files = sorted(str(path) for path in (found.dossier / name).rglob("*.parquet"))
            wanted = con.execute(f"SELECT {', '.join(found.tables[name])} FROM {name} ORDER BY ALL").fetchall()  # noqa: S608
            read = f"SELECT {', '.join(found.tables[name])} FROM read_parquet(?, hive_partitioning = true) ORDER BY ALL"  # noqa: S608
            assert (duckdb.execute(read, [files]).fetchall() if files else []) == wanted, name
    assert found.tables["etat_flux"]["montant_eur"] == "DECIMAL(18,2)"
    assert found.tables["etat_flux"]["themes"] == "ARRAY<STRING>"
    days = {str(row["arrete_id"]) for row in Publication(publiee).lignes("SELECT DISTINCT arrete_id FROM etat_flux")}
    assert {path.name for path in (found.dossier / "etat_flux").iterdir()} == {f"arrete_id={day}" for day in days}
    assert {"2019-04-30", "2019-09-24"} <= days
    assert found.macros["dire_financeur"][0] == ["operateur", "dit"]


def test_nothing_is_written_beside_a_publication_unless_spark_is_asked_for(tmp_path: Path, monkeypatch):
    monkeypatch.delenv(moteur_choisi.VARIABLE, raising=False)
    publier(tmp_path, DOSSIERS)
    assert not list((tmp_path / "publications").rglob("*.parquet"))


def test_a_disk_that_refuses_parquet_leaves_the_publication_before(publiee: Path, monkeypatch):
    before, there = lire_pointeur(publiee.parent), {path.name for path in publiee.parent.iterdir()}
    real = disque.poser

    def refuse(cible: Path, content: bytes) -> None:
        if cible.name == parquet.CONTENU:
            raise OSError(28, "No space left on device")
        real(cible, content)

    monkeypatch.setattr(disque, "poser", refuse)
    with pytest.raises(DisqueRefuse, match="plein"):
        publier(publiee.parents[1], DOSSIERS)
    assert lire_pointeur(publiee.parent) == before
    assert {path.name for path in publiee.parent.iterdir()} == there >= {publiee.name, f"{publiee.stem}.parquet"}


def test_parquet_that_is_not_that_of_its_publication_is_refused(publiee: Path):
    sha = _sha(publiee)
    (one,) = (parquet.dossier(publiee) / "region").glob("*.parquet")
    content = one.read_bytes()
    one.write_bytes(content[:-1] + b"\0")
    with pytest.raises(PublicationIllisible, match="ne sont plus celles écrites à sa publication"):
        parquet.lire(publiee, sha)
    one.write_bytes(content)
    assert parquet.lire(publiee, sha)
    with pytest.raises(PublicationIllisible, match="ne sont plus celles"):
        parquet.lire(publiee, "0" * 64)
    said = json.loads((parquet.dossier(publiee) / parquet.CONTENU).read_text(encoding="utf-8"))
    assert said["publication"] == sha and len(said["fichiers"]) >= len(said["tables"]) - len(parquet.DECOUPES)


def test_a_publication_without_parquet_says_how_to_have_it(publiee: Path):
    with pytest.raises(PublicationIllisible, match="n'a pas ses tables en Parquet") as told:
        parquet.lire(publiee.with_name("autre.duckdb"), "")
    assert moteur_choisi.VARIABLE in str(told.value)


@pytest.mark.parametrize("dit", ["", "duckdb", "  "])
def test_duckdb_answers_unless_another_is_named(monkeypatch, dit: str):
    monkeypatch.setenv(moteur_choisi.VARIABLE, dit)
    assert moteur_choisi.moteur(Path("x.duckdb"), "") is None


def test_an_engine_that_is_not_understood_serves_nothing(publiee: Path, monkeypatch):
    monkeypatch.setenv(moteur_choisi.VARIABLE, "spark")
    with pytest.raises(MoteurMuet, match=f"{moteur_choisi.VARIABLE} ne se comprend pas"):
        Guichet(publiee.parent).service()


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="what is said where Spark's client is not installed")
def test_without_its_client_spark_is_refused_and_duckdb_does_not_answer_instead(publiee: Path):
    with pytest.raises(MoteurMuet, match=r"n'en a pas le client \(\w+ manque\) : installez"):
        Guichet(publiee.parent).service()


def test_without_spark_nothing_of_it_is_loaded(donnees_servies: Path):
    code = (
        "import sys, app; from ti_dashboard.magasin import guichet; from ti_dashboard.questions import options; "
        "assert options.arretes(guichet.service().publication); "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'pyspark', 'sqlglot', 'grpc', 'py4j'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=RACINE, text=True, capture_output=True)
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stderr


def test_rows_are_the_same_whatever_an_engine_calls_its_types():
    day = date(2019, 9, 24)
    table = pa.table(
        {
            "nombre": pa.array([Decimal(3), None], pa.decimal128(38, 0)),
            "euros": pa.array([Decimal("1.50"), None], pa.decimal128(38, 2)),
            "mot": ["Bretagne", "Bretagne"],
            "jour": pa.array([day, None], pa.date32()),
            "themes": [["mobilite", "foncier"], []],
        }
    )
    first, second = figer_table(table)
    assert dict(first) == {
        "nombre": 3, "euros": Decimal("1.50"), "mot": "Bretagne", "jour": day, "themes": ("mobilite", "foncier")
    }  # fmt: skip
    assert type(first["nombre"]) is int
    assert dict(second) == {"nombre": None, "euros": None, "mot": "Bretagne", "jour": None, "themes": ()}
    assert first["mot"] is second["mot"], "a word is held once"
    assert figer_table(table.slice(0, 0)) == ()
