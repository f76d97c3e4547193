"""The contract of a delivery: a Table Schema (Frictionless) per kind, read from data/schemas/."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from ti_dashboard.chemins import SCHEMAS


@dataclass(frozen=True)
class Champ:
    nom: str
    lire: Callable[[object], object]
    est_requis: bool
    valeurs: frozenset[object]
    motif: re.Pattern[str] | None
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True)
class Schema:
    nature: str
    champs: tuple[Champ, ...]

    @property
    def noms(self) -> list[str]:
        return [c.nom for c in self.champs]

    def typer(self, row: dict[str, object]) -> tuple[dict[str, object], list[str]]:
        """Typed values of one row, and one French sentence per faulty cell (without its place)."""
        values: dict[str, object] = {}
        faults: list[str] = []
        for champ in self.champs:
            value, fault = _typed(champ, row.get(champ.nom))
            values[champ.nom] = value
            if fault:
                faults.append(f"colonne {champ.nom} : {fault}")
        return values, faults


def _typed(champ: Champ, raw: object) -> tuple[object, str | None]:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None, "la valeur est obligatoire et la case est vide." if champ.est_requis else None
    try:
        value = champ.lire(raw)
    except (ValueError, InvalidOperation, ArithmeticError) as error:
        return None, f"« {raw} » {error}"
    if champ.valeurs and value not in champ.valeurs:
        shown = ", ".join(str(v) for v in sorted(champ.valeurs, key=str))
        return None, f"« {raw} » n'est pas admis. Valeurs possibles : {shown}."
    if champ.motif and not champ.motif.fullmatch(str(value)):
        return None, f"« {raw} » n'a pas la forme attendue ({champ.motif.pattern})."
    if champ.minimum is not None and value < champ.minimum:
        return None, f"« {raw} » est inférieur au minimum {champ.minimum:g}."
    if champ.maximum is not None and value > champ.maximum:
        return None, f"« {raw} » est supérieur au maximum {champ.maximum:g}."
    return value, None


def _as_text(raw: object) -> str:
    return str(raw).strip()


def _as_number(raw: object) -> Decimal:
    try:
        value = Decimal(str(raw).strip())
    except InvalidOperation:
        raise ValueError("n'est pas un nombre.") from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 15:
        raise ValueError("dépasse ce qu'un montant peut être.")
    if isinstance(raw, float):  # a spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004
        value = round(value, 6)
    return value.normalize() + 0


def _as_integer(raw: object) -> int:
    value = _as_number(raw)
    if value != value.to_integral_value():
        raise ValueError("n'est pas un nombre entier.")
    return int(value)


def _as_date(raw: object) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(str(raw).strip())
    except ValueError:
        raise ValueError("n'est pas une date de la forme AAAA-MM-JJ.") from None


def _as_boolean(raw: object) -> bool:
    if str(raw).strip() not in ("oui", "non"):
        raise ValueError("doit être « oui » ou « non ».")
    return str(raw).strip() == "oui"


LECTEURS: dict[str, Callable[[object], object]] = {
    "string": _as_text,
    "number": _as_number,
    "integer": _as_integer,
    "date": _as_date,
    "boolean": _as_boolean,
}


def _champ(field: dict[str, Any]) -> Champ:
    rules = field.get("constraints", {})
    return Champ(
        nom=field["name"],
        lire=LECTEURS[field["type"]],
        est_requis=rules.get("required", False),
        valeurs=frozenset(rules.get("enum", ())),
        motif=re.compile(rules["pattern"]) if "pattern" in rules else None,
        minimum=rules.get("minimum"),
        maximum=rules.get("maximum"),
    )


@cache
def schema(nature: str) -> Schema:
    """Schema of a kind of delivery (``financements``, ``jalons``…) or of the ``bordereau``."""
    text = (SCHEMAS / f"{nature}.json").read_text(encoding="utf-8")
    return Schema(nature, tuple(_champ(f) for f in json.loads(text)["fields"]))
