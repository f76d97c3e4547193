"""How long what no figure rests on is kept: the rule, by TI_DASHBOARD_CONSERVATION, and what was purged by it."""

import json
import os
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from ti_dashboard.dossier import disque
from ti_dashboard.errors import ConservationMalReglee
from ti_dashboard.langue.formats import accord

VARIABLE = "TI_DASHBOARD_CONSERVATION"
PURGE = "purge.json"


@dataclass(frozen=True)
class Conservation:
    """Days: of a deposit read and never accepted, of the files of one set aside, of a publication that was replaced;
    after a séance is closed, of the mails of those it expected; of a document once no séance has it."""

    attente: int = 90
    ecartes: int = 365
    publications: int = 365
    attendus: int = 90
    documents: int = 90

    def en_phrase(self) -> str:
        return (
            f"Sont gardés : {accord(self.attente, 'jour')} un dépôt lu et jamais accepté, "
            f"{accord(self.ecartes, 'jour')} les fichiers d'un dépôt écarté, {accord(self.publications, 'jour')} une "
            f"publication remplacée, {accord(self.attendus, 'jour')} après sa clôture le courriel des attendus d'une "
            f"séance, {accord(self.documents, 'jour')} un document qui en est retiré ; sans limite, ce sur quoi repose "
            "un arrêté ou la publication affichée, et la publication précédente."
        )


def regle() -> Conservation:
    """« attente=90,ecartes=365 »; what is not said has its usual value. Raises ConservationMalReglee."""
    said = os.environ.get(VARIABLE, "").replace(" ", "")
    known = {f.name for f in fields(Conservation)}
    found: dict[str, int] = {}
    for word in filter(None, said.split(",")):
        name, _, days = word.partition("=")
        if name not in known or not days.isdecimal() or not 1 <= int(days) <= 36_500:
            raise ConservationMalReglee(
                f"{VARIABLE} ne se comprend pas à « {word[:60]} » : écrivez par exemple "
                "attente=90,ecartes=365,publications=365,attendus=90,documents=90 (des jours, un au moins). Rien "
                "n'est purgé."
            )
        found[name] = int(days)
    return Conservation(**found)


def noter(dossier: Path, jour: date, fichiers: set[str]) -> None:
    """Say in the folder of a deposit which of its files, by their hash, are purged from that day."""
    kept = {sha: day.isoformat() for sha, day in purges(dossier).items()}
    disque.poser(
        dossier / PURGE, json.dumps(dict.fromkeys(sorted(fichiers), jour.isoformat()) | kept, indent=1).encode()
    )


def purges(dossier: Path) -> dict[str, date]:
    """Hash of each purged file of a deposit, and the day it was."""
    try:
        said = json.loads((dossier / PURGE).read_text(encoding="utf-8"))
        return {str(sha): date.fromisoformat(day) for sha, day in said.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError):
        # What was purged is in the journal too: a screen that cannot read this says that the file is not there.
        return {}
