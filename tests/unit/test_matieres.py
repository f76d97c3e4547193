"""What nobody told is unknown, on tiles and in panels; what somebody follows and has none of is zero."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from tests.conftest import filtres
from tests.fabrique import publier
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE, DELAIS
from ti_dashboard.programme.indicateurs.matieres import MONTANTS, SUIVI, matieres, tus
from ti_dashboard.questions.matieres import dites
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.ouvertes import mention
from ti_dashboard.questions.postes import relever_postes
from ti_dashboard.questions.releve import ACCESSOIRES, relever, rien_dit
from ti_dashboard.questions.scelles import scelles

LANNION, REDON = "ti-5304", "ti-5309"
A2019, A2025 = date(2019, 9, 24), date(2025, 5, 27)
PROJETS = [{"projet_id": "P1", "territoire_id": LANNION}]
LISTE = {"perimetre": [{"territoire_id": LANNION}, {"territoire_id": REDON}], "projets": PROJETS}
INCONNUS = {
    "nb_territoires_engages",
    "taux_territoires_signes",
    "nb_projets_sortis",
    "montant_paye",
    "montant_annonce",
    "montant_annule",
    "montant_fleche",
}


def _actes(*kinds: str) -> dict[str, list[dict[str, object]]]:
    return {"financements": [{"projet_id": "P1", "montant": "40", "type_montant": kind} for kind in kinds]}


def test_every_indicator_is_made_of_known_matters():
    for indicateur in CATALOGUE.values():
        assert matieres(indicateur) <= {*MONTANTS, *SUIVI}, indicateur
    alone = {key for key, indicateur in CATALOGUE.items() if not matieres(indicateur)}
    assert {"nb_territoires", "nb_territoires_entierement_nouveaux", "solde_net_territoires"} <= alone
    assert tus({*MONTANTS, *SUIVI}) == frozenset()


def test_a_list_of_one_kind_of_amount_says_nothing_of_the_others(petite):
    found = relever(petite({"2019-09-24": LISTE | _actes("engage")}), filtres())[A2019]
    assert {key for key in INCONNUS if found[key].est_tu} == INCONNUS
    assert {found[key].valeur for key in INCONNUS} == {None}
    assert (found["montant_engage"].valeur, found["nb_projets"].valeur, found["nb_territoires"].valeur) == (40, 1, 2)


def test_who_follows_its_acts_says_zero_by_its_silence(petite):
    found = relever(petite({"2019-09-24": LISTE | _actes("engage", "conventionne")}), filtres())[A2019]
    assert (found["montant_paye"].valeur, found["montant_annule"].valeur) == (0, 0)


@pytest.fixture(scope="module")
def sans(tmp_path_factory) -> Iterator[Publication]:
    """Nothing but the list of the projects."""
    with closing(Publication(publier(tmp_path_factory.mktemp("sans"), {"2019-09-24": LISTE}).fichier)) as served:
        yield served


@pytest.mark.parametrize(
    ("nature", "row", "known"),
    [
        ("jalons", {"territoire_id": LANNION, "jalon": "demarche_lancee"}, "nb_territoires_engages"),
        ("statuts", {"projet_id": "P1", "statut": "valide"}, "nb_projets_sortis"),
        ("postes", {"territoire_id": LANNION, "poste_id": "X", "etat_poste": "vacant"}, "nb_postes_pourvus"),
    ],
)
def test_one_line_of_a_matter_makes_its_zero_known(petite, sans, nature, row, known):
    told = petite({"2019-09-24": LISTE | {nature: [row]}})
    for publication, expected in ((sans, None), (told, 0)):
        found = relever(publication, filtres())[A2019] | relever_postes(publication, filtres())[A2019]
        assert found[known].valeur == expected
        assert origine(publication, Chiffre(known), filtres()).valeur == expected


def test_a_matter_told_later_leaves_the_earlier_arretes_unknown(petite):
    later = {"jalons": [{"territoire_id": LANNION, "jalon": "demarche_lancee", "date_effet": "2021-01-01"}]}
    publication = petite({"2019-09-24": LISTE, "2021-10-12": later})
    found = relever(publication, filtres())
    assert [found[day]["nb_territoires_engages"].valeur for day in (A2019, date(2021, 10, 12))] == [None, 0]
    seen = origine(publication, Chiffre("nb_territoires_engages"), filtres(date(2021, 10, 12), compare=A2019))
    assert (seen.valeur, seen.valeur_precedente) == (0, None)


def test_a_delay_is_made_of_the_two_kinds_of_amount_it_goes_between(petite):
    told = {etape: set(matieres(CATALOGUE[key])) for etape, key in DELAIS.items()}
    assert told == {etape: set(etape.split("-")) for etape in DELAIS}
    alone, followed = (petite({"2019-09-24": LISTE | _actes(*kinds)}) for kinds in (["engage"], ["demande", "engage"]))
    for key in DELAIS.values():
        assert [origine(one, Chiffre(key), filtres()).est_tu for one in (alone, followed)] == [True, False]


def test_a_measure_that_no_indicator_is_is_declared_and_unknown_where_nothing_is_told(demo):
    measured = {key for found in relever(demo, filtres()).values() for key in found}
    assert measured <= {*CATALOGUE, *ACCESSOIRES} == rien_dit().keys()
    assert all(measure.valeur is None and measure.est_tu for measure in rien_dit().values())


def test_a_silence_is_no_gap_with_what_was_sealed(petite):
    """The seal holds that nothing was behind the figure; the screen says it unknown, not changed since."""
    publication = petite({"2019-09-24": LISTE | _actes("engage")})
    assert scelles(publication, filtres(), A2019)["montant_paye"].valeur == 0
    assert origine(publication, Chiffre("montant_paye"), filtres()).est_tu


def test_what_open_data_lack_is_said_with_who_holds_it(publiques, demo):
    said = mention(publiques, filtres(A2025, 2))
    assert said.startswith("Données ouvertes, incomplètes : manquent avancement des territoires, statuts des projets, ")
    assert (
        "(ANCT et régions), montants annoncés, fléchés, demandés, conventionnés, payés et annulés (financeurs)" in said
    )
    assert "droit commun, France entière" in said and "Provence-Alpes-Côte d'Azur seulement" in said
    assert dites(publiques, A2025, 2) == {"projet", "engage"}
    before = mention(publiques, filtres())
    assert before.startswith("Données ouvertes, incomplètes") and "Fonds vert" not in before
    assert mention(demo, filtres()) == ""


def test_nothing_but_what_the_lists_tell_is_a_figure(publiques):
    found = relever(publiques, filtres(A2025, 2))[A2025]
    known = {key: measure.valeur for key, measure in found.items() if measure.valeur is not None}
    assert known["montant_engage"] == Decimal("1960728617.00")
    assert known["montant_engage_droit_commun"] == Decimal("1956354884.00")
    assert known["nb_projets_non_rattaches"] == 5_083
    assert {key for key in known if key.startswith("montant_")} == {
        "montant_engage",
        "montant_engage_regions_comprises",
        "montant_engage_droit_commun",
        "montant_annonce_dans_l_annee",
    }
