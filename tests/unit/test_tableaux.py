"""Every table that can be taken away is declared, composes without Streamlit, and proves itself."""

import ast
import importlib
import subprocess
import sys

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from tests.dessins import DESSINS, PAQUET, module
from tests.exports import ECRIVAINS, contenu, eprouver, octets, poser
from ti_dashboard.adresse import parametres
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.exports.tableur import en_csv
from ti_dashboard.programme.chiffre import lire
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.options import contexte
from ti_dashboard.tableaux import DECLARES, Tableau, trouver
from ti_dashboard.tableaux.modele import notice

CHOIX = [
    filtres(A2019, compare=A2019_AVRIL),
    filtres(A2019, compare=A2019_AVRIL, regions=("53",)),
    filtres(A2021, compare=A2019, themes=("mobilite",), operateurs=("anct",)),
    filtres(A2023, 2, compare=A2021, regions=("84", "outre-mer")),
]
MOTS = {
    "lignes": [{"chiffre": ["montant_engage~operateur:ademe"]}, {"chiffre": ["taux_projets_engages"]},
               {"chiffre": ["montant_engage~cause:correction"]}, {"chiffre": ["nb_projets~au:compare"]},
               {"chiffre": ["nb_postes"]}, {"chiffre": ["delai_demande_engage"]}],
    "projets-du-territoire": [{"id": ["ti-8419"]}, {"id": ["ti-84002"]}],
    "territoires": [{}, {"cherche_territoires": ["Ain"], "vue_territoires": ["Non engagés"]}],
    "projets": [{}, {"vue_projets": ["Sans engagement"], "tri_projets": ["-intitule"], "cherche_projets": ["halle"]}],
    "regle-et-liste": [{"poids_retard": ["40"], "poids_silence": ["20"], "nombre": ["10"], "echelle": ["Rang"],
                        "stricts": ["Jours sans nouvelle"], "bornes": ["53*1*4"]}],
    "alertes": [{}, {"jours": ["60"], "signal": ["echelon"]}],
}  # fmt: skip
EPROUVABLES = [cle for cle in DECLARES if not trouver(cle).vivant]


@pytest.mark.parametrize("cle", EPROUVABLES)
@pytest.mark.parametrize("suffixe", ECRIVAINS)
def test_an_export_as_it_was_written_is_wholly_said_and_unchanged(demo, tmp_path, cle, suffixe):
    """An export that nobody can check cannot exist: it fails here. What differs in a workbook follows no filter."""
    proved = 0
    for choix in CHOIX if suffixe == "csv" else CHOIX[::3]:
        for mots in MOTS.get(cle, [{}]):
            content = contenu(demo, cle, choix, mots)
            if content.manques:
                continue
            found = eprouver(demo, poser(tmp_path, octets(demo, cle, choix, suffixe, mots), suffixe))
            assert (found.reserves, found.remarques) == ([], []), (choix, mots)
            assert (
                found.comptes["dit et inchangé"] == len(found.constats) == len(content.lignes) * len(content.colonnes)
            )
            proved += len(found.constats)
    assert proved, "no filter gives this table a row"


def test_a_table_is_declared_once_under_its_name():
    found = {}
    for path in sorted([*(PAQUET / "ecrans").rglob("tableaux*.py"), *(PAQUET / "tableaux").glob("*.py")]):
        held = vars(importlib.import_module(f"ti_dashboard.{module(path)}"))
        found |= {t.cle: module(path) for t in held.values() if isinstance(t, Tableau)}
    assert found == DECLARES
    assert all(trouver(cle).cle == cle for cle in DECLARES) and trouver("inconnu") is None


def test_the_place_of_a_table_is_a_leaf_its_screen_declares():
    places = {cle: place for cle in DECLARES if (place := trouver(cle).place)}
    assert {"alertes", "a-rattacher", "regle-et-liste"} <= places.keys()
    assert all(label in parametres.trouver(nom).options for place in places.values() for nom, label in place.items())


def test_no_view_writes_a_file_but_by_a_declared_table():
    """Only the two buttons call the writers, and what they are given is a declared table."""
    for path in DESSINS:
        nodes = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ImportFrom)]
        names = {a.name for n in nodes if n.module == "ti_dashboard.exports.tableur" for a in n.names}
        assert not names & {"en_csv", "en_xlsx", "Notice"} or path.name == "telechargements.py", path.name


def test_the_tables_are_composed_without_streamlit_nor_pandas():
    modules = ", ".join(f"ti_dashboard.{name}" for name in set(DECLARES.values()))
    script = f"import sys, {modules}; assert not {{'streamlit', 'pandas'}} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=RACINE)


@pytest.mark.parametrize("cle", EPROUVABLES)
def test_the_notice_carries_what_proves_the_figures(demo, cle):
    tableau, seen, mots = trouver(cle), contexte(demo, CHOIX[1]), MOTS.get(cle, [{}])[0]
    content = tableau.composer(seen, mots)
    said = dict(notice(tableau, seen, mots, content).rubriques)
    recipe, seal = said["Sceau"].split()
    assert recipe == seen.arrete.recette and seal == seen.arrete.empreinte and len(seal) == 64
    assert "arrete=2019-09-24&phase=1&compare=2019-04-30&region=53" in said["Adresse"]
    assert said["Tableau"] == cle and said["Publication"] == demo.publication_id
    assert set(content.indicateurs) <= CATALOGUE.keys()
    assert all(f"{name} version {CATALOGUE[name].version}" in said["Définitions"] for name in content.indicateurs)


@pytest.mark.parametrize("cle", EPROUVABLES)
def test_a_cell_that_says_a_figure_is_of_an_indicator_the_notice_names(demo, cle):
    content = contenu(demo, cle, CHOIX[0], MOTS.get(cle, [{}])[0])
    if content.figure:
        found = [content.figure(row, c.cle) for row in content.lignes[:20] for c in content.colonnes]
        assert {f.indicateur_id for f in found if f is not None} <= set(content.indicateurs)
        assert [f for f in found if f is not None and lire(f.ecrire()) != f] == []


def test_a_list_that_rests_on_a_file_the_browser_brought_says_which_is_missing(demo, tmp_path):
    """The address holds the name and the hash of the file, never its values."""
    mots = {"poids_f0123abcd": ["40"], "fichier": ["0123abcd4567*chomage.csv*Chômage"]}
    tableau, seen = trouver("regle-et-liste"), contexte(demo, CHOIX[0])
    content = tableau.composer(seen, mots)
    written = en_csv(notice(tableau, seen, mots, content), content.colonnes, content.lignes)
    found = eprouver(demo, poser(tmp_path, written, "csv"))
    assert (
        "ne peut pas être recomposé" in found.reserves[0] and "chomage.csv, empreinte 0123abcd4567" in found.reserves[0]
    )
    assert {c.statut for c in found.constats} == {"pas de nous"}
