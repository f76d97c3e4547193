"""The line behind a figure: rows give the figure back, movements give the difference back."""

from itertools import product

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from ti_dashboard.chiffre import Chiffre, lire
from ti_dashboard.indicateurs import CATALOGUE
from ti_dashboard.queries.origine import CAUSES, origine
from ti_dashboard.queries.releve import relever

CHOIX = [
    {},
    {"regions": ("53",)},
    {"themes": ("mobilite", "foncier")},
    {"operateurs": ("anct",)},
    {"regions": ("84", "76"), "themes": ("competences",), "operateurs": ("bpifrance",)},
]
TAUX = ("taux_territoires_engages", "nb_regions_toutes_engagees")
COMPTES = [i for i in CATALOGUE if i not in TAUX]


@pytest.mark.parametrize("choix", CHOIX, ids=str)
@pytest.mark.parametrize("indicateur", COMPTES)
def test_the_rows_behind_a_figure_give_the_figure_back(demo, indicateur, choix):
    chosen = filtres(A2021, **choix)
    shown = relever(demo, chosen)[A2021][indicateur]
    found = origine(demo, Chiffre(indicateur), chosen)
    assert found.valeur == (shown.valeur or 0)
    if CATALOGUE[indicateur].est_montant:
        assert found.nb_inconnus == shown.inconnus
    assert all(row["sha256"] and row["ligne"] for row in found.lignes if row["livraison_id"])


@pytest.mark.parametrize(("arrete", "compare"), [(A2019, A2019_AVRIL), (A2021, A2019), (A2023, A2019_AVRIL)])
def test_the_movements_sum_to_the_difference_for_every_indicator_and_filter(demo, arrete, compare):
    for indicateur, choix in product(COMPTES, CHOIX):
        found = origine(demo, Chiffre(indicateur), filtres(arrete, compare=compare, **choix))
        moved = sum(m.ecart for m in found.mouvements)
        assert moved == found.valeur - found.valeur_precedente, (indicateur, choix)
        assert {m.cause for m in found.mouvements} <= set(CAUSES)


def test_late_knowledge_and_corrections_are_told_apart_from_progress(demo):
    found = origine(demo, Chiffre("montant_engage"), filtres(A2021, compare=A2019))
    assert {"progres_reel", "connu_tardivement", "correction"} <= {m.cause for m in found.mouvements}


def test_a_figure_has_a_name_that_can_be_copied():
    figure = Chiffre("montant_engage", (("operateur", "bpifrance"), ("territoire", "ti-5304")))
    assert lire(figure.ecrire()) == figure
    assert lire("rien") is None
    assert lire("montant_engage~couleur:bleu") is None


def test_a_precision_narrows_the_rows(demo):
    whole = origine(demo, Chiffre("montant_engage"), filtres())
    parts = [
        origine(demo, Chiffre("montant_engage", (("operateur", code),)), filtres()).valeur
        for (code,) in {(r["famille_id"],) for r in demo.lignes("SELECT famille_id FROM famille_operateur")}
    ]
    assert sum(parts) == whole.valeur
