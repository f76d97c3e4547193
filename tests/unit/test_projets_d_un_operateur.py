"""Under an operator filter: what « Projets » counts, who received nothing, and how the body is named."""

import pytest

from tests.conftest import A2019, A2021, A2023, filtres
from ti_dashboard.langue.noms import avec_article, de
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever

RECHERCHE = {"cherche": "", "tri": "", "descendant": False, "limite": 5000, "saut": 0}


def _identifiants(publication, choix, choice: str) -> set[str]:
    bound = choix.parametres() | {"arrete": choix.arrete, "choix": choice} | RECHERCHE
    return {r["projet_id"] for r in poser(publication, "projets_recherche", **bound)}


def test_who_received_nothing_from_a_body_has_at_most_a_request(petite):
    """
    projet  lignes de Bpifrance             recensé avec lui  rien reçu  sans aucune ligne
    P1      engagé                          oui               non        non
    P2      demande seule                   oui               oui        non
    P3      engagé puis annulé              oui               non        non
    P4      aucune (une de l'ADEME)         non               oui        oui
    P5      aucune, d'aucun financeur       non               oui        oui
    """
    other = {"operateur_id": "ademe", "instrument_id": "economie-circulaire"}
    small = petite(
        {
            "2019-09-24": {
                "perimetre": [{"territoire_id": "ti-5304"}],
                "projets": [{"projet_id": f"P{i}", "territoire_id": "ti-5304"} for i in range(1, 6)],
                "financements": [
                    {"projet_id": "P1", "montant": "100"},
                    {"projet_id": "P2", "montant": "100", "type_montant": "demande"},
                    {"projet_id": "P3", "montant": "80"},
                    {"projet_id": "P3", "montant": "80", "type_montant": "annule"},
                    {"projet_id": "P4", "montant": "10", **other},
                ],
            }
        }
    )
    choix = filtres(operateurs=("bpifrance",))
    measured = relever(small, choix)[A2019]
    counted = {k: measured[f"nb_projets{k}"].valeur for k in ("", "_engages", "_sans_ligne", "_rien_recu")}
    assert counted == {"": 3, "_engages": 1, "_sans_ligne": 2, "_rien_recu": 3}
    assert _identifiants(small, choix, "sans_ligne") == {"P4", "P5"}
    assert _identifiants(small, choix, "rien_recu") == {"P2", "P4", "P5"}
    assert _identifiants(small, filtres(), "sans_ligne") == {"P5"}
    behind = origine(small, Chiffre("nb_projets_sans_ligne"), choix)
    assert behind.valeur == 2 and {r["projet_id"] for r in behind.lignes} == {"P4", "P5"}
    bound = choix.parametres() | {"arrete": A2019, "choix": "sans_engagement"} | RECHERCHE
    said = {r["projet_id"]: r["engagement"] for r in poser(small, "projets_recherche", **bound)}
    assert said == {"P2": "aucun", "P3": "annule"}


def test_training_projects_that_received_nothing_from_bpifrance_are_those_the_audit_counted(demo):
    choix = filtres(A2023, 1, themes=("competences",), operateurs=("bpifrance",))
    measured = relever(demo, choix)[A2023]
    assert measured["nb_projets_sans_engagement"].valeur == 53
    assert measured["nb_projets_rien_recu"].valeur == 384 == len(_identifiants(demo, choix, "rien_recu"))
    assert measured["nb_projets_sans_ligne"].valeur == 333 == len(_identifiants(demo, choix, "sans_ligne"))


def test_with_and_without_a_line_make_all_the_projects_and_every_move_has_its_cause(demo):
    for choix in (filtres(A2021, operateurs=("ademe",), compare=A2019), filtres(A2021, compare=A2019)):
        everything = relever(demo, filtres(A2021))[A2021]["nb_projets"].valeur
        without = origine(demo, Chiffre("nb_projets_sans_ligne"), choix)
        measured = relever(demo, choix)[A2021]
        assert without.valeur == measured["nb_projets_sans_ligne"].valeur
        if choix.operateurs:
            assert measured["nb_projets"].valeur + without.valeur == everything
        assert sum(m.ecart for m in without.mouvements) == without.valeur - without.valeur_precedente


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ADEME", "de l'ADEME"),
        ("ANCT (CGET jusqu'en 2019)", "de l'ANCT (CGET jusqu'en 2019)"),
        ("Apec", "de l'Apec"),
        ("Banque des Territoires", "de la Banque des Territoires"),
        ("Bpifrance", "de Bpifrance"),
        ("Action Logement", "d'Action Logement"),
        ("Cerema", "du Cerema"),
        ("CGET", "du CGET"),
        ("France Travail (Pôle emploi jusqu'en 2023)", "de France Travail (Pôle emploi jusqu'en 2023)"),
        ("Conseils régionaux", "des conseils régionaux"),
        ("Services déconcentrés de l'État", "des services déconcentrés de l'État"),
        ("Gouvernement", "du gouvernement"),
        ("Région Bretagne", "de la région Bretagne"),
    ],
)
def test_a_body_enters_a_sentence_with_its_article(name, said):
    assert de(name) == said


def test_a_sender_is_named_with_its_article_too():
    assert [avec_article(n) for n in ("ANCT", "CGET", "Région Bretagne", "Bpifrance", "Conseils régionaux")] == [
        "l'ANCT",
        "le CGET",
        "la région Bretagne",
        "Bpifrance",
        "les conseils régionaux",
    ]


def test_every_body_of_the_publication_has_its_article_or_needs_none(demo):
    for row in demo.lignes("SELECT libelle FROM famille_operateur UNION SELECT nom FROM operateur"):
        said = de(str(row["libelle"]))
        assert not said.startswith(("de A", "de a", "de É", "d'l"))
