"""What was done to the data, by whom and how it ended: one line per fact, only ever added, through a power cut.

A gesture writes ``debut``, then ``fin``, ``refus`` or ``echec``. A ``debut`` without an end is a gesture that was cut.
Each line carries the hash of the one before and its own (``chaine``); ``journal_eprouve`` reads them again.
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from ti_dashboard import horloge
from ti_dashboard.dossier import chaine, disque, provenance

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
    "purger": "Purge",
    "sauvegarder": "Sauvegarde",
    "restaurer": "Restauration",
}
"""What each gesture is called: no other is written."""
# Facts of a line that have a place of their own on the screen.
PROVENANCE = ("compte", "origine")
# Where the end of the journal is looked for first: hundreds of lines.
_FIN = 256 * 1024


@dataclass(frozen=True)
class Entree:
    """One line of the journal. ``instant`` is UTC, ISO 8601; ``geste_id`` ties the lines of one gesture.

    ``recette``, ``precedent`` and ``empreinte`` are empty in a line written before lines held each other.
    """

    instant: str
    geste_id: str
    geste: str
    issue: str
    auteur: str
    objet: str = ""
    detail: dict[str, object] = field(default_factory=dict)
    recette: str = ""
    precedent: str = ""
    empreinte: str = ""

    @property
    def compte(self) -> str:
        return str(self.detail.get("compte") or "")

    @property
    def origine(self) -> str:
        return str(self.detail.get("origine") or "")

    @property
    def issue_dite(self) -> str:
        """How the gesture ended, in French; one that only began was cut, or still runs."""
        return {"fin": "fait", "refus": "refusé", "echec": "échoué"}.get(self.issue, "interrompu")

    @property
    def empreinte_recalculee(self) -> str:
        """The hash its content gives, whatever it says of itself."""
        detail = json.dumps(self.detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        said = {n: getattr(self, n) for n in ("instant", "geste_id", "geste", "issue", "auteur", "objet")}
        return chaine.empreinte(self.precedent, said | {"detail": detail})

    def en_ligne(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def noter(dossier: Path, geste_id: str, geste: str, issue: str, auteur: str, objet: str = "", **detail: object) -> None:
    """Add one line, that holds all those before it, and wait until the disk has it. Where there are accounts it says
    which one, and from where."""
    if geste not in GESTES:
        raise ValueError(f"« {geste} » n'est pas un geste du journal.")
    now = horloge.maintenant().isoformat(timespec="milliseconds")
    # As it will be read again: a tuple is a list there.
    read = json.loads(json.dumps(detail | provenance.courante(), ensure_ascii=False))
    path = dossier / NOM
    is_new = not path.exists()
    with path.open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        said = (now, geste_id, geste, issue, auteur, objet, read, chaine.RECETTE, _precedent(file))
        line = Entree(*said, Entree(*said).empreinte_recalculee).en_ligne()
        # A line cut by a power failure must not swallow the next one.
        start = b"" if _ends_well(file) else b"\n"
        file.write(start + line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        disque.graver(dossier)


def _precedent(file: BinaryIO) -> str:
    """What the next line follows."""
    size = file.seek(0, os.SEEK_END)
    for length in (_FIN, size):
        file.seek(max(0, size - length))
        found = _suite(file.read())
        if found:
            return found
    file.seek(0)
    before = file.read()
    return chaine.debut(before if not before or before.endswith(b"\n") else before + b"\n")


def _suite(end: bytes) -> str:
    """What follows these last bytes, when a line of the chain is among them."""
    lines = end.removesuffix(b"\n").split(b"\n")
    for rank in range(len(lines) - 1, -1, -1):
        last = entree(lines[rank])
        if last is not None and last.empreinte:
            rest = lines[rank + 1 :]
            return chaine.reprise(last.empreinte, b"\n".join(rest)) if rest else last.empreinte
    return ""


def _ends_well(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        return True
    file.seek(size - 1)
    return file.read(1) == b"\n"


def entree(line: bytes) -> Entree | None:
    """One line, or None when it was cut short by a power failure."""
    try:
        found = Entree(**json.loads(line))
        "".join(value for name, value in vars(found).items() if name != "detail").encode()
    except (ValueError, TypeError, RecursionError):
        return None
    return found if isinstance(found.detail, dict) else None


def lire(dossier: Path) -> list[Entree]:
    """Every whole line, the oldest first; a line cut short by a power failure is left out."""
    path = dossier / NOM
    if not path.exists():
        return []
    return [found for line in path.read_bytes().split(b"\n") if (found := entree(line)) is not None]


def tete(dossier: Path) -> str:
    """The hash of the last line that has one, empty when none has."""
    return next((e.empreinte for e in reversed(lire(dossier)) if e.empreinte), "")


def gestes(entrees: list[Entree]) -> list[Entree]:
    """The last line of each gesture, the latest first: in the order they were written, a clock may be set back."""
    last: dict[str, Entree] = {}
    for one in entrees:
        last.pop(one.geste_id, None)
        last[one.geste_id] = one
    return list(reversed(last.values()))
