"""« Outre-mer » is one choice of the region list: its figures are those of the overseas regions together."""

from tests.conftest import A2019, A2023, filtres
from ti_dashboard.adresse import partagee
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.lieux_reunis import OUTRE_MER, reunies
from ti_dashboard.questions.options import vocabulaire
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever

OVERSEAS = ("01", "02", "03", "04", "06")


def test_the_choice_stands_for_every_overseas_region_of_the_publication(demo) -> None:
    rows = demo.lignes(
        "SELECT code_region FROM region WHERE est_outre_mer ORDER BY code_region",
    )
    assert reunies(OUTRE_MER) == OVERSEAS == tuple(r["code_region"] for r in rows)
    assert Filtres(A2019, 1, regions=("53", OUTRE_MER, "04")).codes_regions == ("53", *OVERSEAS)


def test_the_address_carries_its_word_and_gives_it_back(demo) -> None:
    words = vocabulaire(demo)
    read, unknown = partagee.lire({"arrete": ["24/09/2019"], "region": ["Outre-mer"]}, words)
    assert read.regions == (OUTRE_MER,) and unknown == ()
    assert "region=Outre-mer" in partagee.ecrire(read, words)
    assert read.en_mots(words.listes) == "Phase I · Outre-mer"


def test_its_figures_are_the_union_of_the_regions(demo) -> None:
    for arrete, phase in ((A2019, 1), (A2023, 2)):
        chosen, each = filtres(arrete, phase, regions=(OUTRE_MER,)), filtres(arrete, phase, regions=OVERSEAS)
        measured = relever(demo, chosen)[arrete]
        assert measured == relever(demo, each)[arrete]
        apart = [relever(demo, filtres(arrete, phase, regions=(code,))).get(arrete) for code in OVERSEAS]
        assert measured["nb_projets"].valeur == sum(r["nb_projets"].valeur for r in apart if r)
        rows = poser(demo, "carte", **chosen.parametres(), arrete=arrete)
        assert {r["code_region"] for r in rows} <= set(OVERSEAS)
        assert len(rows) == measured["nb_territoires"].valeur
