"""Signals: each kind on six drawn rows, with the traps beside it, thresholds on both sides, filters."""

import re
from collections import Counter

import pytest

from tests.conftest import A2019, A2021, filtres
from ti_dashboard.programme.libelles import libelles
from ti_dashboard.programme.signaux import GENRES
from ti_dashboard.questions.alertes import DEMANDES, Alerte, Seuils, alertes
from ti_dashboard.questions.poser import texte

LANNION, REDON, THIERS, DINAN = "ti-5304", "ti-5309", "ti-8413", "ti-5301"
SEPTEMBRE = "2019-09-24"


def _words(text: str) -> str:
    return " ".join(text.split())


def _signaux(publication, kind: str, seuils: Seuils | None = None, **choix) -> list[Alerte]:
    found = alertes(publication, filtres(A2019, **choix), seuils or Seuils())
    return [a for a in found if a.genre == kind]


def test_no_news_is_a_signal_only_where_a_milestone_is_still_expected(petite):
    """
    territoire  dernier jalon connu au 24/09/2019             jours   signal à 90 jours
    Lannion     démarche lancée le 01/03/2019                   207   oui
    Redon       démarche lancée le 26/06/2019                    90   oui, à l'égalité
    Thiers      démarche lancée le 27/06/2019                    89   non
    Dinan       contrat signé le 01/03/2019                     207   non : plus aucun jalon n'est attendu
    Lamballe    aucun jalon                                       —   oui : état inconnu
    """
    jalons = [
        {"territoire_id": LANNION, "jalon": "demarche_lancee"},
        {"territoire_id": REDON, "jalon": "demarche_lancee", "date_effet": "2019-06-26"},
        {"territoire_id": THIERS, "jalon": "demarche_lancee", "date_effet": "2019-06-27"},
        {"territoire_id": DINAN, "jalon": "contrat_signe"},
    ]
    places = [{"territoire_id": t} for t in (LANNION, REDON, THIERS, DINAN, "ti-5303")]
    publication = petite({SEPTEMBRE: {"perimetre": places, "jalons": jalons}})
    found = _signaux(publication, "sans_nouvelle")
    assert {a.territoire_id for a in found} == {LANNION, REDON, "ti-5303"}
    said = {a.territoire_id: _words(a.pourquoi) for a in found}
    assert said[LANNION] == "Démarche lancée, aucun jalon depuis 207 jours"
    assert said["ti-5303"] == "État inconnu, aucun jalon connu"
    assert {a.territoire_id for a in _signaux(publication, "sans_nouvelle", Seuils(jours=89))} == {
        LANNION,
        REDON,
        THIERS,
        "ti-5303",
    }
    assert not _signaux(publication, "sans_nouvelle", regions=("84",))


def test_a_rung_is_late_after_whole_months_without_a_higher_one(petite):
    """
    territoire  échelon                               au 24/09/2019, seuil de 6 mois
    Lannion     plan en finalisation, 24/03/2019      oui : six mois pile
    Redon       plan en finalisation, 25/03/2019      non : un jour de moins
    Thiers      protocole signé, 01/01/2019           oui
    Dinan       contrat signé, 01/01/2019             non : au bout de l'échelle
    """
    jalons = [
        {"territoire_id": LANNION, "jalon": "plan_en_finalisation", "date_effet": "2019-03-24"},
        {"territoire_id": REDON, "jalon": "plan_en_finalisation", "date_effet": "2019-03-25"},
        {"territoire_id": THIERS, "jalon": "protocole_signe", "date_effet": "2019-01-01"},
        {"territoire_id": DINAN, "jalon": "contrat_signe", "date_effet": "2019-01-01"},
    ]
    places = [{"territoire_id": t} for t in (LANNION, REDON, THIERS, DINAN)]
    publication = petite({SEPTEMBRE: {"perimetre": places, "jalons": jalons}})
    found = _signaux(publication, "echelon")
    assert [a.territoire_id for a in found] == [THIERS, LANNION]
    assert "depuis 8 mois, le 01/01/2019" in _words(found[0].pourquoi)


def test_a_commitment_without_payment_is_asked_for_to_whoever_committed(petite):
    """
    projet  financeur   engagé le    payé            nature      signal à 6 mois
    P1      bpifrance   15/03/2019   —               subvention  oui
    P2      regions     15/03/2019   —               subvention  oui, demandé à la région
    P3      bpifrance   15/03/2019   01/08/2019      subvention  non
    P4      bpifrance   15/03/2019   annulé en tout  subvention  non
    P5      bpifrance   15/03/2019   —               garantie    non : une garantie ne se verse pas
    P6      bpifrance   01/06/2019   —               subvention  non : trop récent
    P7      bpifrance   15/03/2019   annulé en tout  subvention  non, quoiqu'une autre annulation soit sans montant
    P8      bpifrance   15/03/2019   annulé 40       subvention  oui : engagé d'un montant inconnu
    """
    flux = [
        {"projet_id": "P1", "montant": 1000, "reference": "1"},
        {"projet_id": "P2", "montant": 500, "reference": "2", "operateur_id": "regions",
         "instrument_id": "aides-regionales"},
        {"projet_id": "P3", "montant": 100, "reference": "3"},
        {"projet_id": "P3", "montant": 100, "reference": "3c", "type_montant": "conventionne"},
        {"projet_id": "P3", "montant": 10, "reference": "4", "type_montant": "paye", "date_effet": "2019-08-01"},
        {"projet_id": "P4", "montant": 100, "reference": "5"},
        {"projet_id": "P4", "montant": 100, "reference": "6", "type_montant": "annule"},
        {"projet_id": "P5", "montant": 100, "reference": "7", "nature_aide": "garantie"},
        {"projet_id": "P6", "montant": 100, "reference": "8", "date_effet": "2019-06-01"},
        {"projet_id": "P7", "montant": 100, "reference": "9"},
        {"projet_id": "P7", "montant": 100, "reference": "10", "type_montant": "annule"},
        {"projet_id": "P7", "montant": "", "reference": "11", "type_montant": "annule"},
        {"projet_id": "P8", "montant": "", "reference": "12"},
        {"projet_id": "P8", "montant": 40, "reference": "13", "type_montant": "annule"},
    ]  # fmt: skip
    publication = petite(
        {
            SEPTEMBRE: {
                "perimetre": [{"territoire_id": LANNION}],
                "projets": [{"projet_id": f"P{i}", "territoire_id": LANNION} for i in range(1, 9)],
                "financements": flux,
            }
        }
    )
    found = _signaux(publication, "sans_paiement")
    assert [(a.projet_id, a.demande) for a in found] == [
        ("P1", "Demander au financeur (Bpifrance) le paiement ou sa date"),
        ("P2", "Demander à la région le paiement ou sa date"),
        ("P8", "Demander au financeur (Bpifrance) le paiement ou sa date"),
    ]
    assert _words(found[0].pourquoi) == "Bpifrance : engagement de 1 k€ le 15/03/2019, aucun paiement connu"
    assert [a.projet_id for a in _signaux(publication, "sans_paiement", Seuils(mois=3))] == ["P1", "P2", "P6", "P8"]
    assert [a.projet_id for a in _signaux(publication, "sans_paiement", operateurs=("regions",))] == ["P2"]


def test_a_missing_chef_de_projet_is_a_signal_only_where_one_is_due(petite):
    """
    territoire  retenu pour un poste  dernier état connu du poste          signal
    Lannion     oui                   —                                    oui, aucun poste connu
    Redon       oui                   pourvu                               non
    Thiers      non                   fin de financement le 01/08/2019     oui
    Dinan       non                   —                                    non : personne n'a dit qu'il en fallait un
    """
    publication = petite(
        {
            SEPTEMBRE: {
                "perimetre": [{"territoire_id": t} for t in (LANNION, REDON, THIERS, DINAN)],
                "jalons": [{"territoire_id": t, "jalon": "appui_retenu"} for t in (LANNION, REDON)],
                "postes": [
                    {"poste_id": "A", "territoire_id": REDON, "etat_poste": "ouvert"},
                    {"poste_id": "A", "territoire_id": REDON, "etat_poste": "pourvu", "date_effet": "2019-06-01"},
                    {"poste_id": "B", "territoire_id": THIERS, "etat_poste": "pourvu"},
                    {"poste_id": "B", "territoire_id": THIERS, "etat_poste": "fin", "date_effet": "2019-08-01"},
                ],
            }
        }
    )
    found = {a.territoire_id: a for a in _signaux(publication, "sans_chef")}
    assert set(found) == {LANNION, THIERS}
    assert found[LANNION].pourquoi == "Retenu pour un chef de projet cofinancé, aucun poste connu"
    assert found[THIERS].pourquoi == "Fin de financement le 01/08/2019"
    assert found[THIERS].demande == "Demander au territoire la suite prévue"


def test_a_declared_status_that_figures_deny_is_a_signal_with_what_is_asked(petite):
    """
    projet  statut déclaré   engagé   annulé   signal
    P1      en instruction      100       —    le statut est en retard
    P2      engagé                —       —    aucun financeur ne le dit
    P3      abandonné           100       —    l'engagement n'est pas annulé
    P4      abandonné           100     100    non
    P5      engagé              100       —    non
    """
    statuts = {"P1": "en_instruction", "P2": "engage", "P3": "abandonne", "P4": "abandonne", "P5": "engage"}
    flux = [{"projet_id": p, "montant": 100, "reference": p} for p in ("P1", "P3", "P4", "P5")]
    publication = petite(
        {
            SEPTEMBRE: {
                "perimetre": [{"territoire_id": LANNION}],
                "projets": [{"projet_id": p, "territoire_id": LANNION} for p in statuts],
                "statuts": [{"projet_id": p, "statut": s} for p, s in statuts.items()],
                "financements": [
                    *flux,
                    {"projet_id": "P4", "montant": 100, "reference": "X", "type_montant": "annule"},
                ],
            }
        }
    )
    found = {a.projet_id: a.demande for a in _signaux(publication, "declaration")}
    assert found == {
        "P1": "Demander au territoire le statut à jour",
        "P2": "Demander au territoire la décision de financement, ou le statut exact",
        "P3": "Demander au financeur d'annuler l'engagement, ou pourquoi il le garde",
    }


def test_a_difference_between_declarations_has_one_code_its_words_and_what_is_asked():
    given = set(re.findall(r"THEN '(\w+)'", texte("ecarts_declarations")))
    assert given == DEMANDES.keys() == libelles("ecart_declare").keys()


@pytest.mark.parametrize("choix", [{}, {"regions": ("53",)}, {"operateurs": ("anct",)}, {"themes": ("mobilite",)}])
def test_every_signal_says_why_what_is_asked_and_what_it_opens(demo, choix):
    found = alertes(demo, filtres(A2021, **choix), Seuils())
    assert {a.genre for a in found} <= set(GENRES) and found
    for a in found:
        assert a.titre and a.pourquoi and a.demande.startswith("Demander"), a
        assert a.projet_id or a.territoire_id
    if "regions" in choix:
        assert {str(a.regions).partition(", ")[0] for a in found} == {"Bretagne"}
    kinds = list(dict.fromkeys(a.genre for a in found))
    assert kinds == [k for k in GENRES if k in kinds], "kind by kind, the most serious first"


def test_a_longer_threshold_never_adds_a_signal(demo):
    short = Counter(a.genre for a in alertes(demo, filtres(A2021), Seuils(60, 3, 3)))
    long = Counter(a.genre for a in alertes(demo, filtres(A2021), Seuils(400, 12, 12)))
    assert all(long[kind] <= short[kind] for kind in GENRES)
    assert long["sans_chef"] == short["sans_chef"]
