"""Applications, each trap with its few rows drawn in the docstring; the demonstration, exact to the unit."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from tests.conftest import A2023, filtres
from ti_dashboard.demonstration.candidatures import LIMITE, OUVERTURE, lignes_candidatures
from ti_dashboard.ecrans.candidatures import tableaux_reconduction
from ti_dashboard.ecrans.candidatures.blocs import echeance, titre
from ti_dashboard.ecrans.candidatures.vue_reconduction import reponse
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions import candidatures
from ti_dashboard.questions.origine import origine

CHOIX = filtres(A2023, phase=2)
LANNION, REDON, FOUGERES = "ti-5304", "ti-5309", "ti-5302"
SIREN_LANNION, SIREN_REDON, VITRE, FOUGERES_AGGLO = "200065928", "243500741", "200039022", "200072452"
AILLEURS = ["200000172", "200000438", "200065597", "200066868", "200067072", "200067247"]


def _publier(petite, *rows: dict, perimetre: tuple[str, ...] = (), **dossiers: list[dict]):
    """Rows received at the arrêté, after those of ``dossiers`` (folder → rows)."""
    sheets = {"candidatures": [{"code_region": "53", "membres": "200000172"} | r for r in rows]}
    if perimetre:
        sheets["perimetre"] = [{"territoire_id": t} for t in perimetre]
    earlier = {day.replace("_", "-").removeprefix("d"): {"candidatures": r} for day, r in dossiers.items()}
    return petite(earlier | {"2023-11-09": sheets})


def _releve(publication) -> dict[str, int]:
    found = candidatures.relever_candidatures(publication, CHOIX, A2023)
    return {key: measure.valeur for key, measure in found.items()}


def test_a_member_in_two_applications_is_an_error_of_both(petite):
    """
    dossier  état              membres
    1        en_construction   A, B
    2        acceptee          B, C      partage B avec 1
    3        refusee           C         partage C avec 2
    4        sans_suite        A         classé sans suite : ne dispute plus rien
    5        a_deposer         A         pas encore déposé
    6        en_instruction    D, D      deux fois le même dans un seul dossier n'est pas un partage
    """
    a, b, c, d = AILLEURS[:4]
    states = ("en_construction", "acceptee", "refusee", "sans_suite", "a_deposer", "en_instruction")
    members = (f"{a} | {b}", f"{b} | {c}", c, a, a, f"{d} | {d}")
    rows = [{"numero_dossier": n, "statut": s, "membres": m}
            for n, (s, m) in enumerate(zip(states, members, strict=True), 1)]  # fmt: skip
    publication = _publier(petite, *rows)
    found = origine(publication, Chiffre("nb_candidatures_partagees"), CHOIX)
    assert {r["numero_dossier"] for r in found.lignes} == {"1", "2", "3"} and found.valeur == 3
    shared = {r["numero_dossier"]: r["membres_partages"] for r in found.lignes}
    assert len(shared["2"].split(", ")) == 2 and len(shared["1"].split(", ")) == 1


def test_one_withdrawn_is_still_known_but_no_longer_deposited_nor_sharing_a_member(petite):
    """
    dossier  20/09            09/11     membres
    1        en_construction  retiree   A        a quitté la plateforme
    2        en_construction            A        ne partage plus rien
    """
    filed = [{"numero_dossier": n, "statut": "en_construction", "membres": AILLEURS[0]} for n in (1, 2)]
    gone = {"numero_dossier": 1, "statut": "retiree", "membres": AILLEURS[0], "date_effet": "2023-10-04"}
    publication = _publier(petite, gone, d2023_09_20=filed)
    releve = _releve(publication)
    assert (releve["nb_candidatures"], releve["nb_candidatures_deposees"]) == (2, 1)
    assert releve["nb_candidatures_partagees"] == 0
    rows = {r["numero_dossier"]: r["statut_dit"] for r in candidatures.dossiers(publication, CHOIX, A2023)}
    assert rows == {"1": "Retirée", "2": "En construction"}


def test_more_than_four_members_warns_and_refuses_nothing(petite):
    """
    dossier  état              membres
    1        en_construction   4         la règle : quatre au plus
    2        en_construction   5         avertissement
    3        acceptee          6         avertissement, retenue quand même
    4        a_deposer         5         pas encore déposé
    """
    rows = [
        {"numero_dossier": n, "statut": s, "membres": " | ".join(AILLEURS[:k])}
        for n, s, k in ((1, "en_construction", 4), (2, "en_construction", 5), (3, "acceptee", 6), (4, "a_deposer", 5))
    ]
    releve = _releve(_publier(petite, *rows))
    assert (releve["nb_candidatures_plus_de_quatre"], releve["nb_candidatures_retenues"]) == (2, 1)
    assert (releve["nb_candidatures"], releve["nb_candidatures_deposees"]) == (4, 3)


def test_the_last_state_counts_once_and_a_correction_takes_the_place_of_what_it_corrects(petite):
    """
    reçu le      dossier  date d'effet  état              cause
    2023-09-20   1        01/09/2023    en_construction   initial
    2023-09-20   2        01/09/2023    en_construction   initial
    2023-10-30   1        20/10/2023    acceptee          initial
    2023-11-09   1        20/10/2023    refusee           correction   même jour d'effet, su plus tard
    2023-11-09   2        05/10/2023    en_instruction    initial
    2023-11-09   2        15/08/2023    a_deposer         initial      su tard, mais plus ancien : ne compte pas
    """
    publication = _publier(
        petite,
        {"numero_dossier": 1, "statut": "refusee", "date_effet": "2023-10-20", "cause": "correction"},
        {"numero_dossier": 2, "statut": "en_instruction", "date_effet": "2023-10-05"},
        {"numero_dossier": 2, "statut": "a_deposer", "date_effet": "2023-08-15"},
        d2023_09_20=[{"numero_dossier": n, "code_region": "53"} for n in (1, 2)],
        d2023_10_30=[{"numero_dossier": 1, "statut": "acceptee", "date_effet": "2023-10-20", "code_region": "53"}],
    )
    rows = candidatures.dossiers(publication, CHOIX, A2023)
    assert [(r["numero_dossier"], r["statut"]) for r in rows] == [("2", "en_instruction"), ("1", "refusee")]
    assert _releve(publication)["nb_candidatures_retenues"] == 0
    line = origine(publication, Chiffre("nb_candidatures", (("dossier", "1"),)), CHOIX).lignes[0]
    assert (line["cause"], line["date_reception"]) == ("correction", date(2023, 11, 9))


def test_who_stays_enters_and_leaves(petite):
    """
    territoire de phase I     membres                      candidate de nouveau
    Lannion - Tréguier        Lannion                      oui, dossier 1
    Redon                     Redon                        non : sortant
    Fougères - Vitré          Vitré, Fougères + 3 autres   Vitré, dossier 1 ; les 4 autres sortent
    dossier 1 (déposé)        Lannion, Vitré, X            X entre
    dossier 2 (à déposer)     Redon                        ne compte pas tant qu'il n'est pas déposé
    """
    publication = _publier(
        petite,
        {"numero_dossier": 1, "intitule": "Nord Bretagne", "membres": f"{SIREN_LANNION} | {VITRE} | {AILLEURS[0]}"},
        {"numero_dossier": 2, "statut": "a_deposer", "membres": SIREN_REDON},
        perimetre=(LANNION, REDON, FOUGERES),
    )
    releve = _releve(publication)
    assert [releve[f"nb_membres_{m}"] for m in ("maintenus", "entrants", "sortants")] == [2, 1, 5]
    assert releve["nb_territoires_recandidats"] == 2
    rows = tableaux_reconduction.par_territoire(candidatures.membres(publication, CHOIX, A2023), {})
    assert [(r["territoire_id"], r["nb_maintenus"], r["nb_sortants"]) for r in rows] == [
        (REDON, 0, 1), (FOUGERES, 1, 4), (LANNION, 1, 0),
    ]  # fmt: skip
    assert rows[2]["candidatures"] == "Nord Bretagne" and rows[0]["candidatures"] is None
    gone = origine(publication, Chiffre("nb_membres_sortants", (("territoire", FOUGERES),)), CHOIX)
    assert FOUGERES_AGGLO in {r["siren"] for r in gone.lignes} and gone.valeur == 4
    assert {(r["fichier"], r["date_effet"]) for r in gone.lignes} == {("perimetre.csv", None)}


def test_nobody_leaves_before_a_file_is_deposited(petite):
    """
    territoire de phase I     membres   dossier 1
    Lannion - Tréguier        Lannion   à déposer : ni sortant, ni de nouveau candidat
    """
    row = {"numero_dossier": 1, "statut": "a_deposer", "membres": SIREN_LANNION}
    publication = _publier(petite, row, perimetre=(LANNION,))
    members = candidatures.membres(publication, CHOIX, A2023)
    assert members == () and _releve(publication)["nb_membres_sortants"] == 0
    assert reponse(members, []).startswith("Aucun dossier déposé")


def test_no_binome_and_an_unknown_binome_are_two_things(petite):
    """
    dossier  état              binôme    avis régional
    1        en_construction   non       —              pas encore instruit : son avis ne manque pas
    2        en_instruction    (vide)    —              binôme inconnu, avis manquant
    3        acceptee          oui       favorable
    4        a_deposer         non       —              pas déposé
    """
    rows = [
        {"numero_dossier": n, "statut": s, "a_binome": b, "avis_region": a}
        for n, s, b, a in ((1, "en_construction", "non", ""), (2, "en_instruction", "", ""),
                           (3, "acceptee", "oui", "favorable"), (4, "a_deposer", "non", ""))
    ]  # fmt: skip
    found = candidatures.relever_candidatures(_publier(petite, *rows), CHOIX, A2023)
    binome = found["nb_candidatures_sans_binome"]
    assert (binome.valeur, binome.connus, binome.inconnus) == (1, 2, 1)
    assert found["nb_candidatures_sans_avis_region"].valeur == 1


@pytest.mark.parametrize(
    ("days", "said"),
    [(-710, "encore 710\u00a0jours"), (-2, "encore 2\u00a0jours"), (-1, "encore 1\u00a0jour"), (0, "dernier jour"),
     (1, "dépôt clos depuis 1\u00a0jour"), (48, "dépôt clos depuis 48\u00a0jours")],
)  # fmt: skip
def test_the_countdown_is_read_at_the_arrete(days, said):
    at = date(2023, 9, 22) + timedelta(days=days)
    assert echeance(at, date(2023, 9, 22)) == said
    assert titre(1, at, date(2023, 9, 22)) == f"1\u00a0candidature déposée : {said}"


def test_without_a_published_deadline_nothing_is_counted():
    assert echeance(A2023, None) == "date limite inconnue"


def test_the_deadline_is_data_with_a_source(demo):
    assert candidatures.date_limite(demo) == LIMITE == date(2023, 9, 22)


def test_the_demonstration_accepts_183_of_which_29_wholly_new():
    rows = [line.valeurs for line in lignes_candidatures(Random(1))]
    accepted = [r for r in rows if r["statut"] == "acceptee"]
    assert len({r["territoire_id"] for r in accepted}) == len(accepted) == 183
    assert Counter(r["decision"] for r in accepted)["nouvelle"] == 29
    filed = [r["date_depot"] for r in rows if r["date_depot"]]
    assert min(filed) >= OUVERTURE and max(filed) <= LIMITE
    assert [r["numero_dossier"] for r in rows] == sorted((r["numero_dossier"] for r in rows), key=int)
