"""Arrêtés decided here, beside the committees known from the sources: one small file each, never written twice.

One frozen by mistake is withdrawn by a second file beside it: the first stays, sealed, its date is never used again.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.dossier import disque
from ti_dashboard.errors import ArreteIllisible, DepotRefuse

# The programme was launched that day: nothing was received, closed or told to a committee before.
DEBUT_PROGRAMME = date(2018, 11, 22)
# A committee is convened some weeks ahead; a date beyond is a slip of the fingers.
_AVANCE = timedelta(days=366)
# A committee meets within weeks of the closing of its figures; farther, the date is a slip of the fingers or is meant.
AUTOUR_CLOTURE = timedelta(days=92)
_SCEAU = re.compile("[0-9a-f]{64}")
_JOUR = "[0-9]" * 4 + "-[0-9][0-9]-[0-9][0-9]"


@dataclass(frozen=True)
class Retrait:
    """Who took an arrêté away, when and why."""

    motif: str
    auteur: str
    retire_le: datetime


@dataclass(frozen=True)
class ArreteDecide:
    """``empreinte`` is the seal of what was frozen that day, ``recette`` how it was made: every later publication must
    give it again. ``ancienne_empreinte`` is the hash it bore when it was frozen before recipes existed.

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
    recette: str | None = None
    ancienne_empreinte: str | None = None
    retrait: Retrait | None = None


def dernier_jour() -> date:
    """The latest date an arrêté may bear today."""
    return horloge.aujourd_hui() + _AVANCE


def dossier(donnees: Path) -> Path:
    return donnees / "arretes"


def lire(donnees: Path) -> tuple[ArreteDecide, ...]:
    """Decided arrêtés, withdrawn ones included, the earliest first. Raises ArreteIllisible, naming the file."""
    return tuple(lire_un(path) for path in fichiers(donnees))


def fichiers(donnees: Path) -> list[Path]:
    """The file of each decided arrêté, the earliest first."""
    return sorted(dossier(donnees).glob(f"{_JOUR}.json"))


def retires(donnees: Path) -> tuple[ArreteDecide, ...]:
    return tuple(a for a in lire(donnees) if a.retrait)


def lire_un(path: Path) -> ArreteDecide:
    """Raises ArreteIllisible, naming the file."""
    with _en_clair(path):
        content = json.loads(path.read_text(encoding="utf-8"))
        for name in ("arrete_id", "date_cloture"):
            content[name] = date.fromisoformat(content[name])
        content["arrete_le"] = datetime.fromisoformat(content["arrete_le"])
        found = ArreteDecide(**content, retrait=_retrait(_fichier_du_retrait(path)))
        is_sealed = _SCEAU.fullmatch(str(found.empreinte)) and isinstance(found.recette, str | None)
        if found.arrete_id.isoformat() != path.stem or not is_sealed:
            raise ValueError("Its date is not that of its name, or its seal is not one.")
        return found


def _retrait(path: Path) -> Retrait | None:
    if not path.exists():
        return None
    with _en_clair(path):
        content = json.loads(path.read_text(encoding="utf-8"))
        return Retrait(**content | {"retire_le": datetime.fromisoformat(content["retire_le"])})


@contextmanager
def _en_clair(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArreteIllisible(
            f"Le fichier {path.name} d'un arrêté figé ici n'a pas pu être lu : {disque.raison(error)}. Rien n'a changé."
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ArreteIllisible(
            f"Le fichier {path.name} d'un arrêté figé ici ne se lit plus ({disque.pourquoi_illisible(error)}) : "
            "remettez-le tel qu'il était, d'une sauvegarde."
        ) from error


def _fichier(donnees: Path, arrete_id: date) -> Path:
    return dossier(donnees) / f"{arrete_id.isoformat()}.json"


def _fichier_du_retrait(fichier: Path) -> Path:
    return fichier.with_suffix(".retrait.json")


def chiffres(donnees: Path, arrete_id: date) -> Path:
    """Where the figures said at a decided arrêté are kept, as CSV: read in thirty years without any tool."""
    return _fichier(donnees, arrete_id).with_suffix(".chiffres.csv")


def ecrire(donnees: Path, arrete: ArreteDecide, chiffres_dits: bytes) -> Path:
    """Keep a decided arrêté and the figures it says. Raises DepotRefuse when there is one at that date already."""
    target = _fichier(donnees, arrete.arrete_id)
    if target.exists():
        raise DepotRefuse(f"{target.name} existe déjà : un arrêté ne se récrit pas.")
    return _garder(donnees, arrete, chiffres_dits)


def resceller(donnees: Path, arrete: ArreteDecide, chiffres_dits: bytes) -> Path:
    """Give its recipe to an arrêté frozen before recipes existed. Raises DepotRefuse when it has one."""
    if any(kept.recette for kept in lire(donnees) if kept.arrete_id == arrete.arrete_id):
        raise DepotRefuse(f"{_fichier(donnees, arrete.arrete_id).name} a déjà sa recette : un arrêté ne se récrit pas.")
    return _garder(donnees, arrete, chiffres_dits)


def oublier(donnees: Path, arrete_id: date) -> None:
    """Take back an arrêté that could not be served: nobody has seen it."""
    disque.oter(_fichier(donnees, arrete_id))
    disque.oter_au_mieux(chiffres(donnees, arrete_id))


def _garder(donnees: Path, arrete: ArreteDecide, chiffres_dits: bytes) -> Path:
    # The figures first: an arrêté exists once its own file does, and then it is whole.
    disque.poser(chiffres(donnees, arrete.arrete_id), chiffres_dits)
    content = asdict(arrete) | {
        "arrete_id": arrete.arrete_id.isoformat(),
        "date_cloture": arrete.date_cloture.isoformat(),
        "arrete_le": arrete.arrete_le.isoformat(timespec="seconds"),
    }
    del content["retrait"]
    try:
        return _poser(_fichier(donnees, arrete.arrete_id), content)
    except OSError:
        disque.oter_au_mieux(chiffres(donnees, arrete.arrete_id))
        raise


def retirer(donnees: Path, arrete_id: date, retrait: Retrait) -> Path:
    """Mark an arrêté as withdrawn, for ever; its own file stays as it was written."""
    content = asdict(retrait) | {"retire_le": retrait.retire_le.isoformat(timespec="seconds")}
    return _poser(_fichier_du_retrait(_fichier(donnees, arrete_id)), content)


def _poser(target: Path, content: dict[str, object]) -> Path:
    disque.poser(target, json.dumps(content, ensure_ascii=False, indent=1).encode())
    return target
