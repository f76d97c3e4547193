"""Every question of the product, on a real cluster: the rows that DuckDB gives, with their types, in their order."""

import os
from collections.abc import Sequence

import pytest

from tests.spark.posees import Posee
from ti_dashboard.magasin.en_colonnes import figer_table
from ti_dashboard.magasin.lignes import Ligne
from ti_dashboard.moteurs.duck import MoteurDuckDB
from ti_dashboard.moteurs.moteur import Moteur
from ti_dashboard.moteurs.spark import MoteurSpark
from ti_dashboard.moteurs.vers_spark import lire
from ti_dashboard.questions.poser import fichiers

# How many of the ways each question is asked; all of them by ESSAIS_SPARK=tout.
MANIERES = None if os.environ.get("ESSAIS_SPARK") == "tout" else 2


def repondre(moteur: Moteur, posee: Posee) -> tuple[Ligne, ...]:
    sql, bound = posee
    return figer_table(moteur.repondre(sql, {key: list(v) if isinstance(v, tuple) else v for key, v in bound}))


def ecrites(rows: Sequence[Ligne], sql: str) -> list[str]:
    """Each row with the type of each value; in its place where the question says an order."""
    written = [repr(sorted(row.items())) for row in rows]
    return written if lire(sql).args.get("order") else sorted(written)


@pytest.mark.parametrize("nom", sorted(fichiers()))
def test_a_question_has_the_same_rows_on_spark(
    nom: str, manieres: dict[str, list[Posee]], duck: MoteurDuckDB, spark: MoteurSpark
):
    assert manieres[nom], "the product asks it"
    for asked in manieres[nom][:MANIERES]:
        assert ecrites(repondre(spark, asked), asked[0]) == ecrites(repondre(duck, asked), asked[0]), dict(asked[1])


# The demonstration has no act declared twice, no two declarations that differ, nothing received after a closing.
VIDES = {"alertes_declarations", "apres_cloture", "doublons_actes", "ecarts_declarations"}


def test_what_is_compared_has_rows(manieres: dict[str, list[Posee]], duck: MoteurDuckDB):
    """Two engines that find nothing agree on everything: the demonstration gives rows to all but what is named."""
    assert {name for name, asked in manieres.items() if not repondre(duck, asked[0])} == VIDES
