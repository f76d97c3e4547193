"""What a mapping file does to a raw value before the schema types it: a unit, a form of date, a word for another."""

from collections.abc import Callable, Mapping
from typing import Any

from ti_dashboard.ingest.reception.conversions import (
    AUTRE_MOT,
    UNITES,
    convertir_date,
    convertir_unite,
    convertir_valeurs,
)
from ti_dashboard.ingest.reception.plans_faux import Faux, un_mot
from ti_dashboard.ingest.reception.schema import Schema
from ti_dashboard.ingest.reception.valeurs import mot_cle

# Fields in euros: the only ones a unit applies to.
_EUROS = {"montant", "cout_total"}

Retouche = Callable[[object], object]


def retouches(content: dict[str, Any], contract: Schema, columns: Mapping[str, Any]) -> dict[str, Retouche]:
    steps: dict[str, Retouche] = {}
    unit = content.get("unite", "€")
    un_mot("unite", unit)
    if unit not in UNITES:
        raise Faux("unite", f"valeurs possibles : {', '.join(UNITES)}")
    form = content.get("format_date")
    if form is not None and not (isinstance(form, str) and all(c in form for c in ("%d", "%m", "%Y"))):
        raise Faux("format_date", "elle doit contenir %d, %m et %Y")
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
        raise Faux("valeurs", "elle doit contenir des tables [valeurs.champ]")
    return tables


def _controler_valeurs(content: dict[str, Any], contract: Schema) -> None:
    readers = {c.nom: c for c in contract.colonnes()}
    for field, table in _tables_de_valeurs(content).items():
        for said, code in table.items() if field in readers else ():
            if said != AUTRE_MOT and not mot_cle(said):
                raise Faux(f"valeurs.{field}.{said}", f"le mot est vide ; « {AUTRE_MOT} » vaut tous les autres")
            un_mot(f"valeurs.{field}.{said}", code)
            _, fault = readers[field].lue(code)
            if fault:
                raise Faux(f"valeurs.{field}.{said}", fault.en_phrase().removesuffix("."))
