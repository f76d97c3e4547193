"""Arithmetic traps, each with its few rows drawn in the docstring."""

from decimal import Decimal

from tests.conftest import A2019, A2021, filtres
from ti_dashboard.ecrans.accueil.composition import en_partie
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import SANS_FILTRE
from ti_dashboard.questions.alertes import Seuils, alertes
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever

LANNION, REDON = "ti-5304", "ti-5309"


def _bilan(publication, **choix):
    return relever(publication, filtres(**choix))[A2019]


def test_a_project_funded_by_three_bodies_counts_once(petite):
    """
    projet  financeur             nature    montant
    P1      bpifrance             engage        100
    P1      ademe                 engage         50
    P1      regions               engage         25     hors « État et opérateurs »
    P2      bpifrance             demande       900     demandé n'est pas engagé
    """
    publication = petite({"2019-09-24": {
        "perimetre": [{"territoire_id": LANNION}],
        "projets": [{"projet_id": p, "territoire_id": LANNION} for p in ("P1", "P2")],
        "financements": [
            {"projet_id": "P1", "operateur_id": "bpifrance", "montant": 100},
            {"projet_id": "P1", "operateur_id": "ademe", "montant": 50},
            {"projet_id": "P1", "operateur_id": "regions", "montant": 25},
            {"projet_id": "P2", "operateur_id": "bpifrance", "type_montant": "demande", "montant": 900},
        ],
    }})  # fmt: skip
    bilan = _bilan(publication)
    assert (bilan["nb_projets"].valeur, bilan["nb_projets_engages"].valeur) == (2, 1)
    assert bilan["montant_engage"].valeur == Decimal(150)
    assert bilan["montant_engage_regions_comprises"].valeur == Decimal(175)
    assert bilan["montant_demande"].valeur == Decimal(900)


def test_a_territory_over_two_regions_counts_once_in_its_lead_region(petite):
    """
    territoire           région chef de file   régions couvertes
    Pays de Redon        Bretagne              Bretagne, Pays de la Loire
    Lannion - Tréguier   Bretagne              Bretagne
    """
    publication = petite({"2019-09-24": {
        "perimetre": [{"territoire_id": REDON}, {"territoire_id": LANNION}],
        "projets": [{"projet_id": "P1", "territoire_id": REDON}],
        "financements": [{"projet_id": "P1", "montant": 10}],
    }})  # fmt: skip
    assert _bilan(publication)["nb_territoires"].valeur == 2
    assert _bilan(publication, regions=("53",))["nb_territoires"].valeur == 2
    assert A2019 not in relever(publication, filtres(regions=("52",)))
    covered = poser(publication, "territoires_couverts", arrete=A2019, phase=1, regions=["52"])
    assert [r["territoire_id"] for r in covered] == [REDON]
    assert en_partie(covered).startswith("en partie dans ce choix, compté dans sa région chef de file : ")
    assert en_partie(covered).endswith(f"{covered[0]['nom']} (Bretagne)")
    said = en_partie([{"nom": n, "region": "Bretagne"} for n in "abcde"])
    assert said.endswith(": a (Bretagne), b (Bretagne), c (Bretagne) et 2\u00a0autres") and "comptés dans leur" in said


def test_a_territory_over_two_regions_names_both_on_the_list_the_sheet_and_behind_its_figures(petite):
    publication = petite({"2019-09-24": {"perimetre": [{"territoire_id": REDON}, {"territoire_id": LANNION}]}})
    choix = filtres()
    bound = choix.parametres() | {"arrete": A2019}
    both = {REDON: "Bretagne, Pays de la Loire", LANNION: "Bretagne"}
    assert {r["territoire_id"]: r["regions"] for r in poser(publication, "territoires_liste", **bound)} == both
    assert {
        r["territoire_id"]: r["regions"] for r in origine(publication, Chiffre("nb_territoires"), choix).lignes
    } == both
    (sheet,) = poser(publication, "territoire", **bound, territoire_id=REDON)
    assert sheet["regions"] == both[REDON]


def test_a_territory_over_two_regions_names_both_behind_posts_in_alerts_and_on_the_sheet_of_a_project(petite):
    """
    Pays de Redon (Bretagne, Pays de la Loire)  état inconnu, poste vacant ; P1 dit engagé par lui, payé par personne
    """
    publication = petite({"2019-09-24": {
        "perimetre": [{"territoire_id": REDON}],
        "postes": [{"poste_id": "A", "territoire_id": REDON, "etat_poste": "vacant"}],
        "projets": [{"projet_id": "P1", "territoire_id": REDON}],
        "statuts": [{"projet_id": "P1", "statut": "abandonne"}],
        "financements": [{"projet_id": "P1", "montant": 10, "date_effet": "2019-01-15", "type_montant": kind}
                         for kind in ("engage", "conventionne")],
        "jalons": [{"territoire_id": REDON, "jalon": "binome_designe"}],
    }})  # fmt: skip
    choix, both = filtres(), "Bretagne, Pays de la Loire"
    bound = choix.parametres() | {"arrete": A2019}
    for name in ("nb_postes", "nb_jours_sans_nouvelle", "solde_net_territoires"):
        assert [r["regions"] for r in origine(publication, Chiffre(name), choix).lignes] == [both], name
    followed = poser(publication, "appuis_suivi", sur="lignes_postes", **bound, territoires=[], postes=[])
    assert [r["regions"] for r in followed] == [both]
    found = alertes(publication, choix, Seuils())
    assert {a.genre for a in found} == {"declaration", "sans_paiement", "sans_nouvelle", "sans_chef"}
    assert {a.regions for a in found} == {both}
    for question in ("financements_operateur_territoire", "financements_operateur_couverture"):
        (paid,) = poser(publication, question, **bound | {"operateurs": ["bpifrance"]})
        assert paid["regions"] == both, question
    (sheet,) = poser(publication, "projet_fiche", arrete=A2019, projet_id="P1")
    assert (sheet["territoire"], sheet["regions"]) == ("Pays de Redon", both)


def test_a_project_with_two_themes_counts_once_in_the_total_and_once_in_each_theme(petite):
    """
    projet  thèmes
    P1      mobilité, compétences
    P2      mobilité
    P3      (aucun, axe innover → innovation)
    """
    publication = petite({"2019-09-24": {
        "perimetre": [{"territoire_id": LANNION}],
        "projets": [
            {"projet_id": "P1", "territoire_id": LANNION, "themes": "mobilite|competences"},
            {"projet_id": "P2", "territoire_id": LANNION, "themes": "mobilite"},
            {"projet_id": "P3", "territoire_id": LANNION, "axe_id": "1-innover"},
        ],
        "financements": [{"projet_id": "P1", "montant": 10}],
    }})  # fmt: skip
    rows = poser(publication, "projets_par_theme", arrete=A2019, compare=None, phase=1, **SANS_FILTRE)
    by_theme = {r["theme_id"]: r["nb_projets"] for r in rows if r["nb_projets"]}
    assert by_theme == {"competences": 1, "mobilite": 2, "innovation": 1}
    both = _bilan(publication, themes=("mobilite", "competences"))
    assert both["nb_projets"].valeur == 2
    assert both["montant_engage"].valeur == Decimal(10)
    assert _bilan(publication, themes=("mobilite",))["nb_projets"].valeur == 2


def test_a_correction_changes_the_sum_and_not_the_count(petite):
    """
    projet  cause       nature   montant
    P1      initial     engage       100
    P1      correction  engage       -30
    P2      initial     engage        40
    P2      initial     annule        40     tout est annulé : plus de projet engagé, l'engagé brut reste
    P3      initial     engage   (vide)      engagement connu, montant inconnu
    """
    publication = petite({"2019-09-24": {
        "perimetre": [{"territoire_id": LANNION}],
        "projets": [{"projet_id": p, "territoire_id": LANNION} for p in ("P1", "P2", "P3")],
        "financements": [
            {"projet_id": "P1", "montant": 100},
            {"projet_id": "P1", "montant": -30, "cause": "correction", "date_effet": "2019-06-01"},
            {"projet_id": "P2", "montant": 40},
            {"projet_id": "P2", "montant": 40, "type_montant": "annule", "date_effet": "2019-06-01"},
            {"projet_id": "P3", "montant": ""},
        ],
    }})  # fmt: skip
    bilan = _bilan(publication)
    assert bilan["nb_projets_engages"].valeur == 2
    engaged = bilan["montant_engage"]
    assert (engaged.valeur, engaged.connus, engaged.inconnus) == (Decimal(110), 3, 1)
    assert bilan["montant_annule"].valeur == Decimal(40)


def test_a_body_that_changed_its_name_is_one_choice_and_one_bar(petite):
    """
    financeur        date        montant
    CGET             2019-06-01       10
    ANCT             2021-01-01       20     même organisme, nouveau nom
    """
    publication = petite({"2021-10-12": {
        "perimetre": [{"territoire_id": LANNION}],
        "projets": [{"projet_id": "P1", "territoire_id": LANNION}],
        "financements": [
            {"projet_id": "P1", "operateur_id": "cget", "montant": 10, "date_effet": "2019-06-01"},
            {"projet_id": "P1", "operateur_id": "anct", "montant": 20, "date_effet": "2021-01-01"},
        ],
    }})  # fmt: skip
    rows = poser(publication, "engagements_par_operateur", arrete=A2021, compare=None, phase=1, **SANS_FILTRE)
    assert [(r["nom"], r["montant"]) for r in rows] == [("ANCT", Decimal(30))]
    assert relever(publication, filtres(A2021, operateurs=("anct",)))[A2021]["montant_engage"].valeur == Decimal(30)


def test_a_line_without_territory_counts_nationally_and_in_no_region(petite):
    """
    projet  territoire   montant
    P1      Lannion          10
    P2      (vide)            5     non rattaché
    """
    publication = petite({"2019-09-24": {
        "perimetre": [{"territoire_id": LANNION}],
        "projets": [{"projet_id": "P1", "territoire_id": LANNION}, {"projet_id": "P2"}],
        "financements": [{"projet_id": "P1", "montant": 10}, {"projet_id": "P2", "montant": 5}],
    }})  # fmt: skip
    national, region = _bilan(publication), _bilan(publication, regions=("53",))
    assert (national["montant_engage"].valeur, region["montant_engage"].valeur) == (Decimal(15), Decimal(10))
    assert national["nb_projets_non_rattaches"].valeur == 1


def test_a_project_paid_by_two_lines_of_a_body_counts_once_behind_its_cell(petite):
    """
    projet  financeur   nature   montant
    P1      bpifrance   engage        10
    P1      bpifrance   engage         5     deux lignes, un projet
    P2      bpifrance   engage    (vide)     montant inconnu, compté à part
    (aucun) bpifrance   engage         7     sans projet : pas un projet
    """
    publication = petite({"2019-09-24": {
        "perimetre": [{"territoire_id": LANNION}],
        "projets": [{"projet_id": p, "territoire_id": LANNION} for p in ("P1", "P2")],
        "financements": [
            {"projet_id": "P1", "montant": 10},
            {"projet_id": "P1", "montant": 5},
            {"projet_id": "P2", "montant": ""},
            {"territoire_id": LANNION, "montant": 7},
        ],
    }})  # fmt: skip
    assert origine(publication, Chiffre("nb_projets_finances"), filtres()).valeur == 2
    assert origine(publication, Chiffre("nb_montants_inconnus"), filtres()).valeur == 1
    assert origine(publication, Chiffre("montant_engage"), filtres()).valeur == Decimal(22)
