"""The text forms a recipe writes values in, as SQL that leaves nothing to the engine's own way of printing.

A cell is ``length in bytes:text,``; an unknown is ``-``, so that it is never an empty text, and no separator can be
counterfeited by what is between two of them. Never change one of these: an arrêté was signed with it. Add another.
"""

from collections.abc import Callable


def _decimal(digits: int) -> Callable[[str], str]:
    """« -1234.50 »: sign, whole part, point, ``digits`` digits, whatever the engine writes a decimal like."""
    # The fraction alone is scaled: the whole number, scaled, would not always fit.
    rest = f"CAST(abs({{0}}) - trunc(abs({{0}})) AS DECIMAL({digits + 1}, {digits})) * 1{'0' * digits}"
    text = (
        "CASE WHEN {0} < 0 THEN '-' ELSE '' END || CAST(CAST(trunc(abs({0})) AS HUGEINT) AS VARCHAR) || '.' || "
        f"lpad(CAST(CAST({rest} AS BIGINT) AS VARCHAR), {digits}, '0')"
    )
    return text.format


def _cellule(text: str) -> str:
    return f"coalesce(CAST(strlen({text}) AS VARCHAR) || ':' || ({text}) || ',', '-')"


def _liste(column: str) -> str:
    """The cells of its items, one after the other."""
    return f"array_to_string(list_transform({column}, lambda x: {_cellule('x')}), '')"


# name of a form → the SQL that writes one column in it (NULL stays NULL)
FORMES: dict[str, Callable[[str], str]] = {
    "texte": "{0}".format,
    "entier": "CAST({0} AS VARCHAR)".format,
    "jour": "strftime({0}, '%Y-%m-%d')".format,
    "booleen": "CASE WHEN {0} THEN 'vrai' WHEN NOT {0} THEN 'faux' END".format,
    "euros": _decimal(2),
    "dix_decimales": _decimal(10),
    # Every bit of a floating number: 17 digits after the first tell any two apart.
    "flottant": "format('{{:.17e}}', {0})".format,
    "liste": _liste,
}


def ligne(colonnes: tuple[tuple[str, str], ...]) -> str:
    """SQL that writes one row: its cells in the order of ``colonnes`` (name, form)."""
    return " || ".join(_cellule(FORMES[form](name)) for name, form in colonnes)
