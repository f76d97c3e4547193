"""The demonstration says, on the screen, exactly what was published at each committee."""

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, A2025, filtres
from ti_dashboard.ecrans.accueil.composition import composer
from ti_dashboard.langue.formats import FINE, INSECABLE
from ti_dashboard.questions.options import contexte
from ti_dashboard.questions.postes import relever_postes
from ti_dashboard.questions.publies import chiffres_publies
from ti_dashboard.questions.releve import relever

PUBLIES = [
    (A2019_AVRIL, 1, "nb_territoires", 141),
    (A2019_AVRIL, 1, "nb_territoires_signes", 13),
    (A2019_AVRIL, 1, "nb_projets", 330),
    (A2019, 1, "nb_territoires", 144),
    (A2019, 1, "nb_territoires_signes", 29),
    (A2019, 1, "nb_territoires_en_finalisation", 93),
    (A2019, 1, "nb_territoires_engages", 122),
    (A2019, 1, "nb_territoires_binome", 86),
    (A2019, 1, "nb_regions_toutes_engagees", 12),
    (A2019, 1, "nb_territoires_appuyes", 25),
    (A2019, 1, "nb_projets", 474),
    (A2019, 1, "nb_projets_engages", 231),
    (A2019, 1, "montant_engage", 108_000_000),
    (A2019, 1, "montant_fleche", 145_000_000),
    (A2021, 1, "nb_territoires", 146),
    (A2021, 1, "nb_projets", 1800),
    (A2021, 1, "montant_engage_regions_comprises", 1_370_000_000),
    (A2023, 1, "nb_territoires", 149),
    (A2023, 1, "montant_engage_regions_comprises", 1_700_000_000),
    (A2023, 1, "montant_paye", 794_000_000),
    (A2023, 2, "nb_territoires", 183),
    (A2023, 2, "nb_territoires_entierement_nouveaux", 29),
    (A2023, 2, "nb_projets", 2150),
]


@pytest.mark.parametrize(("arrete", "phase", "indicateur", "expected"), PUBLIES)
def test_a_calibrated_figure_is_exact_to_the_unit(demo, arrete, phase, indicateur, expected):
    assert relever(demo, filtres(arrete, phase))[arrete][indicateur].valeur == expected


def test_the_58_territories_without_news_of_their_binome_are_unknown_not_absent(demo):
    assert relever(demo, filtres())[A2019]["nb_territoires_binome"].inconnus == 58


@pytest.mark.parametrize(
    ("arrete", "phase"), [(A2019_AVRIL, 1), (A2019, 1), (A2021, 1), (A2023, 1), (A2023, 2), (A2025, 2)]
)
def test_every_comparable_published_figure_agrees_with_the_ledger(demo, arrete, phase):
    choix = filtres(arrete, phase)
    releve = relever(demo, choix)[arrete] | relever_postes(demo, choix)[arrete]
    published = chiffres_publies(demo, arrete, phase)
    assert published
    for indicateur, publie in published.items():
        expected = "conforme" if publie.est_comparable else "autre_definition"
        assert publie.accord_avec(releve[indicateur].valeur) == expected, indicateur


def _tuiles(publication, choix) -> dict[str, dict]:
    return {t["id"]: t for t in composer(contexte(publication, choix), {})["tuiles"]}


def test_the_screen_of_24_september_2019_reads_as_announced(demo):
    tiles = _tuiles(demo, filtres(compare=A2019_AVRIL))
    assert tiles["nb_territoires_engages"]["valeur"] == "122"
    assert tiles["nb_territoires_engages"]["unite"] == f"sur 144, soit 84,7{INSECABLE}%"
    assert tiles["nb_territoires_engages"]["complement"] == "29\u00a0signés + 93 en finalisation"
    assert tiles["nb_projets"]["valeur"] == "474"
    assert tiles["nb_projets_engages"]["valeur"] == "231"
    assert tiles["montant_engage"]["valeur"] == f"108,0{INSECABLE}M€"
    assert tiles["montant_fleche"]["valeur"] == f"145,0{INSECABLE}M€"
    assert tiles["montant_fleche"]["groupe"] == "apart"
    assert tiles["nb_territoires_appuyes"]["valeur"] == "25"


def test_the_screens_of_2021_and_2023_read_as_announced(demo):
    assert _tuiles(demo, filtres(A2021))["montant_engage_regions_comprises"]["valeur"] == f"1{FINE}370,0{INSECABLE}M€"
    first = _tuiles(demo, filtres(A2023))
    assert first["montant_engage_regions_comprises"]["valeur"] == f"1{FINE}700,0{INSECABLE}M€"
    assert first["montant_paye"]["valeur"] == f"794,0{INSECABLE}M€"
    second = composer(contexte(demo, filtres(A2023, 2)), {})
    assert f"29{INSECABLE}territoires entièrement nouveaux" in second["sous_titre"]


def test_the_first_screen_compares_the_two_assemblies_of_phase_two(demo):
    tiles = _tuiles(demo, filtres(A2025, 2, compare=A2023))
    assert tiles["nb_projets"]["valeur"] == f"3{FINE}072"
    assert tiles["nb_projets"]["complement"] == f"56,0{INSECABLE}% réalisés ou en cours, 130{INSECABLE}sortis à part"
    assert tiles["nb_projets"]["evolution"]["texte"] == f"+{INSECABLE}922 depuis le 09/11/2023"
    assert f"3{FINE}072 · 56{INSECABLE}% de 3072 (CNER, mai 2025)" in tiles["nb_projets"]["publie"]["texte"]
    posts = tiles["nb_postes_pourvus_ou_ouverts"]
    assert (posts["valeur"], posts["publie"]["etat"]) == ("153", "conforme")
    assert posts["complement"] == "138\u00a0pourvus + 15\u00a0recrutements en cours"
    assert tiles["nb_territoires_engages"]["unite"].startswith("sur 183,")
    announced = tiles["montant_annonce"]
    assert announced["valeur"] == f"252,0{INSECABLE}M€"
    assert announced["complement"] == f"dont 52,0{INSECABLE}M€ en 2025 (100,0{INSECABLE}M€ en 2023)"
    assert announced["publie"]["court"] == f"autre déf. : 52,0{INSECABLE}M€"


def test_a_published_figure_never_stands_beside_a_filtered_one(demo):
    tiles = _tuiles(demo, filtres(regions=("53",)))
    assert all(t["publie"] is None for t in tiles.values())
