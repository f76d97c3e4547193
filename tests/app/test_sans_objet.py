"""What a filter leaves without meaning says « sans objet » in its cell, its total, its map, its file and its panel."""

import io
from datetime import date

import openpyxl
import pytest

from tests.app.application import bloc, ouvrir, planches
from tests.ecran import montres
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ecrans.candidatures import tableaux_reconduction
from ti_dashboard.ecrans.financements import tableaux
from ti_dashboard.ecrans.ingenierie import tableaux as ingenierie
from ti_dashboard.ecrans.projets import tableaux as projets
from ti_dashboard.ecrans.territoires import tableaux as territoires
from ti_dashboard.exports.tableur import Notice, en_csv, en_xlsx
from ti_dashboard.langue.formats import INCONNU, SANS_OBJET
from ti_dashboard.programme.chiffre import lire
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import SORTES
from ti_dashboard.programme.sans_objet import HORS_REGIONS, marquer, motif
from ti_dashboard.questions.origine import origine

pytestmark = pytest.mark.usefixtures("donnees_servies")

REGIONS = {"operateur": "Conseils régionaux", "mesure": "montant", "id": "ti-5304"}
PAGES = ("accueil", "territoires", "territoire", "projets", "financements", "ingenierie", "candidatures")
TABLES = {"territoires", "projets", "appuis"}
PERIMETRE = "État et opérateurs"
DECLAREES = {
    **{key: sorte.colonnes for key, sorte in SORTES.items()},
    "territoires": territoires.COLONNES,
    "projets": projets.COLONNES,
    "ingenierie": ingenierie.COLONNES,
    "leviers": tableaux_reconduction.COLONNES_LEVIERS,
    "enveloppes": tableaux.COLONNES_ENVELOPPES,
}


@pytest.mark.parametrize("arrete", ["24/09/2019", "12/10/2021", "09/11/2023"])
def test_a_cell_says_what_its_panel_says(demo, arrete):
    app = ouvrir(arrete=arrete, **REGIONS)
    seen, drawn = set(), {}
    for page in PAGES:
        app.switch_page(str(RACINE / "pages" / f"{page}.py"))
        for key, value in {"arrete": arrete, **REGIONS}.items():
            app.query_params[key] = value
        app.run()
        choix = app.session_state["contexte"].choix
        assert choix.operateurs == ("regions",) and not app.exception, page
        for shown in (one for board in planches(app) for one in montres(board)):
            figure = lire(shown.chiffre)
            if motif(figure.indicateur_id, figure.resserrer(choix)) is None:
                continue
            assert shown.texte == SANS_OBJET, (page, shown)
            if (page, shown.genre, figure.indicateur_id) not in seen:
                assert origine(demo, figure, choix).sans_objet, (page, shown)
            seen.add((page, shown.genre, figure.indicateur_id))
        drawn |= {b["id"]: b for board in planches(app) for b in board.get("blocs", []) if b["type"] == "table"}
    assert {
        ("territoires", "case", "montant_engage"),
        ("territoires", "case", "montant_paye_etat_operateurs"),
        ("territoires", "carte", "montant_engage"),
        ("projets", "case", "montant_engage"),
    } <= seen
    assert TABLES & set(drawn) >= {"territoires", "projets"}
    for found in drawn.values():
        for place, column in enumerate(found["colonnes"]):
            if PERIMETRE in column["libelle"] and found["id"] != "enveloppes":
                cells = [line["cases"][place] for line in (*found["lignes"], *filter(None, [found["totaux"]]))]
                assert {cell["texte"] for cell in cells} == {SANS_OBJET}, (found["id"], column)
                assert "Sans objet : " in found["note"]


def test_the_map_says_that_it_has_nothing_to_show():
    drawn = next(b["carte"] for b in planches(ouvrir("territoires", arrete="24/09/2019", **REGIONS)) if b.get("carte"))
    assert [entry["libelle"] for entry in drawn["legende"]] == ["Sans objet"]
    assert {tuple(value) for value in drawn["valeurs"].values()} == {(-1, SANS_OBJET)}
    assert drawn["source"].startswith("Sans objet : ")


def test_a_wider_choice_of_bodies_keeps_its_amounts():
    app = ouvrir("territoires", arrete="24/09/2019", operateur=["Conseils régionaux", "Bpifrance"])
    found = bloc(app, "territoires")
    assert "Sans objet" not in found["note"] and SANS_OBJET not in str(found["totaux"])


@pytest.mark.parametrize("nom", DECLAREES)
def test_a_column_of_the_state_and_its_operators_names_its_indicator(nom):
    for column in DECLAREES[nom]:
        if PERIMETRE in column.libelle or column.cle == "engagement":
            assert column.indicateur in HORS_REGIONS, column


@pytest.mark.parametrize("genre", ["euros", "entier", "texte"])
def test_a_file_says_it_too(genre):
    column = Colonne(
        "montant", "Engagé", genre, inconnus="nb" if genre == "euros" else None, indicateur="montant_engage"
    )
    (told,) = marquer((column,), Filtres(date(2019, 9, 24), 1, operateurs=("regions",)))
    row = {"montant": 0, "nb": 0}
    assert told.ecrire(row) == SANS_OBJET
    assert en_csv(Notice("Titre", []), (told,), [row]).decode("utf-8-sig").splitlines()[-1] == SANS_OBJET
    sheet = openpyxl.load_workbook(io.BytesIO(en_xlsx(Notice("Titre", []), (told,), [row])))["Données"]
    assert sheet["A2"].value == SANS_OBJET
    (kept,) = marquer((column,), Filtres(date(2019, 9, 24), 1, operateurs=("regions", "bpifrance")))
    assert kept == column


def test_what_no_delivery_tells_is_unknown_in_its_column_and_in_no_other():
    columns = tuple(
        Colonne(name, name, "euros", absent="—", indicateur=name) for name in ("montant_engage", "montant_paye")
    )
    told = marquer((*columns, Colonne("reference", "Acte")), Filtres(date(2019, 9, 24), 1), {"montant_paye"})
    row = {"montant_engage": None, "montant_paye": 0, "reference": "A"}
    assert [column.ecrire(row) for column in told] == ["—", INCONNU, "A"]


def test_only_what_leaves_the_regions_out_has_no_meaning_under_them_alone():
    choix = Filtres(date(2019, 9, 24), 1, operateurs=("regions",))
    said = "Sans objet : le filtre ne retient que les conseils régionaux, que cet indicateur exclut."
    assert motif("montant_engage", choix) == said == motif("nb_projets_engages", choix)
    # Followed and counted, or not followed at all: a meaning either way.
    assert motif("montant_engage_regions_comprises", choix) is None and motif("nb_territoires", choix) is None
