"""Jobs: what is counted, what is unknown, why a number moved; each case with its few rows drawn in the docstring."""

from tests.conftest import A2019_AVRIL, filtres
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.origine import origine

LANNION = "ti-5304"


def test_jobs_are_never_added_up_a_correction_replaces_and_a_project_is_verified_once(petite):
    """
    projet  type       état           nombre     vérificateur   date
    P1      créés      prévus             50                    2019-03-01
    P1      créés      prévus             40                    2019-06-01   remplace 50
    P1      créés      constatés          10     DREETS         2019-06-01
    P1      confortés  constatés          30     DREETS         2019-06-01   le même projet, vérifié une fois
    P2      créés      constatés     (vide)      DREETS         2019-06-01   rien de constaté
    P3      créés      conventionnés       5                    2019-06-01   un engagement, pas un constat
    P4      (rien)                                                           inconnu, pas nul
    """
    jobs = [
        {"projet_id": "P1", "type_emploi": "crees", "etat_emploi": "prevus", "nombre": 50},
        {"projet_id": "P1", "type_emploi": "crees", "etat_emploi": "prevus", "nombre": 40, "date_effet": "2019-06-01"},
        {"projet_id": "P1", "type_emploi": "crees", "nombre": 10, "verificateur": "DREETS"},
        {"projet_id": "P1", "type_emploi": "confortes", "nombre": 30, "verificateur": "DREETS"},
        {"projet_id": "P2", "type_emploi": "crees", "nombre": "", "verificateur": "DREETS"},
        {"projet_id": "P3", "type_emploi": "crees", "etat_emploi": "conventionnes", "nombre": 5},
    ]
    observed = {"etat_emploi": "constates", "date_effet": "2019-06-01"}
    publication = petite(
        {
            "2019-09-24": {
                "perimetre": [{"territoire_id": LANNION}],
                "projets": [{"projet_id": f"P{i}", "territoire_id": LANNION} for i in (1, 2, 3, 4)],
                "emplois": [observed | job if "etat_emploi" not in job else job for job in jobs],
            }
        }
    )

    def found(name: str):
        one = origine(publication, Chiffre(name), filtres())
        return one.valeur, one.nb_connus, one.nb_inconnus

    assert found("nb_emplois_prevus_crees") == (40, 1, 3)
    assert found("nb_emplois_constates_crees") == (10, 1, 3)
    assert found("nb_emplois_constates_confortes") == (30, 1, 3)
    assert found("nb_emplois_conventionnes_crees") == (5, 1, 3)
    assert found("nb_emplois_conventionnes_confortes") == (None, 0, 4)
    assert found("nb_projets_verifies")[0] == 1


def test_jobs_move_by_cause_and_their_causes_sum_to_the_difference(petite):
    """
    projet  nombre  date d'effet  connu le      au 30/04/2019   au 24/09/2019   cause
    P1         50   2019-03-01    2019-04-30         50
    P1         45   2019-08-01    2019-09-24                          45         progrès réel        − 5
    P2         20   2019-02-01    2019-09-24                          20         connu tardivement  + 20
    P3          8   2019-03-01    2019-04-30          8                          périmètre           − 8 (abandonné)
    """
    job = {"type_emploi": "crees", "etat_emploi": "prevus"}
    publication = petite(
        {
            "2019-04-30": {
                "perimetre": [{"territoire_id": LANNION}],
                "projets": [{"projet_id": f"P{i}", "territoire_id": LANNION} for i in (1, 2, 3)],
                "emplois": [job | {"projet_id": "P1", "nombre": 50}, job | {"projet_id": "P3", "nombre": 8}],
            },
            "2019-09-24": {
                "statuts": [{"projet_id": "P3", "statut": "abandonne", "date_effet": "2019-07-01"}],
                "emplois": [
                    job | {"projet_id": "P1", "nombre": 45, "date_effet": "2019-08-01"},
                    job | {"projet_id": "P2", "nombre": 20, "date_effet": "2019-02-01"},
                ],
            },
        }
    )
    found = origine(publication, Chiffre("nb_emplois_prevus_crees"), filtres(compare=A2019_AVRIL))
    assert (found.valeur, found.valeur_precedente) == (65, 58)
    assert {m.cause: m.ecart for m in found.mouvements} == {
        "progres_reel": -5,
        "connu_tardivement": 20,
        "perimetre": -8,
    }
