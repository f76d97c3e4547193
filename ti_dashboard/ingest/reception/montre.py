"""A received value as it can be shown: short, on one line, what nobody sees escaped."""

from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite

from ti_dashboard.langue.formats import nombre_exact

# Characters of a value that are shown.
MONTRE = 80
# A spreadsheet keeps every number as a float: below this, a whole one shows all of its digits.
_ENTIER_EXACT = 1e15


def montrer(raw: object) -> str:
    """A faulty value as it can be shown: short, on one line, every control character escaped."""
    if isinstance(raw, bool):
        return "VRAI" if raw else "FAUX"  # as a spreadsheet shows it
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < _ENTIER_EXACT:
        raw = int(raw)
    has_time = isinstance(raw, datetime) and raw.time() > time()
    text = raw.strftime(f"%d/%m/%Y{' %H:%M:%S' if has_time else ''}") if isinstance(raw, date) else str(raw)
    text = "".join(c if c.isprintable() or c in "\u00a0\u202f" else f"\\u{ord(c):04x}" for c in text[: MONTRE + 1])
    return text if len(text) <= MONTRE else text[:MONTRE] + "…"


def citer(raw: object) -> str:
    """The same, a number of a spreadsheet being written in French."""
    is_number = isinstance(raw, float | Decimal) and isfinite(raw)
    return nombre_exact(Decimal(str(raw))) if is_number else montrer(raw)
