"""Where an import stands, kept after every page: it can die anywhere and go on from there."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from ti_dashboard.dossier import chemins, disque
from ti_dashboard.errors import DepotRefuse

Candidature = dict[str, object]


@dataclass
class Avancement:
    """``depuis`` bounds the reading, ``debut`` is when it began (empty between two readings), ``curseur`` where it is.

    ``question``: hash of what is asked and how it is read; when it changes, all is read again.

    ``lignes``: number of a file → [instant of its last change, row]; ``deposees``: number → hash of the row last
    deposited, so that what has not changed is not deposited again. ``releve``: what was done to what was read.
    """

    demarche: int
    depuis: str | None = None
    debut: str | None = None
    curseur: str | None = None
    question: str | None = None
    lignes: dict[str, tuple[str, Candidature]] = field(default_factory=dict)
    deposees: dict[str, str] = field(default_factory=dict)
    releve: dict[str, list[str]] = field(default_factory=dict)

    def demander(self, question: str) -> None:
        """A form or a mapping that changed says something new of files that did not: start from the beginning."""
        if question != self.question:
            self.question, self.depuis, self.curseur = question, None, None

    def commencer(self, debut: str) -> None:
        """Begin a reading: nothing is read yet."""
        self.debut, self.curseur, self.lignes, self.releve = debut, None, {}, {}

    def retenir(self, numero: str, instant: str, row: Candidature) -> None:
        """Keep the latest state of a file: one that changes while pages are read is read twice."""
        kept = self.lignes.get(numero)
        if kept is None or datetime.fromisoformat(instant) >= datetime.fromisoformat(kept[0]):
            self.lignes[numero] = (instant, row)

    def nouvelles(self) -> list[Candidature]:
        """Rows that differ from what was last deposited, in the order of their numbers."""
        changed = [n for n, (_, row) in self.lignes.items() if self.deposees.get(n) != empreinte(row)]
        return [self.lignes[n][1] for n in sorted(changed, key=lambda n: (len(n), n))]

    def finir(self) -> None:
        """All is deposited: the next reading starts from when this one began, as far as the platform's clock goes.

        Our own clock may be ahead: what changes until it is right again would never be read.
        """
        self.deposees |= {n: empreinte(row) for n, (_, row) in self.lignes.items()}
        seen = [datetime.fromisoformat(instant) for instant, _ in self.lignes.values()]
        if self.debut and seen:
            began = datetime.fromisoformat(self.debut)
            self.depuis = min(began, max(seen)).isoformat(timespec="seconds")
        self.debut, self.curseur, self.lignes, self.releve = None, None, {}, {}


def empreinte(row: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()


def fichier(demarche: int) -> Path:
    return chemins.donnees() / "demarches" / f"{demarche}.json"


def lire(demarche: int) -> Avancement:
    """The state kept on disk, or a first one. Raises DepotRefuse when the file is not one of ours."""
    path = fichier(demarche)
    if not path.exists():
        return Avancement(demarche)
    try:
        kept = Avancement(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise DepotRefuse(f"{path} est illisible : supprimez-le, l'import reprendra tout depuis le début.") from None
    kept.lignes = {n: (instant, row) for n, (instant, row) in kept.lignes.items()}
    return kept


def ecrire(etat: Avancement) -> None:
    path = fichier(etat.demarche)
    with disque.refus_en_clair(path):
        disque.poser(path, json.dumps(asdict(etat), ensure_ascii=False, default=str).encode())
