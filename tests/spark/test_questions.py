"""Every question of the product, on a real cluster: the rows that DuckDB gives, with their types, in their order."""

import os
from pathlib import Path

import pytest

from outils.grappe_spark import Grappe
from tests.spark.conftest import tables
from tests.spark.posees import Posee, posees_ailleurs
from tests.spark.reponses import ecrites, en_colonnes, repondre
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.moteurs.duck import MoteurDuckDB
from ti_dashboard.moteurs.spark import MoteurSpark
from ti_dashboard.questions.poser import fichiers

# How many of the ways each question is asked; all of them by ESSAIS_SPARK=tout.
MANIERES = None if os.environ.get("ESSAIS_SPARK") == "tout" else 2


@pytest.mark.parametrize("nom", sorted(fichiers()))
def test_a_question_has_the_same_rows_on_spark(
    nom: str, manieres: dict[str, list[Posee]], duck: MoteurDuckDB, spark: MoteurSpark
):
    assert manieres[nom], "no screen asks it, and tests/spark/posees.py lacks a value that it binds"
    for asked in manieres[nom][:MANIERES]:
        wanted = ecrites(repondre(duck, asked), asked[0])
        assert ecrites(repondre(spark, asked), asked[0]) == wanted, dict(asked[1])
        assert ecrites(en_colonnes(duck, asked), asked[0]) == wanted, "rows of DuckDB, by way of columns"


def test_what_the_demonstration_never_shows_has_the_same_rows_elsewhere(
    manieres: dict[str, list[Posee]], duck: MoteurDuckDB, fichier_du_reste: Path, grappe: Grappe
):
    """Two engines that find nothing agree on everything: whatever is asked is compared where there are rows."""
    never = [name for name, asked in manieres.items() if asked and not repondre(duck, asked[0])]
    publication, engine = Publication(fichier_du_reste), MoteurSpark(grappe.adresse, tables(fichier_du_reste))
    here = MoteurDuckDB(publication._con)
    for name, (first, *others) in posees_ailleurs(publication, never).items():
        assert repondre(here, first), f"{name}: tests/spark/registre.py has nothing for it to find"
        for asked in (first, *others):
            assert ecrites(repondre(engine, asked), asked[0]) == ecrites(repondre(here, asked), asked[0]), name
    engine.fermer()
