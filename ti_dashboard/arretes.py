"""Arrêtés decided here, beside the committees known from the sources: one small file each, never written twice.

One frozen by mistake is withdrawn by a second file beside it: the first stays, sealed, its date is never used again.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from ti_dashboard import disque
from ti_dashboard.errors import DepotRefuse

# The programme was launched that day: nothing was received, closed or told to a committee before.
DEBUT_PROGRAMME = date(2018, 11, 22)
# A committee is convened some weeks ahead; a date beyond is a slip of the fingers.
_AVANCE = timedelta(days=366)
_JOUR = "[0-9]" * 4 + "-[0-9][0-9]-[0-9][0-9]"


@dataclass(frozen=True)
class Retrait:
    """Who took an arrêté away, when and why."""

    motif: str
    auteur: str
    retire_le: datetime


@dataclass(frozen=True)
class ArreteDecide:
    """``empreinte`` is the content hash of the state frozen that day: every later publication must give it again.

    ``retrait``: an arrêté withdrawn keeps its hash, which every publication recomputes, and is shown nowhere.
    """

    arrete_id: date
    libelle: str
    numero: int
    date_cloture: date
    phase_en_cours: int
    auteur: str
    arrete_le: datetime
    empreinte: str | None = None
    retrait: Retrait | None = None


def dernier_jour() -> date:
    """The latest date an arrêté may bear today."""
    return date.today() + _AVANCE


def dossier(donnees: Path) -> Path:
    return donnees / "arretes"


def lire(donnees: Path) -> tuple[ArreteDecide, ...]:
    """Decided arrêtés, withdrawn ones included, the earliest first."""
    return tuple(_lire(p) for p in sorted(dossier(donnees).glob(f"{_JOUR}.json")))


def retires(donnees: Path) -> tuple[ArreteDecide, ...]:
    return tuple(a for a in lire(donnees) if a.retrait)


def _lire(path: Path) -> ArreteDecide:
    content = json.loads(path.read_text(encoding="utf-8"))
    for name in ("arrete_id", "date_cloture"):
        content[name] = date.fromisoformat(content[name])
    content["arrete_le"] = datetime.fromisoformat(content["arrete_le"])
    return ArreteDecide(**content, retrait=_retrait(_fichier_du_retrait(path)))


def _retrait(path: Path) -> Retrait | None:
    if not path.exists():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    return Retrait(**content | {"retire_le": datetime.fromisoformat(content["retire_le"])})


def _fichier(donnees: Path, arrete_id: date) -> Path:
    return dossier(donnees) / f"{arrete_id.isoformat()}.json"


def _fichier_du_retrait(fichier: Path) -> Path:
    return fichier.with_suffix(".retrait.json")


def ecrire(donnees: Path, arrete: ArreteDecide) -> Path:
    """Keep a decided arrêté. Raises DepotRefuse when there is one at that date already."""
    target = _fichier(donnees, arrete.arrete_id)
    if target.exists():
        raise DepotRefuse(f"{target.name} existe déjà : un arrêté ne se récrit pas.")
    content = asdict(arrete) | {
        "arrete_id": arrete.arrete_id.isoformat(),
        "date_cloture": arrete.date_cloture.isoformat(),
        "arrete_le": arrete.arrete_le.isoformat(timespec="seconds"),
    }
    del content["retrait"]
    return _poser(target, content)


def retirer(donnees: Path, arrete_id: date, retrait: Retrait) -> Path:
    """Mark an arrêté as withdrawn, for ever; its own file stays as it was written."""
    content = asdict(retrait) | {"retire_le": retrait.retire_le.isoformat(timespec="seconds")}
    return _poser(_fichier_du_retrait(_fichier(donnees, arrete_id)), content)


def _poser(target: Path, content: dict[str, object]) -> Path:
    disque.poser(target, json.dumps(content, ensure_ascii=False, indent=1).encode())
    return target
