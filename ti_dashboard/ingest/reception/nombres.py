"""Amounts and counts of a cell, typed or written in French → Decimal, or a refusal when two readings are possible."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from ti_dashboard.errors import NombreIllisible
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, sans_invisible
from ti_dashboard.langue import nombres

# « (1 234,50) » and « 1 234,50- »: how accounts write a decrease.
_COMPTABLE = re.compile(r"\((?P<a>[^()+-]+)\)(?P<unite> ?€)?|(?P<b>[0-9][^()+-]*)-")
_MILLIERS_SUISSES = re.compile(r"(?<=[0-9])['\u2019](?=[0-9]{3}(?![0-9]))")
_AUTRE_MONNAIE = re.compile(r"[$£¥₣]|\b(?:USD|GBP|CHF|FRF|francs?)\b|(?<=[0-9]) ?F\b", re.IGNORECASE)


def lire_nombre(raw: object) -> Decimal:
    """A text goes through the one reader of numbers; a spreadsheet gives a number already."""
    if isinstance(raw, bool | date | time | timedelta):
        raise ValeurRefusee("n'est pas un nombre.", nombres.ECRIRE_NOMBRE)
    try:
        value = nombres.lire_nombre(_au_propre(raw)) if isinstance(raw, str) else Decimal(str(raw))
    except NombreIllisible as refus:
        raise ValeurRefusee(refus.constat, refus.remede) from None
    if not value.is_finite():
        raise ValeurRefusee("n'est pas un nombre.", nombres.ECRIRE_NOMBRE)
    if abs(value) >= nombres.PLAFOND:
        raise ValeurRefusee("dépasse ce qu'un montant peut être.", "Vérifiez l'unité et le nombre de zéros.")
    if isinstance(raw, float):  # a spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004
        value = round(value, 6)
    return value.normalize() + 0


def _au_propre(text: str) -> str:
    """What accounts and spreadsheets add to a number, in the writing that everybody shares."""
    plain = nombres.ESPACES.sub(" ", sans_invisible(text)).strip()
    if _AUTRE_MONNAIE.search(plain):
        raise ValeurRefusee("n'est pas en euros.", "Convertissez le montant en euros.")
    plain = _MILLIERS_SUISSES.sub(" ", plain.removeprefix("€")).strip()
    if match := _COMPTABLE.fullmatch(plain.replace("\u2212", "-")):
        return f"-{(match['a'] or match['b']).strip()}"
    return plain


def lire_entier(raw: object) -> int:
    value = lire_nombre(raw)
    if value != value.to_integral_value():
        raise ValeurRefusee("n'est pas un nombre entier.", "Écrivez un nombre sans décimale.")
    return int(value)
