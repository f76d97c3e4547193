"""What changed between two arrêtés: each cause on six drawn rows, the ranking, the sentences."""

from decimal import Decimal

from tests.conftest import A2019, A2019_AVRIL, filtres
from ti_dashboard.langue.formats import MOINS
from ti_dashboard.planche.evolutions import dire, phrases
from ti_dashboard.planche.pont import pont
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import Evolution, Mouvement
from ti_dashboard.questions.evolutions import evolutions, taux_compares, territoires_deplaces
from ti_dashboard.questions.origine import origine

LANNION, REDON, THIERS, DINAN = "ti-5304", "ti-5309", "ti-8413", "ti-5301"
AVRIL, SEPTEMBRE = "2019-04-30", "2019-09-24"


def _words(text: str) -> str:
    return " ".join(text.split())


def _causes(publication, name: str, **choix) -> dict[str, tuple]:
    """cause → (net, in, out) of one figure between the two committees of 2019."""
    found = origine(publication, Chiffre(name), filtres(A2019, compare=A2019_AVRIL, **choix))
    return {m.cause: (m.ecart, m.hausse, m.baisse) for m in found.mouvements}


def test_money_known_late_corrected_or_new_is_told_apart(petite):
    """
    livraison   référence  montant  date d'effet  cause
    avril       A             1000  15/03/2019    initial
    septembre   B              300  20/06/2019    initial      progrès réel
    septembre   C               40  10/04/2019    initial      connu tardivement : avant avril, su en septembre
    septembre   A              -50  15/03/2019    correction
    septembre   A               20  15/03/2019    correction
    septembre   D              100  01/07/2019    initial      annulé : à part, jamais déduit
    """
    avril = [{"projet_id": "P1", "reference": "A", "montant": 1000}]
    septembre = [
        {"projet_id": "P1", "reference": "B", "montant": 300, "date_effet": "2019-06-20"},
        {"projet_id": "P1", "reference": "C", "montant": 40, "date_effet": "2019-04-10"},
        {"projet_id": "P1", "reference": "A", "montant": -50, "cause": "correction"},
        {"projet_id": "P1", "reference": "A2", "montant": 20, "cause": "correction"},
        {"projet_id": "P1", "reference": "D", "montant": 100, "type_montant": "annule", "date_effet": "2019-07-01"},
    ]
    projets = [{"projet_id": "P1", "territoire_id": LANNION}]
    publication = petite(
        {
            AVRIL: {"perimetre": [{"territoire_id": LANNION}], "projets": projets, "financements": avril},
            SEPTEMBRE: {"financements": septembre},
        }
    )
    assert _causes(publication, "montant_engage") == {
        "progres_reel": (300, 300, 0),
        "connu_tardivement": (40, 40, 0),
        "correction": (-30, 20, 50),
    }
    found = {e.indicateur_id: e for e in evolutions(publication, filtres(A2019, compare=A2019_AVRIL))}
    assert (found["montant_engage"].avant, found["montant_engage"].apres) == (1000, 1310)
    assert found["montant_engage"].annule == 100
    note = _words(str(pont(filtres(A2019, compare=A2019_AVRIL), found["montant_engage"])["note"]))
    assert note == f"Flux bruts : + 340 € ; corrections + 20 € et {MOINS} 50 € ; à part, annulé + 100 €."


def test_territories_enter_by_the_perimeter_and_sign_by_progress_or_late_knowledge(petite):
    """
    territoire  avril         septembre
    Lannion     lancé         protocole signé le 10/07/2019     progrès réel
    Redon       lancé         protocole signé le 15/04/2019     connu tardivement
    Thiers      lancé         sorti du programme le 01/06/2019  périmètre
    Dinan       absent        entré signé le 01/07/2019         périmètre, jamais progrès
    """
    avril = {
        "perimetre": [{"territoire_id": t} for t in (LANNION, REDON, THIERS)],
        "jalons": [{"territoire_id": t, "jalon": "demarche_lancee"} for t in (LANNION, REDON, THIERS)],
    }
    septembre = {
        "perimetre": [
            {"territoire_id": THIERS, "mouvement": "sortie", "date_effet": "2019-06-01"},
            {"territoire_id": DINAN, "date_effet": "2019-07-01"},
        ],
        "jalons": [
            {"territoire_id": LANNION, "jalon": "protocole_signe", "date_effet": "2019-07-10"},
            {"territoire_id": REDON, "jalon": "protocole_signe", "date_effet": "2019-04-15"},
            {"territoire_id": DINAN, "jalon": "protocole_signe", "date_effet": "2019-07-01"},
        ],
    }
    publication = petite({AVRIL: avril, SEPTEMBRE: septembre})
    one = (1, 1, 0)
    assert _causes(publication, "nb_territoires_signes") == {
        "progres_reel": one,
        "connu_tardivement": one,
        "perimetre": one,
    }
    assert _causes(publication, "nb_territoires") == {"perimetre": (0, 1, 1)}
    chosen = filtres(A2019, compare=A2019_AVRIL)
    moved = {(d.ligne["territoire"], d.est_entree) for d in territoires_deplaces(publication, "nb_territoires", chosen)}
    assert moved == {("Dinan - Saint-Malo", True), ("Lezoux - Thiers - Ambert - Montbrison", False)}
    signed = [t for t in taux_compares(publication, chosen) if t.libelle == "Territoires signés"]
    assert [(t.est_constant, t.apres.haut, t.apres.bas) for t in signed] == [(False, 3, 3), (True, 2, 2)]


def test_a_project_known_before_that_gets_a_decision_is_progress_not_perimeter(petite):
    """
    projet  déclaré    décision              su en      engagé en septembre
    P1      avril      20/06/2019            septembre  progrès réel
    P2      avril      10/04/2019            septembre  connu tardivement
    P3      septembre  15/03/2019 (déclaré le 01/03/2019)   connu tardivement, comme projet aussi
    P4      avril      15/03/2019, annulée le 01/07/2019    sorti : progrès réel
    P5      avril, Lannion → Thiers en septembre, engagé depuis mars : périmètre en Bretagne
    """
    avril = {
        "perimetre": [{"territoire_id": t} for t in (LANNION, THIERS)],
        "projets": [{"projet_id": p, "territoire_id": LANNION} for p in ("P1", "P2", "P4", "P5")],
        "financements": [{"projet_id": p, "montant": 100, "reference": p} for p in ("P4", "P5")],
    }
    septembre = {
        "projets": [
            {"projet_id": "P3", "territoire_id": LANNION},
            {"projet_id": "P5", "territoire_id": THIERS, "date_effet": "2019-08-01"},
        ],
        "financements": [
            {"projet_id": "P1", "reference": "F1", "montant": 100, "date_effet": "2019-06-20"},
            {"projet_id": "P2", "reference": "F2", "montant": 100, "date_effet": "2019-04-10"},
            {"projet_id": "P3", "reference": "F3", "montant": 100},
            {"projet_id": "P4", "reference": "F4", "montant": 100, "type_montant": "annule",
             "date_effet": "2019-07-01"},
        ],
    }  # fmt: skip
    publication = petite({AVRIL: avril, SEPTEMBRE: septembre})
    assert _causes(publication, "nb_projets_engages") == {"progres_reel": (0, 1, 1), "connu_tardivement": (2, 2, 0)}
    assert _causes(publication, "nb_projets_engages", regions=("53",))["perimetre"] == (-1, 0, 1)
    assert _causes(publication, "nb_projets") == {"connu_tardivement": (1, 1, 0)}
    assert _causes(publication, "nb_projets", regions=("53",))["perimetre"] == (-1, 0, 1)


def test_a_body_that_comes_to_a_project_known_before_is_progress_under_its_filter(petite):
    """
    projet  déclaré  ADEME                              sous le filtre ADEME
    P1      avril    demande le 01/06/2019              entré : progrès réel
    P2      avril    demande le 01/04/2019, su en sept. entré : connu tardivement
    P3      avril    demande le 01/03/2019, sue         déjà là
    """

    def ask(projet: str, day: str) -> dict:
        return {"projet_id": projet, "operateur_id": "ademe", "type_montant": "demande", "montant": 10,
                "reference": projet, "date_effet": day}  # fmt: skip

    publication = petite(
        {
            AVRIL: {
                "perimetre": [{"territoire_id": LANNION}],
                "projets": [{"projet_id": p, "territoire_id": LANNION} for p in ("P1", "P2", "P3")],
                "financements": [ask("P3", "2019-03-01")],
            },
            SEPTEMBRE: {"financements": [ask("P1", "2019-06-01"), ask("P2", "2019-04-01")]},
        }
    )
    assert _causes(publication, "nb_projets", operateurs=("ademe",)) == {
        "progres_reel": (1, 1, 0),
        "connu_tardivement": (1, 1, 0),
    }
    assert _causes(publication, "nb_projets") == {}


def test_figures_are_ranked_by_relative_move_and_say_themselves():
    def figure(name: str, before, after) -> Evolution:
        change = after - before
        return Evolution(name, before, after, (Mouvement("progres_reel", change, 1, change, 0),) if change else ())

    found = [
        figure("nb_projets", 400, 440),
        figure("nb_territoires_engages", 40, 122),
        figure("montant_paye", Decimal(0), Decimal(832_000)),
        figure("nb_territoires_signes", 29, 29),
    ]
    ranked = sorted(found, key=lambda e: e.ampleur, reverse=True)
    assert [e.indicateur_id for e in ranked] == [
        "montant_paye",
        "nb_territoires_engages",
        "nb_projets",
        "nb_territoires_signes",
    ]
    said = [_words("".join(dire(e))) for e in ranked]
    assert said == [
        "832 k€ de plus payés, tous financeurs : 832 k€ au lieu de 0 €.",
        "82 territoires engagés de plus : 122 au lieu de 40 (multiplié par 3,1).",
        "40 projets recensés de plus : 440 au lieu de 400 (+ 10 %).",
        "Territoires ayant signé : 29, sans changement.",
    ]
    lines = phrases(ranked, {"nb_territoires": [], "nb_territoires_signes": []})["lignes"]
    assert [line["id"] for line in lines][-2:] == ["nb_territoires-entrees", "nb_territoires_signes"]


def test_an_unknown_value_has_no_bridge_and_comes_last():
    unknown = Evolution("montant_paye", None, Decimal(5), ())
    assert unknown.ecart is None and unknown.ampleur < 0
    assert "l'écart est inconnu" in "".join(dire(unknown))
    drawn = pont(filtres(A2019, compare=A2019_AVRIL), unknown)
    assert drawn["etapes"] == [] and "inconnu" in drawn["vide"]
