"""The questions: one per .sql file, asked to a publication with bound values only."""

from functools import cache
from importlib.resources import files

from ti_dashboard.store import Ligne, Publication


@cache
def texte(nom: str) -> str:
    """SQL of the question ``nom``; its first line states its grain."""
    return files(__package__).joinpath("sql", f"{nom}.sql").read_text(encoding="utf-8")


def poser(publication: Publication, nom: str, **parametres: object) -> tuple[Ligne, ...]:
    """Rows of the question ``nom``; only the parameters its text names are bound."""
    sql = texte(nom)
    return publication.lignes(sql, **{k: v for k, v in parametres.items() if f"${k}" in sql})
