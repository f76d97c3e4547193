"""Why a headline figure moved, and its rates, summed by the engine: what the lines say, one by one."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from tests.conftest import A2019, A2019_AVRIL, CHOIX, DATES, filtres
from tests.cumules import tires
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import TETES
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions import mouvements_en_sommes as sommes
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.evolutions import taux_compares
from ti_dashboard.questions.options import arretes
from ti_dashboard.questions.origine import lignes, origine, parts

SOMMES = [
    name for name in (*TETES, *(one.annule for one in TETES.values() if one.annule)) if sommes.se_somme(Chiffre(name))
]


def _ecarts(publication, choix: Filtres) -> Iterator[tuple[object, ...]]:
    """What the sums and the lines do not tell alike."""
    for name in SOMMES:
        summed, told = sommes.mouvements(publication, Chiffre(name), choix), origine(publication, Chiffre(name), choix)
        if list(summed) != told.mouvements:
            yield name, choix, summed, told.mouvements
    days = (choix.anterieur, choix.arrete)
    for rate in taux_compares(publication, choix):
        for day, said in zip(days, (rate.avant, rate.apres), strict=True):
            halves = parts(said.chiffre, lignes(publication, said.chiffre, choix, day))
            if (said.haut, said.bas) != halves:
                yield said, day, halves


def _compares(publication, nombre: int, graine: int) -> Iterator[Filtres]:
    """Filters drawn, compared with an earlier arrêté where there is one."""
    rng, days = Random(graine), sorted(one.arrete_id for one in arretes(publication))
    for drawn in tires(publication, nombre, graine):
        earlier = [day for day in days if day < drawn.arrete]
        if earlier:
            yield replace(drawn, compare=rng.choice(earlier))


def test_the_figures_that_are_summed_are_those_of_money_and_of_projects():
    assert len(SOMMES) == 7 and all(name.startswith(("montant_", "nb_projets")) for name in SOMMES)


@pytest.mark.parametrize("choix", CHOIX, ids=str)
@pytest.mark.parametrize("dates", DATES, ids=str)
def test_every_cause_is_that_of_the_lines(demo, dates, choix):
    assert list(_ecarts(demo, filtres(dates[0], compare=dates[1], **choix))) == []


@pytest.mark.parametrize("graine", range(10))
def test_under_any_filters_too(demo, graine):
    for chosen in _compares(demo, 3, graine):
        if empechement(demo, chosen) is None:
            assert list(_ecarts(demo, chosen)) == []


LANNION, THIERS = "ti-5304", "ti-8413"
AVRIL, SEPTEMBRE = "2019-04-30", "2019-09-24"


def test_projects_that_move_come_back_or_are_told_again_are_told_alike(petite):
    """
    P1  engagé, su en septembre             P5  Lannion → Thiers, engagé depuis mars
    P2  engagé en avril, su en septembre    P6  déclaré à nouveau, sans thème
    P3  déclaré en septembre                P7  d'un montant inconnu
    P4  engagé, annulé                      P8  refusé, puis de nouveau en instruction
    """
    both = [{"territoire_id": t} for t in (LANNION, THIERS)]
    known = [{"projet_id": f"P{n}", "territoire_id": LANNION, "themes": "mobilite"} for n in (1, 2, 4, 5, 6, 7, 8)]
    before = {
        "perimetre": both,
        "projets": known,
        "financements": [{"projet_id": p, "montant": 100, "reference": p} for p in ("P4", "P5", "P6")],
        "statuts": [{"projet_id": "P8", "statut": "refuse"}],
    }
    told = [
        {"projet_id": "P1", "montant": 10, "reference": "A", "date_effet": "2019-06-20"},
        {"projet_id": "P2", "montant": 10, "reference": "B", "date_effet": "2019-04-10"},
        {"projet_id": "P4", "montant": 100, "reference": "P4", "type_montant": "annule", "date_effet": "2019-07-01"},
        {"projet_id": "P6", "montant": -100, "reference": "P6", "cause": "correction"},
        {"projet_id": "P7", "montant": "", "reference": "C", "date_effet": "2019-08-01"},
    ]
    again = [
        {"projet_id": "P3", "territoire_id": LANNION},
        {"projet_id": "P5", "territoire_id": THIERS, "date_effet": "2019-08-01"},
        {"projet_id": "P6", "territoire_id": LANNION, "themes": "", "date_effet": "2019-08-01"},
    ]
    after = {
        "projets": again,
        "financements": told,
        "statuts": [{"projet_id": "P8", "statut": "en_instruction", "date_effet": "2019-08-02"}],
    }
    publication = petite({AVRIL: before, SEPTEMBRE: after})
    for chosen in ({}, {"regions": ("53",)}, {"themes": ("mobilite",)}, {"operateurs": ("anct",)}):
        choix = filtres(A2019, compare=A2019_AVRIL, **chosen)
        assert list(_ecarts(publication, choix)) == []
    causes = {
        m.cause
        for m in sommes.mouvements(publication, Chiffre("nb_projets_engages"), filtres(A2019, compare=A2019_AVRIL))
    }
    assert causes >= {"progres_reel", "connu_tardivement"}
