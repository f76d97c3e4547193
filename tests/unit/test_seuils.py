"""What makes a subject counted: conditions on what facts leave behind, each read in facts that do say it."""

from collections.abc import Mapping

import pytest

from tests.conftest import A2023, filtres
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES, Indicateur
from ti_dashboard.programme.indicateurs.matieres import matieres, tus
from ti_dashboard.programme.indicateurs.regles import Regle, tiennent
from ti_dashboard.programme.indicateurs.seuils import connu, faux, ni_vrai, parmi, parmi_ou, vrai
from ti_dashboard.programme.indicateurs.sorte import scellee
from ti_dashboard.questions.deplacements import cle, faits, vecus
from ti_dashboard.questions.franchissements import seuils
from ti_dashboard.questions.origine import lignes

POSTE, DOSSIER = {"est_dedans": True, "est_suivi": True}, {"statut": "acceptee"}
PROJET = {"est_du_perimetre": True, "est_compte": True, "est_appuye": True}
TERRITOIRE = {"est_dedans": True}


@pytest.mark.parametrize(("rule", "held"), [
    (vrai, [True]), (faux, [False]), (ni_vrai, [False, None, "a", "c"]), (connu, [True, False, "a", "c"]),
    (parmi("a", None), [None, "a"]), (parmi(), []), (parmi_ou("a", ("a",)), [False, None, "a"]),
    (parmi_ou("b", ("a",)), ["a"]),
])  # fmt: skip
def test_a_condition_holds_of_these_values_and_of_no_other(rule, held):
    assert [value for value in (True, False, None, "a", "c") if rule(value)] == held


@pytest.mark.parametrize(("name", "state", "missing"), [
    ("nb_territoires", TERRITOIRE, set()),
    ("nb_territoires", {}, {"est_dedans"}),
    ("nb_territoires_engages", TERRITOIRE | {"est_engage": True}, set()),
    ("nb_territoires_engages", TERRITOIRE, {"est_engage"}),
    ("nb_territoires~etat:etat_inconnu", TERRITOIRE, set()),
    ("nb_territoires~etat:demarche_lancee", TERRITOIRE, {"jalon"}),
    ("nb_postes", POSTE, set()),
    ("nb_postes", POSTE | {"etat_poste": "autre"}, {"etat_poste"}),
    ("nb_postes", {"est_dedans": True}, {"est_suivi"}),
    ("nb_postes_pourvus", POSTE | {"etat_poste": "pourvu"}, set()),
    ("nb_postes_pourvus", POSTE, {"etat_poste"}),
    ("nb_postes_inconnus", POSTE, set()),
    ("nb_projets_avant_appui", PROJET, set()),
    ("nb_projets_avant_appui", {"est_du_perimetre": True}, {"est_compte", "est_appuye"}),
    ("nb_projets_bouge_appui", PROJET, {"a_bouge"}),
    ("nb_projets_bouge_appui", PROJET | {"a_bouge": True}, set()),
    ("nb_projets", PROJET, set()),
    ("nb_projets", {"est_compte": True}, {"est_du_perimetre"}),
    ("nb_projets_engages", PROJET, {"est_engage"}),
    ("nb_projets_sans_engagement", PROJET, set()),
    ("nb_projets_sortis", PROJET, {"est_compte"}),
    ("nb_projets_sortis", PROJET | {"est_compte": False}, set()),
    ("nb_projets~statut:realise", PROJET, {"statut_courant"}),
    ("nb_projets~statut:realise", PROJET | {"statut_courant": "realise"}, set()),
    ("nb_candidatures", DOSSIER, set()),
    ("nb_candidatures", {}, {"statut"}),
    ("nb_candidatures~statut_dossier:acceptee", DOSSIER, set()),
    ("nb_candidatures~statut_dossier:refusee", DOSSIER, {"statut"}),
    ("nb_candidatures~avis_prefet:inconnu", DOSSIER, set()),
    ("nb_candidatures~avis_prefet:favorable", DOSSIER, {"avis_prefet"}),
    ("nb_candidatures~avis_region:inconnu", DOSSIER, set()),
    ("nb_candidatures~decision:aucune", DOSSIER, set()),
    ("nb_candidatures~decision:nouvelle", DOSSIER, {"decision"}),
])  # fmt: skip
def test_what_a_subject_lacks_to_be_counted_is_named(name, state, missing):
    assert _manque(name, state) == missing


def _chiffre(name: str) -> Chiffre:
    indicateur_id, _, word = name.partition("~")
    kind, _, code = word.partition(":")
    return Chiffre(indicateur_id, ((kind, code),) if word else ())


def _manque(name: str, state: Mapping[str, object], **choix: object) -> set[str]:
    asked = seuils(_chiffre(name), filtres(A2023, 2, **choix))
    return {one.colonne for one in asked if not one.tient(state.get(one.colonne))}


def test_under_a_body_a_project_counts_once_this_body_touched_it_unless_nobody_is_counted():
    ademe = {"operateurs": ("ademe",)}
    assert _manque("nb_projets", PROJET, **ademe) == {"est_touche"} and _manque("nb_projets", PROJET) == set()
    assert _manque("nb_projets", PROJET | {"est_touche": True}, **ademe) == set()
    assert _manque("nb_projets_sans_ligne", PROJET, **ademe) == set()
    assert _manque("nb_projets_sans_ligne", PROJET | {"est_touche": True}, **ademe) == {"est_touche"}


@pytest.mark.parametrize("name", [key for key, one in SORTES.items() if one.seuils])
def test_each_condition_is_read_in_facts_that_say_it(demo, name):
    """Of its own kind where it names one; else some fact of some kind says it."""
    choix, figures = filtres(A2023, 2), [Chiffre(key) for key, one in CATALOGUE.items() if one.lignes == name]
    conditions = {(one.colonne, one.genre) for figure in figures for one in seuils(figure, choix)}
    rows = {figure: lignes(demo, figure, choix, A2023) for figure in figures}
    figure = max(figures, key=lambda one: len(rows[one]))
    known = {cle(row, SORTES[name].sujet): row for row in rows[figure]}
    groups = faits(demo, figure, choix, known)
    lived = (vecus(figure, row, groups[subject], lambda _: True) for subject, row in known.items())
    told = [fact for facts in lived for group in facts for fact in group]
    assert told and conditions
    for column, genre in conditions:
        assert any(row[column] is not None for row in told if genre in (None, row["genre"])), (column, genre)


@pytest.mark.parametrize(("rule", "held", "doubted", "sql"), [
    (Regle("x", (True,)), [True], [None], "coalesce(x::VARCHAR IN ('true'), false)"),
    (Regle("x", (None,)), [None], [], "x IS NULL"),
    (Regle("x", ("a", None)), [None, "a"], [], "coalesce(x::VARCHAR IN ('a'), false) OR x IS NULL"),
    (Regle("x", ("a", "c")), ["a", "c"], [None], "coalesce(x::VARCHAR IN ('a', 'c'), false)"),
    (Regle("x", au_moins=5), [5, 6], [None], "coalesce(x >= 5, false)"),
])  # fmt: skip
def test_a_rule_holds_doubts_and_is_written_for_the_seal(rule, held, doubted, sql):
    values = (True, None, "a", "c", 4, 5, 6)
    assert [v for v in values if rule.tient(v)] == held and [v for v in values if rule.doute(v)] == doubted
    assert rule.en_sql() == sql
    assert (
        tiennent([rule], {"x": held[0]})
        and tiennent([], {})
        and not tiennent([rule, Regle("y")], {"x": held[0], "y": 0})
    )


KNOWN = scellee("faits", "compte somme", "choix", regles="r", sujet="s", numerateurs="n", territoire=True)


@pytest.mark.parametrize(("change", "measured"), [
    ({}, True), ({"agregat": "taux"}, False), ({"agregat": "somme"}, True), ({"sujet": "s"}, True),
    ({"sujet": "autre"}, False), ({"numerateur": "n"}, True), ({"numerateur": "m"}, False),
    ({"selection": {"choix": "a"}}, True), ({"selection": {"types": ()}}, False),
    ({"regles": (Regle("r"),)}, True), ({"regles": (Regle("q"),)}, False), ({"parmi": (Regle("q"),)}, False),
])  # fmt: skip
def test_a_kind_measures_what_its_questions_know(change, measured):
    assert KNOWN.mesure(Indicateur("i", "", "", "", "", (), **change)) is measured


def test_a_kind_has_its_own_measures_unless_told():
    assert (KNOWN.nom, KNOWN.mesures, KNOWN.suit_territoire) == ("faits", "faits", True)
    other = scellee("faits", "compte", mesures="autres")
    assert (other.mesures, other.suit_territoire, other.selections) == ("autres", False, frozenset())
    assert other.mesure(Indicateur("i", "", "", "", "", ())) and not other.mesure(
        Indicateur("i", "", "", "", "", (), sujet="s")
    )


@pytest.mark.parametrize(("name", "told"), [
    ("nb_territoires", set()), ("nb_territoires_entierement_nouveaux", set()), ("nb_territoires_engages", {"jalon"}),
    ("taux_territoires_engages", {"jalon"}), ("nb_projets", {"projet"}), ("nb_projets_engages", {"projet", "engage"}),
    ("nb_projets_sans_engagement", {"projet", "engage"}), ("taux_projets_engages", {"projet", "engage"}),
    ("nb_projets_sortis", {"projet", "statut"}), ("montant_engage", {"engage"}), ("montant_paye", {"paye"}),
    ("nb_projets_realises_ou_en_cours", {"projet", "statut"}), ("nb_projets_statut_inconnu", {"projet"}),
    ("taux_projets_realises_ou_en_cours", {"projet", "statut"}), ("nb_projets_sans_ligne", {"projet"}),
    # A line without its amount is one that was told.
    ("nb_montants_inconnus", {"engage"}), ("nb_postes", {"poste"}), ("nb_candidatures", {"candidature"}),
])  # fmt: skip
def test_an_indicator_is_made_of_what_deliveries_must_have_told(name, told):
    assert matieres(CATALOGUE[name]) == told
    assert name not in tus(told) and (not told or name in tus(()))
