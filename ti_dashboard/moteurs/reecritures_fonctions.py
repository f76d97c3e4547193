"""What is called, where DuckDB and Spark do not call it the same: lists, aggregates, dates, texts."""

from functools import cache

import duckdb
from sqlglot import exp


def listes_qui_se_croisent(part: exp.Expression) -> exp.Expression:
    if isinstance(part, exp.ArrayOverlaps):
        return exp.Anonymous(this="ARRAYS_OVERLAP", expressions=[part.this, part.expression])
    return part


def element_ou_rien(part: exp.Expression) -> exp.Expression:
    """Past the ends of a list DuckDB finds nothing, where Spark refuses. sqlglot has already counted from zero."""
    if isinstance(part, exp.Bracket) and len(part.expressions) == 1:
        return exp.Anonymous(this="GET", expressions=[part.this, part.expressions[0]])
    return part


def mots_distincts(part: exp.Expression) -> exp.Expression:
    """Spark 4.3 fails over words that are joined once each in their order beside other sums: they are a set, then."""
    joined = part.this if isinstance(part, exp.Filter) else part
    ordered = joined.this if isinstance(joined, exp.GroupConcat) else None
    if not isinstance(ordered, exp.Order) or not isinstance(ordered.this, exp.Distinct):
        return part
    said: exp.Expression = exp.Anonymous(this="COLLECT_SET", expressions=ordered.this.expressions)
    if joined is not part:
        said = exp.Filter(this=said, expression=part.expression)
    words = exp.Anonymous(this="ARRAY_SORT", expressions=[said])
    text = exp.Anonymous(this="ARRAY_JOIN", expressions=[words, joined.args["separator"]])
    return exp.func("NULLIF", text, exp.Literal.string(""))


def liste_ordonnee(part: exp.Expression) -> exp.Expression:
    """Spark orders the words it joins, not those it lists: they are joined, then cut where they were."""
    listed = part.this if isinstance(part, exp.Filter) else part
    if not isinstance(listed, exp.ArrayAgg) or not isinstance(listed.this, exp.Order):
        return part
    cut = exp.Literal.string("\x1f")
    joined = exp.Anonymous(this="LISTAGG", expressions=[listed.this.this, cut])
    said: exp.Expression = exp.WithinGroup(this=joined, expression=exp.Order(expressions=listed.this.expressions))
    if listed is not part:
        said = exp.Filter(this=said, expression=part.expression)
    return exp.Anonymous(this="SPLIT", expressions=[said, cut.copy()])


def jours_entre(part: exp.Expression) -> exp.Expression:
    """A date from another is a number of days; what is named ``date_…`` is one."""
    if not isinstance(part, exp.Sub) or not all(
        isinstance(day, exp.Column) and day.name.startswith("date_") for day in (part.this, part.expression)
    ):
        return part
    return exp.Anonymous(this="DATEDIFF", expressions=[part.this, part.expression])


def extreme(part: exp.Expression) -> exp.Expression:
    """``arg_max`` leaves out the rows that have nothing to give, ``max_by`` does not; rows compare as structures."""
    if not isinstance(part, exp.ArgMax | exp.ArgMin) or isinstance(part.parent, exp.Filter):
        return part
    given, order = part.this, part.expression
    if isinstance(order, exp.Tuple):
        order = exp.Anonymous(this="STRUCT", expressions=order.expressions)
    said = exp.Anonymous(this="MAX_BY" if isinstance(part, exp.ArgMax) else "MIN_BY", expressions=[given, order])
    return _parmi_les_connus(said, given)


def n_importe_laquelle(part: exp.Expression) -> exp.Expression:
    """The first value known in an order."""
    ordered = part.this.this if isinstance(part, exp.IgnoreNulls) and isinstance(part.this, exp.AnyValue) else None
    if not isinstance(ordered, exp.Order):
        return part
    (first,) = ordered.expressions
    said = exp.Anonymous(this="MIN_BY", expressions=[ordered.this, first.this])
    return _parmi_les_connus(said, ordered.this)


def _parmi_les_connus(said: exp.Expression, given: exp.Expression) -> exp.Expression:
    return exp.Filter(this=said, expression=exp.Where(this=given.copy().is_(exp.null()).not_()))


def mois(part: exp.Expression) -> exp.Expression:
    if _est_appel(part, "to_months"):
        (number,) = part.expressions
        return exp.Anonymous(this="MAKE_YM_INTERVAL", expressions=[exp.Literal.number(0), exp.cast(number, "int")])
    return part


def mois_entames(part: exp.Expression) -> exp.Expression:
    """Months of the calendar between two dates, whatever their days."""
    if not isinstance(part, exp.DateDiff) or str(part.args.get("unit") or "").upper() != "MONTH":
        return part
    end, start = (exp.Paren(this=_rang_du_mois(day)) for day in (part.this, part.expression))
    return exp.Paren(this=exp.Sub(this=end, expression=start))


def _rang_du_mois(day: exp.Expression) -> exp.Expression:
    year, month = (exp.Anonymous(this=name, expressions=[day.copy()]) for name in ("YEAR", "MONTH"))
    return exp.Add(this=exp.Mul(this=year, expression=exp.Literal.number(12)), expression=month)


def sans_accents(part: exp.Expression) -> exp.Expression:
    if _est_appel(part, "strip_accents"):
        accented, plain = _alphabet()
        words = (exp.Literal.string(accented), exp.Literal.string(plain))
        return exp.Anonymous(this="TRANSLATE", expressions=[*part.expressions, *words])
    return part


@cache
def _alphabet() -> tuple[str, str]:
    """Letters that DuckDB writes without their marks, and how; then the marks alone, of which it writes nothing."""
    pairs = duckdb.execute(_ACCENTS).fetchall()
    return "".join(letter for letter, _ in pairs), "".join(plain for _, plain in pairs)


_ACCENTS = """
SELECT chr(code) AS lettre, strip_accents(chr(code)) AS nue
FROM (SELECT CAST(range AS INTEGER) AS code FROM range(128, 1114112)) WHERE code NOT BETWEEN 55296 AND 57343
  AND nue <> lettre
ORDER BY nue = '', code
"""


def refus(part: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this="RAISE_ERROR", expressions=part.expressions) if _est_appel(part, "error") else part


def _est_appel(part: exp.Expression, nom: str) -> bool:
    return isinstance(part, exp.Anonymous) and part.name.lower() == nom


FONCTIONS = (
    listes_qui_se_croisent,
    element_ou_rien,
    mots_distincts,
    liste_ordonnee,
    jours_entre,
    extreme,
    n_importe_laquelle,
    mois,
    mois_entames,
    sans_accents,
    refus,
)
