"""Ages on their bounds: six months to the day is no longer « Moins de 6 mois », whatever the question."""

import pytest

from tests.conftest import A2019, filtres
from ti_dashboard.programme import classes_age
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre
from ti_dashboard.questions.origine import lignes, origine
from ti_dashboard.questions.poser import poser

# date of what ages at 24/09/2019, its class among commitments, its class among waiting projects
DATES = [
    ("2019-03-25", "moins_6_mois", "de_3_a_6_mois"),
    ("2019-03-24", "de_6_a_12_mois", "de_6_a_12_mois"),
    ("2018-09-25", "de_6_a_12_mois", "de_6_a_12_mois"),
    ("2018-09-24", "de_12_a_24_mois", "plus_12_mois"),
    ("2017-09-25", "de_12_a_24_mois", "plus_12_mois"),
    ("2017-09-24", "plus_24_mois", "plus_12_mois"),
    ("2017-09-23", "plus_24_mois", "plus_12_mois"),
]


@pytest.mark.parametrize(("day", "engaged", "waiting"), DATES)
def test_a_bound_falls_on_one_side_in_every_question(petite, day, engaged, waiting):
    small = petite(
        {
            "2019-09-24": {
                "perimetre": [{"territoire_id": "ti-5304", "date_effet": "2016-01-01"}],
                "projets": [{"projet_id": "P1", "territoire_id": "ti-5304", "date_effet": day}],
                "financements": [
                    {"territoire_id": "ti-5304", "montant": "100", "date_effet": day},
                    {"territoire_id": "ti-5304", "montant": "0", "date_effet": day, "type_montant": "paye"},
                ],
            }
        }
    )
    bound = filtres().parametres() | {"arrete": A2019, "ages": []}
    assert [r["age"] for r in poser(small, "financements_reste", sur="dossiers_reste", **bound)] == [engaged]
    for code in classes_age.ENGAGEMENT.bornes:
        found = origine(small, Chiffre("montant_reste_a_payer", (("age", code),)), filtres())
        assert found.valeur == (100 if code == engaged else 0)
    counted = {
        r["code"]: r["nb_sans"]
        for r in poser(small, "projets_sans_engagement", **bound)
        if r["ventilation"] == "anciennete"
    }
    assert counted == {waiting: 1}
    for code in classes_age.ATTENTE.bornes:
        figure = Chiffre("nb_projets", (("anciennete", code), ("engagement", "sans_engagement")))
        assert len(lignes(small, figure, filtres(), A2019)) == (code == waiting)


def test_a_label_says_on_which_side_its_bounds_fall():
    assert list(PRECISIONS["age"].valeurs.values()) == [
        "Moins de 6 mois",
        "De 6 à moins de 12 mois",
        "De 12 à moins de 24 mois",
        "24 mois ou plus",
    ]
    assert list(PRECISIONS["anciennete"].valeurs.values()) == [
        "Moins de 3 mois",
        "De 3 à moins de 6 mois",
        "De 6 à moins de 12 mois",
        "12 mois ou plus",
    ]


def test_the_youngest_class_starts_at_zero():
    for classes in (classes_age.ENGAGEMENT, classes_age.ATTENTE):
        starts = list(classes.bornes.values())
        assert starts[0] == 0 and starts == sorted(set(starts))
