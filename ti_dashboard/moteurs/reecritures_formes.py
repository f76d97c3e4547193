"""The shape of a question, where DuckDB and Spark do not read the same: its columns, its joins, its subqueries."""

from sqlglot import exp


def sans_consigne_de_memoire(part: exp.Expression) -> exp.Expression:
    """« AS [NOT] MATERIALIZED » tells DuckDB how, not what."""
    if isinstance(part, exp.CTE):
        part.set("materialized", None)
    return part


def structure_en_colonnes(part: exp.Expression) -> exp.Expression:
    """``unnest`` of a structure in a list of columns is those of the structure."""
    if not isinstance(part, exp.Select):
        return part
    columns: list[exp.Expression] = []
    for column in part.expressions:
        held = column.this.unnest() if isinstance(column, exp.Explode) else None
        columns += [_nomme(one) for one in held.expressions] if isinstance(held, exp.Struct) else [column]
    part.set("expressions", columns)
    return part


def _nomme(field: exp.Expression) -> exp.Expression:
    return exp.alias_(field.expression, field.name) if isinstance(field, exp.PropertyEQ) else field


def etoile_remplacee(part: exp.Expression) -> exp.Expression:
    """« * REPLACE » is every column of what it reads, a CTE of the question, those replaced in their place."""
    if not isinstance(part, exp.Select):
        return part
    columns: list[exp.Expression] = []
    for column in part.expressions:
        star = column.this if isinstance(column, exp.Column) else column
        if isinstance(star, exp.Star) and star.args.get("replace"):
            table = column.table if isinstance(column, exp.Column) else part.args["from_"].this.alias_or_name
            replaced = {one.alias: one for one in star.args["replace"]}
            columns += [replaced.get(name, exp.column(name, table)) for name in _colonnes(part, table)]
        else:
            columns.append(column)
    part.set("expressions", columns)
    return part


def _colonnes(query: exp.Select, alias: str) -> list[str]:
    """Those of the CTE that a query reads under this name."""
    (read,) = (table.name for table in query.find_all(exp.Table) if table.alias_or_name == alias)
    (held,) = (cte.this for cte in query.root().find_all(exp.CTE) if cte.alias == read)
    names: list[str] = held.named_selects
    return names


def alias_dans_une_fenetre(part: exp.Expression) -> exp.Expression:
    """A sum named in the same list of columns, where a window adds it up: the sum itself."""
    if not isinstance(part, exp.Select):
        return part
    sums = {one.alias: one.this for one in part.expressions if isinstance(one, exp.Alias) and one.find(exp.AggFunc)}
    for window in [window for column in part.expressions for window in column.find_all(exp.Window)]:
        for word in [word for word in window.find_all(exp.Column) if not word.table and word.name in sums]:
            word.replace(sums[word.name].copy())
    return part


def structures_en_lignes(part: exp.Expression) -> exp.Expression:
    """``unnest`` of a list of structures is a row for each, its fields by name; Spark takes them by rank."""
    held = part.this if isinstance(part, exp.Explode) else None
    if not isinstance(held, exp.Array) or not all(isinstance(one, exp.Struct) for one in held.expressions):
        return part
    order = [field.name for field in held.expressions[0].expressions]
    rows = [{field.name: field for field in one.expressions} for one in held.expressions]
    structs = [exp.Struct(expressions=[row[name] for name in order]) for row in rows]
    return exp.Anonymous(this="INLINE", expressions=[exp.Array(expressions=structs)])


def couples_parmi(part: exp.Expression) -> exp.Expression:
    """A couple among those of a subquery: Spark wants their columns, not one column of couples."""
    query = part.args.get("query") if isinstance(part, exp.In) else None
    if query is not None and isinstance(query.this, exp.Select) and isinstance(query.this.expressions[0], exp.Tuple):
        query.this.set("expressions", query.this.expressions[0].expressions)
    return part


def cle_d_une_jointure_pleine(part: exp.Expression) -> exp.Expression:
    """What two tables are joined in full by is one column, whatever other table has one of its name."""
    joins = part.args.get("joins") or [] if isinstance(part, exp.Select) else []
    full = next((one for one in joins if one.side == "FULL" and one.args.get("using")), None)
    if full is None:
        return part
    sides = part.args["from_"].this.alias_or_name, full.this.alias_or_name
    keys = {key.name for key in full.args["using"]}
    for place, column in enumerate(part.expressions):
        if isinstance(column, exp.Column) and not column.table and column.name in keys:
            whole = exp.func("COALESCE", *(exp.column(column.name, table) for table in sides))
            part.expressions[place] = exp.alias_(whole, column.name)
    return part


def appartenance_d_une_page(part: exp.Expression) -> exp.Expression:
    """Spark may look for a row of a page among others before it has cut the page, and lose its order then: what is
    looked among is one value, said once.
    """
    if not isinstance(part, exp.Select) or not part.args.get("order") or not part.root().find(exp.Limit):
        return part
    for found in [one for column in part.expressions for one in column.find_all(exp.In) if one.args.get("query")]:
        among = found.args["query"].this.copy()
        among.set("expressions", [exp.Anonymous(this="COLLECT_SET", expressions=among.expressions)])
        found.replace(exp.Anonymous(this="ARRAY_CONTAINS", expressions=[exp.Subquery(this=among), found.this]))
    return part


FORMES = (
    sans_consigne_de_memoire,
    structure_en_colonnes,
    etoile_remplacee,
    alias_dans_une_fenetre,
    structures_en_lignes,
    couples_parmi,
    cle_d_une_jointure_pleine,
    appartenance_d_une_page,
)
