"""The page « Ingénierie »: its figures are those of Accueil, its states sum, every cell opens on its own figure."""

import numpy as np
import pytest

from tests.app.application import ouvrir, planche, tuile
from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from ti_dashboard.charts import selection
from ti_dashboard.chiffre import Chiffre, lire
from ti_dashboard.exports.tableur import Notice, en_xlsx
from ti_dashboard.formats import nombre
from ti_dashboard.indicateurs.ingenierie import ETATS_POSTE
from ti_dashboard.queries.origine import origine
from ti_dashboard.queries.postes import relever_postes
from ti_dashboard.queries.releve import relever
from ti_dashboard.queries.selection import POIDS_DE_DEPART, reunir
from ti_dashboard.selection.adresse import lire_autre
from ti_dashboard.selection.classement import classer
from ti_dashboard.selection.modele import Regle
from ti_dashboard.views import ingenierie, panneau, selecteur_fiche

pytestmark = pytest.mark.usefixtures("donnees_servies")

ETATS = [name for name, *_ in ETATS_POSTE.values()]
CHOIX = [
    filtres(),
    filtres(A2021, compare=A2019),
    filtres(A2023, phase=2),
    filtres(A2023, compare=A2021),
    filtres(A2021, regions=("32", "44")),
    filtres(A2021, themes=("mobilite",), operateurs=("bpifrance",)),
]


def test_the_25_of_september_2019_with_their_posts_in_two_states(demo):
    posts = relever_postes(demo, filtres())[A2019]
    assert [posts[name].valeur for name in ETATS] == [15, 10, 0, 0, 0]
    app = ouvrir("ingenierie", arrete="24/09/2019")
    assert not app.exception and not app.error
    assert tuile(app, "nb_territoires_appuyes")["valeur"] == nombre(25)
    assert "= publié" in tuile(app, "nb_territoires_appuyes")["publie"]["court"]
    said = next(m.value for m in app.markdown if m.value.startswith("**25"))
    assert "jamais un calcul" in said and "cget_jalons_2019-09-24.csv" in said
    assert len(app.dataframe[0].value) == 25


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_the_states_sum_to_the_posts_and_the_supported_are_those_of_accueil(demo, choix):
    posts = relever_postes(demo, choix)[choix.arrete]
    assert sum(posts[name].valeur for name in ETATS) == posts["nb_postes"].valeur
    rows = ingenierie.suivi(demo, choix)
    assert len(rows) == posts["nb_postes"].valeur
    supported = {r["territoire_id"] for r in rows if r["est_appuye"]}
    assert len(supported) == relever(demo, choix)[choix.arrete]["nb_territoires_appuyes"].valeur


@pytest.mark.parametrize("choix", CHOIX, ids=str)
def test_every_tile_bar_and_cell_opens_on_its_own_figure(demo, choix):
    rows = ingenierie.suivi(demo, choix)
    board = ingenierie.composer(demo, choix, rows)
    drawn = [(t["id"], t["valeur"]) for t in board["tuiles"]]
    drawn += [(line["chiffre"], line["texte"]) for bloc in board["blocs"] for line in bloc["lignes"]]
    for name, text in drawn:
        figure = lire(name)
        assert panneau.ecrire(figure, origine(demo, figure, choix).valeur) == text, name
    for row in rows:
        for key in ("nb_projets_avant", "nb_projets", "nb_projets_bouge", "montant_engage", "nb_jours_sans_nouvelle"):
            figure = ingenierie.chiffre(row, "bouge_dit" if key == "nb_projets_bouge" else key)
            assert lire(figure.ecrire()) == figure
            assert origine(demo, figure, choix).valeur == row[key], (key, row["territoire"])
        line = origine(demo, ingenierie.chiffre(row, "taux_cofinancement"), choix).lignes[0]
        assert line["taux_cofinancement"] == row["taux_cofinancement"] and line["sha256"]


def test_a_post_that_is_filled_leaves_the_recruitments_by_real_progress(demo):
    found = origine(demo, lire("nb_postes_ouverts"), filtres(A2021, compare=A2019))
    assert (found.valeur_precedente, found.valeur) == (10, 0)
    assert {m.cause for m in found.mouvements} <= {"progres_reel", "connu_tardivement"}


def test_nobody_supported_is_a_sentence():
    app = ouvrir("ingenierie", arrete=f"{A2019_AVRIL:%d/%m/%Y}")
    assert not app.exception
    assert tuile(app, "nb_territoires_appuyes")["valeur"] == "0" and planche(app)["blocs"] == []
    assert any("Aucun territoire appuyé au 30/04/2019" in m.value for m in app.markdown)


def test_a_tile_and_its_panel_say_the_same_number():
    app = ouvrir("ingenierie", arrete="24/09/2019", chiffre="nb_postes_pourvus")
    assert any(h.value == f"Postes pourvus : {tuile(app, 'nb_postes_pourvus')['valeur']}" for h in app.header)


PREPARER = {"arrete": "24/09/2019", "volet_ingenierie": "Préparer une décision"}


def _retenus(app) -> list[str]:
    table = app.dataframe[0].value
    return list(table[table["Indicatif"].str.startswith("✓")]["Code"])


def test_the_selector_says_that_it_is_indicative_and_by_how_much_the_25_hold():
    app = ouvrir("ingenierie", **PREPARER)
    assert not app.exception and not app.error
    assert any("Indicatif : un classement n'est pas une décision" in m.value and "26ᵉ" in m.value for m in app.markdown)
    assert len(_retenus(app)) == 25 and len(app.dataframe[0].value) == 144
    assert {s.value for s in app.slider} == {40, 20, 0}
    drawn = planche(app)["carte"]
    assert [entry["nb"] for entry in drawn["legende"]] == ["25", "0", "119", "0", "0"]


def test_a_weight_a_bound_and_a_pick_of_the_address_change_the_list(demo):
    before = _retenus(ouvrir("ingenierie", **PREPARER))
    picked = next(r.territoire_id for r in _candidats(demo) if r.territoire_id not in before)
    asked = PREPARER | {
        "poids_silence": "100", "echelle": "Rang", "nombre": "10", "exclure": f"{before[0]}*Déjà aidé",
        "retenir": f"{picked}*Fermeture annoncée", "bornes": ["53*2*", "44**1"],
    }  # fmt: skip
    app = ouvrir("ingenierie", **asked)
    kept = _retenus(app)
    regions = {r.territoire_id: r.code_region for r in _candidats(demo)}
    assert len(kept) == 10 and picked in kept and before[0] not in kept
    assert sum(regions[code] == "53" for code in kept) >= 2 and sum(regions[code] == "44" for code in kept) <= 1
    sheet = "\n".join(m.value for m in app.markdown)
    assert "Fermeture annoncée" in sheet and "Déjà aidé" in sheet and "au moins 2, sans plafond" in sheet
    assert "100 × « Jours sans nouvelle »" in sheet and "Empreinte de l'arrêté" in sheet


def test_a_second_weighting_is_kept_in_the_address_and_compared():
    app = ouvrir("ingenierie", **PREPARER)
    app.button(key="retenir_poids").click().run()
    assert lire_autre(app.query_params["autre"]) == POIDS_DE_DEPART
    app.slider(key="poids_silence").set_value(100).run()
    (said,) = [m.value for m in app.markdown if "Avec les poids retenus pour comparer" in m.value]
    assert "retenus communs sur 25, tau de Kendall" in said.replace("**", "") and "ici seulement : " in said
    app.button(key="oublier_poids").click().run()
    assert "autre" not in app.query_params and not app.exception


def test_every_weight_at_nought_comes_back_at_nought():
    app = ouvrir("ingenierie", **PREPARER)
    for slider in app.slider:
        slider.set_value(0)
    app.run()
    assert app.query_params["poids"] == "aucun" and _retenus(app) == []
    assert {s.value for s in ouvrir("ingenierie", **PREPARER, poids="aucun").slider} == {0}
    app.slider(key="poids_silence").set_value(10).run()
    assert "poids" not in app.query_params and len(_retenus(app)) == 25


def _candidats(demo):
    return reunir(demo, filtres(), []).candidats


@pytest.mark.parametrize("choix", CHOIX[:5], ids=str)
def test_every_component_opens_on_its_own_figure(demo, choix):
    donnees = reunir(demo, choix, [])
    assert len(donnees.candidats) == relever(demo, choix)[choix.arrete]["nb_territoires"].valeur
    for i in range(0, len(donnees.candidats), 9):
        place = (("territoire", donnees.candidats[i].territoire_id),)
        values = dict(zip((c.critere_id for c in donnees.criteres), donnees.valeurs[i], strict=True))
        silence = origine(demo, Chiffre("nb_jours_sans_nouvelle", place), choix).valeur
        assert silence == (None if np.isnan(values["silence"]) else values["silence"])
        engaged = origine(demo, Chiffre("nb_projets_engages", place), choix).valeur
        total = origine(demo, Chiffre("nb_projets", place), choix).valeur
        assert np.isnan(values["engages"]) if not total else values["engages"] == pytest.approx(engaged / total)


def test_a_weight_of_a_file_that_is_not_there_is_said():
    app = ouvrir("ingenierie", **PREPARER, poids_fdeadbeef="50")
    assert any("empreinte deadbeef" in w.value for w in app.warning)


def test_an_indicator_delivered_in_the_data_folder_becomes_a_criterion(donnees_servies, monkeypatch, tmp_path):
    (tmp_path / "publications").symlink_to(donnees_servies / "publications")
    (tmp_path / "indicateurs").mkdir()
    text = "# libelle : Emploi industriel (essai)\nterritoire_id;valeur\nti-5304;12,5\n"
    (tmp_path / "indicateurs" / "emploi.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    app = ouvrir("ingenierie", **PREPARER)
    assert not app.exception and "Emploi industriel (essai)" in [s.label for s in app.slider]
    table = app.dataframe[0].value
    assert table[table["Code"] == "ti-5304"]["Emploi industriel (essai)"].item() == "12,50"


def test_the_workbook_holds_the_whole_rule_and_every_territory(demo):
    donnees = reunir(demo, filtres(), [])
    rule = Regle({"retard": 40, "habitant": 20}, manuels={"ti-5304": (True, "Fermeture annoncée")}, nombre=5)
    found = classer(donnees, rule)
    rows = selection.lignes(donnees, rule, found)
    assert len(rows) == len(donnees.candidats) and {r["motif"] for r in rows} == {None, "Fermeture annoncée"}
    for row in rows:
        brought = [row[f"{c.critere_id}_points"] for c in donnees.criteres]
        assert sum(b for b in brought if b is not None) == pytest.approx(row["score"])
    said = dict(selecteur_fiche.rubriques(donnees, rule, found))
    assert "Fermeture annoncée" in said["Choix manuels"] and "÷ 60" in said["Score sur 100"]
    book = en_xlsx(Notice("Règle", list(said.items())), selection.colonnes_chiffrees(donnees), rows)
    assert book[:2] == b"PK"
