"""Repeated blocks of an export: each on its own sheet, a row by line of the block, the number of its file in front."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ti_dashboard.classeurs.rangee_vide import est_vide
from ti_dashboard.ingest.demarches.colonnes_export import reperer
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.valeurs import mot_cle

_DOSSIER, _LIGNE = "dossierid", "ligne"
# « (3512345) Intercommunalites me »: the number of the block, then its label, without accents, cut at thirty letters.
_NOM = re.compile(r"\([0-9]+\)\s*(.*)")


@dataclass(frozen=True)
class Bloc:
    """``valeurs``: header of the mapping → number of a file → what the lines of the block say, in their order."""

    nom: str
    valeurs: dict[str, dict[str, list[object]]]
    reste: list[str]


def numero(value: object) -> str:
    """The number of a file, whatever the cell made of it."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def est_un_bloc(sheet: FeuilleBrute) -> bool:
    head = [mot_cle(c) for c in sheet.lignes[0][:2]] if sheet.lignes else []
    return head == [_DOSSIER, _LIGNE]


def lire_bloc(sheet: FeuilleBrute, wanted: Mapping[str, Sequence[str]]) -> Bloc:
    """Columns the mapping names, or those that hold codes when the mapping names the block itself."""
    cases = [str(c) if c is not None else "" for c in sheet.lignes[0]]
    match = _NOM.fullmatch(sheet.nom)
    label = match[1] if match else sheet.nom
    found = reperer(cases, wanted, label)
    columns = {header: places[:1] for header, places in found.positions.items()}
    named = _sur_feuille(label)
    if whole := next((h for h in wanted if named and _sur_feuille(h).startswith(named)), None):
        columns.setdefault(whole, [i for i, c in enumerate(cases) if mot_cle(c).endswith("code")][:1] or [2])
    values: dict[str, dict[str, list[object]]] = {header: {} for header in columns}
    for row in sheet.lignes[1:]:
        if not est_vide(row):
            for header, places in columns.items():
                for i in places:
                    if i < len(row) and row[i] not in (None, ""):
                        values[header].setdefault(numero(row[0]), []).append(row[i])
    kept = {i for places in columns.values() for i in places}
    return Bloc(label, values, [c for i, c in enumerate(cases) if i > 1 and c and i not in kept])


def _sur_feuille(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return mot_cle(plain)
