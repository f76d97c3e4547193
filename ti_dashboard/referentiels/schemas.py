"""The contracts of deliveries, one Table Schema (Frictionless) per kind in data/schemas/, as they are written."""

import json
from functools import cache
from typing import Any

from ti_dashboard.dossier.chemins import SCHEMAS


@cache
def lire(nature: str) -> dict[str, Any]:
    """Title, description and fields of one kind of delivery."""
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{nature}.json").read_text(encoding="utf-8"))
    return schema
