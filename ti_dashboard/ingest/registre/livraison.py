"""A delivery, the word of who sent it: what it announced, its typed rows, its place among the words received."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Protocol, TypeVar

from ti_dashboard.langue.formats import jour
from ti_dashboard.referentiels.natures import NATURES

LigneDeposee = tuple[int, dict[str, Any]]
RETRAITS = "retraits"
# When a word was received: the day, its rank in that day, then its own name so that there is always one order.
Ordre = tuple[date, float, str]


class Parole(Protocol):
    """What a delivery says of a subject: a dataclass that knows its place among the words about it."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def ordre(self) -> Ordre: ...


Mot = TypeVar("Mot", bound=Parole)

# How the rows of a delivery speak: each is a fact to add; or they are compared with what the ledger knows, and what a
# complete state leaves out is withdrawn.
AJOUT, COMPLEMENT, ETAT_COMPLET = "ajout", "complement", "etat_complet"


@dataclass(frozen=True)
class Livraison:
    """One sheet of one file, with what its sender announced."""

    dossier: str
    fichier: str
    feuille: str
    nature: str
    emetteur: str
    date_reception: date
    nb_lignes_annonce: int
    total_controle: Decimal | None
    est_demonstration: bool
    sha256: str
    lignes: list[LigneDeposee] = field(repr=False)
    mode: str = AJOUT
    date_connaissance: date | None = None
    nb_rejets: int = 0
    nb_sans_objet: int = 0
    rang: float = 0.0
    reponses: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def ordre(self) -> Ordre:
        """The order of words is the one in which they were received, whatever the order in which they reach us."""
        return self.date_reception, self.rang, self.dossier

    @property
    def connue_le(self) -> date:
        """Date of knowledge of its rows: the reception, or the day after an arrêté that was already closed."""
        return self.date_connaissance or self.date_reception

    @property
    def livraison_id(self) -> str:
        return f"{self.dossier}/{self.fichier}" + (f"#{self.feuille}" if self.feuille else "")

    @property
    def feuille_des_retraits(self) -> str:
        """The sheet under which the ledger writes what this one takes back."""
        return f"{self.feuille}~{RETRAITS}" if self.feuille else RETRAITS

    @property
    def lieu(self) -> str:
        """Where its rows are, as a person knows it."""
        sheet = f", feuille {self.feuille}" if self.feuille else ""
        return f"{self.emetteur}, {self.fichier}{sheet}, reçu le {jour(self.date_reception)}"

    @property
    def total_lu(self) -> Decimal | None:
        """Sum of the amounts read, in euros; None for a sheet that carries no money."""
        amount = NATURES[self.nature].montant
        if not amount:
            return None
        return sum((row[amount] for _, row in self.lignes if row[amount] is not None), Decimal(0))


def reclasses(mots: Iterable[Mot], dossier: str, rang: float) -> list[Mot]:
    """Words, each with its ``ordre``, in the order they would have if this were the rank of ``dossier`` in its day."""
    moved = (replace(m, ordre=(m.ordre[0], rang, dossier)) if m.ordre[2] == dossier else m for m in mots)
    return sorted(moved, key=lambda m: m.ordre)


def nommer(feuille: str, lecture: str) -> str:
    """A sheet read in one way among several."""
    return feuille + (f"~{lecture}" if lecture else "")
