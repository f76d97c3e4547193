"""What an engine answers, as the product gives it to its screens, and how two answers are compared."""

from collections.abc import Sequence

from tests.spark.posees import Posee
from ti_dashboard.magasin.en_colonnes import figer_table
from ti_dashboard.magasin.lignes import Ligne, figer
from ti_dashboard.moteurs.duck import MoteurDuckDB
from ti_dashboard.moteurs.moteur import Moteur
from ti_dashboard.moteurs.vers_spark import lire


def repondre(moteur: Moteur, posee: Posee) -> tuple[Ligne, ...]:
    """Rows of DuckDB as they come, columns of any other: what ``Publication`` does of either."""
    if isinstance(moteur, MoteurDuckDB):
        return figer(*moteur.lire(posee[0], _liees(posee)))
    return en_colonnes(moteur, posee)


def en_colonnes(moteur: Moteur, posee: Posee) -> tuple[Ligne, ...]:
    return figer_table(moteur.repondre(posee[0], _liees(posee)))


def _liees(posee: Posee) -> dict[str, object]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in posee[1]}


def ecrites(rows: Sequence[Ligne], sql: str) -> list[str]:
    """Each row with the type of each value; in its place where the question says an order."""
    written = [repr(sorted(row.items())) for row in rows]
    return written if lire(sql).args.get("order") else sorted(written)
