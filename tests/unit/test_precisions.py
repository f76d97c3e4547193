"""What narrows a figure: nothing its rows do not read, nothing that leaves what its indicator retains."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.planches import DOSSIER
from ti_dashboard.programme.chiffre import lire
from ti_dashboard.programme.filtres import FILTRES
from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES
from ti_dashboard.programme.precisions import PRECISIONS
from ti_dashboard.questions.poser import texte

_MANQUE = re.compile(r"list_contains\(\$manques, '(\w+)'\)")


def _lus(question: str) -> set[str]:
    """The precisions that the words of a question read: its parameters, and what may be missing by its name."""
    sorte = SORTES[question]
    sql = "\n".join(texte(name) for name in (question, sorte.sur) if name)
    bound, missing = set(re.findall(r"\$(\w+)", sql)), set(_MANQUE.findall(sql))
    whole = missing == PRECISIONS["sans"].valeurs.keys()
    named = {dim for dim, p in PRECISIONS.items() if p.parametre in bound and dim != "sans"}
    return named | ({"sans"} if whole else {f"sans:{code}" for code in missing})


@pytest.mark.parametrize("question", SORTES)
def test_a_kind_of_rows_declares_what_its_question_reads(question):
    assert set(SORTES[question].precisions.split()) == _lus(question)


def test_an_indicator_follows_no_filter_that_its_question_does_not_read():
    for one in CATALOGUE.values():
        sql = "\n".join(texte(name) for name in (one.lignes, SORTES[one.lignes].sur) if name)
        assert {FILTRES[key].champ for key in one.filtres} <= set(re.findall(r"\$(\w+)", sql)), one


@pytest.mark.parametrize(
    "text",
    [
        "montant_reste_a_payer~territoire:ti-5304",
        "delai_demande_engage~territoire:ti-5304",
        "nb_postes~statut:realise",
        "nb_projets~sans:montant",
        "nb_territoires~theme:mobilite",
        "enveloppe_annonce~operateur:bpifrance",
        "nb_regions_toutes_engagees~departement:22",
        "montant_reste_a_payer~age:moins_6_mois~territoire:ti-5304",
        # Its own selection is narrowed, never replaced.
        "nb_montants_inconnus~sans:theme",
        "nb_projets_statut_inconnu~statut:remonte",
        "nb_projets_realises_ou_en_cours~statut:valide",
        "nb_projets~statut:remonte~statut:valide",
    ],
)
def test_what_narrows_nothing_is_no_figure(text):
    assert lire(text) is None


@pytest.mark.parametrize(
    ("text", "parametre", "codes"),
    [
        ("nb_projets_realises_ou_en_cours~statut:realise", "statuts", ["realise"]),
        ("nb_projets_statut_inconnu~statut:inconnu", "statuts", ["inconnu"]),
        ("nb_montants_inconnus~sans:montant", "manques", ["montant"]),
        ("montant_engage~sans:montant", "manques", ["montant"]),
        ("nb_projets~sans:theme", "manques", ["theme"]),
        ("nb_membres_sortants~phase:1~territoire:ti-5304", "territoires", ["ti-5304"]),
        ("montant_reste_a_payer~cause:correction", "manques", []),
    ],
)
def test_what_narrows_a_figure_is_still_read(text, parametre, codes):
    assert lire(text).parametres()[parametre] == codes


def _chiffres(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[key] for key in ("chiffre", "ouvre") if isinstance(node.get(key), str) and node[key])
        for held in node.values():
            yield from _chiffres(held)
    elif isinstance(node, list):
        for held in node:
            yield from _chiffres(held)


def test_every_figure_that_a_screen_writes_is_read_again():
    boards = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in DOSSIER.glob("*.json")}
    written = {text for board in boards.values() for text in _chiffres(board)}
    assert len(written) > 100
    assert {text for text in written if lire(text) is None or lire(text).ecrire() != text} == set()
