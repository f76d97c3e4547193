"""The sealed figures a screen reads: no tile contradicts its seal when nothing changed, and no seal is made up."""

from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, CHOIX, filtres
from ti_dashboard.planche.scelles import ecart_de_tuile
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import registre
from ti_dashboard.programme.mesures import ChiffreScelle, Releve
from ti_dashboard.questions.candidatures import relever_candidatures
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.postes import relever_postes
from ti_dashboard.questions.releve import relever
from ti_dashboard.questions.scelles import est_scellable, scelle, scelles

SCELLABLES = [
    *CHOIX[:2],
    *CHOIX[3:5],
    {"themes": ("mobilite",)},
    {"regions": ("outre-mer",)},
    {"regions": ("53",), "themes": ("foncier",)},
    {"regions": ("84",), "operateurs": ("anct",)},
]
ARRETES = [(A2019_AVRIL, 1), (A2019, 1), (A2021, 1), (A2023, 1), (A2023, 2)]


def _mesures(demo, choix) -> Releve:
    """What the tiles of every page show at the arrêté of these filters."""
    applications = relever_candidatures(demo, choix, choix.arrete) or {} if choix.phase == 2 else {}
    return relever(demo, choix)[choix.arrete] | relever_postes(demo, choix)[choix.arrete] | applications


@pytest.mark.parametrize("choix", SCELLABLES, ids=str)
@pytest.mark.parametrize(("arrete", "phase"), ARRETES, ids=str)
def test_no_tile_says_otherwise_than_its_seal_when_nothing_changed(demo, choix, arrete, phase):
    seen = filtres(arrete, phase, **choix)
    said, shown = scelles(demo, seen, arrete), _mesures(demo, seen)
    compared = {key: m for key, m in shown.items() if key in CATALOGUE}
    assert set(compared) <= set(said) and len(compared) >= 25
    assert {k: e.texte() for k, m in compared.items() if (e := ecart_de_tuile(k, arrete, said[k], m))} == {}


@pytest.mark.parametrize(
    "name",
    [
        "montant_engage~territoire:ti-8402",
        "montant_engage~region:84~territoire:ti-8402",
        "montant_reste_a_payer~region:53",
        "nb_projets~operateur:bpifrance",
        "taux_territoires_engages",
        "delai_demande_engage~theme:mobilite",
        "nb_emplois_prevus_crees~territoire:ti-8402",
        "montant_engage~au:compare",
        "nb_jours_sans_nouvelle~territoire:ti-8402",
    ],
)
def test_what_was_said_of_a_figure_is_what_its_rows_give(demo, name):
    figure, seen = lire(name), filtres(compare=A2019_AVRIL)
    assert figure is not None
    found, said = origine(demo, figure, seen), scelle(demo, figure, seen)
    assert said is not None and said.est(found.valeur)
    assert (said.connus, said.inconnus) == (found.nb_connus, found.nb_inconnus)


@pytest.mark.parametrize(
    ("name", "choix"),
    [
        ("montant_engage~instrument:aides-bpifrance", {}),
        ("nb_projets~statut:engage", {}),
        ("montant_engage", {"regions": ("53", "84")}),
        ("montant_engage~territoire:ti-8402", {"themes": ("mobilite",)}),
        # The region of another territory would narrow this one to nothing.
        ("montant_engage~territoire:ti-8402", {"regions": ("53",)}),
        ("montant_engage~cause:progres_reel", {}),
    ],
)
def test_nothing_is_sealed_of_what_narrows_a_figure_otherwise(demo, name, choix):
    figure, seen = lire(name), filtres(compare=A2019_AVRIL, **choix)
    assert figure is not None
    assert scelle(demo, figure, seen) is None and not est_scellable(demo, figure, seen)


def test_nothing_is_sealed_of_a_figure_whose_question_does_not_know_territories(demo):
    figure = Chiffre("montant_reste_a_payer", (("territoire", "ti-8402"),))
    assert lire(figure.ecrire()) is None, "no address names it either"
    assert scelle(demo, figure, filtres()) is None and not est_scellable(demo, figure, filtres())


def test_what_had_nothing_behind_it_was_said_so(demo):
    assert scelle(demo, Chiffre("nb_candidatures"), filtres()) == ChiffreScelle(None, 0, 0, 0)
    assert scelle(demo, Chiffre("delai_demande_engage"), filtres(operateurs=("gouvernement",))).valeur is None


def test_what_was_declared_by_the_day_of_the_arrete_was_said_to_be_nothing(demo, monkeypatch):
    """An arrêté is frozen by a program that knows every indicator declared until then."""
    (first,) = registre()["nb_candidatures"]
    known = max(v.depuis for found in registre().values() for v in found if v.depuis)
    monkeypatch.setitem(registre(), "nb_candidatures", (replace(first, depuis=known),))
    assert scelle(demo, Chiffre("nb_candidatures"), filtres()) == ChiffreScelle(None, 0, 0, 0)


def test_what_did_not_exist_yet_was_not_said(demo, monkeypatch):
    (first,) = registre()["nb_candidatures"]
    monkeypatch.setitem(registre(), "nb_candidatures", (replace(first, depuis=date(2091, 1, 1)),))
    assert scelle(demo, Chiffre("nb_candidatures"), filtres()) is None
    assert est_scellable(demo, Chiffre("nb_candidatures"), filtres())
    # Nor anything of a phase that had no territory yet.
    assert scelles(demo, filtres(phase=2), A2019) == {}
