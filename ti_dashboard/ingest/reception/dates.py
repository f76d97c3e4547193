"""Dates as people and spreadsheets write them in French → date, or a refusal that says how to write it."""

import re
from datetime import date, datetime, timedelta

from ti_dashboard.ingest.reception.valeurs import ESPACES, ValeurRefusee, sans_accent

# A spreadsheet counts days from 1900: these numbers are dates from 1954 to 2119.
SERIES = range(20_000, 80_000)

_FRANCAISE = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_COURTE = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00)?(?:\.0+)?Z?)?", re.IGNORECASE)
_LETTRES = re.compile(r"([0-9]{1,2})(?:er)? ([a-zéèêûôç]+)\.? ([0-9]{4})")
_MOIS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
         "decembre")  # fmt: skip
_ECRIRE_DATE = "Écrivez la date sous la forme 24/09/2019."


def lire_date(raw: object) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        _refuser_serie(raw)
    text = ESPACES.sub(" ", str(raw)).strip().lower()
    if text.isascii() and text.isdigit() and len(text) == 5:
        _refuser_serie(int(text))
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _FRANCAISE.fullmatch(text):
            return _date_francaise(int(match[1]), int(match[3]), int(match[4]))
        if match := _LETTRES.fullmatch(text):
            return date(int(match[3]), _mois(match[2]), int(match[1]))
    except ValeurRefusee:
        raise
    except ValueError:
        raise ValeurRefusee("n'existe pas au calendrier.", _ECRIRE_DATE) from None
    if _COURTE.fullmatch(text):
        raise ValeurRefusee("a une année sur deux chiffres.", "Écrivez l'année sur quatre chiffres : 24/09/2019.")
    raise ValeurRefusee("n'est pas une date.", _ECRIRE_DATE)


def lire_date_iso(raw: object) -> date:
    """The one form our own folders use."""
    if isinstance(raw, date) or _ISO.fullmatch(str(raw).strip()):
        return lire_date(raw)
    raise ValeurRefusee("n'est pas une date de la forme AAAA-MM-JJ.", "")


def _refuser_serie(raw: float) -> None:
    if raw in SERIES or int(raw) in SERIES:
        shown = (date(1899, 12, 30) + timedelta(days=int(raw))).strftime("%d/%m/%Y")
        raise ValeurRefusee(
            f"est un numéro de jour de tableur (sans doute le {shown}).", "Mettez la colonne au format Date."
        )
    raise ValeurRefusee("est un nombre, pas une date.", _ECRIRE_DATE)


def _date_francaise(day: int, month: int, year: int) -> date:
    if month > 12 >= day:
        raise ValeurRefusee(
            "est dans l'ordre américain (mois/jour/année).", f"Écrivez {month:02}/{day:02}/{year}, le jour d'abord."
        )
    return date(year, month, day)


def _mois(word: str) -> int:
    found = [i for i, m in enumerate(_MOIS, 1) if len(word) >= 3 and m.startswith(sans_accent(word))]
    if len(found) != 1:
        raise ValeurRefusee("n'est pas une date : le mois n'est pas reconnu.", _ECRIRE_DATE)
    return found[0]
