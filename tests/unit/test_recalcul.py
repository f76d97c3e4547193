"""The panel against an independent recomputation from the raw events: values, counts and causes."""

import pytest

from tests import naif
from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.origine import origine

CHOIX = [
    filtres(A2019, compare=A2019_AVRIL),
    filtres(A2021, compare=A2019),
    filtres(A2023, compare=A2021),
    filtres(A2021, compare=A2019, regions=("53", "84")),
    filtres(A2021, compare=A2019, departements=("01",)),
    filtres(A2023, compare=A2021, departements=("35", "44"), operateurs=("bpifrance",)),
    filtres(A2023, compare=A2021, regions=("53",), departements=("44",)),
    filtres(A2023, compare=A2021, regions=("76",), operateurs=("bpifrance",), themes=("mobilite", "foncier")),
]
TERRITOIRES = {
    "nb_territoires": None,
    "nb_territoires_engages": naif.ENGAGES,
    "nb_territoires_signes": naif.SIGNES,
}
PROJETS = {
    "nb_projets": "recenses",
    "nb_projets_engages": "engages",
    "nb_projets_sans_engagement": "sans",
    "nb_projets_sortis": "sortis",
}


@pytest.fixture(scope="module")
def registre(demo) -> naif.Registre:
    return naif.Registre(demo)


def _compare(demo, registre, choix, name, subjects, choice) -> None:
    """One count of subjects: value, value before, and the net of each cause."""
    found = origine(demo, Chiffre(name), choix)
    now, before = (subjects(registre, choix, day) for day in (choix.arrete, choix.compare))
    values = [
        sum(count(naif.ordonner(facts)) for facts in side.par_sujet.values())
        for side, count in ((side, side.compter(choice)) for side in (now, before))
    ]
    assert [found.valeur, found.valeur_precedente] == values, name
    told = {m.cause: m.ecart for m in found.mouvements if m.ecart}
    assert told == naif.causes(registre, choix, now, before, choice), name
    for cause, net in told.items():
        part = origine(demo, Chiffre(name, (("cause", cause),)), choix)
        assert part.valeur == net == sum(row["effet"] for row in part.lignes)


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_territories_and_why_they_moved(demo, registre, choix):
    for name, states in TERRITOIRES.items():
        _compare(demo, registre, choix, name, naif.Territoires, states)


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_projects_and_why_they_moved(demo, registre, choix):
    for name, choice in PROJETS.items():
        _compare(demo, registre, choix, name, naif.Projets, choice)


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_money_and_what_is_left_to_pay(demo, registre, choix):
    state = {"etat", "operateur"}
    for name, kind, categories in (
        ("montant_engage", "engage", state),
        ("montant_engage_regions_comprises", "engage", state | {"region"}),
        ("montant_paye", "paye", state | {"region"}),
    ):
        found = origine(demo, Chiffre(name), choix)
        lines = naif.montants(registre, choix, choix.arrete, {kind}, categories)
        assert found.valeur == sum(f["montant_eur"] or 0 for f in lines), name
        assert (found.nb_inconnus, len(found.lignes)) == (sum(f["montant_eur"] is None for f in lines), len(lines))
    left = origine(demo, Chiffre("montant_reste_a_payer", (("age", "plus_24_mois"),)), choix)
    assert (left.valeur, left.nb_connus) == naif.reste_ancien(registre, choix, choix.arrete)


def test_the_committees_of_2019_and_2021_read_as_an_auditor_found_them(demo):
    """77 real and 2 late in September 2019, 21 and 1 in 2021; the three that entered did so on 4 July."""
    for choix, wanted in ((CHOIX[0], (77, 2, 3)), (CHOIX[1], (21, 1, 2))):
        told = {m.cause: m.ecart for m in origine(demo, Chiffre("nb_territoires_engages"), choix).mouvements}
        assert (told["progres_reel"], told["connu_tardivement"], told["perimetre"]) == wanted
    entered = origine(demo, Chiffre("nb_territoires", (("mouvement", "entree"),)), CHOIX[0])
    assert [f"{row['date_effet']:%d/%m/%Y}" for row in entered.lignes] == ["04/07/2019"] * 3
    fixed = origine(demo, Chiffre("montant_engage", (("cause", "correction"),)), CHOIX[0])
    assert (f"{fixed.valeur:.2f}", len(fixed.lignes)) == ("-180500.00", 4)
    assert origine(demo, Chiffre("nb_regions_toutes_engagees"), CHOIX[0]).valeur == 12
    assert origine(demo, Chiffre("nb_regions_toutes_engagees"), CHOIX[2]).valeur == 17
