"""The page « Financements »: every split reconciles with the tile, what is left to pay, what is said of a bar."""

from decimal import Decimal

import pytest

from tests.app.application import planche, planches
from tests.app.financements import ECRANS, ENGAGE, PHASE_1, choix_de, page
from tests.conftest import A2019, A2019_AVRIL, filtres
from ti_dashboard.langue.formats import millions
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever

pytestmark = pytest.mark.usefixtures("donnees_servies")


def _bloc(board: dict, bloc_id: str) -> list[dict]:
    return next(b for b in board["blocs"] if b["id"] == bloc_id)["lignes"]


@pytest.mark.parametrize("adresse", ECRANS, ids=str)
def test_every_split_of_the_committed_amount_sums_to_its_tile(demo, adresse):
    choix = choix_de(demo, adresse)
    board = planche(page(**adresse))
    value = relever(demo, choix)[choix.arrete][ENGAGE].valeur
    assert next(t for t in board["tuiles"] if t["id"] == ENGAGE)["valeur"] == millions(value)
    for bloc in ("instrument", "nature", "panier", "rattachement"):
        parts = [line["valeur"] for line in _bloc(board, bloc) if line["valeur"] is not None]
        assert sum(parts) == pytest.approx(float(value), abs=0.01), bloc


def test_what_is_left_to_pay_is_committed_minus_cancelled_minus_paid_and_unknown_counts_apart(petite):
    """P1 Bpifrance: 100 engagés − 10 annulés − 30 payés = 60. P2: engagement sans montant. P3 ADEME : 50.

    | projet | financeur | engagé  | annulé | payé | reste   |
    | P1     | bpifrance | 100     | 10     | 30   | 60      |
    | P2     | bpifrance | inconnu |        | 5    | inconnu |
    | P3     | ademe     | 50      |        |      | 50      |
    """
    money = [
        {"projet_id": "P1", "montant": "100", "date_effet": "2019-03-15"},
        {"projet_id": "P1", "montant": "10", "type_montant": "annule", "date_effet": "2019-04-15"},
        {"projet_id": "P1", "montant": "40", "type_montant": "conventionne", "date_effet": "2019-05-01"},
        {"projet_id": "P1", "montant": "30", "type_montant": "conventionne", "date_effet": "2019-04-20"},
        {"projet_id": "P1", "montant": "30", "type_montant": "paye", "date_effet": "2019-05-15"},
        {"projet_id": "P2", "montant": "", "date_effet": "2019-03-15"},
        {"projet_id": "P2", "montant": "5", "type_montant": "paye", "date_effet": "2019-05-15"},
        {"projet_id": "P3", "montant": "50", "operateur_id": "ademe", "instrument_id": "economie-circulaire",
         "date_effet": "2019-06-01"},
    ]  # fmt: skip
    small = petite(
        {
            "2019-09-24": {
                "perimetre": [{"territoire_id": "ti-5304"}],
                "projets": [{"projet_id": f"P{i}", "territoire_id": "ti-5304"} for i in (1, 2, 3)],
                "financements": money,
            }
        }
    )
    bound = filtres().parametres() | {"arrete": A2019, "ages": [], "etapes": []}
    rows = {r["age"]: r for r in poser(small, "financements_reste", sur="dossiers_reste", **bound)}
    assert rows["de_6_a_12_mois"]["reste"] == Decimal(60) and rows["de_6_a_12_mois"]["nb_inconnus"] == 1
    assert rows["moins_6_mois"]["reste"] == Decimal(50) and rows["moins_6_mois"]["nb_inconnus"] == 0
    found = origine(small, Chiffre("montant_reste_a_payer", (("age", "de_6_a_12_mois"),)), filtres())
    assert (found.valeur, found.nb_connus, found.nb_inconnus) == (Decimal(60), 1, 1)
    assert sorted(r["reste"] for r in found.lignes if r["reste"] is not None) == [-30, -10, 100]
    steps = {r["etape"]: r for r in poser(small, "financements_delais", sur="dossiers_delais", **bound)}
    assert steps["engage-conventionne"]["nb_jours"] == 36 and steps["conventionne-paye"]["nb_jours"] == 25
    assert steps["engage-conventionne"]["nb_en_attente"] == 2
    assert "demande-engage" not in steps
    waiting = origine(small, Chiffre("delai_engage_conventionne"), filtres())
    assert (waiting.valeur, waiting.nb_connus, waiting.nb_inconnus) == (36, 1, 2)


def test_an_envelope_share_has_its_denominator_and_ignores_the_filters(demo):
    rows = poser(demo, "financements_enveloppes", **filtres(regions=("53",)).parametres(), arrete=A2019)
    assert rows == poser(demo, "financements_enveloppes", **filtres().parametres(), arrete=A2019)
    line = rows[0]
    assert line["part_engagee"] == pytest.approx(float(line["montant_engage"] / line["montant_annonce"]))


def test_the_earlier_value_is_said_and_an_opened_bar_shows_its_number():
    board = planche(page(arrete="24/09/2019"))
    assert all(line["texte_precedent"].endswith("au 30/04/2019") for line in _bloc(board, "reste"))
    assert all(b["note"] and b["alt"] for b in board["blocs"])
    line = _bloc(board, "panier")[-1]
    app = page(arrete="24/09/2019", chiffre=line["chiffre"])
    assert any(h.value.endswith(f" : {line['texte']}") for h in app.header)
    assert any("panier : " in m.value for m in app.markdown)


def test_a_median_says_that_it_has_no_cause():
    app = page(arrete="12/10/2021", phase=PHASE_1, chiffre="delai_engage_conventionne")
    assert any("Une médiane ne se décompose pas par cause." in m.value for m in app.markdown)


def test_an_empty_result_is_a_sentence():
    app = page(arrete="30/04/2019", region="Guyane", theme="Foncier", operateur="Apec")
    assert planche(app)["message"] == "Aucun engagement ne répond à ces filtres à cet arrêté."
    assert [one["message"] for one in planches(app)].count(
        "Aucun engagement ne répond à ces filtres à cet arrêté."
    ) == 3
    early = planche(page(arrete="30/04/2019", phase="Phase II (2023-2027)"))
    assert early["message"].startswith(f"Aucun montant à montrer au {A2019_AVRIL:%d/%m/%Y}")
