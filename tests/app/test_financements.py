"""The page « Financements »: every split reconciles with the tile, unknown stays unknown, the operator card."""

import json
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from ti_dashboard.chemins import RACINE
from ti_dashboard.chiffre import Chiffre, lire
from ti_dashboard.formats import millions, nombre
from ti_dashboard.queries.options import vocabulaire
from ti_dashboard.queries.origine import origine
from ti_dashboard.queries.questions import poser
from ti_dashboard.queries.releve import relever
from ti_dashboard.views.financements_tables import (
    COLONNES_ENVELOPPES,
    COLONNES_TERRITOIRES,
    _colonnes_themes,
    chiffre_enveloppe,
    chiffre_territoire,
    chiffre_theme,
    pivoter,
)

ENGAGE = "montant_engage_regions_comprises"
PHASE_1 = "Phase I (2018-2022)"
CHOIX = [
    {},
    {"region": "Bretagne"},
    {"theme": "Mobilité"},
    {"operateur": "Banque des Territoires"},
    {"region": ["Bretagne", "Normandie"], "operateur": "Conseils régionaux"},
    {"theme": ["Mobilité", "Foncier"], "operateur": ["Bpifrance", "ADEME"]},
]
ECRANS = [
    *({"arrete": "24/09/2019"} | c for c in CHOIX),
    *({"arrete": "09/11/2023", "phase": PHASE_1} | c for c in CHOIX),
    {"arrete": "09/11/2023"},
]
DATES = {f"{day:%d/%m/%Y}": day for day in (A2019, A2021, A2023)}

pytestmark = pytest.mark.usefixtures("donnees_servies")


def _app(**adresse) -> AppTest:
    app = AppTest.from_file(str(RACINE / "ti_dashboard" / "frame.py"), default_timeout=30)
    for key, value in adresse.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(str(RACINE / "pages" / "financements.py"))
    for key, value in adresse.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception and not app.error
    return app


def _planche(app: AppTest) -> dict:
    return json.loads(app.get("bidi_component")[0].proto.json)


def _bloc(board: dict, bloc_id: str) -> list[dict]:
    return next(b for b in board["blocs"] if b["id"] == bloc_id)["lignes"]


def _choix(publication, adresse: dict):
    """The filters of an address, as codes."""
    words = vocabulaire(publication)
    lists = {}
    for key, field in (("region", "regions"), ("theme", "themes"), ("operateur", "operateurs")):
        asked = adresse.get(key, [])
        lists[field] = words.codes(key, [asked] if isinstance(asked, str) else asked)
    arrete = DATES[adresse["arrete"]]
    return filtres(arrete, 2 if arrete == A2023 and "phase" not in adresse else 1, **lists)


@pytest.mark.parametrize("adresse", ECRANS, ids=str)
def test_every_split_of_the_committed_amount_sums_to_its_tile(demo, adresse):
    choix = _choix(demo, adresse)
    board = _planche(_app(**adresse))
    value = relever(demo, choix)[choix.arrete][ENGAGE].valeur
    assert next(t for t in board["tuiles"] if t["id"] == ENGAGE)["valeur"] == millions(value)
    for bloc in ("instrument", "nature", "panier", "rattachement"):
        parts = [line["valeur"] for line in _bloc(board, bloc) if line["valeur"] is not None]
        assert sum(parts) == pytest.approx(float(value), abs=0.01), bloc


@pytest.mark.parametrize("adresse", ECRANS, ids=str)
def test_both_tables_sum_to_the_same_amount_counted_once(demo, adresse):
    choix = _choix(demo, adresse)
    bound = choix.parametres() | {"arrete": choix.arrete}
    value = relever(demo, choix)[choix.arrete][ENGAGE].valeur
    matrix = pivoter(poser(demo, "financements_operateur_theme", **bound), ["*"])
    places = poser(demo, "financements_operateur_territoire", **bound)
    assert sum(r["*"] for r in matrix if r["*"] is not None) == value
    assert sum(r["montant_engage"] for r in places if r["montant_engage"] is not None) == value


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


def test_a_cell_with_no_line_is_zero_and_a_cell_with_no_amount_is_unknown():
    rows = [
        {"famille_id": "ademe", "operateur": "ADEME", "theme_id": "*", "montant": None, "nb_inconnus": 1},
        {"famille_id": "ademe", "operateur": "ADEME", "theme_id": "foncier", "montant": None, "nb_inconnus": 1},
    ]
    line = pivoter(rows, ["*", "foncier", "mobilite"])[0]
    assert line["foncier"] is None and line["mobilite"] == 0 and line["nb_inconnus"] == 1


def test_the_card_of_one_operator_says_its_territories_and_that_its_referent_is_unknown(demo):
    app = _app(arrete="24/09/2019", operateur="Banque des Territoires")
    bound = filtres(operateurs=("banque-des-territoires",)).parametres() | {"arrete": A2019}
    rows = poser(demo, "financements_operateur_couverture", **bound)
    missing = sum(1 for r in rows if not r["est_couvert"])
    text = "\n".join(m.value for m in app.markdown)
    assert "Référent désigné : **inconnu** — donnée non livrée" in text
    assert f"sur {nombre(len(rows))} du programme" in text
    assert app.expander[0].label.endswith(f": {nombre(missing)}")


@pytest.mark.parametrize("operateurs", [[], ["Bpifrance", "ADEME"]], ids=str)
def test_there_is_no_card_without_exactly_one_operator(operateurs):
    app = _app(arrete="24/09/2019", operateur=operateurs)
    assert not any("Référent" in m.value for m in app.markdown)


def test_an_envelope_share_has_its_denominator_and_ignores_the_filters(demo):
    rows = poser(demo, "financements_enveloppes", **filtres(regions=("53",)).parametres(), arrete=A2019)
    assert rows == poser(demo, "financements_enveloppes", **filtres().parametres(), arrete=A2019)
    line = rows[0]
    assert line["part_engagee"] == pytest.approx(float(line["montant_engage"] / line["montant_annonce"]))


def _memes(publication, choix, row, columns, figure) -> None:
    """Every cell that holds a figure opens on the same figure."""
    for column in columns:
        if column.genre == "texte":
            continue
        name = figure(row, column.cle)
        assert lire(name.ecrire()) == name
        found = origine(publication, name, choix)
        value = row[column.cle]
        if column.cle == "nb_inconnus" and name.indicateur.agregat == "somme":
            assert found.nb_inconnus == value, name
        elif column.genre == "taux":
            assert (found.valeur is None) == (value is None) and float(found.valeur or 0) == pytest.approx(value or 0)
        else:
            assert found.valeur == value, name


@pytest.mark.parametrize("adresse", [ECRANS[0], ECRANS[2], ECRANS[4], ECRANS[8], ECRANS[-1]], ids=str)
def test_every_cell_of_the_tables_opens_on_its_own_figure(demo, adresse):
    choix = _choix(demo, adresse)
    bound = choix.parametres() | {"arrete": choix.arrete}
    labels = vocabulaire(demo).listes["theme"]
    columns = _colonnes_themes({c: labels[c] for c in choix.themes or labels}, sans_theme=not choix.themes)
    for row in pivoter(poser(demo, "financements_operateur_theme", **bound), [c.cle for c in columns]):
        _memes(demo, choix, row, columns, chiffre_theme)
    places = poser(demo, "financements_operateur_territoire", **bound)
    for row in [*places[:12], *(r for r in places if r["territoire_id"] is None or r["nb_inconnus"])]:
        _memes(demo, choix, row, COLONNES_TERRITOIRES, chiffre_territoire)
    for row in poser(demo, "financements_enveloppes", **bound):
        _memes(demo, choix, row, COLONNES_ENVELOPPES, chiffre_enveloppe)


def test_the_earlier_value_is_said_and_an_opened_bar_shows_its_number():
    board = _planche(_app(arrete="24/09/2019"))
    assert all(line["texte_precedent"].endswith("au 30/04/2019") for line in _bloc(board, "reste"))
    assert all(b["note"] and b["alt"] for b in board["blocs"])
    line = _bloc(board, "panier")[-1]
    app = _app(arrete="24/09/2019", chiffre=line["chiffre"])
    assert any(h.value.endswith(f" : {line['texte']}") for h in app.header)
    assert any("panier : " in m.value for m in app.markdown)


def test_a_median_says_that_it_has_no_cause():
    app = _app(arrete="12/10/2021", phase=PHASE_1, chiffre="delai_engage_conventionne")
    assert any("Une médiane ne se décompose pas par cause." in m.value for m in app.markdown)


def test_an_empty_result_is_a_sentence():
    app = _app(arrete="30/04/2019", region="Guyane", theme="Foncier", operateur="Apec")
    assert _planche(app)["message"] == "Aucun engagement ne répond à ces filtres à cet arrêté."
    assert any(m.value.startswith("Aucun engagement ne répond") for m in app.markdown)
    early = _planche(_app(arrete="30/04/2019", phase="Phase II (2023-2027)"))
    assert early["message"].startswith(f"Aucun montant à montrer au {A2019_AVRIL:%d/%m/%Y}")
