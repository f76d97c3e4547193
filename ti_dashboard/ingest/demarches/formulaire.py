"""The form of a démarche against the mapping file: which champs to ask, which are unknown, which are missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ti_dashboard.chemins import CORRESPONDANCES
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.formats import enumeration
from ti_dashboard.ingest.reception.correspondances import LecturePrevue, lire_correspondance
from ti_dashboard.ingest.reception.limites import FichierRefuse
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.ingest.schema import schema

NATURE = "candidatures"
FICHIER = CORRESPONDANCES / "demarches.toml"
# What the platform says of every file: property of the API → header of its export.
SYSTEME = {
    "number": "ID",
    "state": "État du dossier",
    "dateDerniereModification": "Dernière mise à jour le",
    "dateDepot": "Déposé le",
    "datePassageEnConstruction": "Passé en construction le",
    "datePassageEnInstruction": "Passé en instruction le",
    "dateTraitement": "Traité le",
}
_JOUR = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{4})[T ][0-9:. ]+(?:Z|UTC|[+-][0-9:]+)?\s*")
_DEPARTEMENT = re.compile(r"\s*([0-9]{2,3}|2[AB])\b.*", re.DOTALL)
_SEPARATEURS = re.compile(r"[|,;/\r\n]+")


def correspondance() -> LecturePrevue:
    """The mapping of the platform, as it is on disk. Raises DepotRefuse naming the key at fault."""
    try:
        mapping = lire_correspondance(FICHIER)
    except FichierRefuse as refusal:
        raise DepotRefuse(f"{refusal.constat[:1].upper()}{refusal.constat[1:]} {refusal.remede}") from None
    return next(reading for reading in mapping.lectures if reading.nature == NATURE)


def lecture() -> str:
    """The mapping as written, to know when it changed."""
    return FICHIER.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Formulaire:
    """``champs`` and ``annotations``: identifier → label, for those the mapping names."""

    champs: dict[str, str]
    annotations: dict[str, str]
    avis: tuple[str, ...]


def confronter(demarche: dict[str, Any], mapping: LecturePrevue) -> Formulaire:
    """What to ask for; labels only are compared, no value is known yet."""
    wanted = {mot_cle(header): header for header in mapping.colonnes.values()}
    system = {mot_cle(header) for header in SYSTEME.values()}
    kept: dict[str, dict[str, str]] = {"champDescriptors": {}, "annotationDescriptors": {}}
    unknown: dict[str, None] = {}
    for kind, found in kept.items():
        for revision in demarche["revisions"]:
            for champ in revision[kind]:
                if mot_cle(champ["label"]) in wanted:
                    found[champ["id"]] = champ["label"]
                else:
                    unknown[champ["label"]] = None
    seen = {mot_cle(label) for found in kept.values() for label in found.values()}
    missing = [header for key, header in wanted.items() if key not in seen | system]
    return Formulaire(kept["champDescriptors"], kept["annotationDescriptors"], tuple(_avis(list(unknown), missing)))


def _avis(unknown: list[str], missing: list[str]) -> Iterator[str]:
    if unknown:
        yield (
            f"Non repris, absents de data/correspondances/demarches.toml : {enumeration([_cite(u) for u in unknown])}."
        )
    if missing:
        yield f"Attendus par demarches.toml, absents du formulaire : {enumeration([_cite(m) for m in missing])}."


def _cite(label: str) -> str:
    return f"« {' '.join(label.split())[:80]} »"


def ligne(cellules: Mapping[str, object], mapping: LecturePrevue) -> dict[str, object]:
    """Cells of one file by header → raw values of the fields of ``candidatures``; nothing else is kept."""
    by_key = {mot_cle(header): value for header, value in cellules.items()}
    row: dict[str, object] = dict(mapping.constantes)
    for field, header in mapping.colonnes.items():
        value = nettoyer(field, by_key.get(mot_cle(header)))
        row[field] = mapping.avant[field](value) if value not in (None, "") and field in mapping.avant else value
    return row


def nettoyer(field: str, value: object) -> object:
    """What the platform writes around a value: an hour after a day, a name after a code, spaces in a SIREN."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)  # a spreadsheet keeps the number 41 as 41.0
    if not isinstance(value, str):
        return value
    kinds = {c.nom: c.genre for c in schema(NATURE).champs}
    if kinds[field] == "date" and (match := _JOUR.fullmatch(value)):
        return match[1]
    if field == "code_departement" and (match := _DEPARTEMENT.fullmatch(value)):
        return match[1]
    if field == "membres":
        return " | ".join(dict.fromkeys(_siren(part) for part in _SEPARATEURS.split(value) if part.strip()))
    return value


def _siren(text: str) -> str:
    """A SIREN as typed, or the first nine digits of a SIRET; anything else is left for the check to refuse."""
    digits = re.sub(r"[\s\u00a0\u202f.]", "", text)
    return digits[:9] if digits.isdigit() and len(digits) in (9, 14) else text.strip()
