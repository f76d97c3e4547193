"""The page Évolutions: reconciles with Accueil under several filters, says why it cannot compare, lists signals."""

import pytest

from tests.app.application import ouvrir, planche
from tests.conftest import A2019, A2021
from ti_dashboard.programme.signaux import GENRES

PHASE_1 = "Phase I (2018-2022)"
ECRANS = [
    {"arrete": "24/09/2019", "compare": "30/04/2019"},
    {"arrete": "12/10/2021", "compare": "24/09/2019", "region": "Bretagne"},
    {"arrete": "12/10/2021", "compare": "24/09/2019", "operateur": "Banque des Territoires"},
    {"arrete": "12/10/2021", "compare": "24/09/2019", "operateur": "Conseils régionaux"},
    {"arrete": "09/11/2023", "compare": "30/04/2019", "phase": PHASE_1, "theme": "Mobilité"},
]

pytestmark = pytest.mark.usefixtures("donnees_servies")


def _bloc(board: dict, bloc_id: str) -> dict:
    return next(b for b in board["blocs"] if b["id"] == bloc_id)


@pytest.mark.parametrize("adresse", ECRANS, ids=str)
def test_every_bridge_ends_where_the_tile_of_accueil_stands(adresse):
    tiles = {t["id"]: t for t in planche(ouvrir(**adresse))["tuiles"]}
    app = ouvrir("evolutions", **adresse)
    assert not app.exception and not app.error
    board = planche(app)
    bridges = [b for b in board["blocs"] if b["type"] == "pont"]
    assert len(bridges) == 7
    for bridge in bridges:
        name = bridge["chiffre"]
        if not bridge["etapes"]:
            assert tiles[name]["valeur"] == "sans objet"
        elif name in tiles:
            assert bridge["etapes"][-1]["texte"] == tiles[name]["valeur"]
            if bridge["net"] != "inchangé":
                assert tiles[name]["evolution"]["texte"].startswith(f"{bridge['net']} depuis")
        assert bridge["alt"] and bridge["titre"]
    sentences = _bloc(board, "phrases")["lignes"]
    assert [s["id"] for s in sentences if s["id"] in {b["chiffre"] for b in bridges}] == [b["chiffre"] for b in bridges]


def test_rates_stand_side_by_side_at_current_and_constant_perimeter():
    rates = _bloc(planche(ouvrir("evolutions", arrete="24/09/2019", compare="30/04/2019")), "taux")["lignes"]
    notes = {line["id"]: line["note"] for line in rates}
    assert notes["nb_territoires_engages-courant"].startswith("122 sur 144")
    assert notes["nb_territoires_engages-constant"].startswith("119 sur 141")
    figures = {line["id"]: line["chiffre"] for line in rates}
    assert figures["nb_territoires_engages-constant"] == "taux_territoires_engages~perimetre:constant"


def test_the_panel_of_a_constant_perimeter_says_it():
    app = ouvrir(
        "evolutions", arrete="24/09/2019", compare="30/04/2019", chiffre="nb_territoires_engages~perimetre:constant"
    )
    said = " ".join(m.value for m in app.markdown)
    assert not app.exception and "périmètre : territoires présents aux deux arrêtés" in said


@pytest.mark.parametrize(
    ("adresse", "attendu"),
    [
        ({"arrete": "24/09/2019", "compare": "Aucune comparaison"}, "Aucun arrêté de comparaison"),
        ({"arrete": "24/09/2019", "compare": "12/10/2021"}, "postérieur"),
        ({"arrete": "24/09/2019", "compare": "30/04/2019", "phase": "Phase II (2023-2027)"}, "ne comptait aucun"),
        ({"arrete": "09/11/2023", "compare": "12/10/2021"}, "rien à comparer"),
    ],
    ids=str,
)
def test_what_cannot_be_compared_is_a_sentence(adresse, attendu):
    app = ouvrir("evolutions", **adresse)
    assert not app.exception
    board = planche(app)
    assert attendu in board["message"] and board["blocs"] == []


def test_tiles_count_the_rows_they_keep_and_thresholds_come_from_the_address():
    asked = {"arrete": f"{A2019:%d/%m/%Y}", "volet_evolutions": "Alertes"}
    app = ouvrir("evolutions", **asked)
    assert not app.exception
    tiles = {line["id"]: line["nb"] for line in _bloc(planche(app), "signaux")["lignes"]}
    assert list(tiles) == list(GENRES)
    rows = _bloc(planche(app, 1), "alertes")
    assert len(rows["lignes"]) == sum(tiles.values())
    kept = ouvrir("evolutions", **asked, signal="sans_paiement")
    assert len(_bloc(planche(kept, 1), "alertes")["lignes"]) == tiles["sans_paiement"]
    longer = ouvrir("evolutions", **asked, mois="3")
    assert _bloc(planche(longer), "signaux")["lignes"][1]["nb"] > tiles["sans_paiement"]
    assert "3 mois" in " ".join(_bloc(planche(longer), "signaux")["lignes"][1]["regle"].split())


def test_signals_of_a_region_are_its_own_and_an_absent_phase_is_a_sentence():
    app = ouvrir("evolutions", arrete=f"{A2021:%d/%m/%Y}", region="Bretagne", volet_evolutions="Alertes")
    rows = _bloc(planche(app, 1), "alertes")
    region = next(i for i, c in enumerate(rows["colonnes"]) if c["libelle"] == "Région")
    assert {line["cases"][region]["texte"].partition(", ")[0] for line in rows["lignes"]} == {"Bretagne"}
    app = ouvrir("evolutions", arrete="24/09/2019", phase="Phase II (2023-2027)", volet_evolutions="Alertes")
    assert not app.exception and "Aucun territoire" in planche(app)["message"]


def test_the_panel_of_a_bar_says_its_own_name_its_exact_value_and_its_two_dates():
    asked = {"arrete": "24/09/2019", "compare": "30/04/2019"}
    app = ouvrir("evolutions", **asked, chiffre="montant_engage~cause:correction")
    said = " ".join(" ".join(m.value for m in app.markdown).split())
    assert " ".join(app.header[0].value.split()) == (
        "Engagé, État et opérateurs (cause de l'écart : correction) : \u2212 181 k€"
    )
    assert "180 500,00 €" in said and "entre les arrêtés du 30/04/2019 et du 24/09/2019" in said
    assert "Pas de phase" not in said and "4 lignes derrière ce chiffre" in said
    before = ouvrir("evolutions", **asked, chiffre="montant_engage~au:compare")
    said = " ".join(" ".join(m.value for m in before.markdown).split())
    assert "38 580 200,00 €" in said and "arrêté du 30/04/2019" in said and "Pas de phase" not in said
