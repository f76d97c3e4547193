"""What one deposit is: its files, the sheets read in them, what is wrong, what is asked, and what was answered."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.dossier.defaut import Defaut


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
class ReponsePossible:
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
    choix: tuple[ReponsePossible, ...]
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
    perimetre: PerimetreDAcces = field(default_factory=PerimetreDAcces)

    def est_pour(self, perimetre: PerimetreDAcces) -> bool:
        """Whether an account of this perimeter opens it: one of all the programme opens any."""
        return perimetre.est_national or perimetre == self.perimetre

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


def depuis_json(ecrit: bytes) -> Depot:
    """A deposit as it was written on the disk."""
    content = json.loads(ecrit)
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
            "perimetre": PerimetreDAcces(**content.get("perimetre", {})),
        }
    )


def question(content: dict[str, Any]) -> Question:
    """A question as it was written in JSON."""
    choices = tuple(ReponsePossible(**c) for c in content["choix"])
    left_out = tuple((code, sheet, line) for code, sheet, line in content["ecartees"])
    return Question(**content | {"choix": choices, "lignes": tuple(content["lignes"]), "ecartees": left_out})
