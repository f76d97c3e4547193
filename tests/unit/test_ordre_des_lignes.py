"""What a question answers does not depend on how rows stand in the file: the same file, or one made again from the same
deliveries, gives the same rows in the same order, even where names and amounts tie.
"""

import random
import re
from collections.abc import Iterator
from datetime import date

import pytest

from tests.publication_melangee import melanger
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme import classes_age
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.poser import fichiers, poser, texte

TIRAGES = 5
SUR = re.compile(r"lignes: (\w+)")
# Asked over the rows of another question too, which its grain does not say.
LUES = {
    "appuis_suivi": "lignes_postes",
    "financements_delais": "dossiers_delais",
    "financements_reste": "dossiers_reste",
    "projets_emplois": "emplois_connus",
    "mouvements_projets": "faits_projets",
}
ARRETES = (date(2019, 9, 24), date(2019, 4, 30))
DOMAINES: dict[str, tuple[object, ...]] = {
    "phase": (1, 1, 2),
    "arrete": ARRETES,
    "compare": (None, *ARRETES),
    "anterieur": ARRETES[1:],
    "cloture": ARRETES[1:],
    "haut": ("paye",),
    "bas": ("engage",),
    "depuis": (None, *ARRETES),
    "jusqu_a": (None, *ARRETES),
    "jour": ARRETES,
    "annee": (2019,),
    "cherche": ("", "saint", "a"),
    "choix": ("tous", "recenses", "engages", "sans_engagement", "sans_ligne", "sortis"),
    "famille": ("demarche", "binome", "appui"),
    "volet": ("tous", "sortant"),
    "tri": ("", "montant_engage", "statut", "intitule", "territoire"),
    "descendant": (False, True),
    "limite": (40,),
    "saut": (0, 20),
    "mois": (3,),
    "echelon": (6,),
    "verifies": (False,),
    "moments": (["avant"], ["bouge"]),
    "dues": (["financements", "projets"],),
    "perimetres": ([], ["constant"]),
    "dimension": ("instrument", "territoire"),
    "code": ("inconnu",),
}
# A list of codes: nothing chosen, most often, or some codes of these columns.
CODES = {
    "regions": "SELECT code_region FROM region",
    "themes": "SELECT theme_id FROM theme",
    "operateurs": "SELECT famille_id FROM famille_operateur",
    "departements": "SELECT siren FROM groupement",
    "entres": "SELECT projet_id FROM etat_projet",
    "sujets": "SELECT projet_id FROM etat_projet UNION SELECT territoire_id FROM territoire",
}
UN = {
    "territoire_id": "SELECT territoire_id FROM etat_flux WHERE territoire_id IS NOT NULL",
    "projet_id": "SELECT projet_id FROM etat_flux WHERE projet_id IS NOT NULL",
    "emetteur": "SELECT emetteur FROM livraison",
    "depot": "SELECT dossier FROM livraison",
}
NOMS = sorted(fichiers())


@pytest.fixture(scope="module")
def melanges(demo: Publication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Publication]]:
    folder = tmp_path_factory.mktemp("melanges")
    made = {
        "autrement": melanger(demo.fichier, folder / "autrement.duckdb", 1),
        "egaux": melanger(demo.fichier, folder / "egaux.duckdb", 2, egaliser=True),
        "egaux_autrement": melanger(demo.fichier, folder / "egaux_autrement.duckdb", 3, egaliser=True),
    }
    yield made
    for publication in made.values():
        publication.close()


@pytest.fixture(scope="module")
def codes(demo: Publication) -> dict[str, list[str]]:
    asked = {name: demo.lignes(sql) for name, sql in {**CODES, **UN}.items()}
    return {name: sorted({str(next(iter(row.values()))) for row in rows}) for name, rows in asked.items()}


@pytest.mark.parametrize("nom", NOMS)
def test_rows_do_not_depend_on_where_they_stand(nom, demo, melanges, codes):
    for bound in _tirages(nom, codes):
        first, second = (_repondre(p, nom, bound) for p in (demo, melanges["autrement"]))
        assert first == second, bound


@pytest.mark.parametrize("nom", NOMS)
def test_rows_that_tie_by_their_names_and_amounts_keep_an_order(nom, melanges, codes):
    for bound in _tirages(nom, codes):
        first, second = (_repondre(melanges[key], nom, bound) for key in ("egaux", "egaux_autrement"))
        assert first == second, bound


def test_most_questions_have_rows_to_order(demo, codes):
    """A draw that finds nothing proves nothing."""
    found = {nom: max(len(_repondre(demo, nom, bound)) for bound in _tirages(nom, codes)) for nom in NOMS}
    assert sum(count > 1 for count in found.values()) > 60, {n for n, count in found.items() if count < 2}


def _tirages(nom: str, codes: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    drawn = random.Random(nom)
    names = sorted(set(re.findall(r"\$(\w+)", texte(nom) + (texte(_sur(nom) or nom)))) - set(classes_age.PARAMETRES))
    # Rows refuse what none of their indicators seeks.
    sought = sorted({i.selection["choix"] for i in CATALOGUE.values() if i.lignes == nom and "choix" in i.selection})
    for _ in range(TIRAGES):
        bound = {name: _valeur(name, codes, drawn) for name in names}
        yield bound | ({"choix": drawn.choice(sought)} if sought else {})


def _valeur(name: str, codes: dict[str, list[str]], drawn: random.Random) -> object:
    if name in DOMAINES:
        return drawn.choice(DOMAINES[name])
    if name in UN:
        return drawn.choice(codes[name])
    if name in CODES and (name == "sujets" or drawn.random() < 0.25):
        return drawn.sample(codes[name], min(len(codes[name]), 400 if name == "sujets" else 5))
    return []


def _sur(nom: str) -> str | None:
    found = SUR.search(texte(nom).partition("\n")[0])
    return LUES.get(nom) or (found and found[1])


def _repondre(publication: Publication, nom: str, bound: dict[str, object]) -> list[str]:
    rows = [repr(row) for row in poser(publication, nom, sur=_sur(nom), **bound)]
    return rows if _ordonne(nom) else sorted(rows)


def _ordonne(nom: str) -> bool:
    """The question itself orders its rows, not only a window or a table within it."""
    sql, depth = texte(nom), 0
    for mark in re.finditer(r"[()]|\bORDER BY\b", sql):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if mark[0] == "ORDER BY" and depth == 0:
            return True
    return False
