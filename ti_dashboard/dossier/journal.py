"""What was done to the data, by whom and how it ended: one line per fact, only ever added, through a power cut.

A gesture writes ``debut``, then ``fin``, ``refus`` or ``echec``. A ``debut`` without an end is a gesture that was cut.
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from ti_dashboard import horloge

NOM = "journal.jsonl"
GESTES = {
    "construire": "Construction",
    "deposer": "Dépôt",
    "publier": "Publication",
    "arreter": "Arrêté",
    "retirer": "Retrait d'un arrêté",
    "horodater": "Horodatage",
    "oublier": "Dépôt oublié",
    "revenir": "Retour",
    "ecarter": "Mise à l'écart",
    "reprendre": "Reprise",
    "doublon": "Verdict sur un doublon",
    "rattacher": "Rattachement à la main",
    "detacher": "Rattachement défait",
}
"""What each gesture is called: no other is written."""


@dataclass(frozen=True)
class Entree:
    """One line of the journal. ``instant`` is UTC, ISO 8601; ``geste_id`` ties the lines of one gesture."""

    instant: str
    geste_id: str
    geste: str
    issue: str
    auteur: str
    objet: str = ""
    detail: dict[str, object] = field(default_factory=dict)

    @property
    def issue_dite(self) -> str:
        """How the gesture ended, in French; one that only began was cut, or still runs."""
        return {"fin": "fait", "refus": "refusé", "echec": "échoué"}.get(self.issue, "interrompu")


def noter(dossier: Path, geste_id: str, geste: str, issue: str, auteur: str, objet: str = "", **detail: object) -> None:
    """Add one line and wait until the disk has it."""
    if geste not in GESTES:
        raise ValueError(f"« {geste} » n'est pas un geste du journal.")
    now = horloge.maintenant().isoformat(timespec="milliseconds")
    line = json.dumps(asdict(Entree(now, geste_id, geste, issue, auteur, objet, detail)), ensure_ascii=False)
    with (dossier / NOM).open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # A line cut by a power failure must not swallow the next one.
        start = b"" if _ends_well(file) else b"\n"
        file.write(start + line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _ends_well(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        return True
    file.seek(size - 1)
    return file.read(1) == b"\n"


def lire(dossier: Path) -> list[Entree]:
    """Every whole line, the oldest first; a line cut short by a power failure is left out."""
    path = dossier / NOM
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            found.append(Entree(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found


def gestes(entrees: list[Entree]) -> list[Entree]:
    """The last line of each gesture, the latest first."""
    last: dict[str, Entree] = {}
    for entree in entrees:
        last[entree.geste_id] = entree
    return sorted(last.values(), key=lambda e: e.instant, reverse=True)
