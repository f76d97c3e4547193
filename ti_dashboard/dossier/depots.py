"""Accepted deliveries on the disk: one folder per deposit, put in place whole, and the files as they were received.

``depots/<depot_id>/`` holds ``depot.json`` and one Parquet file per sheet: its rows as typed on the day they came, so
that a mapping changed later never changes what an old file said. ``recus/<sha256>`` holds the bytes received.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ti_dashboard.dossier import chemins, disque
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.langue.mots import cle

FICHE = "depot.json"
ATTENTE = ".attente"
ECART = "ecarte.json"
# What a delivery can be sent as, in words.
FORMATS = "CSV, XLSX ou ODS"


@dataclass(frozen=True)
class FichierRecu:
    nom: str
    sha256: str
    taille: int


@dataclass(frozen=True)
class FeuilleRecue:
    """One reading of one sheet: nb_lignes = nb_valides + nb_rejets + nb_sans_objet.

    ``total_exact``: the sum of its amounts as they were written, where some had more than two decimals.
    """

    fichier: str
    feuille: str
    lecture: str
    nature: str
    nb_lignes: int
    nb_valides: int
    nb_rejets: int
    nb_sans_objet: int
    total_controle: str | None
    total_lu: str | None
    lignes: str
    rejets: str | None
    colonnes_ignorees: tuple[str, ...]
    total_exact: str | None = None

    @property
    def nom(self) -> str:
        """What tells it from the other readings of its file; nothing when it is the only one."""
        return f"{self.feuille} ({self.lecture})".strip() if self.lecture else self.feuille


@dataclass(frozen=True)
class Paire:
    """Two rows that may be one fact told twice; ``motif`` says what brings them together."""

    motif: str
    une: str
    autre: str


@dataclass(frozen=True)
class Choix:
    """One answer to a question: its code, what a person reads, what it does."""

    code: str
    libelle: str
    effet: str


@dataclass(frozen=True)
class Question:
    """What only a person can say before a deposit is accepted. ``lignes``: the lines it is about, in words.

    ``genre``: questions of one kind may be answered together. ``ecartees``: (choice, rank of the sheet from 0, line)
    for the rows that a choice leaves out.
    """

    cle: str
    genre: str
    texte: str
    choix: tuple[Choix, ...]
    lignes: tuple[str, ...]
    ecartees: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Depot:
    depot_id: str
    emetteur: str
    auteur: str
    date_reception: date
    date_connaissance: date
    mode: str
    est_demonstration: bool
    fichiers: tuple[FichierRecu, ...]
    feuilles: tuple[FeuilleRecue, ...]
    constats: tuple[Defaut, ...]
    nb_constats: int
    doublons: tuple[Paire, ...] = ()
    avis: tuple[str, ...] = ()
    accepte_le: str = ""
    questions: tuple[Question, ...] = ()
    reponses: Mapping[str, str] = field(default_factory=dict)
    rang: float = 0.0
    motif_reprise: str = ""
    compare_a: str = ""

    @property
    def nb_lignes(self) -> int:
        return sum(f.nb_lignes for f in self.feuilles)

    @property
    def nb_valides(self) -> int:
        return sum(f.nb_valides for f in self.feuilles)

    @property
    def nb_rejets(self) -> int:
        return sum(f.nb_rejets for f in self.feuilles)

    @property
    def est_sans_faute(self) -> bool:
        return self.nb_constats == 0

    @property
    def sans_reponse(self) -> tuple[Question, ...]:
        """Questions that nobody answered yet."""
        return tuple(q for q in self.questions if q.cle not in self.reponses)

    def lignes_ecartees(self, feuille: int) -> set[int]:
        """Lines of a sheet (its rank from 0) that the answers given leave out."""
        return {
            n for q in self.questions for code, k, n in q.ecartees if k == feuille and self.reponses.get(q.cle) == code
        }

    def en_json(self) -> bytes:
        content = asdict(self) | {k: getattr(self, k).isoformat() for k in ("date_reception", "date_connaissance")}
        return json.dumps(content, ensure_ascii=False, indent=1).encode()


def dossier() -> Path:
    return chemins.donnees() / "depots"


def recus() -> Path:
    return chemins.donnees() / "recus"


def attente() -> Path:
    """Where deposits that were read but not accepted wait."""
    return dossier() / ATTENTE


def lire(fiche: Path) -> Depot:
    """One deposit from its sheet."""
    content = json.loads(fiche.read_text(encoding="utf-8"))
    return Depot(
        **content
        | {
            "date_reception": date.fromisoformat(content["date_reception"]),
            "date_connaissance": date.fromisoformat(content["date_connaissance"]),
            "fichiers": tuple(FichierRecu(**f) for f in content["fichiers"]),
            "feuilles": tuple(
                FeuilleRecue(**f | {"colonnes_ignorees": tuple(f["colonnes_ignorees"])}) for f in content["feuilles"]
            ),
            "constats": tuple(Defaut(**c) for c in content["constats"]),
            "doublons": tuple(Paire(**p) for p in content["doublons"]),
            "avis": tuple(content["avis"]),
            "questions": tuple(question(q) for q in content.get("questions", ())),
        }
    )


def question(content: dict[str, Any]) -> Question:
    """A question as it was written in JSON."""
    choices = tuple(Choix(**c) for c in content["choix"])
    left_out = tuple((code, sheet, line) for code, sheet, line in content["ecartees"])
    return Question(**content | {"choix": choices, "lignes": tuple(content["lignes"]), "ecartees": left_out})


def identifier(
    recu_le: date, emetteur: str, mode: str, nature: str | None, phase: int | None, fichiers: Iterable[FichierRecu],
    motif: str = "",
) -> str:  # fmt: skip
    """Name of a deposit: when it was received, from whom, and a hash of what it is. No clock, no order of arrival."""
    content = sorted((f.nom, f.sha256) for f in fichiers)
    signed = repr((recu_le.isoformat(), cle(emetteur), mode, nature, phase, content, motif))
    sender = "-".join(cle(emetteur).split())[:40]
    return f"{recu_le:%Y%m%d}-{sender}-{hashlib.sha256(signed.encode()).hexdigest()[:10]}"


def mettre_en_attente(prepare: Path, depot_id: str) -> None:
    """Put an examined deposit where it waits; examined again, it takes the place of what it was."""
    target = attente() / depot_id
    if target.exists():
        shutil.rmtree(target)
    disque.poser_dossier(prepare, target)


def fichiers_acceptes() -> dict[str, Depot]:
    """SHA-256 of every file accepted → the deposit it is in."""
    return {f.sha256: d for d in acceptes() for f in d.fichiers}


def noms(depots: Iterable[Depot]) -> str:
    """One word for a set of deposits: what another one was compared to."""
    return hashlib.sha256("\n".join(sorted(d.depot_id for d in depots)).encode()).hexdigest()


def copie(fichier: FichierRecu) -> str:
    """Name of the copy examined, in the folder of a deposit that waits."""
    return f"recu-{fichier.sha256}"


def alleger(depot_id: str) -> None:
    """Take away what only the examination needed: the bytes are in ``recus``, the rows in the Parquet files."""
    for path in (dossier() / depot_id).iterdir():
        if path.name.startswith("recu-") or path.name in ("demande.json", "examen.json", "examen.log"):
            path.unlink()


def tous() -> list[Depot]:
    """Deposits accepted here, set aside ones included."""
    return [lire(p) for p in sorted(dossier().glob(f"[0-9]*/{FICHE}"))]


def acceptes() -> list[Depot]:
    """Deposits of the next publication, in the order they were accepted."""
    found = [d for d in tous() if not (dossier() / d.depot_id / ECART).exists()]
    return sorted(found, key=lambda d: (d.accepte_le, d.depot_id))


def ecartes() -> list[Depot]:
    """Deposits set aside by a return to an earlier publication: kept, but in no publication until taken back."""
    return [d for d in tous() if (dossier() / d.depot_id / ECART).exists()]


def ecarter(depot_id: str, auteur: str) -> None:
    disque.poser(dossier() / depot_id / ECART, json.dumps({"auteur": auteur}).encode())


def reprendre(depot_id: str) -> None:
    (dossier() / depot_id / ECART).unlink()


def prepare(depot_id: str) -> Depot | None:
    """A deposit read but not accepted yet, or None when it is not there any more."""
    fiche = attente() / Path(depot_id).name / FICHE
    return lire(fiche) if fiche.is_file() else None


def prepares() -> list[Depot]:
    """Deposits read but not accepted, the latest first. Time alone takes none away: a clock may be wrong."""
    return [lire(fiche) for fiche in sorted(attente().glob(f"[0-9]*/{FICHE}"), reverse=True)]
