"""The only reader of numbers as people write them in French: whatever ``formats.py`` writes is read back.

A writing with two possible readings is refused with a sentence that says how to write it.
"""

import re
from decimal import Decimal

from ti_dashboard.errors import NombreIllisible

PLAFOND = Decimal(10) ** 15
ECRIRE_NOMBRE = "Écrivez un nombre seul, par exemple 1234,56."
# Every space that may stand between thousands, before a unit or after a sign.
ESPACES = re.compile(r"[ \t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
ECHELLES = {"k": 1_000, "M": 1_000_000}

_ECHELLE = re.compile(r" ?([kM])€$")
_EUROS = re.compile(r" ?(?:€|euros?|eur)$", re.IGNORECASE)
_MILLIERS = re.compile(r"(?:[kKmM] ?(?:€|eur|euros?)|[kK]|milliers|millions?|Md€) ?(?:d['’]euros)?$")
_SIMPLE = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_GROUPES = re.compile(
    r"[+-]?[1-9][0-9]{0,2}(?:(?: [0-9]{3})+(?:[.,][0-9]+)?|(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})"
)
_ANGLAIS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_AMBIGU = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_EXPOSANT = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,4}")


def lire_nombre(text: str, *, echelles: bool = False, par_programme: bool = False) -> Decimal:
    """« 1 234 567,89 € », « −12,5 », « 1234.56 » → Decimal. Raises NombreIllisible.

    ``echelles``: « 110,2 M€ » and « 12 k€ » are amounts in euros too, as a room says them. ``par_programme``: a program
    wrote it, so that « 1.234 » has a decimal point and « 1e-3 » has lost nothing.
    """
    written = ESPACES.sub(" ", text).strip().replace("\u2212", "-")
    scale = _ECHELLE.search(written) if echelles else None
    if scale:
        written = written[: scale.start()]
    elif not _MILLIERS.search(written):
        written = _EUROS.sub("", written)
    value = _lire(re.sub(r"^([+-]) ", r"\1", written), par_programme) * (ECHELLES[scale[1]] if scale else 1)
    if abs(value) >= PLAFOND:
        raise NombreIllisible("dépasse ce qu'un montant peut être.", "Vérifiez l'unité et le nombre de zéros.")
    return value


def _lire(text: str, par_programme: bool) -> Decimal:
    if _SIMPLE.fullmatch(text) and (par_programme or not _AMBIGU.fullmatch(text)):
        return Decimal(text.replace(",", "."))
    if par_programme and _EXPOSANT.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if _GROUPES.fullmatch(text):
        return Decimal(_decimale(text.replace(" ", "")))
    _dire_pourquoi(text)
    return Decimal(text.replace(",", "."))


def _decimale(text: str) -> str:
    """1.234,56 → 1234.56 and 1234,56 → 1234.56; dots alone between thousands are dropped."""
    if "," in text or text.count(".") > 1:
        text = text.replace(".", "")
    return text.replace(",", ".")


def _dire_pourquoi(text: str) -> None:
    """Raise the sentence that fits; a number in scientific notation too big to be one falls through to its bound."""
    if _AMBIGU.fullmatch(text):
        whole = text.replace(".", "")
        raise NombreIllisible(
            "peut se lire de deux façons : le point sépare-t-il les milliers ou les décimales ?",
            f"Écrivez {whole} si ce sont des milliers, ou une virgule si ce sont des décimales.",
        )
    if _ANGLAIS.fullmatch(text):
        said = text.replace(",", "").replace(".", ",")
        raise NombreIllisible("est écrit à l'anglaise.", f"Écrivez {said}, sans séparateur de milliers.")
    if "%" in text:
        raise NombreIllisible("est un pourcentage.", "Écrivez la part entre 0 et 1, par exemple 0,5 pour 50 %.")
    if re.fullmatch(r"\(.*\)", text):
        raise NombreIllisible("est entre parenthèses.", "Écrivez une diminution avec le signe moins.")
    if _MILLIERS.search(text):
        raise NombreIllisible("est exprimé en milliers ou en millions.", "Écrivez le montant en euros, sans unité.")
    if re.fullmatch(r"[+-]?[0-9 ]+(?:[.,][0-9]+)?", text):
        raise NombreIllisible("a des espaces mal placés.", "Groupez les chiffres par trois, par exemple 1 234,56.")
    if not _EXPOSANT.fullmatch(text):
        raise NombreIllisible("n'est pas un nombre.", ECRIRE_NOMBRE)
    if abs(Decimal(text.replace(",", "."))) < PLAFOND:
        raise NombreIllisible("est en notation scientifique et a perdu des chiffres.", "Écrivez tous les chiffres.")
