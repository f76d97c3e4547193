"""A code is said once: by the schema or the referential that declares it, the same on screens and in files."""

import ast
import re
from pathlib import Path

import pytest

import ti_dashboard
from ti_dashboard.epreuve.libelles import actuel
from ti_dashboard.programme import libelles as mots
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES
from ti_dashboard.programme.indicateurs.ingenierie import ETATS_POSTE
from ti_dashboard.programme.libelles import dire, formes, libelles
from ti_dashboard.programme.precisions import AVIS
from ti_dashboard.questions.poser import fichiers
from ti_dashboard.referentiels import lire

RACINE = Path(ti_dashboard.__file__).parent
NOMENCLATURES = (*mots._CHAMPS, *mots._REFERENTIELS, *mots._CALCULES)
# What a question may still say in words: it is a sentence on a row, not the name of a code.
_THEN = re.compile(r"WHEN '([a-z_]+)' THEN '([^']+)'")


def test_an_opinion_and_a_post_have_one_word():
    assert AVIS["reserve"] == dire("avis", "reserve") == "Favorable avec réserve"
    assert [dire("etat_poste", code) for code in ("pourvu", "ouvert", "inconnu")] == [
        "Pourvu",
        "Recrutement en cours",
        "Inconnu",
    ]
    assert formes("etat_poste", "ouvert") == ("recrutement en cours", "recrutements en cours")
    assert libelles("type_montant") == {r["type_montant"]: r["libelle"] for r in lire("type_montant")}
    with pytest.raises(KeyError):
        dire("avis", "mitige")


def test_the_posts_of_a_state_are_counted_in_its_words():
    told = {state: CATALOGUE[name] for state, (name, *_) in ETATS_POSTE.items()}
    assert [told[state].libelle for state in ("pourvu", "ouvert")] == ["Postes pourvus", "Recrutements en cours"]
    for state, one in told.items():
        assert one.formule.endswith(f" « {dire('etat_poste', state).lower()} »") or state == "inconnu"
        assert formes("etat_poste", state)[1] in one.libelle.lower()


def test_a_column_says_its_codes_on_the_screen_as_in_a_file():
    column = Colonne("avis", "Avis", absent="inconnu", code="avis")
    assert (column.lire({"avis": "reserve"}), column.ecrire({"avis": None})) == ("Favorable avec réserve", "inconnu")
    assert {c.cle: c.code for c in SORTES["lignes_emplois"].colonnes if c.code} == {
        "type_emploi": "type_emploi",
        "etat_emploi": "etat_emploi",
    }


@pytest.mark.parametrize(
    ("avant", "aujourd_hui"),
    [
        ("Avec réserve", "Favorable avec réserve"),
        ("en poste", "Pourvu"),
        ("poste ouvert", "Recrutement en cours"),
        ("financement terminé", "Fin de financement"),
        ("Recrutement ouvert", "Poste : recrutement en cours"),
        ("prévus", "Prévus"),
        ("Poste ouvert le 01/02/2019, pas encore pourvu", "Recrutement en cours depuis le 01/02/2019"),
        ("Financement du poste terminé le 01/08/2019", "Fin de financement le 01/08/2019"),
    ],
)
def test_an_export_made_with_the_words_of_before_says_the_same(avant, aujourd_hui):
    assert actuel(avant) == actuel(aujourd_hui)
    assert actuel("Chef de projet en poste") == "Chef de projet en poste"


def test_no_module_writes_the_labels_of_a_nomenclature_again():
    """A dictionary from two codes of one nomenclature to their own labels, in any case, declares them again."""
    told = {name: {code: label.lower() for code, label in libelles(name).items()} for name in NOMENCLATURES}
    found = []
    for path in sorted(RACINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict) and path != Path(mots.__file__):
                pairs = {
                    (k.value, _texte(v))
                    for k, v in zip(node.keys, node.values, strict=True)
                    if isinstance(k, ast.Constant)
                }
                found += [
                    f"{path.relative_to(RACINE)}:{node.lineno} {name}"
                    for name, labels in told.items()
                    if sum(said.rstrip("s") == labels.get(code, "").rstrip("s") != "" for code, said in pairs) > 1
                ]
    assert found == []


def _texte(node: ast.expr) -> str:
    if isinstance(node, ast.Tuple) and node.elts:
        node = node.elts[0]
    return node.value.lower() if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("name", ["engagement", "ecart_declare"])
def test_what_a_question_sorts_by_its_code_is_sorted_by_its_words(name):
    labels = libelles(name)
    assert [labels[code] for code in sorted(labels)] == sorted(labels.values())


# The facts of the programme, told in words beside those of a referential, and what may be unknown among what is told.
EN_MOTS = {"appuis_suivi", "faits_candidatures", "lignes_territoires"}


def test_a_question_gives_codes_and_the_words_are_said_once():
    """A branch of a CASE that holds a space, an accent or a capital is a sentence that a reader sees."""
    said = re.compile(r"\b(?:THEN|ELSE) '(?![a-z0-9_*-]*')")
    assert {p.stem for p in fichiers().values() if said.search(p.read_text(encoding="utf-8"))} == EN_MOTS


def test_no_question_says_a_code_in_words():
    codes = {code for name in NOMENCLATURES for code in libelles(name)}
    said = {
        (path.name, code, words)
        for path in fichiers().values()
        for code, words in _THEN.findall(path.read_text(encoding="utf-8"))
        if code in codes and not re.fullmatch("[a-z_]+", words)
    }
    assert said == set()
