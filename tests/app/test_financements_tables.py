"""The tables of « Financements » and its operator card: sums, unknown cells, every cell opens on its own figure."""

import pytest

from tests.app.application import table
from tests.app.financements import ECRANS, ENGAGE, choix_de, page
from tests.conftest import A2019, filtres
from ti_dashboard.ecrans.financements.tableaux import (
    COLONNES_ENVELOPPES,
    COLONNES_TERRITOIRES,
    chiffre_enveloppe,
    chiffre_territoire,
    chiffre_theme,
    colonnes_themes,
    pivoter,
)
from ti_dashboard.langue.formats import euros, nombre
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.questions.options import vocabulaire
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever

pytestmark = pytest.mark.usefixtures("donnees_servies")


@pytest.mark.parametrize("adresse", ECRANS, ids=str)
def test_both_tables_sum_to_the_same_amount_counted_once(demo, adresse):
    choix = choix_de(demo, adresse)
    bound = choix.parametres() | {"arrete": choix.arrete}
    value = relever(demo, choix)[choix.arrete][ENGAGE].valeur
    matrix = pivoter(poser(demo, "financements_operateur_theme", **bound), ["*"])
    places = poser(demo, "financements_operateur_territoire", **bound)
    assert sum(r["*"] for r in matrix if r["*"] is not None) == value
    assert sum(r["montant_engage"] for r in places if r["montant_engage"] is not None) == value


def test_a_cell_with_no_line_is_zero_and_a_cell_with_no_amount_is_unknown():
    rows = [
        {"famille_id": "ademe", "operateur": "ADEME", "theme_id": "*", "montant": None, "nb_inconnus": 1},
        {"famille_id": "ademe", "operateur": "ADEME", "theme_id": "foncier", "montant": None, "nb_inconnus": 1},
    ]
    line = pivoter(rows, ["*", "foncier", "mobilite"])[0]
    assert line["foncier"] is None and line["mobilite"] == 0 and line["nb_inconnus"] == 1


def ecrire_exact(figure: Chiffre, value) -> str:
    return (euros if figure.indicateur.unite == "euros" else nombre)(value)


def test_the_card_of_one_operator_says_its_territories_and_that_its_referent_is_unknown(demo):
    app = page(arrete="24/09/2019", operateur="Banque des Territoires")
    bound = filtres(operateurs=("banque-des-territoires",)).parametres() | {"arrete": A2019}
    rows = poser(demo, "financements_operateur_couverture", **bound)
    missing = sum(1 for r in rows if not r["est_couvert"])
    text = "\n".join(m.value for m in app.markdown)
    choix, shown = filtres(operateurs=("banque-des-territoires",)), table(app, "operateur-faits")
    for row in shown:
        figure = lire(row["clic"]["Combien"])
        assert ecrire_exact(figure, origine(demo, figure, choix).valeur) == row["Combien"], row["De quoi"]
    places = table(app, "non-couverts")
    assert [r["Territoire"] for r in places] == [r["territoire"] for r in rows if not r["est_couvert"]]
    assert all(r["clic"]["Territoire"].startswith("ti-") for r in places)
    assert "Référent désigné : **inconnu** — donnée non livrée" in text
    assert f"sur {nombre(len(rows))} du programme" in text
    assert app.expander[0].label.endswith(f": {nombre(missing)}")


@pytest.mark.parametrize("operateurs", [[], ["Bpifrance", "ADEME"]], ids=str)
def test_there_is_no_card_without_exactly_one_operator(operateurs):
    app = page(arrete="24/09/2019", operateur=operateurs)
    assert not any("Référent" in m.value for m in app.markdown)


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
    choix = choix_de(demo, adresse)
    bound = choix.parametres() | {"arrete": choix.arrete}
    labels = vocabulaire(demo).listes["theme"]
    columns = colonnes_themes({c: labels[c] for c in choix.themes or labels}, sans_theme=not choix.themes)
    for row in pivoter(poser(demo, "financements_operateur_theme", **bound), [c.cle for c in columns]):
        _memes(demo, choix, row, columns, chiffre_theme)
    places = poser(demo, "financements_operateur_territoire", **bound)
    for row in [*places[:12], *(r for r in places if r["territoire_id"] is None or r["nb_inconnus"])]:
        _memes(demo, choix, row, COLONNES_TERRITOIRES, chiffre_territoire)
    for row in poser(demo, "financements_enveloppes", **bound):
        _memes(demo, choix, row, COLONNES_ENVELOPPES, chiffre_enveloppe)
