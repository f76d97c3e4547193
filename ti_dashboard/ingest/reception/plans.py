"""One reading that a mapping file plans: for each field, where it comes from; every key checked, with a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ti_dashboard.ingest.reception.champ import Champ
from ti_dashboard.ingest.reception.lieux.phases import SELON_LA_DATE
from ti_dashboard.ingest.reception.plans_faux import Faux, cles_connues, un_mot
from ti_dashboard.ingest.reception.retouches_prevues import Retouche, retouches
from ti_dashboard.ingest.reception.schema import Schema, schema
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.referentiels.natures import NATURES

CLES_LECTURE = {"nom", "nature", "objet", "colonnes", "constantes", "filtre", "identifiants"}
DATE_DU_FICHIER = "date du fichier"
"""The constant that stands for the day the file was received."""


@dataclass(frozen=True)
class LecturePrevue:
    """One reading of a sheet. ``colonnes``: field → header of the sender; ``composees``: field → headers put end to
    end; ``identifiants``: field → headers that name a row, none for all of them; ``filtre``: header → values of the
    rows to read.
    """

    nom: str
    nature: str
    objet: str | None
    colonnes: Mapping[str, str]
    constantes: Mapping[str, Any]
    avant: Mapping[str, Retouche]
    composees: Mapping[str, tuple[str, ...]]
    identifiants: Mapping[str, tuple[str, ...]]
    filtre: Mapping[str, tuple[str, ...]]

    @property
    def en_tetes(self) -> set[str]:
        """Every header it speaks of."""
        return {*self.colonnes.values(), *self._composant}

    @property
    def indispensables(self) -> set[str]:
        """Headers that cannot be missing: required fields, and what names or sorts the rows."""
        needed = {c.nom for c in schema(self.nature).champs if c.colonne_requise}
        return {h for field, h in self.colonnes.items() if field in needed} | self._composant

    @property
    def _composant(self) -> set[str]:
        return {h for headers in (*self.composees.values(), *self.identifiants.values(), self.filtre) for h in headers}


def prevoir(rank: int, plan: dict[str, Any], content: dict[str, Any]) -> LecturePrevue:
    """The ``rank``-th reading of a mapping: what all its readings share, and what this one adds. Raises Faux."""
    place = f"lectures {rank}."
    cles_connues(place, plan, CLES_LECTURE)
    for key in ("nom", "nature", "objet"):
        un_mot(f"{place}{key}", plan.get(key, ""))
    nature = plan.get("nature", content["nature"])
    if nature not in NATURES:
        raise Faux(f"{place}nature" if "nature" in plan else "nature", f"valeurs possibles : {', '.join(NATURES)}")
    contract = schema(nature)
    columns, constants, named = (
        _table(key, content, contract) | _table(key, plan, contract, place)
        for key in ("colonnes", "constantes", "identifiants")
    )
    columns = {k: v for k, v in columns.items() if k not in plan.get("constantes", {})}
    _controler_lecture(place, contract, {*columns, *named}, constants)
    single = {field: headers[0] for field, headers in columns.items() if len(headers) == 1}
    composed = {field: headers for field, headers in columns.items() if len(headers) > 1}
    before, target = retouches(content, contract, columns), plan.get("objet")
    if target is not None and target not in single:
        raise Faux(f"{place}objet", f"« {target} » n'est pas une colonne de cette lecture")
    kept = _filtre("", content) | _filtre(place, plan)
    return LecturePrevue(plan.get("nom", ""), nature, target, single, constants, before, composed, named, kept)


def _table(key: str, content: dict[str, Any], contract: Schema, place: str = "") -> dict[str, Any]:
    """Entries of a table for the fields of this kind; a field that no kind knows is a fault."""
    table = content.get(key, {})
    if not isinstance(table, dict):
        raise Faux(f"{place}{key}", "elle doit être une table")
    everywhere = {name for nature in NATURES for name in schema(nature).noms}
    for field in table:
        if field not in (contract.noms if place else everywhere):
            said = f"ce champ n'existe pas ; champs possibles : {', '.join(contract.noms)}"
            raise Faux(f"{place}{key}.{field}", said)
    kept = {field: value for field, value in table.items() if field in contract.noms}
    if key == "constantes":
        return kept
    return {field: _en_tetes(f"{place}{key}.{field}", value, key == "identifiants") for field, value in kept.items()}


def _en_tetes(key: str, value: object, is_identity: bool) -> tuple[str, ...]:
    headers = [value] if isinstance(value, str) and not is_identity else value
    if not isinstance(headers, list) or not all(isinstance(h, str) and mot_cle(h) for h in headers):
        raise Faux(key, "elle doit être une liste d'en-têtes" if is_identity else "elle doit donner un en-tête")
    if not headers and not is_identity:
        raise Faux(key, "elle doit donner un en-tête")
    return tuple(headers)


def _filtre(place: str, content: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    table = content.get("filtre", {})
    if not isinstance(table, dict):
        raise Faux(f"{place}filtre", "elle doit être une table")
    kept: dict[str, tuple[str, ...]] = {}
    for header, value in table.items():
        values = value if isinstance(value, list) else [value]
        if not mot_cle(header) or not values or not all(isinstance(v, str | int) and str(v).strip() for v in values):
            raise Faux(f"{place}filtre.{header}", "elle doit donner la valeur, ou les valeurs, des lignes à lire")
        kept[header] = tuple(str(v) for v in values)
    return kept


def _controler_lecture(place: str, contract: Schema, given: set[str], constants: Mapping[str, Any]) -> None:
    readers = {c.nom: c for c in contract.colonnes()}
    dates = {c.nom for c in contract.champs if c.genre == "date"}
    for field, value in constants.items():
        un_mot(f"{place}constantes.{field}", value)
        _, fault = readers[field].lue(value)
        by_row = (field in dates and value == DATE_DU_FICHIER) or (field == "phase" and value == SELON_LA_DATE)
        if fault and not by_row:
            raise Faux(f"{place}constantes.{field}", fault.en_phrase().removesuffix("."))
    for champ in contract.champs:
        _controler_champ(place, champ, contract, {*given, *constants})


def _controler_champ(place: str, champ: Champ, contract: Schema, given: set[str]) -> None:
    if champ.est_requis and champ.nom not in {*given, "phase"}:
        raise Faux(f"{place}colonnes.{champ.nom}", "ce champ obligatoire n'a ni colonne ni constante")
    if champ.lieu_requis and not {champ.nom, *contract.lieux} & given:
        raise Faux(f"{place}colonnes.{champ.nom}", "ni ce champ ni aucun lieu n'a de colonne ou de constante")
