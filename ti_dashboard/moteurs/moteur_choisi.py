"""Which engine answers, by TI_DASHBOARD_MOTEUR: DuckDB unless a Spark Connect server is named."""

import os
from importlib import import_module
from pathlib import Path

from ti_dashboard.errors import MoteurMuet
from ti_dashboard.moteurs import parquet
from ti_dashboard.moteurs.moteur import Moteur

VARIABLE = "TI_DASHBOARD_MOTEUR"
PREFIXE = "sc://"


def adresse_de_spark() -> str | None:
    """None: DuckDB. Raises MoteurMuet when the variable says neither."""
    said = os.environ.get(VARIABLE, "").strip()
    if said in ("", "duckdb"):
        return None
    if not said.startswith(PREFIXE):
        raise MoteurMuet(
            f"{VARIABLE} ne se comprend pas : écrivez « duckdb », ou l'adresse d'un serveur Spark Connect, par "
            "exemple sc://127.0.0.1:15002."
        )
    return said


def moteur(fichier: Path, sha256: str) -> Moteur | None:
    """What answers the questions of this publication when it is not its own file, which then answers none.

    Raises MoteurMuet or PublicationIllisible, never falls back.
    """
    adresse = adresse_de_spark()
    if adresse is None:
        return None
    try:
        spark = import_module("ti_dashboard.moteurs.spark")
    except ImportError as error:
        raise MoteurMuet(
            f"{VARIABLE} demande Spark, et le programme n'en a pas le client ({error.name} manque) : installez "
            "requirements-spark.lock."
        ) from None
    engine: Moteur = spark.MoteurSpark(adresse, parquet.lire(fichier, sha256))
    return engine


def accompagner(fichier: Path, sha256: str) -> None:
    """Write beside a publication what the engine asked for reads of it. Raises as ``parquet.ecrire``."""
    if adresse_de_spark():
        parquet.ecrire(fichier, sha256)
