"""A question written for DuckDB, as Spark takes it: by sqlglot, then by a few rewritings of what it does not know.

Each rewriting takes a part of a question and gives it as Spark takes it, the same where there is nothing to say
otherwise; none may change what is answered: tests/spark/ holds each of them, then the questions themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlglot import exp, parse_one
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.dialects.spark import Spark
from sqlglot.transforms import preprocess, unnest_to_explode

from ti_dashboard.moteurs.reecritures_fonctions import FONCTIONS
from ti_dashboard.moteurs.reecritures_formes import FORMES

# A bound value outside comments and quotes. It is read as a column of this name: sqlglot takes two « $ » for the marks
# of a quoted text.
_LIEES = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\$(\w+)")
_LIEE = "valeur_liee_"


class DuckDBDesQuestions(DuckDB):
    """``len`` is asked of lists only: sqlglot would take it for the length of a text."""

    class Parser(DuckDB.Parser):
        FUNCTIONS = DuckDB.Parser.FUNCTIONS | {"LEN": exp.ArraySize.from_arg_list}


class SparkDesReponses(Spark):
    """Spark 4, which knows QUALIFY, and a CTE within a CTE."""

    class Generator(Spark.Generator):
        EXPRESSIONS_WITHOUT_NESTED_CTES: ClassVar[set[type[exp.Expression]]] = set()
        TRANSFORMS = Spark.Generator.TRANSFORMS | {exp.Select: preprocess([unnest_to_explode])}


@dataclass(frozen=True)
class Macro:
    """What a publication calls by a name: the words of its arguments, and what it says of them, in DuckDB's SQL."""

    arguments: tuple[str, ...]
    sql: str


@dataclass(frozen=True)
class Traduite:
    """``tables``: what it reads that none of its own CTEs names."""

    sql: str
    tables: frozenset[str]


def traduire(question: str, macros: Mapping[str, Macro], listes: frozenset[str] = frozenset()) -> Traduite:
    """``listes``: which of the values bound are lists of words: Spark takes an empty one for a list of nothing.

    Raises sqlglot.errors.SqlglotError where the question is not understood.
    """
    tree = lire(question)
    tree = tree.transform(lambda part: _appliquer(part, macros)).transform(lambda part: _typer(part, listes))
    for rule in (*FORMES, *FONCTIONS):
        tree = tree.transform(rule)
    return Traduite(tree.sql(dialect=SparkDesReponses), _tables(tree))


def lire(sql: str) -> exp.Expression:
    named = _LIEES.sub(lambda found: f"{_LIEE}{found[1]}" if found[1] else found[0], sql)
    return parse_one(named, dialect=DuckDBDesQuestions).transform(_lier)


def _lier(part: exp.Expression) -> exp.Expression:
    is_bound = isinstance(part, exp.Column) and part.name.startswith(_LIEE)
    return exp.Placeholder(this=part.name.removeprefix(_LIEE)) if is_bound else part


def _appliquer(part: exp.Expression, macros: Mapping[str, Macro]) -> exp.Expression:
    """What a macro says of what it is called with, in its place."""
    macro = macros.get(part.name.lower()) if isinstance(part, exp.Anonymous) else None
    if macro is None:
        return part
    given = dict(zip(macro.arguments, part.expressions, strict=True))

    def named(word: exp.Expression) -> exp.Expression:
        return exp.Paren(this=given[word.name].copy()) if isinstance(word, exp.Column) and word.name in given else word

    return exp.Paren(this=lire(macro.sql).transform(named))


def _typer(part: exp.Expression, listes: frozenset[str]) -> exp.Expression:
    is_list = isinstance(part, exp.Placeholder) and part.name in listes
    return exp.cast(part, "ARRAY<STRING>", dialect=Spark) if is_list else part


def _tables(tree: exp.Expression) -> frozenset[str]:
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    return frozenset({table.name for table in tree.find_all(exp.Table)} - own)
