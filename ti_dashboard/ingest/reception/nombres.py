"""Amounts and counts as people write them in French → Decimal, or a refusal when two readings are possible."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from ti_dashboard.ingest.reception.valeurs import ESPACES, ValeurRefusee

PLAFOND = Decimal(10) ** 15

_EUROS = re.compile(r"\s*(?:€|euros?|eur)$", re.IGNORECASE)
_MILLIERS = re.compile(r"(?:[kKmM]\s*(?:€|eur|euros?)|[kK]|milliers|millions?|Md€)\s*(?:d['’]euros)?$")
_SIMPLE = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_GROUPES = re.compile(
    r"[+-]?[1-9][0-9]{0,2}(?:(?: [0-9]{3})+(?:[.,][0-9]+)?|(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})"
)
_ANGLAIS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_AMBIGU = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_EXPOSANT = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,4}")
_ECRIRE_NOMBRE = "Écrivez un nombre seul, par exemple 1234,56."


def lire_nombre(raw: object) -> Decimal:
    if isinstance(raw, bool | date | time | timedelta):
        raise ValeurRefusee("n'est pas un nombre.", _ECRIRE_NOMBRE)
    value = _nombre_ecrit(str(raw)) if isinstance(raw, str) else Decimal(str(raw))
    if not value.is_finite():
        raise ValeurRefusee("n'est pas un nombre.", _ECRIRE_NOMBRE)
    if abs(value) >= PLAFOND:
        raise ValeurRefusee("dépasse ce qu'un montant peut être.", "Vérifiez l'unité et le nombre de zéros.")
    if isinstance(raw, float):  # a spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004
        value = round(value, 6)
    return value.normalize() + 0


def _nombre_ecrit(raw: str) -> Decimal:
    text = ESPACES.sub(" ", raw).strip().replace("\u2212", "-")
    text = re.sub(r"^([+-]) ", r"\1", _EUROS.sub("", text) if not _MILLIERS.search(text) else text)
    if _SIMPLE.fullmatch(text) and not _AMBIGU.fullmatch(text):
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
        raise ValeurRefusee(
            "peut se lire de deux façons : le point sépare-t-il les milliers ou les décimales ?",
            f"Écrivez {whole} si ce sont des milliers, ou une virgule si ce sont des décimales.",
        )
    if _ANGLAIS.fullmatch(text):
        said = text.replace(",", "").replace(".", ",")
        raise ValeurRefusee("est écrit à l'anglaise.", f"Écrivez {said}, sans séparateur de milliers.")
    if "%" in text:
        raise ValeurRefusee("est un pourcentage.", "Écrivez la part entre 0 et 1, par exemple 0,5 pour 50 %.")
    if re.fullmatch(r"\(.*\)", text):
        raise ValeurRefusee("est entre parenthèses.", "Écrivez une diminution avec le signe moins.")
    if _MILLIERS.search(text):
        raise ValeurRefusee("est exprimé en milliers ou en millions.", "Écrivez le montant en euros, sans unité.")
    if re.fullmatch(r"[+-]?[0-9 ]+(?:[.,][0-9]+)?", text):
        raise ValeurRefusee("a des espaces mal placés.", "Groupez les chiffres par trois, par exemple 1 234,56.")
    if not _EXPOSANT.fullmatch(text):
        raise ValeurRefusee("n'est pas un nombre.", _ECRIRE_NOMBRE)
    if abs(Decimal(text.replace(",", "."))) < PLAFOND:
        raise ValeurRefusee("est en notation scientifique et a perdu des chiffres.", "Écrivez tous les chiffres.")


def lire_entier(raw: object) -> int:
    value = lire_nombre(raw)
    if value != value.to_integral_value():
        raise ValeurRefusee("n'est pas un nombre entier.", "Écrivez un nombre sans décimale.")
    return int(value)
