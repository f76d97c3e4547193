"""The filter of départements: its words, which territories it keeps, what it does with no seal."""

import pytest

from tests.conftest import A2019, A2021, A2023, filtres
from tests.exports import eprouver, mauvais, octets, poser
from ti_dashboard.adresse import gardee, partagee
from ti_dashboard.planche import portee
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.lieux_reunis import membres
from ti_dashboard.questions.options import vocabulaire
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.poser import poser as demander
from ti_dashboard.questions.releve import relever
from ti_dashboard.questions.scelles import scelles
from ti_dashboard.referentiels import lire

AIN = filtres(A2019, departements=("01",))


def _kept(demo, choix) -> set[object]:
    return {r["territoire_id"] for r in demander(demo, "territoires_liste", **choix.parametres(), arrete=choix.arrete)}


def _of(code: str, phase: int) -> set[str]:
    """The territories of a département, as the official list says it."""
    rows = (r for r in lire("territoire") if r["phase"] == str(phase))
    return {r["territoire_id"] for r in rows if code in r["codes_departements"].split()}


@pytest.mark.parametrize("word", ["Ain", "ain", "01", " AIN "])
def test_an_address_says_its_label_and_what_is_kept_says_its_code(demo, word):
    words = vocabulaire(demo)
    choix, unknown = partagee.lire({"departement": [word], "arrete": ["24/09/2019"]}, words)
    assert choix.departements == ("01",) and not unknown
    assert "&departement=Ain" in partagee.ecrire(choix, words)
    assert gardee.en_codes("/projets?departement=Ain", words) == "/projets?departement=01"
    assert gardee.en_etiquettes("/projets?departement=01", words) == "/projets?departement=Ain"
    assert choix.en_mots(words.listes) == "Phase I · département Ain"


def test_a_departement_nobody_knows_is_said_with_the_closest_one(demo):
    _, (said,) = partagee.lire({"departement": ["Fnistère"]}, vocabulaire(demo))
    assert said.en_mots() == "Département inconnu : « Fnistère »" and said.proches[0] == ("Finistère", "Finistère")
    assert said.suite == "L'écran n'est pas filtré par département."


@pytest.mark.parametrize(("arrete", "phase"), [(A2019, 1), (A2021, 1), (A2023, 2)])
def test_it_keeps_every_territory_with_a_member_there_and_no_other(demo, arrete, phase):
    wide = filtres(arrete, phase)
    everywhere = _kept(demo, wide)
    for code in ("01", "35", "44", "69", "2A", "974"):
        assert _kept(demo, wide.avec("departement", code)) == everywhere & _of(code, phase)


def test_a_territory_over_two_departements_is_in_both_and_once_in_their_total(demo):
    wide = filtres(A2023, 2)
    one, two = (_kept(demo, wide.avec("departement", code)) for code in ("35", "44"))
    both = demander(demo, "territoires_bilan", **wide.avec("departement", "35", "44").parametres())
    (row,) = [r for r in both if r["arrete_id"] == A2023]
    assert one & two and row["nb_territoires"] == len(one | two) < len(one) + len(two)


def test_each_choice_of_the_list_keeps_a_territory_of_some_phase(demo):
    for code in vocabulaire(demo).listes["departement"]:
        assert membres(code) and (_of(code, 1) or _of(code, 2)), code


def test_an_export_of_one_departement_is_tried_as_any_other(demo, tmp_path):
    for cle in ("territoires", "projets"):
        file = poser(tmp_path, octets(demo, cle, AIN, "csv"), "csv")
        assert "departement=01" in file.read_text(encoding="utf-8-sig") and mauvais(eprouver(demo, file)) == []


def test_no_seal_holds_a_departement_and_none_is_made_up(demo):
    assert "nb_territoires" in scelles(demo, filtres(A2019), A2019)
    assert not any("departement" in CATALOGUE[key].filtres for key in scelles(demo, AIN, A2019))


def test_the_regions_engaged_by_all_their_territories_are_told_whole(demo):
    """A region is not engaged because its territories of one département are."""
    name = "nb_regions_toutes_engagees"
    assert relever(demo, AIN)[A2019][name] == relever(demo, filtres(A2019))[A2019][name]
    assert origine(demo, Chiffre(name), AIN).valeur == relever(demo, AIN)[A2019][name].valeur
    assert portee.dire(AIN, CATALOGUE[name].filtres) == "Ne suit pas le filtre département : tous les départements."


@pytest.mark.parametrize("code", ["35", "44"])
def test_an_application_and_a_member_are_of_the_places_of_members(demo, code):
    choix, here = filtres(A2023, 2, departements=(code,)), set(membres(code))
    for name in ("nb_candidatures", "nb_membres_sortants"):
        every, kept = (origine(demo, Chiffre(name), one).lignes for one in (choix.sans("departement"), choix))
        told = [set(r.get("membres") or [r.get("siren")]) for r in every]
        assert len(kept) == sum(bool(sirens & here) for sirens in told)
