"""What is said of a publication that is not what was sealed: the arrêté, the figures, both values of each."""

from collections.abc import Callable, Iterator
from datetime import date

import duckdb
import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023
from ti_dashboard.sceau import nommer
from ti_dashboard.sceau.chiffres import calculer
from ti_dashboard.sceau.empreinte import sceller
from ti_dashboard.sceau.recettes import signe_la_reference
from ti_dashboard.sceau.verification import alteres, est_scellee

LE_24, ENGAGE = "arrêté du 24/09/2019", "Engagé, État et opérateurs"
DIT = "UPDATE chiffre_scelle SET {} WHERE arrete_id = DATE '2019-09-24' AND indicateur_id = '{}' AND perimetre {}"
Poser = Callable[..., list[tuple]]


def _changer(indicateur: str, perimetre: str, valeur: str = "valeur = valeur + 1") -> str:
    return DIT.format(valeur, indicateur, f"= '{perimetre}'")


def _mots(phrases: list[str]) -> list[str]:
    return [" ".join(phrase.split()) for phrase in phrases]


@pytest.fixture
def lire(petite_scellee, tmp_path) -> Iterator[Poser]:
    """Runs a question, or changes what was said, on a publication of its own."""
    path = tmp_path / "publication.duckdb"
    path.write_bytes(petite_scellee.read_bytes())
    with duckdb.connect(str(path)) as con:
        yield lambda sql, bound=None: con.execute(sql, bound or {}).fetchall()


def test_what_nobody_touched_is_what_was_sealed(lire):
    assert est_scellee(lire) and alteres(lire) == [] and nommer.differents(lire, A2019) == []
    assert nommer.differents(lire, A2023) == []
    retained = "SELECT valeur FROM chiffre_scelle WHERE indicateur_id = 'nb_candidatures_retenues' AND perimetre = ''"
    assert lire(f"{retained} AND arrete_id = DATE '2023-11-09'") == [(1,)]
    lire("DROP TABLE sceau_chiffre")
    assert not est_scellee(lire)


def test_figures_are_told_again_as_they_were(lire):
    sealed = "SELECT * FROM chiffre_scelle WHERE arrete_id = DATE '2019-09-24' ORDER BY ALL"
    said = lire(sealed)
    lire("DELETE FROM chiffre_scelle WHERE arrete_id = DATE '2019-09-24'")
    calculer(lire, [])
    assert lire(sealed) == []
    calculer(lire, [A2019])
    assert lire(sealed) == said != []


def test_a_recipe_says_whether_it_signs_the_names_and_populations():
    assert [signe_la_reference(name) for name in ("v1", "v2")] == [False, True]


@pytest.mark.parametrize(("change", "said"), [
    (_changer("montant_engage", "region:53"),
     f"{ENGAGE} (phase I, Bretagne) : dit 101,50 €, les lignes donnent 100,50 €"),
    (_changer("montant_engage", "region:outre-mer"),
     f"{ENGAGE} (phase I, Outre-mer) : dit 41,00 €, les lignes donnent 40,00 €"),
    (_changer("montant_engage", "region:04~theme:mobilite", "valeur = NULL"),
     f"{ENGAGE} (phase I, La Réunion, thème Mobilité) : dit inconnu, les lignes donnent 40,00 €"),
    (_changer("montant_engage", "operateur:bpifrance"),
     f"{ENGAGE} (phase I, Bpifrance) : dit 141,50 €, les lignes donnent 140,50 €"),
    (_changer("nb_projets", "territoire:ti-5304"),
     "Projets (phase I, Lannion-Trégor) : dit 2, les lignes donnent 1"),
    (_changer("taux_territoires_engages", "", "valeur = 0.33333"),
     "Part des territoires engagés (phase I, France entière) : dit 33,3330 %, les lignes donnent 50,0000 %"),
    (_changer("nb_jours_sans_nouvelle", ""),
     "Jours sans nouvelle (phase I, France entière) : dit 208 jours, les lignes donnent 207 jours"),
    (_changer("nb_projets", "", "inconnus = 7"),
     "Projets (phase I, France entière) : dit 2 (2 connus, 7 inconnus, dénominateur inconnu), "
     "les lignes donnent 2 (2 connus, 0 inconnu, dénominateur inconnu)"),
    (_changer("nb_territoires_engages", "", "denominateur = 3"),
     "Territoires engagés (phase I, France entière) : dit 1 (1 connu, 0 inconnu, dénominateur 3), "
     "les lignes donnent 1 (1 connu, 0 inconnu, dénominateur 2)"),
    (_changer("nb_projets", "", "perimetre = 'region:99'"),
     "Projets (phase I, France entière) : dit rien, les lignes donnent 2, "
     "Projets (phase I, region:99) : dit 2, les lignes donnent rien"),
    (_changer("nb_projets", "", "phase = 3"),
     "Projets (phase I, France entière) : dit rien, les lignes donnent 2, "
     "Projets (phase 3, France entière) : dit 2, les lignes donnent rien"),
    (_changer("nb_projets", "region:53", "phase = 3"),
     "Projets (phase I, Bretagne) : dit rien, les lignes donnent 1, "
     "Projets (phase 3, region:53) : dit 1, les lignes donnent rien"),
    (_changer("nb_projets", "", "phase = 2"),
     "Projets (phase I, France entière) : dit rien, les lignes donnent 2, "
     "Projets (phase II, France entière) : dit 2, les lignes donnent rien"),
    # Said under a definition that is not in force, or of what no definition says: there is nothing to compare with.
    (DIT.format("version = 9", "nb_projets", "IS NOT NULL"), "Projets (phase I)"),
    (DIT.format("indicateur_id = 'invente'", "nb_projets", "= ''"),
     "invente (phase I), Projets (phase I, France entière) : dit rien, les lignes donnent 2"),
])  # fmt: skip
def test_a_figure_that_is_not_the_one_sealed_is_named_with_both_values(lire, change, said):
    lire(change)
    assert _mots(alteres(lire, A2019)) == [f"{LE_24} : {said}"]


def test_of_several_arretes_the_one_that_is_altered_is_named(lire):
    lire(_changer("montant_engage", "region:53"))
    assert alteres(lire) == alteres(lire, A2019) != [] == alteres(lire, A2021)


def test_the_first_figures_are_named_and_the_others_counted(lire):
    for rank, place in enumerate(("", "region:53", "region:04", "theme:mobilite"), 1):
        lire(_changer("montant_engage", place))
        assert rank == len(nommer.differents(lire, A2019))
    lire(_changer("nb_projets", ""))
    (*named, others) = nommer.differents(lire, A2019)
    assert len(named) == 3 and " ".join(others.split()) == "et 2 autres"
    assert _mots(alteres(lire, A2019)) == [
        ", ".join((f"{LE_24} : {named[0]}", *named[1:], others)).replace("\xa0", " ")
    ]


def test_rows_changed_under_figures_that_were_not_name_the_arrete_alone(lire):
    lire("UPDATE livraison SET sha256 = repeat('0', 64) WHERE date_connaissance > DATE '2019-04-30'")
    lire(
        "UPDATE sceau_chiffre SET empreinte = 'x' WHERE arrete_id = DATE '2019-04-30' AND indicateur_id = 'nb_projets'"
    )
    told = alteres(lire)
    assert told[:2] == ["arrêté du 30/04/2019, détail de son sceau", LE_24] and len(told) == 5
    lire("DELETE FROM arrete_empreinte WHERE arrete_id = DATE '2019-09-24'")
    assert alteres(lire)[1] == f"{LE_24}, sans sceau"
    assert alteres(lire, date(2000, 1, 1)) == ["aucun arrêté n'y est scellé"]


def test_each_arrete_is_verified_with_the_recipe_it_was_sealed_with(lire):
    (closing,) = lire("SELECT date_cloture FROM arrete WHERE arrete_id = $jour", {"jour": A2019_AVRIL})[0]
    former = sceller(lire, "v1", {A2019_AVRIL: closing})[A2019_AVRIL].empreinte
    sign = "UPDATE arrete_empreinte SET recette = 'v1', empreinte = $sceau WHERE arrete_id = $jour"
    lire(sign, {"sceau": former, "jour": A2019_AVRIL})
    assert alteres(lire) == []
    lire(sign, {"sceau": former, "jour": A2019})
    assert alteres(lire) == [LE_24]


def test_a_publication_that_keeps_one_reference_names_figures_with_it(lire):
    lire("DROP TABLE fige_millesime")
    assert nommer.differents(lire, A2019) == []
    lire(_changer("montant_engage", "region:53"))
    (told,) = _mots(nommer.differents(lire, A2019))
    assert told == f"{ENGAGE} (phase I, Bretagne) : dit 101,50 €, les lignes donnent 100,50 €"
