"""Who leaves a place, or a theme, does so whatever is decided of it afterwards: the perimeter moved."""

import duckdb

from tests.conftest import A2019, A2019_AVRIL, filtres
from ti_dashboard.dossier.pointeur import ecrire_pointeur, entree, lire_pointeur
from ti_dashboard.ingest.figer import figer
from ti_dashboard.magasin.guichet import ouvrir
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.origine import origine

LANNION, ANCENIS, CHOLET = "ti-5304", "ti-5201", "ti-5202"
AVRIL, SEPTEMBRE = "2019-04-30", "2019-09-24"
EN_BRETAGNE = filtres(A2019, compare=A2019_AVRIL, regions=("53",))
EN_PAYS_DE_LA_LOIRE = filtres(A2019, compare=A2019_AVRIL, regions=("52",))
EN_MAINE_ET_LOIRE = filtres(A2019, compare=A2019_AVRIL, departements=("49",))


def _causes(publication, chiffre: Chiffre, choix) -> list[tuple[str, int, str]]:
    """(cause, what it changes, the fact told) of each subject that moved."""
    moves = origine(publication, chiffre, choix).mouvements
    rows = ((m.cause, row) for m in moves for row in origine(publication, chiffre.avec("cause", m.cause), choix).lignes)
    return [(cause, row["effet"], row["fait"]) for cause, row in rows]


def _redeclare(petite, avant: dict, apres: dict, *, abandon: bool = False):
    """A project listed in April, declared again on 10 May as ``apres``, committed in June, given up in July or not."""
    return petite(
        {
            AVRIL: {
                "perimetre": [{"territoire_id": t} for t in (LANNION, CHOLET)],
                "jalons": [{"territoire_id": LANNION, "jalon": "appui_retenu", "date_effet": "2019-03-10"}],
                "projets": [{"projet_id": "P1", "territoire_id": LANNION, **avant}],
            },
            SEPTEMBRE: {
                "projets": [{"projet_id": "P1", "territoire_id": LANNION, "date_effet": "2019-05-10", **apres}],
                "statuts": [{"projet_id": "P1", "statut": "abandonne", "date_effet": "2019-07-15"}] * abandon,
                "financements": [{"projet_id": "P1", "montant": 100, "date_effet": "2019-06-20"}],
            },
        }
    )


def test_a_project_declared_elsewhere_then_committed_left_by_the_perimeter_and_came_by_it(petite):
    publication = _redeclare(petite, {}, {"territoire_id": CHOLET})
    again = "Nouvelle déclaration du projet"
    without = Chiffre("nb_projets_sans_engagement")
    assert _causes(publication, without, EN_BRETAGNE) == [("perimetre", -1, again)]
    assert _causes(publication, Chiffre("nb_projets"), EN_PAYS_DE_LA_LOIRE) == [("perimetre", 1, again)]
    # Committed once there: it counts among the committed by its commitment.
    ((cause, effect, fact),) = _causes(publication, Chiffre("nb_projets_engages"), EN_PAYS_DE_LA_LOIRE)
    assert (cause, effect, fact.split(",")[0]) == ("progres_reel", 1, "Engagé")
    # And so nationally, where it never left.
    ((cause, effect, fact),) = _causes(publication, without, filtres(A2019, compare=A2019_AVRIL))
    assert (cause, effect, fact.split(",")[0]) == ("progres_reel", -1, "Engagé")


def test_a_project_declared_for_another_theme_or_another_territory_of_the_region_left_too(petite):
    publication = _redeclare(petite, {"axe_id": "1-recruter"}, {"axe_id": "1-innover"})
    for themes, sign in ((("competences",), -1), (("innovation",), 1)):
        moved = _causes(publication, Chiffre("nb_projets"), filtres(A2019, compare=A2019_AVRIL, themes=themes))
        assert [(cause, effect) for cause, effect, _ in moved] == [("perimetre", sign)]


def test_a_project_declared_out_of_a_supported_territory_left_before_it_was_given_up(petite):
    publication = _redeclare(petite, {"date_effet": "2019-03-01"}, {"territoire_id": CHOLET}, abandon=True)
    choix = filtres(A2019, compare=A2019_AVRIL)
    assert [move[:2] for move in _causes(publication, Chiffre("nb_projets_avant_appui"), choix)] == [("perimetre", -1)]
    assert [move[:2] for move in _causes(publication, Chiffre("nb_projets"), choix)] == [("progres_reel", -1)]


def test_a_territory_that_the_references_put_out_of_a_departement_left_by_the_perimeter(petite, tmp_path):
    """Ancenis lost its members between the two committees, and signed: it left, it did not make progress there."""
    publication = petite(
        {
            AVRIL: {
                "perimetre": [{"territoire_id": t} for t in (ANCENIS, CHOLET)],
                "jalons": [{"territoire_id": t, "jalon": "demarche_lancee"} for t in (ANCENIS, CHOLET)],
            },
            SEPTEMBRE: {"jalons": [{"territoire_id": ANCENIS, "jalon": "contrat_signe", "date_effet": "2019-07-10"}]},
        }
    )
    folder = tmp_path / "publications"
    path = folder / lire_pointeur(folder)["publication"]
    publication.close()
    with duckdb.connect(str(path)) as con:
        con.execute(
            "DELETE FROM fige_territoire_groupement WHERE arrete_id = ? AND territoire_id = ?", [A2019, ANCENIS]
        )
        for table in figer.SCELLES:
            con.execute(f"DELETE FROM {table}")  # noqa: S608 — names of the product
        figer.signer(con, {})
    ecrire_pointeur(folder, path.name, entree(path)["sha256"])
    later = ouvrir(folder, lire_pointeur(folder))
    moved = _causes(later, Chiffre("nb_territoires_non_engages"), EN_MAINE_ET_LOIRE)
    assert moved == [("perimetre", -1, "aucun fait nouveau : le périmètre ou l'âge")]
