"""A real cluster for these tests alone, which « make test-spark » runs: a master, two workers and a Connect server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from outils.grappe_spark import PORT, Grappe
from tests.fabrique import publier
from tests.spark.posees import Posee, posees
from tests.spark.registre import DOSSIERS
from tests.spark.reponses import repondre
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.moteurs import parquet
from ti_dashboard.moteurs.duck import MoteurDuckDB


@pytest.fixture(scope="session")
def grappe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grappe]:
    cluster = Grappe(tmp_path_factory.mktemp("grappe"), int(os.environ.get("PORT_SPARK", PORT)))
    cluster.demarrer()
    yield cluster
    cluster.arreter()


@pytest.fixture(scope="session")
def fichier(donnees_demo: Path) -> Path:
    """The publication of the demonstration, its Parquet beside it."""
    return _avec_son_parquet(donnees_demo)


def _avec_son_parquet(donnees: Path) -> Path:
    pointer = lire_pointeur(donnees / "publications")
    assert pointer is not None
    path = donnees / "publications" / pointer["publication"]
    parquet.ecrire(path, pointer["sha256"])
    return path


@pytest.fixture(scope="session")
def contenu(fichier: Path) -> parquet.TablesEnParquet:
    return tables(fichier)


def tables(fichier: Path) -> parquet.TablesEnParquet:
    pointer = lire_pointeur(fichier.parent)
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
    """Name of a question → the ways it is asked, one that finds something first."""
    found = posees(publication)
    for asked in found.values():
        telling = next((one for one in asked if repondre(duck, one)), None)
        asked.sort(key=lambda one: one != telling)
    return found


@pytest.fixture(scope="session")
def fichier_du_reste(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with what the demonstration never shows, its Parquet beside it."""
    folder = tmp_path_factory.mktemp("reste")
    publier(folder, DOSSIERS)
    return _avec_son_parquet(folder)


@pytest.fixture(scope="session")
def spark(grappe: Grappe, contenu: parquet.TablesEnParquet):
    from ti_dashboard.moteurs.spark import MoteurSpark

    engine = MoteurSpark(grappe.adresse, contenu)
    yield engine
    engine.fermer()
