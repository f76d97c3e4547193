"""What a measure leaves: its raw samples, with the machine and its load, and a table to read."""

import json
import statistics
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.bench.rapport import machine, p95
from ti_dashboard.langue.formats import nombre

DOSSIER = Path(__file__).parent / "resultats"
DECIMALES_SOUS = 10


class Mesure:
    """One scenario: what was asked, each sample by name, and the load of the machine before and after."""

    def __init__(self, scenario: str, parametres: Mapping[str, Any]) -> None:
        self.scenario, self.parametres = scenario, dict(parametres)
        self.avant = machine()
        self.brut: dict[str, Any] = {}

    def garder(self, nom: str, valeurs: Any) -> None:
        self.brut[nom] = valeurs

    def ecrire(self, lignes: Sequence[str]) -> Path:
        """Print what is to be read; give the file of the samples."""
        DOSSIER.mkdir(exist_ok=True)
        path = DOSSIER / f"{self.scenario}-{datetime.now():%Y%m%d-%H%M%S}.json"
        after = machine()
        told = {"scenario": self.scenario, "parametres": self.parametres, "avant": self.avant, "apres": after}
        samples = json.dumps(told | {"mesures": self.brut}, ensure_ascii=False, indent=1, default=str)
        path.write_text(samples, encoding="utf-8")
        text = "\n".join([f"Machine : {self.avant} ; à la fin, {after}", "", *lignes])
        path.with_suffix(".md").write_text(text + "\n", encoding="utf-8")
        print(f"\n## {self.scenario}\n\n{text}\n\nÉchantillons : {path}", flush=True)
        return path


def mots(valeur: float) -> str:
    return nombre(valeur, 1 if abs(valeur) < DECIMALES_SOUS else 0)


def tableau(mesures: Mapping[str, Sequence[float]]) -> list[str]:
    """One row per measure: how many samples, median, p95, the last."""
    lines = ["| mesure | nombre | médiane | p95 | dernier |", "|---|--:|--:|--:|--:|"]
    for name, values in mesures.items():
        if values:
            told = " | ".join(mots(v) for v in (statistics.median(values), p95(list(values)), max(values)))
            lines.append(f"| {name} | {len(values)} | {told} |")
        else:
            lines.append(f"| {name} | 0 | – | – | – |")
    return lines
