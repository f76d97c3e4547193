"""An indicator, a kind of rows, a page are each declared once: here, that each says all that its readers need."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from ti_dashboard.adresse.pages import ENTREES, trouver
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.programme.filtres import FILTRES
from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES, Indicateur
from ti_dashboard.programme.indicateurs.matieres import MONTANTS, SUIVI
from ti_dashboard.programme.indicateurs.modele import Tuile
from ti_dashboard.programme.indicateurs.regles import Regle
from ti_dashboard.programme.indicateurs.sorte import Sorte
from ti_dashboard.programme.indicateurs.versions import versions
from ti_dashboard.questions.poser import fichiers, texte
from ti_dashboard.sceau import chiffres

SQL_SCELLE = Path(chiffres.__file__).with_name("sql")
ECRANS = {entree.ecran for entree in ENTREES}


def manques(indicateur: Indicateur) -> Iterator[str]:
    """What an indicator does not say and somebody reads, each as a sentence."""
    name, sorte = indicateur.indicateur_id, SORTES.get(indicateur.lignes)
    if not versions(name):
        yield f"{name} n'est pas au registre des définitions : « make definitions » l'y inscrit."
    if sorte is None:
        yield f"{name} nomme les lignes « {indicateur.lignes} », qu'aucune sorte ne déclare."
        return
    if not sorte.scellee.mesure(indicateur):
        yield f"{name} demande au sceau ce que la sorte « {sorte.question} » ne mesure pas."
    if set(indicateur.filtres) - set(FILTRES):
        yield f"{name} suit un filtre qui n'existe pas."
    if unknown := set(sorte.matieres(indicateur)) - {*SUIVI, *MONTANTS}:
        yield f"{name} est fait de « {min(unknown)} », dont aucune livraison ne parle."
    if indicateur.agregat in ("somme", "mediane") and sorte.valeur is None:
        yield f"{name} s'additionne, et la sorte « {sorte.question} » ne dit pas quelle colonne."
    if indicateur.agregat == "taux" and indicateur.numerateur is None:
        yield f"{name} est un taux sans numérateur."
    for rule in (*indicateur.regles, *indicateur.parmi):
        asked = [sorte.question, *([sorte.faits] if sorte.faits else [])]
        yield from (
            f"{name} lit « {rule.colonne} », que « {q} » ne donne pas."
            for q in asked
            if rule.colonne not in texte(q) and rule.colonne != "est_partage"
        )
    if indicateur.tuile and indicateur.tuile.page not in _pages_aux_tuiles():
        yield f"{name} a une tuile sur « {indicateur.tuile.page} », qui ne dessine pas les tuiles déclarées."


def manques_de_la_sorte(sorte: Sorte) -> Iterator[str]:
    asked = (sorte.question, sorte.sur, sorte.bilan, sorte.faits)
    yield from (
        f"{sorte.question} pose « {q} », qui n'est écrite nulle part." for q in asked if q not in fichiers() and q
    )
    for kind, name in (("faits", sorte.scellee.nom), ("mesures", sorte.scellee.mesures)):
        if not (SQL_SCELLE / f"chiffres_{kind}_{name}.sql").exists():
            yield f"{sorte.question} se scelle par « chiffres_{kind}_{name}.sql », qui n'existe pas."
    if sorte.faits and sorte.seuils is None:
        yield f"{sorte.question} a des faits et ne dit pas lequel fait compter : aucune cause ne serait juste."
    columns = {c.cle for c in sorte.colonnes}
    if sorte.valeur and sorte.valeur not in columns:
        yield f"{sorte.question} additionne « {sorte.valeur} », que ses colonnes ne montrent pas."
    if not {"emetteur", "fichier", "ligne", "sha256"} <= columns:
        yield f"{sorte.question} ne dit pas d'où viennent ses lignes."


def _pages_aux_tuiles() -> set[str]:
    found = set()
    for entree in ENTREES:
        folder = RACINE / "ti_dashboard" / "ecrans" / entree.ecran
        written = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
        found |= {entree.fichier} if f'declarees(cadre, "{entree.fichier}")' in written else set()
    return found


@pytest.mark.parametrize("indicateur", CATALOGUE.values(), ids=lambda i: i.indicateur_id)
def test_an_indicator_says_all_that_its_readers_need(indicateur):
    assert list(manques(indicateur)) == []


@pytest.mark.parametrize("sorte", SORTES.values(), ids=lambda s: s.question)
def test_a_kind_of_rows_says_all_that_its_readers_need(sorte):
    assert list(manques_de_la_sorte(sorte)) == []
    assert any(i.lignes == sorte.question for i in CATALOGUE.values()), f"aucun indicateur n'a « {sorte.question} »"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"indicateur_id": "nb_nouveau"}, "n'est pas au registre"),
        ({"lignes": "lignes_x"}, "aucune sorte ne déclare"),
        ({"selection": {"choix": "tous", "x": ()}}, "ne mesure pas"),
        ({"filtres": ("commune",)}, "qui n'existe pas"),
        ({"agregat": "somme"}, "ne dit pas quelle colonne"),
        ({"agregat": "taux"}, "sans numérateur"),
        ({"regles": (Regle("inconnue", (True,)),)}, "ne donne pas"),
        ({"tuile": Tuile("methode")}, "ne dessine pas"),
    ],
)
def test_what_is_forgotten_is_said(change, said):
    found = list(manques(replace(CATALOGUE["nb_territoires"], **change)))
    assert [line for line in found if said in line], found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"faits": "faits_x"}, "n'est écrite nulle part"),
        ({"seuils": None}, "aucune cause"),
        ({"valeur": "montant"}, "ne montrent pas"),
        ({"colonnes": ()}, "d'où viennent"),
    ],
)
def test_what_a_kind_of_rows_forgets_is_said(change, said):
    found = list(manques_de_la_sorte(replace(SORTES["lignes_territoires"], **change)))
    assert [line for line in found if said in line], found


def test_a_page_is_its_file_its_folder_and_its_line_of_the_readme():
    readme = (RACINE / "README.md").read_text(encoding="utf-8")
    assert {e.fichier for e in ENTREES} == {path.stem for path in (RACINE / "pages").glob("*.py")}
    for entree in ENTREES:
        folder = RACINE / "ti_dashboard" / "ecrans" / entree.ecran
        assert list(folder.glob("vue*.py")), f"{entree.fichier} n'a pas d'écran dans {folder.name}/"
        said = f"| {entree.titre} | `/{'' if entree is ENTREES[0] else entree.fichier}"
        assert said in readme, f"le README ne dit pas ce que répond « {entree.titre} »"


def test_what_a_screen_shows_is_said_in_its_folder_for_the_pages_it_draws():
    for screen in ECRANS:
        if find_spec(f"ti_dashboard.ecrans.{screen}.montres"):
            shown = import_module(f"ti_dashboard.ecrans.{screen}.montres").MONTRES
            assert set(shown) == {e.fichier for e in ENTREES if e.ecran == screen}, screen
    # A page whose tiles nobody could put to the test is refused here.
    for entree in ENTREES:
        drawn = (RACINE / "ti_dashboard" / "ecrans" / entree.ecran).glob("vue*.py")
        has_tiles = any('["tuiles"] = ' in path.read_text(encoding="utf-8") for path in drawn)
        assert not has_tiles or find_spec(f"ti_dashboard.ecrans.{entree.ecran}.montres"), entree.fichier


def test_an_address_names_its_page_and_none_the_first_one():
    assert trouver("") is trouver("accueil") is ENTREES[0] and trouver("nulle-part") is None
    assert [(e.titre, e.ecran) for e in (trouver("territoire"), trouver("projets"))] == [
        ("Fiche territoire", "territoires"),
        ("Projets", "projets"),
    ]
