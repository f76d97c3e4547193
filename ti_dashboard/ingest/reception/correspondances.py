"""Mapping files, one per house format, edited without code: data/correspondances/*.toml → readings of a sheet."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ti_dashboard.chemins import CORRESPONDANCES
from ti_dashboard.ingest.reception.conversions import UNITES, convertir_date, convertir_unite, convertir_valeurs
from ti_dashboard.ingest.reception.limites import FichierRefuse
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.ingest.schema import NATURES, Schema, schema

_CLES = {"emetteur", "titre", "nature", "reconnait", "unite", "format_date", "colonnes", "constantes", "valeurs",
         "lectures"}  # fmt: skip
_CLES_LECTURE = {"nom", "nature", "objet", "colonnes", "constantes"}
# Fields in euros: the only ones a unit applies to.
_EUROS = {"montant", "cout_total"}


@dataclass(frozen=True)
class LecturePrevue:
    """One reading of a sheet: field → header of the sender, field → constant."""

    nom: str
    nature: str
    objet: str | None
    colonnes: Mapping[str, str]
    constantes: Mapping[str, object]
    avant: Mapping[str, Callable[[object], object]]


@dataclass(frozen=True)
class Correspondance:
    fichier: str
    emetteur: str
    titre: str
    reconnait: tuple[str, ...]
    lectures: tuple[LecturePrevue, ...]

    @property
    def attendus(self) -> dict[str, str]:
        """Key of every header this format speaks of → that header."""
        named = [header for reading in self.lectures for header in reading.colonnes.values()]
        return {mot_cle(h): h for h in [*self.reconnait, *named]}


class _Faux(ValueError):
    """(key, what is wrong)"""


def charger(dossier: Path = CORRESPONDANCES) -> tuple[list[Correspondance], list[FichierRefuse]]:
    """Every mapping of ``dossier`` that holds, and a sentence for each that does not."""
    good: list[Correspondance] = []
    bad: list[FichierRefuse] = []
    for path in sorted(dossier.glob("*.toml")):
        try:
            good.append(lire_correspondance(path))
        except FichierRefuse as refusal:
            bad.append(refusal)
    return good, bad


def lire_correspondance(path: Path) -> Correspondance:
    """Raises FichierRefuse naming the file and the key at fault."""
    stat = path.stat()
    return _lire(path, stat.st_mtime_ns, stat.st_size)


@cache
def _lire(path: Path, _mtime: int, _size: int) -> Correspondance:
    try:
        return _construire(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except _Faux as fault:
        key, said = fault.args
        raise FichierRefuse(f"la correspondance {path.name} est fautive : clé {key}, {said}.",
                            f"Corrigez {path.name} dans data/correspondances.") from None  # fmt: skip
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FichierRefuse(f"la correspondance {path.name} n'est pas du TOML lisible ({error}).",
                            f"Corrigez {path.name} dans data/correspondances.") from None  # fmt: skip


def _construire(nom: str, content: dict[str, Any]) -> Correspondance:
    _cles_connues("", content, _CLES)
    for key, kind in (("emetteur", str), ("titre", str), ("nature", str), ("reconnait", list)):
        if not isinstance(content.get(key), kind) or not content[key]:
            raise _Faux(key, "elle manque ou est vide")
    if not all(isinstance(h, str) and mot_cle(h) for h in content["reconnait"]):
        raise _Faux("reconnait", "elle doit être une liste d'en-têtes")
    plans = content.get("lectures", [{"nom": ""}])
    if not isinstance(plans, list) or not plans or not all(isinstance(p, dict) for p in plans):
        raise _Faux("lectures", "elle doit être une suite de tables [[lectures]]")
    readings = tuple(_lecture(k, plan, content) for k, plan in enumerate(plans, 1))
    if len({r.nom for r in readings}) < len(readings):
        raise _Faux("lectures", "deux lectures portent le même nom")
    return Correspondance(nom, content["emetteur"], content["titre"], tuple(content["reconnait"]), readings)


def _cles_connues(place: str, content: Mapping[str, object], known: set[str]) -> None:
    for key in content:
        if key not in known:
            raise _Faux(f"{place}{key}", f"elle n'est pas connue ; clés possibles : {', '.join(sorted(known))}")


def _lecture(rank: int, plan: dict[str, Any], content: dict[str, Any]) -> LecturePrevue:
    place = f"lectures {rank}."
    _cles_connues(place, plan, _CLES_LECTURE)
    nature = plan.get("nature", content["nature"])
    if nature not in NATURES:
        raise _Faux(f"{place}nature" if "nature" in plan else "nature", f"valeurs possibles : {', '.join(NATURES)}")
    contract = schema(nature)
    columns = _table("colonnes", content, contract) | _table("colonnes", plan, contract, place)
    constants = _table("constantes", content, contract) | _table("constantes", plan, contract, place)
    columns = {k: v for k, v in columns.items() if k not in plan.get("constantes", {})}
    _controler_lecture(place, contract, columns, constants)
    target = plan.get("objet")
    if target is not None and target not in columns:
        raise _Faux(f"{place}objet", f"« {target} » n'est pas une colonne de cette lecture")
    return LecturePrevue(plan.get("nom", ""), nature, target, columns, constants, _avant(content, contract, columns))


def _table(key: str, content: dict[str, Any], contract: Schema, place: str = "") -> dict[str, Any]:
    """Entries of a table for the fields of this kind; a field that no kind knows is a fault."""
    table = content.get(key, {})
    if not isinstance(table, dict):
        raise _Faux(f"{place}{key}", "elle doit être une table")
    everywhere = {name for nature in NATURES for name in schema(nature).noms}
    for field, value in table.items():
        if field not in (contract.noms if place else everywhere):
            said = f"ce champ n'existe pas ; champs possibles : {', '.join(contract.noms)}"
            raise _Faux(f"{place}{key}.{field}", said)
        if key == "colonnes" and not (isinstance(value, str) and mot_cle(value)):
            raise _Faux(f"{place}{key}.{field}", "elle doit donner un en-tête")
    return {field: value for field, value in table.items() if field in contract.noms}


def _controler_lecture(
    place: str, contract: Schema, columns: Mapping[str, str], constants: Mapping[str, object]
) -> None:
    readers = {c.nom: c for c in contract.colonnes()}
    for field, value in constants.items():
        _, fault = readers[field].lue(value)
        if fault:
            raise _Faux(f"{place}constantes.{field}", fault.en_phrase().removesuffix("."))
    for champ in contract.champs:
        if champ.est_requis and champ.nom not in {*columns, *constants, "phase"}:
            raise _Faux(f"{place}colonnes.{champ.nom}", "ce champ obligatoire n'a ni colonne ni constante")
        if champ.lieu_requis and not {champ.nom, *contract.lieux} & {*columns, *constants}:
            raise _Faux(f"{place}colonnes.{champ.nom}", "ni ce champ ni aucun lieu n'a de colonne ou de constante")


def _avant(content: dict[str, Any], contract: Schema, columns: Mapping[str, str]) -> dict[str, Callable]:
    steps: dict[str, Callable[[object], object]] = {}
    unit = content.get("unite", "€")
    if unit not in UNITES:
        raise _Faux("unite", f"valeurs possibles : {', '.join(UNITES)}")
    form = content.get("format_date")
    if form is not None and not (isinstance(form, str) and all(c in form for c in ("%d", "%m", "%Y"))):
        raise _Faux("format_date", "elle doit contenir %d, %m et %Y")
    for champ in contract.champs:
        if champ.nom in columns and champ.nom in _EUROS and unit != "€":
            steps[champ.nom] = convertir_unite(unit)
        if champ.nom in columns and champ.genre == "date" and form:
            steps[champ.nom] = convertir_date(form)
    for field, table in _tables_de_valeurs(content).items():
        if field in columns and field in contract.noms:
            steps[field] = convertir_valeurs(table)
    _controler_valeurs(content, contract)
    return steps


def _tables_de_valeurs(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    tables = content.get("valeurs", {})
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise _Faux("valeurs", "elle doit contenir des tables [valeurs.champ]")
    return tables


def _controler_valeurs(content: dict[str, Any], contract: Schema) -> None:
    readers = {c.nom: c for c in contract.colonnes()}
    for field, table in _tables_de_valeurs(content).items():
        for said, code in table.items() if field in readers else ():
            _, fault = readers[field].lue(code)
            if fault:
                raise _Faux(f"valeurs.{field}.{said}", fault.en_phrase().removesuffix("."))
