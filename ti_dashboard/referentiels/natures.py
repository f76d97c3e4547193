"""The kinds of delivery, declared once: the table of each, what its rows speak of, how the ledger hears them.

What its files may hold is ``data/schemas/<nom>.json``; what its table holds, ``ingest/figer/sql/tables.sql``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from ti_dashboard.referentiels import lire

Row = Mapping[str, object]
Cle = tuple[object, ...]


class Redite(Enum):
    """What two rows of one deposit are when they speak of one subject, differently."""

    HISTOIRE = "l'une suit l'autre"
    UNE_PAR_JOUR = "elles se contredisent le même jour"
    UNE_SEULE = "elles se contredisent, quels que soient leurs jours"


def _rien(_row: Row) -> Cle:
    return ()


@dataclass(frozen=True)
class Appartenance:
    """By which columns a row is somebody's to deposit.

    ``financeurs``: those that name who pays: the first decides and no other may contradict it; without any, who sends
    the file does. ``territoire``: where the row lies; ``projet``: the project that lies where the row must lie too.
    """

    financeurs: tuple[str, ...] = ()
    territoire: str = ""
    projet: str = ""


_LA_OU_ELLE_EST = Appartenance(territoire="territoire_id")
_LA_OU_EST_LE_PROJET = Appartenance(projet="projet_id")


@dataclass(frozen=True)
class Nature:
    """One kind of delivery.

    ``sujet``: the columns that say what a row speaks of, with ``precision`` where columns are not enough; a later word
    on the same subject and day of effect takes its place. ``montant``: the column of its amounts, in euros; its rows
    are then words about acts, added up and corrected by differences. ``declare``: the identifier that it declares, and
    that the rows of other kinds may only refer to. ``listes``: columns where one cell holds several values.
    ``est_due``: each lead region of the programme owes it. ``matiere``: its code among what deliveries tell and what
    indicators are made of, ``dite`` the same in words. ``appartient``: whose a row is; a kind that does not say it is
    deposited by the national team alone.
    """

    nom: str
    table: str
    sujet: tuple[str, ...]
    redite: Redite = Redite.UNE_PAR_JOUR
    precision: Callable[[Row], Cle] = _rien
    montant: str = ""
    declare: str = ""
    listes: tuple[str, ...] = ()
    est_due: bool = False
    matiere: str = ""
    dite: str = ""
    appartient: Appartenance | None = None

    @property
    def est_d_actes(self) -> bool:
        return bool(self.montant)

    @property
    def nomme_par(self) -> str:
        """The column by which a person knows the subject."""
        return next(column for column in self.sujet if column != "phase")

    def sujet_de(self, row: Row) -> Cle:
        return (*(row[column] for column in self.sujet), *self.precision(row))


@cache
def _familles() -> dict[str, str]:
    return {row["jalon"]: row["famille"] for row in lire("type_jalon")}


def _famille_du_jalon(row: Row) -> Cle:
    """Milestones of two families are two histories of one territory."""
    return (_familles().get(str(row["jalon"])),)


# In the order in which they are shown, offered and looked for.
NATURES: Mapping[str, Nature] = {
    nature.nom: nature
    for nature in (
        Nature("perimetre", "perimetre", ("phase", "territoire_id"), appartient=_LA_OU_ELLE_EST),
        Nature(
            "jalons",
            "jalon",
            ("phase", "territoire_id"),
            Redite.HISTOIRE,
            _famille_du_jalon,
            matiere="jalon",
            dite="avancement des territoires",
            appartient=_LA_OU_ELLE_EST,
        ),
        Nature(
            "projets",
            "projet",
            ("projet_id",),
            Redite.UNE_SEULE,
            declare="projet_id",
            listes=("themes",),
            est_due=True,
            matiere="projet",
            dite="projets",
            appartient=_LA_OU_ELLE_EST,
        ),
        Nature(
            "statuts",
            "projet_statut",
            ("projet_id",),
            Redite.HISTOIRE,
            est_due=True,
            matiere="statut",
            dite="statuts des projets",
            appartient=_LA_OU_EST_LE_PROJET,
        ),
        Nature(
            "financements",
            "flux",
            ("operateur_id", "reference", "type_montant"),
            montant="montant",
            appartient=Appartenance(("operateur_id", "financeur_dit"), "territoire_id", "projet_id"),
        ),
        Nature(
            "emplois",
            "emploi",
            ("projet_id", "type_emploi", "etat_emploi"),
            matiere="emploi",
            dite="emplois",
            appartient=_LA_OU_EST_LE_PROJET,
        ),
        Nature(
            "postes",
            "poste",
            ("poste_id",),
            matiere="poste",
            dite="chefs de projet",
            appartient=_LA_OU_ELLE_EST,
        ),
        Nature(
            "candidatures",
            "candidature",
            ("numero_dossier",),
            listes=("membres",),
            matiere="candidature",
            dite="candidatures",
            appartient=_LA_OU_ELLE_EST,
        ),
    )
}

# Those whose rows are words about acts of money.
ACTES = frozenset(nature.nom for nature in NATURES.values() if nature.est_d_actes)


def dues() -> list[str]:
    """What every lead region of the programme owes."""
    return [nature.nom for nature in NATURES.values() if nature.est_due]
