"""Attachments made by hand: the territory of a project, or of an act, that its sender attached to none.

``rattachements/000012.json`` is one gesture, put in place whole and never written twice: undoing is another gesture.
The last one that names a subject speaks for it.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from ti_dashboard.dossier import disque
from ti_dashboard.errors import RattachementIllisible

PROJET, ACTE = "projet", "acte"


@dataclass(frozen=True)
class Sujet:
    """A project, or an act of a funder: what is attached. The rows it has now, and those to come, follow."""

    phase: int
    projet_id: str | None = None
    operateur_id: str | None = None
    reference: str | None = None

    def ecrire(self) -> str:
        """« projet:P1 », « acte:bpifrance:2019-001 »: as it is typed after a verb."""
        return f"{PROJET}:{self.projet_id}" if self.projet_id else f"{ACTE}:{self.operateur_id}:{self.reference}"


@dataclass(frozen=True)
class Attache:
    """One gesture: ``territoire_id`` is None where it undoes what was done by hand to its subjects."""

    numero: int
    sujets: tuple[Sujet, ...]
    territoire_id: str | None
    auteur: str
    motif: str
    fait_le: datetime
    date_connaissance: date


def dossier(donnees: Path) -> Path:
    return donnees / "rattachements"


def lire(donnees: Path) -> tuple[Attache, ...]:
    """Every gesture, the earliest first. Raises RattachementIllisible, naming the file that is lost or altered."""
    found = tuple(_lire(path) for path in sorted(dossier(donnees).glob(f"{'[0-9]' * 6}.json")))
    for expected, gesture in enumerate(found, 1):
        if gesture.numero != expected:
            raise RattachementIllisible(_perdu(_fichier(donnees, expected).name, "il manque"))
    return found


def _lire(path: Path) -> Attache:
    with _en_clair(path):
        content = json.loads(path.read_text(encoding="utf-8"))
        found = Attache(
            **content
            | {
                "sujets": tuple(Sujet(**s) for s in content["sujets"]),
                "fait_le": datetime.fromisoformat(content["fait_le"]),
                "date_connaissance": date.fromisoformat(content["date_connaissance"]),
            }
        )
        if f"{found.numero:06d}" != path.stem or not found.sujets:
            raise ValueError("Its number is not that of its name, or it speaks of nothing.")
        return found


@contextmanager
def _en_clair(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RattachementIllisible(
            f"Le fichier {path.name} d'un rattachement fait à la main n'a pas pu être lu : {disque.raison(error)}. "
            "Rien n'a changé."
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RattachementIllisible(_perdu(path.name, disque.pourquoi_illisible(error))) from error


def _perdu(nom: str, constat: str) -> str:
    return (
        f"Le fichier {nom} d'un rattachement fait à la main ne se lit plus ({constat}) : remettez-le tel qu'il était, "
        "d'une sauvegarde."
    )


def en_vigueur(gestes: Sequence[Attache]) -> dict[Sujet, Attache]:
    """What is attached by hand after these gestures: each subject with the last that attached it."""
    last = {sujet: gesture for gesture in gestes for sujet in gesture.sujets}
    return {sujet: gesture for sujet, gesture in last.items() if gesture.territoire_id}


def en_attente(donnees: Path, publies: int) -> list[Attache]:
    """The gestures that a publication which holds this many does not hold yet."""
    return [gesture for gesture in lire(donnees) if gesture.numero > publies]


def ajouter(donnees: Path, geste: Attache) -> Path:
    """Keep one more gesture; the caller holds the lock and gave it the next number."""
    content = asdict(geste) | {
        "fait_le": geste.fait_le.isoformat(timespec="seconds"),
        "date_connaissance": geste.date_connaissance.isoformat(),
    }
    target = _fichier(donnees, geste.numero)
    disque.poser(target, json.dumps(content, ensure_ascii=False, indent=1).encode())
    return target


def _fichier(donnees: Path, numero: int) -> Path:
    return dossier(donnees) / f"{numero:06d}.json"
