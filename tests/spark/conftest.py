"""A real cluster for these tests alone, which « make test-spark » runs: a master, two workers and a Connect server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from outils.grappe_spark import PORT, Grappe
from tests.spark.posees import Posee, posees
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.moteurs import parquet
from ti_dashboard.moteurs.duck import MoteurDuckDB

# Outside the daily run: a cluster takes four gigabytes, and the two cores of a small machine for minutes.
collect_ignore_glob = [] if os.environ.get("ESSAIS_SPARK") else ["test_*.py"]


@pytest.fixture(scope="session")
def grappe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grappe]:
    cluster = Grappe(tmp_path_factory.mktemp("grappe"), int(os.environ.get("PORT_SPARK", PORT)))
    cluster.demarrer()
    yield cluster
    cluster.arreter()


@pytest.fixture(scope="session")
def fichier(donnees_demo: Path) -> Path:
    """The publication of the demonstration, its Parquet beside it."""
    pointer = lire_pointeur(donnees_demo / "publications")
    assert pointer is not None
    path = donnees_demo / "publications" / pointer["publication"]
    parquet.ecrire(path, pointer["sha256"])
    return path


@pytest.fixture(scope="session")
def contenu(fichier: Path, donnees_demo: Path) -> parquet.TablesEnParquet:
    pointer = lire_pointeur(donnees_demo / "publications")
    assert pointer is not None
    return parquet.lire(fichier, pointer["sha256"])


@pytest.fixture(scope="session")
def publication(fichier: Path) -> Publication:
    return Publication(fichier)


@pytest.fixture(scope="session")
def duck(publication: Publication) -> MoteurDuckDB:
    return MoteurDuckDB(publication._con)


@pytest.fixture(scope="session")
def manieres(publication: Publication, duck: MoteurDuckDB) -> dict[str, list[Posee]]:
    """Name of a question → the ways it is asked, those that find something first."""

    def finds_nothing(asked: Posee) -> bool:
        bound = {key: list(value) if isinstance(value, tuple) else value for key, value in asked[1]}
        return not duck.repondre(asked[0], bound).num_rows

    return {name: sorted(asked, key=finds_nothing) for name, asked in posees(publication).items()}


@pytest.fixture(scope="session")
def spark(grappe: Grappe, contenu: parquet.TablesEnParquet):
    from ti_dashboard.moteurs.spark import MoteurSpark

    engine = MoteurSpark(grappe.adresse, contenu)
    yield engine
    engine.fermer()
