"""What a house format does to a value before the schema reads it: unit, date format, table of values."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from ti_dashboard.ingest.reception.nombres import lire_nombre
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, mot_cle

UNITES = {"€": 1, "k€": 1_000, "M€": 1_000_000}
AUTRE_MOT = "*"
Conversion = Callable[[object], object]


def convertir_unite(unite: str) -> Conversion:
    """Amount in thousands or millions of euros → euros."""
    suffix = re.compile(rf"\s*{re.escape(unite)}\s*$", re.IGNORECASE)
    factor = Decimal(UNITES[unite])

    def convert(raw: object) -> object:
        if isinstance(raw, str) and raw.rstrip().endswith("€") and not suffix.search(raw):
            raise ValeurRefusee(f"n'est pas en {unite}, l'unité de ce format.", f"Écrivez le montant en {unite}.")
        return lire_nombre(suffix.sub("", raw) if isinstance(raw, str) else raw) * factor

    return convert


def convertir_date(forme: str) -> Conversion:
    """Text in one given form → date; what is a date already stays one."""
    shown = forme.replace("%d", "JJ").replace("%m", "MM").replace("%Y", "AAAA")

    def convert(raw: object) -> object:
        if isinstance(raw, date) or not isinstance(raw, str):
            return raw
        try:
            return datetime.strptime(raw.strip(), forme).date()
        except ValueError:
            raise ValeurRefusee(f"n'est pas une date de la forme {shown}.", "Corrigez la date.") from None

    return convert


def convertir_valeurs(table: Mapping[str, object]) -> Conversion:
    """Word of the sender → code; any other word is that of ``AUTRE_MOT``, or is left for the schema to judge."""
    codes = {mot_cle(said): code for said, code in table.items() if said != AUTRE_MOT}
    if AUTRE_MOT in table:
        return lambda raw: codes.get(mot_cle(raw), table[AUTRE_MOT])
    return lambda raw: codes.get(mot_cle(raw), raw)
