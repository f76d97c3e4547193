"""What the locks of the dependencies say: each file installed, its version, its hashes."""

from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RACINE = Path(__file__).parents[1]
SERVIR = RACINE / "requirements.lock"
ESSAYER = RACINE / "requirements-dev.lock"


@dataclass(frozen=True)
class Verrou:
    """One package as it is locked; ``est_voulu`` where this machine and this Python need it."""

    nom: str
    version: str
    empreintes: tuple[str, ...]
    est_voulu: bool


def demandes(fichier: Path) -> list[Requirement]:
    """The lines a person writes, those of the files that it includes too."""
    found = []
    for line in fichier.read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found += demandes(fichier.with_name(line.removeprefix("-r ")))
        elif line and not line.startswith("#"):
            found.append(Requirement(line))
    return found


def lire(fichier: Path) -> list[Verrou]:
    """Every package of a lock, in its order."""
    text = fichier.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    return [_verrou(line) for line in lines]


def _verrou(line: str) -> Verrou:
    asked, *hashes = (part.strip() for part in line.split("--hash="))
    requirement = Requirement(asked)
    (version,) = (one.version for one in requirement.specifier if one.operator == "==")
    marker = requirement.marker
    is_wanted = marker is None or marker.evaluate()
    return Verrou(canonicalize_name(requirement.name), version, tuple(hashes), is_wanted)
