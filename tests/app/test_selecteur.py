"""The selector of the page « Ingénierie »: the list says how firm it is, its address gives it back, unknown stays."""

import hashlib

import numpy as np
import pytest

from tests.app.application import ouvrir, planche
from tests.conftest import A2019, A2021, A2023, filtres
from ti_dashboard.ecrans.selection import blocs
from ti_dashboard.ecrans.selection.adresse import lire_autre
from ti_dashboard.ecrans.selection.classement import classer
from ti_dashboard.ecrans.selection.criteres import CRITERES, reunir
from ti_dashboard.ecrans.selection.modele import RegleDeSelection
from ti_dashboard.ecrans.selection.tableaux import rubriques
from ti_dashboard.exports.tableur import Notice, en_xlsx
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.releve import relever

pytestmark = pytest.mark.usefixtures("donnees_servies")

CHOIX = [
    filtres(),
    filtres(A2021, compare=A2019),
    filtres(A2023, phase=2),
    filtres(A2023, compare=A2021),
    filtres(A2021, regions=("32", "44")),
]
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
    assert "100 × « Jours sans nouvelle »" in sheet and "**Sceau**" in sheet


def test_a_second_weighting_is_kept_in_the_address_and_compared():
    app = ouvrir("ingenierie", **PREPARER)
    app.button(key="retenir_poids").click().run()
    assert lire_autre(app.query_params["autre"]) == {c.critere_id: c.depart for c in CRITERES if c.depart}
    app.slider(key="poids_silence").set_value(100).run()
    (said,) = [m.value for m in app.markdown if "Avec les poids retenus pour comparer" in m.value]
    assert "retenus communs sur 25, environ" in said.replace("**", "") and "ici seulement : " in said
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


@pytest.mark.parametrize("choix", CHOIX, ids=str)
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


EMPLOI = "# libelle : Emploi industriel (essai)\nterritoire_id;valeur\nti-5304;12,5\n"


@pytest.fixture
def dossier(donnees_servies, monkeypatch, tmp_path):
    """A data folder where one indicator may be delivered, or taken away."""
    (tmp_path / "publications").symlink_to(donnees_servies / "publications")
    (tmp_path / "indicateurs").mkdir()
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    return tmp_path / "indicateurs"


def test_an_indicator_delivered_in_the_data_folder_becomes_a_criterion(dossier):
    (dossier / "emploi.csv").write_text(EMPLOI, encoding="utf-8")
    app = ouvrir("ingenierie", **PREPARER)
    assert not app.exception and "Emploi industriel (essai)" in [s.label for s in app.slider]
    table = app.dataframe[0].value
    assert table[table["Code"] == "ti-5304"]["Emploi industriel (essai)"].item() == "12,50"
    assert "fichier" not in app.query_params


def test_an_address_names_the_file_it_weighs_and_says_when_it_is_not_there(dossier):
    mark = hashlib.sha256(EMPLOI.encode()).hexdigest()
    (dossier / "emploi.csv").write_text(EMPLOI, encoding="utf-8")
    app = ouvrir("ingenierie", **PREPARER)
    app.slider(key=f"poids_f{mark[:8]}").set_value(30).run()
    named = app.query_params["fichier"]
    assert named == f"{mark[:12]}*emploi.csv*Emploi industriel (essai)" and not app.warning
    asked = PREPARER | {"fichier": named, f"poids_f{mark[:8]}": "30", "poids_retard": "40"}
    assert not ouvrir("ingenierie", **asked).warning
    (dossier / "emploi.csv").write_text(EMPLOI.replace("12,5", "12,6"), encoding="utf-8")
    app = ouvrir("ingenierie", **asked)
    (said,) = [w.value for w in app.warning]
    assert f"« Emploi industriel (essai) » (fichier emploi.csv, empreinte {mark[:12]}), qui n'est pas ici" in said
    assert "déposez-le à nouveau" in said and "son contenu est autre" in said
    assert app.query_params["fichier"] == named and any("**Incomplet**" in m.value for m in app.markdown)
    app.button(key=f"oublier-f{mark[:8]}").click().run()
    assert not app.warning and "fichier" not in app.query_params and f"poids_f{mark[:8]}" not in app.query_params


def test_what_an_absent_file_had_set_apart_keeps_its_place_in_the_address(dossier):
    asked = {"fichier": "0123456789ab*chomage.csv*Chômage", "poids_f01234567": "30", "inverses": "Chômage"}
    app = ouvrir("ingenierie", **PREPARER, **asked)
    assert app.multiselect(key="inverses").value == ["Chômage"]
    assert any("« Chômage » (fichier chomage.csv" in w.value for w in app.warning)


def test_a_territory_that_cannot_be_ranked_is_a_question_mark_and_never_a_nought():
    label = "Part des projets avec un engagement"
    app = ouvrir("ingenierie", **PREPARER, stricts=label)
    table = app.dataframe[0].value
    unknown = table[table["Projets engagés"] == "inconnu"]
    assert len(unknown) and set(unknown["Score"]) == set(unknown["Rang"]) == {"?"}
    assert set(unknown["Indicatif"]) == {"? non classé"} and not (table["Score"] == "0,0").any()
    drawn = planche(app)["carte"]
    shades = [drawn["valeurs"][code] for code in unknown["Code"]]
    assert all(shade == -1 and said.startswith("? Non classé, valeur inconnue : ") for shade, said in shades)
    assert all(label in said for _, said in shades)
    assert next(e for e in drawn["legende"] if e["classe"] == -1)["nb"] == str(len(unknown))


def test_the_workbook_holds_the_whole_rule_and_every_territory(demo):
    donnees = reunir(demo, filtres(), [])
    rule = RegleDeSelection({"retard": 40, "habitant": 20}, manuels={"ti-5304": (True, "Fermeture annoncée")}, nombre=5)
    found = classer(donnees, rule)
    rows = blocs.lignes(donnees, rule, found)
    assert len(rows) == len(donnees.candidats) and {r["motif"] for r in rows} == {None, "Fermeture annoncée"}
    for row in rows:
        brought = [row[f"{c.critere_id}_points"] for c in donnees.criteres]
        assert sum(b for b in brought if b is not None) == pytest.approx(row["score"])
    said = dict(rubriques(donnees, rule, found))
    assert "Fermeture annoncée" in said["Choix manuels"] and "÷ 60" in said["Score sur 100"]
    book = en_xlsx(Notice("Règle", list(said.items())), blocs.colonnes_chiffrees(donnees), rows)
    assert book[:2] == b"PK"


def test_a_weight_a_bound_and_a_file_that_are_not_understood_are_said():
    app = ouvrir(
        "ingenierie", arrete="24/09/2019", volet_ingenierie="Préparer une décision", poids_retard="quarante",
        bornes="99*1*2", stricts="Météo", fichier="zz*x", echelle="Logarithme",
    )  # fmt: skip
    said = " ".join(w.value for w in [*app.warning, *app.markdown])
    assert not app.exception
    assert "Poids non compris : « quarante »" in said and "aucun territoire à classer n'est dans la région 99" in said
    assert "ne sont pas compris" in said


def test_a_delivered_indicator_that_matches_nobody_says_so(dossier):
    (dossier / "ailleurs.csv").write_text("# sens : BAS\nterritoire_id;valeur\nxx-1;2\nxx-2;3\n")
    app = ouvrir("ingenierie", arrete="24/09/2019", volet_ingenierie="Préparer une décision")
    assert any("ne classe personne ici" in w.value for w in app.warning)
