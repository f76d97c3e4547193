"""One value, however a spreadsheet wrote it: number, day or text, so that the same thing said twice is the same."""

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from ti_dashboard.epreuve.libelles import actuel
from ti_dashboard.errors import NombreIllisible
from ti_dashboard.langue.formats import jour, nombre
from ti_dashboard.langue.mots import comprendre_jour
from ti_dashboard.langue.nombres import ESPACES, lire_nombre

Lue = tuple[str, object]
"""Kind and value, as they are compared: ("n", "12.5"), ("d", "2019-09-24"), ("t", "Bretagne")."""
NOMBRE, JOUR, TEXTE = "n", "d", "t"
# The day a spreadsheet counts from.
ORIGINE = date(1899, 12, 30)
# Fifteen digits survive a spreadsheet; what differs beyond is how a fraction was cut. A cent of ten billions is more.
CHIFFRES, ECART = 15, 1e-13
# Longer than any cell worth reading in a sentence.
MONTRES = 200
_COURTE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2})")
_ANGLAIS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INSTANT = re.compile(r"(\S+)[ T]00:00(?::00(?:\.0+)?)?")


def sorte(values: list[object]) -> str:
    """What a column holds, by the values it was given."""
    kinds = {_de(v) for v in values if not isinstance(v, str)}
    return next((kind for kind in (NOMBRE, JOUR) if kind in kinds), TEXTE)


def _de(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return TEXTE
    if isinstance(value, date):
        return JOUR
    return NOMBRE if isinstance(value, int | float | Decimal) else TEXTE


def lire(value: object, kind: str) -> Lue:
    """A value of ours, or of a file, in a column of this kind."""
    if isinstance(value, str):
        return _texte(value, kind)
    if isinstance(value, bool):
        return (TEXTE, "oui" if value else "non")
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return (JOUR, value.isoformat()) if kind == JOUR else (TEXTE, jour(value))
    if value is None:
        return (TEXTE, "")
    if not isinstance(value, int | float | Decimal):
        return (TEXTE, str(value))
    if kind == JOUR and 0 < value < 100_000:
        return (JOUR, (ORIGINE + timedelta(days=int(value))).isoformat())
    return (NOMBRE, _ecrire(float(value))) if kind == NOMBRE else (TEXTE, _entier(value))


def _ecrire(value: float) -> str:
    return f"{value + 0.0:.{CHIFFRES}g}"


def _entier(value: float | Decimal) -> str:
    """A code that a spreadsheet took for a number."""
    return str(int(value)) if value == int(value) else str(value)


def _texte(text: str, kind: str) -> Lue:
    plain = ESPACES.sub(" ", text).strip().lstrip("'")
    if kind == NOMBRE and (number := _nombre(plain)) is not None:
        return (NOMBRE, _ecrire(number))
    if kind == JOUR and (day := _jour(plain)):
        return (JOUR, day.isoformat())
    return (TEXTE, actuel(plain))


def _nombre(text: str) -> float | None:
    """« 1 234,50 € », « 34,1 % », « 1234.5 », « 1,234.50 »."""
    share = text.endswith("%")
    try:
        value = lire_nombre(text.removesuffix("%").strip(), par_programme=True)
    except NombreIllisible:
        bare = text.removesuffix("€").strip()
        if not _ANGLAIS.fullmatch(bare):
            return None
        value = Decimal(bare.replace(",", ""))
    return float(value / 100 if share else value)


def _jour(text: str) -> date | None:
    """« 24/09/2019 », « 2019-09-24 », « 24/09/19 », « 2019-09-24 00:00:00 »."""
    if instant := _INSTANT.fullmatch(text):
        text = instant[1]
    if short := _COURTE.fullmatch(text):
        text = f"{short[1]}/{short[2]}/20{short[3]}"
    return comprendre_jour(text)


def memes(said: Lue, found: Lue, written: object) -> bool:
    """Whether a cell says what was said; ``written``: the cell as it is in the file."""
    if said == found:
        return True
    if said[0] == found[0] == NOMBRE:
        return _proches(float(str(said[1])), float(str(found[1])), written)
    if said[0] == NOMBRE and isinstance(written, str):
        bare = ESPACES.sub("", written).removesuffix("€")
        return bool(_ANGLAIS.fullmatch(bare)) and _ecrire(float(bare.replace(",", ""))) == said[1]
    both = str(said[1]), str(found[1])
    return said[0] == found[0] == TEXTE and all(t.isdigit() for t in both) and int(both[0]) == int(both[1])


def _proches(said: float, found: float, written: object) -> bool:
    if math.isclose(said, found, rel_tol=ECART, abs_tol=1e-12):
        return True
    text = ESPACES.sub("", written) if isinstance(written, str) else ""
    if _ANGLAIS.fullmatch(text.removesuffix("€")):
        return _ecrire(float(text.removesuffix("€").replace(",", ""))) == _ecrire(said)
    if not text.endswith("%"):
        return False
    # A rate saved as it is shown has lost its last digits: it says the same when it rounds to the same.
    decimals = len(re.split("[.,]", text[:-1])[1]) if re.search("[.,]", text) else 0
    return bool(abs(said - found) * 100 <= 0.5 * 10**-decimals + 1e-9)


def dire(value: object) -> str:
    """A value as a person reads it, whatever side it comes from."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return jour(value)
    if isinstance(value, int):
        return nombre(value)
    if isinstance(value, float | Decimal):
        return nombre(value, 0 if value == int(value) else 4 if -1 < value < 1 else 2)
    # On one line and without what would command a terminal.
    return "".join(c if c.isprintable() else " " for c in str(value))[:MONTRES]
