"""What the platform writes around a value: an hour after a day, a name after a code, « on » for a ticked box."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from ti_dashboard.horloge import PARIS
from ti_dashboard.ingest.demarches.compte_rendu import Noter
from ti_dashboard.ingest.reception.identites import SEPARATEUR
from ti_dashboard.ingest.reception.plans import LecturePrevue
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.referentiels import lire

NATURE = "candidatures"
_INSTANT = re.compile(
    r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{4})"
    r"[T ]+([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)\s*(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?\s*"
)
_DEPARTEMENT = re.compile(r"\s*([0-9]{1,3}|2[AB])\b.*", re.DOTALL)
_SEPARATEURS = re.compile(r"[|,;/\r\n]+")
_CASES = {"on": "oui", "off": "non"}


def _taire(_genre: str, _nom: str = "") -> None:
    pass


def ligne(cellules: Mapping[str, object], mapping: LecturePrevue, noter: Noter = _taire) -> dict[str, object]:
    """Cells of one file by header → raw values of the fields of ``candidatures``; nothing else is kept."""
    by_key = {mot_cle(header): value for header, value in cellules.items()}
    raw = {field: by_key.get(mot_cle(header)) for field, header in mapping.colonnes.items()}
    for field, headers in mapping.composees.items():
        texts = [str(by_key.get(mot_cle(header)) or "").strip() for header in headers]
        raw[field] = SEPARATEUR.join(texts) if any(texts) else None
    row: dict[str, object] = dict(mapping.constantes)
    for field, found in raw.items():
        value = nettoyer(field, found, noter)
        row[field] = mapping.avant[field](value) if value not in (None, "") and field in mapping.avant else value
    return row


def est_du_programme(cellules: Mapping[str, object], mapping: LecturePrevue) -> bool:
    """The file has one of the values that the filter of the mapping keeps, in each of its columns."""
    by_key = {mot_cle(header): mot_cle(value) for header, value in cellules.items() if value is not None}
    return all(by_key.get(mot_cle(header), "") in {mot_cle(v) for v in kept} for header, kept in mapping.filtre.items())


def nettoyer(field: str, value: object, noter: Noter = _taire) -> object:
    """The value alone; ``noter`` is told what was done to it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a spreadsheet keeps the number 41 as 41.0
    if field == "code_region" and isinstance(value, int):
        return f"{value:02}"
    kind = _genres().get(field)
    if kind == "date":
        return _jour(value, noter)
    if kind == "boolean" and isinstance(value, str) and (said := _CASES.get(value.strip().casefold())):
        noter("cases")
        return said
    if field == "code_departement" and value not in (None, ""):
        return _departement(str(value), noter)
    if field == "membres" and value not in (None, ""):
        found = (_siren(part, noter) for part in _SEPARATEURS.split(str(value)) if part.strip())
        return " | ".join(dict.fromkeys(found))
    return value


@cache
def _genres() -> dict[str, str]:
    return {c.nom: c.genre for c in schema(NATURE).champs}


def _jour(value: object, noter: Noter) -> object:
    """The day it was in Paris: an instant is converted, never cut; an hour without a zone is already Paris's."""
    if isinstance(value, str) and (match := _INSTANT.fullmatch(value)):
        written = _instant(*match.groups())
        if written is None:
            return value  # no such day or hour: the check says so
        noter("instants")
    elif isinstance(value, datetime):
        written = value
    else:
        return value
    if written.tzinfo is None:
        return written.date()
    day: date = written.astimezone(PARIS).date()
    if day != written.date():
        noter("jours")
    return day


def _instant(day: str, hour: str, zone: str | None) -> datetime | None:
    if "/" in day:
        day = "-".join(reversed(day.split("/")))
    try:
        return datetime.fromisoformat(f"{day}T{hour}{'+00:00' if zone in ('Z', 'UTC') else zone or ''}")
    except ValueError:
        return None


def _departement(text: str, noter: Noter) -> str:
    """« 35 – Ille-et-Vilaine », « 1 » that a spreadsheet made of « 01 », or the name alone."""
    if match := _DEPARTEMENT.fullmatch(text):
        return match[1].zfill(2)
    code = _departements().get(mot_cle(text))
    noter("departement" if code else "departement_inconnu", "" if code else " ".join(text.split())[:40])
    return code or ""


@cache
def _departements() -> dict[str, str]:
    return {mot_cle(row["nom"]): row["code_departement"] for row in lire("departement")}


def _siren(text: str, noter: Noter) -> str:
    """A SIREN as typed, or the first nine digits of a SIRET; anything else is left for the check to refuse."""
    digits = re.sub(r"[\s\u00a0\u202f.]", "", text)
    if digits.isdigit() and len(digits) == 14:
        noter("siret")
        return digits[:9]
    return digits if digits.isdigit() and len(digits) == 9 else text.strip()
