"""The questions: one per .sql file, asked to a publication with bound values only."""

import re
from functools import cache
from pathlib import Path

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme import classes_age
from ti_dashboard.sceau import references
from ti_dashboard.sceau.fragments import REGISTRE, Communs

PAQUET = Path(__file__).parents[1]
COMMUNS = Communs((PAQUET / "questions" / "communs", *REGISTRE.dossiers))


@cache
def fichiers() -> dict[str, Path]:
    """Where each question is written: here when several screens ask it, else in the folder of its screen."""
    found = [*PAQUET.glob("questions/*/*.sql"), *PAQUET.glob("ecrans/*/sql/*.sql")]
    return {path.stem: path for path in sorted(found) if path.parent not in COMMUNS.dossiers}


@cache
def texte(nom: str, communs: Communs = COMMUNS) -> str:
    """SQL of the question ``nom``, with the fragments it builds on; its first line states its grain."""
    return communs.ecrire(nom, fichiers()[nom].read_text(encoding="utf-8"))


def poser(publication: Publication, nom: str, *, sur: str | None = None, **parametres: object) -> tuple[Ligne, ...]:
    """Rows of the question ``nom``; only the parameters its text names are bound, classes of age included.

    ``sur`` names the question whose rows ``nom`` reads as ``lignes``: a figure asked over the rows shown behind it.
    Asked at an ``arrete``, it reads names, populations and perimeters as they were at it, under the everyday names of
    their tables.
    """
    kept = publication.garde_les_references
    sql, names = _question(nom, sur, parametres.get("arrete") is not None, kept)
    bound = classes_age.PARAMETRES | parametres
    return publication.lignes(sql, **{k: v for k, v in bound.items() if k in names})


@cache
def _question(nom: str, sur: str | None, a_un_arrete: bool, kept: bool) -> tuple[str, frozenset[str]]:
    sql = texte(nom) if sur is None else f"WITH lignes AS (\n{texte(sur)})\nSELECT * FROM (\n{texte(nom)})"
    if not kept:
        sql = references.du_jour(sql)
    elif a_un_arrete:
        sql = references.a_l_arrete(sql)
    return sql, frozenset(re.findall(r"\$(\w+)", sql))
