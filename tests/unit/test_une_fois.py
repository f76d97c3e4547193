"""What is declared in one place is written nowhere else: each rule names words, and the only files that hold them."""

import re

import pytest

from ti_dashboard.programme.filtres import PHASES, phase_en_mots
from ti_dashboard.questions.poser import PAQUET

SOURCES = {
    path.relative_to(PAQUET).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(PAQUET.rglob("*"))
    if path.suffix in (".py", ".sql", ".js")
}
# words → the files that may hold them
REGLES = {
    "the name of a phase": (r"""["']I["'] \*|repeat\('I'|\.partition\(["'] \(["']\)\[0\]|["']Phase I+["']""", ()),
    "the choice of a leaf": (r'"Volet",', ("cadre/volets.py",)),
    "the measures with those of posts": (r"\brelever_postes\(", ("questions/postes.py",)),
    "the view of a screen": (
        r"""["']vue_(?:projets|territoires)["']""",
        ("ecrans/projets/tableaux.py", "ecrans/territoires/tableaux.py"),
    ),
    "what a block without a line says": ("Rien à montrer avec ces filtres", ("planche/contrat_blocs.py",)),
    "the figure of a territory, or of jobs": (
        r"~[a-z]+:\$?\{|f[\"']nb_emplois_",
        ("programme/indicateurs/emplois.py",),
    ),
    "a meaning read out of a text": (r"/\^inconnu|texte\.trim\(\)\[0\]", ()),
    "who acts must say so": ("Indiquez d'abord votre fonction", ("cadre/atelier.py",)),
    "deposits that wait": ("dépôts acceptés attendent d'être publiés", ("ecrans/donnees/blocs_premiers_pas.py",)),
    "the gestures that a publication holds": (r"max\(numero\)", ("questions/sql/dernier_rattachement.sql",)),
    "the shape of a file": (r"""f["']# \{|DONNEES = "Données"|["']À lire["']""", ("exports/forme.py",)),
    "the seed of the demonstration": (r"20190924", ("demonstration/__init__.py",)),
    "the day the programme began": (r"\(2018, 11, 22\)", ("dossier/arretes.py",)),
    "the earliest day of a delivery": (r"\(2015, 1, 1\)", ()),
    "the name of the first page": (r"or [\"']accueil[\"']", ()),
    "the path that the server is told": (r"server\.baseUrlPath\"\)", ("composants/planche.py",)),
    "a number written by hand": (r"""replace\(["'],["'], ["']\\u202f|\} € par|["']s["'] if \w+ > 1""", ()),
    "why nothing is compared": ("arrêté de comparaison n'est choisi", ("programme/evolution.py",)),
    "an address of another screen": (r"volet_\w+=", ()),
}


@pytest.mark.parametrize(("motif", "ici"), REGLES.values(), ids=REGLES)
def test_what_is_declared_once_is_written_nowhere_else(motif, ici):
    assert [name for name, text in SOURCES.items() if re.search(motif, text)] == sorted(ici)


def test_a_phase_is_said_the_same_alone_and_inside_a_sentence():
    assert [phase_en_mots(code) for code in PHASES] == ["Phase I", "Phase II"]
    assert [phase_en_mots(code, "la phase") for code in PHASES] == ["la phase I", "la phase II"]
    assert [label.partition(" (")[0] for label in PHASES.values()] == [phase_en_mots(code) for code in PHASES]
