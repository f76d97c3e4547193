"""The contract of a delivery: a Table Schema (Frictionless) per kind, read from data/schemas/.

Some keys are ours, as the norm allows: ``referentiel`` or ``libelles`` (the French labels of an enumeration),
``au_plus_tard`` (a date that cannot be after the reception), ``colonne_requise`` (cells may be empty, the column not
left out), ``decimales`` (a number is kept to that many), ``lieu`` (the field only says a place, by which a territory is
found), ``lieu_requis`` (the territory must be known, by its code or by a place), ``identifiant`` (a text that names a
thing: cleaned of what nobody sees), ``forme`` (the code it is completed to: « 8419 », « TI 8419 » are ``ti-0000`` too),
``natures`` (the field names a kind of delivery).
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from ti_dashboard.dossier.chemins import SCHEMAS
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception.champ import Champ
from ti_dashboard.ingest.reception.colonne import LecteurDeColonne
from ti_dashboard.ingest.reception.dates import lire_date, lire_date_iso
from ti_dashboard.ingest.reception.nombres import lire_entier, lire_nombre
from ti_dashboard.ingest.reception.regles import enfreintes
from ti_dashboard.ingest.reception.valeurs import lire_booleen, lire_identifiant, lire_texte, mot_cle
from ti_dashboard.referentiels import lire
from ti_dashboard.referentiels.natures import NATURES

LECTEURS: dict[str, Callable[[object], object]] = {
    "string": lire_texte,
    "number": lire_nombre,
    "integer": lire_entier,
    "date": lire_date,
    "boolean": lire_booleen,
}


_ROMAINS = ("i", "ii", "iii", "iv", "v")


@dataclass(frozen=True)
class Schema:
    nature: str
    titre: str
    description: str
    champs: tuple[Champ, ...]

    @cached_property
    def noms(self) -> list[str]:
        """Columns a file may have."""
        return [c.nom for c in self.champs]

    @cached_property
    def propres(self) -> list[str]:
        """The same without those that only say a place (they end in ``territoire_id``) or only quote the file."""
        return [c.nom for c in self.champs if not c.est_lieu and not c.est_mention]

    @cached_property
    def gardes(self) -> list[str]:
        """Fields a row keeps."""
        return [c.nom for c in self.champs if not c.est_lieu]

    @cached_property
    def mentions(self) -> tuple[str, ...]:
        return tuple(c.nom for c in self.champs if c.est_mention)

    @cached_property
    def lieux(self) -> tuple[str, ...]:
        return tuple(c.nom for c in self.champs if c.est_lieu)

    def manquantes(self, present: Collection[str]) -> list[str]:
        """Columns a file cannot do without and does not have; a place may stand for the code of a territory."""
        placed = any(name in present for name in self.lieux)
        return [
            c.nom for c in self.champs if c.nom not in present and (c.colonne_requise or (c.lieu_requis and not placed))
        ]

    def colonnes(self, reception: date | None = None, iso: bool = False) -> list[LecteurDeColonne]:
        """One reader per field, each with its own memory; ``iso`` admits no other date than AAAA-MM-JJ."""
        return [
            LecteurDeColonne(c, lire_date_iso if iso and c.genre == "date" else c.lire, reception) for c in self.champs
        ]

    @cached_property
    def _exactes(self) -> list[LecteurDeColonne]:
        return self.colonnes(iso=True)

    def typer(self, row: dict[str, object]) -> tuple[dict[str, object], list[str]]:
        """Typed values of one row of our own folders, and one French sentence per fault (without its place)."""
        values: dict[str, object] = {}
        faults: list[Defaut] = []
        for column in self._exactes:
            values[column.nom], fault = column.lue(row.get(column.nom))
            if fault:
                faults.append(fault)
        if not faults:
            faults += enfreintes(self.nature, values)
        return values, [fault.en_phrase() for fault in faults]


def _libelles(field: dict[str, Any]) -> dict[object, str]:
    """Code → French label, from the schema itself or from the referential whose column has the field's name."""
    if name := field.get("referentiel"):
        rows = lire(name)
        label = "libelle" if "libelle" in rows[0] else "nom"
        return {LECTEURS[field["type"]](row[field["name"]]): row[label] for row in rows}
    return dict(field.get("libelles", {}))


def _admis(values: tuple[object, ...], labels: Mapping[object, str]) -> dict[str, object]:
    """Every spelling of an enumeration → its code; a label that two codes share names neither."""
    found: dict[str, object] = {}
    shared = [mot_cle(labels[v]) for v in values if v in labels]
    for value in values:
        if value in labels and shared.count(mot_cle(labels[value])) == 1:
            found[mot_cle(labels[value])] = value
    for value in values:  # « I » is phase 1
        if isinstance(value, int) and value <= len(_ROMAINS):
            found[_ROMAINS[value - 1]] = value
    return found | {mot_cle(value): value for value in values}


def _champ(field: dict[str, Any]) -> Champ:
    rules = field.get("constraints", {})
    is_name = field.get("identifiant", False)
    read = lire_identifiant if is_name else LECTEURS[field["type"]]
    values = tuple(NATURES if field.get("natures") else rules.get("enum", ()))
    labels = _libelles(field)
    bounds = [read(rules[k]) if k in rules else None for k in ("minimum", "maximum")]
    return Champ(
        nom=field["name"],
        genre=field["type"],
        description=field.get("description", ""),
        lire=read,
        est_requis=rules.get("required", False),
        colonne_requise=field.get("colonne_requise", rules.get("required", False)),
        valeurs=values,
        libelles=labels,
        admis=_admis(values, labels),
        motif=re.compile(rules["pattern"]) if "pattern" in rules else None,
        minimum=bounds[0],
        maximum=bounds[1],
        avant_reception=field.get("au_plus_tard") == "reception",
        decimales=field.get("decimales"),
        est_lieu=field.get("lieu", False),
        lieu_requis=field.get("lieu_requis", False),
        est_mention=field.get("mention", False),
        est_identifiant=is_name,
        forme=field.get("forme", ""),
    )


@cache
def schema(nature: str) -> Schema:
    """Schema of a kind of delivery (``financements``, ``jalons``…) or of the ``bordereau``."""
    content = json.loads((SCHEMAS / f"{nature}.json").read_text(encoding="utf-8"))
    return Schema(nature, content["title"], content["description"], tuple(map(_champ, content["fields"])))
