"""Arrêtés decided here, beside the committees known from the sources: one small file each, never written twice."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from ti_dashboard import disque
from ti_dashboard.errors import DepotRefuse


@dataclass(frozen=True)
class ArreteDecide:
    """``empreinte`` is the content hash of the state frozen that day: every later publication must give it again."""

    arrete_id: date
    libelle: str
    numero: int
    date_cloture: date
    phase_en_cours: int
    auteur: str
    arrete_le: datetime
    empreinte: str | None = None


def dossier(donnees: Path) -> Path:
    return donnees / "arretes"


def lire(donnees: Path) -> tuple[ArreteDecide, ...]:
    """Decided arrêtés, the earliest first."""
    return tuple(_lire(p) for p in sorted(dossier(donnees).glob("[0-9]*.json")))


def _lire(path: Path) -> ArreteDecide:
    content = json.loads(path.read_text(encoding="utf-8"))
    for name in ("arrete_id", "date_cloture"):
        content[name] = date.fromisoformat(content[name])
    content["arrete_le"] = datetime.fromisoformat(content["arrete_le"])
    return ArreteDecide(**content)


def ecrire(donnees: Path, arrete: ArreteDecide) -> Path:
    """Keep a decided arrêté. Raises DepotRefuse when there is one at that date already."""
    target = dossier(donnees) / f"{arrete.arrete_id.isoformat()}.json"
    if target.exists():
        raise DepotRefuse(f"{target.name} existe déjà : un arrêté ne se récrit pas.")
    content = asdict(arrete) | {
        "arrete_id": arrete.arrete_id.isoformat(),
        "date_cloture": arrete.date_cloture.isoformat(),
        "arrete_le": arrete.arrete_le.isoformat(timespec="seconds"),
    }
    disque.poser(target, json.dumps(content, ensure_ascii=False, indent=1).encode())
    return target
