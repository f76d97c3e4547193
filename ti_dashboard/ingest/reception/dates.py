"""Dates as people and spreadsheets write them in French → date, or a refusal that says how to write it."""

import re
from datetime import date, datetime, time, timedelta, timezone

from ti_dashboard.horloge import PARIS
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, sans_accent, sans_invisible
from ti_dashboard.langue.nombres import ESPACES

# A spreadsheet counts days from 1900: these numbers are dates from 1954 to 2119.
SERIES = range(20_000, 80_000)

_FRANCAISE = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_COURTE = re.compile(r"[0-9]{1,2}[ /.-](?:[0-9]{1,2}|[a-zéèêûôç]{3,}\.?)[ /.-][0-9]{2}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]00:00(?::00)?(?:\.0+)?Z?)?", re.IGNORECASE)
_ANNEE_DABORD = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
_COMPACTES = (
    re.compile(r"(?P<a>20[0-9]{2})(?P<m>[0-9]{2})(?P<j>[0-9]{2})"),
    re.compile(r"(?P<j>[0-9]{2})(?P<m>[0-9]{2})(?P<a>20[0-9]{2})"),
)
# What says less, or more, than a day: « 2023 », « 2023-05 », « mai 2023 », « 2023-01-30/2024-01-30 ».
_ANNEE = re.compile(r"(?:19|20)[0-9]{2}")
_MOIS_SEUL = re.compile(r"[0-9]{4}[/.-][0-9]{1,2}|[0-9]{1,2}[/.-][0-9]{4}|[a-zéèêûôç]{3,}\.?[ -][0-9]{4}")
_PERIODE = re.compile(r"(?:du )?([0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}) ?(?:[/_à;-]|au) ?[0-9]{1,4}[/.-].*")
_LETTRES = re.compile(r"([0-9]{1,2})(?:er)?[ -]([a-zéèêûôç]+)\.?[ -]([0-9]{4})")
_ENTREE = re.compile(
    r"(?:le )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:lun|mar|mer|jeu|ven|sam|dim)\.),? )?"
)
_HEURE = re.compile(
    r"(?:t|,? (?:à )?)(?P<h>[0-9]{1,2})(?::| ?h ?)(?P<m>[0-9]{2})?(?::(?P<s>[0-9]{2}(?:[.,][0-9]+)?))?"
    r"(?: ?(?P<zone>z|utc|[+-][0-9]{2}:?[0-9]{2}))?$"
)
# A spreadsheet keeps 24/09/2019 as 43731.9999999998: less than a millisecond before midnight is the next day.
_PRESQUE_MINUIT = time(23, 59, 59, 999_001)
_MOIS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
_ECRIRE_DATE = "Écrivez la date sous la forme 24/09/2019."


def lire_date(raw: object) -> date:
    """The day of a cell. Its hour, when it has one, is dropped, once told in Paris's time if it names its zone."""
    if isinstance(raw, datetime):
        return raw.date() + timedelta(days=raw.time() >= _PRESQUE_MINUIT)
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if not float(raw).is_integer() or raw < 10**7:
            _refuser_serie(raw)
        raw = int(raw)
    text = _simple(raw)
    if text.isascii() and text.isdigit() and len(text) == 5:
        _refuser_serie(int(text))
    hour = _HEURE.search(text)
    try:
        day = _jour(text[: hour.start()] if hour else text)
        return _a_paris(day, hour) if hour else day
    except ValeurRefusee:
        raise
    except (ValueError, OverflowError):
        raise ValeurRefusee("n'existe pas au calendrier.", _ECRIRE_DATE) from None


def porte_une_heure(raw: object) -> bool:
    """True when the cell says more than a day: midnight adds nothing."""
    if isinstance(raw, datetime):
        return time() < raw.time() < _PRESQUE_MINUIT
    hour = _HEURE.search(_simple(raw)) if isinstance(raw, str) else None
    return hour is not None and any((hour[k] or "").strip("0.,") for k in "hms")


def _simple(raw: object) -> str:
    text = ESPACES.sub(" ", sans_invisible(str(raw))).strip().lower()
    start = _ENTREE.match(text)
    return text[start.end() :] if start else text


def _jour(text: str) -> date:
    if match := _ANNEE_DABORD.fullmatch(text):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := _FRANCAISE.fullmatch(text):
        return _date_francaise(int(match[1]), int(match[3]), int(match[4]))
    if match := _LETTRES.fullmatch(text):
        return date(int(match[3]), _mois(match[2]), int(match[1]))
    compact = [m for form in _COMPACTES if (m := form.fullmatch(text)) and 1 <= int(m["m"]) <= 12]
    if compact:
        return date(*(int(compact[0][k]) for k in "amj"))
    if _COURTE.fullmatch(text):
        raise ValeurRefusee("a une année sur deux chiffres.", "Écrivez l'année sur quatre chiffres : 24/09/2019.")
    if _ANNEE.fullmatch(text) or _MOIS_SEUL.fullmatch(text):
        raise ValeurRefusee("ne dit pas le jour.", "Écrivez le jour, le mois et l'année : 24/09/2019.")
    if _PERIODE.fullmatch(text):
        raise ValeurRefusee("est une période, pas un jour.", "Écrivez une seule date : 24/09/2019.")
    raise ValeurRefusee("n'est pas une date.", _ECRIRE_DATE)


def _a_paris(day: date, hour: re.Match[str]) -> date:
    moment = datetime(day.year, day.month, day.day, int(hour["h"]), int(hour["m"] or 0))
    zone = hour["zone"]
    if zone is None:
        return day
    offset = "+0000" if zone in ("z", "utc") else zone.replace(":", "")
    away = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:]))
    return moment.replace(tzinfo=timezone(away if offset[0] == "+" else -away)).astimezone(PARIS).date()


def lire_date_iso(raw: object) -> date:
    """The one form our own folders use."""
    if isinstance(raw, date) or _ISO.fullmatch(str(raw).strip()):
        return lire_date(raw)
    raise ValeurRefusee("n'est pas une date de la forme AAAA-MM-JJ.", "")


def _refuser_serie(raw: float) -> None:
    if abs(raw) < SERIES.stop and int(raw) in SERIES:
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
