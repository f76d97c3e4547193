"""The cause of a count is the fact that crossed the line, on a few drawn rows."""

from tests.conftest import A2019, A2019_AVRIL, filtres
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.origine import origine

LANNION, REDON = "ti-5304", "ti-5309"
AVRIL, SEPTEMBRE = "2019-04-30", "2019-09-24"
COMPARES = filtres(A2019, compare=A2019_AVRIL)


def _causes(publication, name: str) -> dict[str, int]:
    return {m.cause: m.ecart for m in origine(publication, Chiffre(name), COMPARES).mouvements}


def test_a_project_that_moved_late_then_again_has_been_known_late(petite):
    """
    projet  retenu le 10/03   statuts                                          a bougé en avril, en septembre
    P1      Lannion           valide 05/04, abandonne 01/06                    oui, non : progrès réel
    P2      Lannion           valide 12/04 su en septembre, en_instruction 01/07  non, oui : connu tardivement
    """
    publication = petite(
        {
            AVRIL: {
                "perimetre": [{"territoire_id": LANNION}],
                "jalons": [{"territoire_id": LANNION, "jalon": "appui_retenu", "date_effet": "2019-03-10"}],
                "projets": [{"projet_id": p, "territoire_id": LANNION} for p in ("P1", "P2")],
                "statuts": [{"projet_id": "P1", "statut": "valide", "date_effet": "2019-04-05"}],
            },
            SEPTEMBRE: {
                "statuts": [
                    {"projet_id": "P1", "statut": "abandonne", "date_effet": "2019-06-01"},
                    {"projet_id": "P2", "statut": "valide", "date_effet": "2019-04-12"},
                    {"projet_id": "P2", "statut": "en_instruction", "date_effet": "2019-07-01"},
                ]
            },
        }
    )
    assert _causes(publication, "nb_projets_bouge_appui") == {"progres_reel": -1, "connu_tardivement": 1}


def test_a_project_that_receives_a_commitment_leaves_those_without_by_progress(petite):
    """
    projet  avril                    septembre
    P1      recensé, sans décision   engagé le 20/06/2019      −1, progrès réel
    P2      inconnu                  refusé le 15/07/2019      n'a jamais été sans engagement ; +1 sorti, progrès réel
    """
    publication = petite(
        {
            AVRIL: {
                "perimetre": [{"territoire_id": LANNION}],
                "projets": [{"projet_id": "P1", "territoire_id": LANNION}],
            },
            SEPTEMBRE: {
                "projets": [{"projet_id": "P2", "territoire_id": LANNION, "date_effet": "2019-06-01"}],
                "statuts": [{"projet_id": "P2", "statut": "refuse", "date_effet": "2019-07-15"}],
                "financements": [{"projet_id": "P1", "montant": 100, "date_effet": "2019-06-20"}],
            },
        }
    )
    assert _causes(publication, "nb_projets_sans_engagement") == {"progres_reel": -1}
    assert _causes(publication, "nb_projets_sortis") == {"progres_reel": 1}
    (line,) = origine(publication, Chiffre("nb_projets_sortis", (("cause", "progres_reel"),)), COMPARES).lignes
    assert (line["effet"], line["fait"], f"{line['date_effet']:%d/%m/%Y}") == (1, "Statut : Refusé", "15/07/2019")


def test_a_region_is_complete_by_the_last_of_its_territories(petite):
    """
    territoire  avril                   septembre
    Lannion     plan_en_finalisation    contrat_signe 10/07
    Redon       demarche_lancee         plan_valide_region 01/04, su en septembre, puis protocole_signe 02/08
    """
    publication = petite(
        {
            AVRIL: {
                "perimetre": [{"territoire_id": t} for t in (LANNION, REDON)],
                "jalons": [
                    {"territoire_id": LANNION, "jalon": "plan_en_finalisation"},
                    {"territoire_id": REDON, "jalon": "demarche_lancee"},
                ],
            },
            SEPTEMBRE: {
                "jalons": [
                    {"territoire_id": LANNION, "jalon": "contrat_signe", "date_effet": "2019-07-10"},
                    {"territoire_id": REDON, "jalon": "plan_valide_region", "date_effet": "2019-04-01"},
                    {"territoire_id": REDON, "jalon": "protocole_signe", "date_effet": "2019-08-02"},
                ]
            },
        }
    )
    found = origine(publication, Chiffre("nb_regions_toutes_engagees"), COMPARES)
    assert (found.valeur_precedente, found.valeur, len(found.lignes)) == (0, 1, 2)
    assert _causes(publication, "nb_regions_toutes_engagees") == {"connu_tardivement": 1}
    (line,) = origine(
        publication, Chiffre("nb_regions_toutes_engagees", (("cause", "connu_tardivement"),)), COMPARES
    ).lignes
    assert (line["territoire_id"], line["fait"]) == (REDON, "Plan validé par la région")
    rate = origine(publication, Chiffre("taux_territoires_engages"), COMPARES)
    assert (rate.parts_precedentes, rate.parts, rate.mouvements) == ((1, 2), (2, 2), [])


def test_the_bar_before_opens_what_was_known_then(petite):
    publication = petite(
        {
            AVRIL: {
                "perimetre": [{"territoire_id": LANNION}],
                "financements": [{"territoire_id": LANNION, "montant": 40}],
            },
            SEPTEMBRE: {
                "financements": [
                    {"territoire_id": LANNION, "montant": "-5.25", "cause": "correction", "reference": "R9"},
                ]
            },
        }
    )
    then = origine(publication, Chiffre("montant_engage", (("au", "compare"),)), COMPARES)
    assert (then.valeur, len(then.lignes), then.est_comparee) == (40, 1, False)
    fixed = origine(publication, Chiffre("montant_engage", (("cause", "correction"),)), COMPARES)
    assert [f"{row['effet']} {row['reference']}" for row in fixed.lignes] == ["-5.25 R9"]
    assert fixed.est_comparee
    absent = origine(publication, Chiffre("montant_engage", (("cause", "perimetre"),)), COMPARES)
    assert (absent.valeur, absent.lignes) == (0, ())
    alone = origine(publication, Chiffre("montant_engage", (("cause", "correction"),)), filtres(A2019))
    assert (alone.valeur, alone.empechement) == (None, "aucune")
