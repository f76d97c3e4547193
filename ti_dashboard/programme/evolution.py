"""What changed between two arrêtés, as plain values: movements and their causes, figures, rates, territories."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ti_dashboard.langue.formats import jour, part
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Ligne
from ti_dashboard.programme.filtres import Filtres, phase_en_mots
from ti_dashboard.programme.indicateurs import SORTES
from ti_dashboard.programme.libelles import libelles
from ti_dashboard.programme.mesures import Nombre, moins

CAUSES = libelles("cause")


@dataclass(frozen=True)
class Tete:
    """A headline figure: what it counts, singular and plural (a sum of euros is said by its plural alone), and the
    indicator of what was cancelled beside it, never deducted."""

    pluriel: str
    singulier: str = ""
    annule: str | None = None


TETES: Mapping[str, Tete] = {
    "nb_territoires_engages": Tete("territoires engagés", "territoire engagé"),
    "nb_territoires_signes": Tete("territoires signés", "territoire signé"),
    "nb_projets": Tete("projets recensés", "projet recensé"),
    "nb_projets_engages": Tete("projets avec un engagement", "projet avec un engagement"),
    "montant_engage": Tete("engagés par l'État et ses opérateurs", annule="montant_annule_etat_operateurs"),
    "montant_engage_regions_comprises": Tete("engagés, tous financeurs", annule="montant_annule"),
    "montant_paye": Tete("payés, tous financeurs"),
}


Empechement = Literal["aucune", "posterieure", "absente", "absente_avant"]
"""No earlier arrêté is chosen, or it is the later one, or nothing is known at the arrêté shown, or at the earlier."""


@dataclass(frozen=True)
class Raison:
    """``constat``: in a few words, under a figure or a title; ``phrase``: alone on a screen, with what to choose."""

    constat: str
    phrase: str


def sans_comparaison(why: Empechement, choix: Filtres, question: str = "") -> Raison:
    """Why a figure, or a screen, cannot be compared; ``question``: the one behind the figure."""
    if why == "aucune":
        said = "Aucun arrêté de comparaison n'est choisi"
        return Raison(said, f"{said}. Choisissez-en un dans « Comparé à ».")
    if why == "posterieure":
        said = f"L'arrêté de comparaison ({jour(choix.compare)}) est postérieur"
        older = "choisissez dans « Comparé à » un arrêté plus ancien"
        return Raison(said, f"{said} à celui du {jour(choix.arrete)} : {older}.")
    day = jour(choix.arrete if why == "absente" else choix.compare)
    advice = (
        ". Choisissez l'autre phase, ou un arrêté plus récent."
        if why == "absente"
        else " : il n'y a rien à comparer. Choisissez l'autre phase, ou un autre arrêté dans « Comparé à »."
    )
    none = f"Pas {phase_en_mots(choix.phase, 'de phase')} au {day} pour ce choix"
    if question and SORTES[question].suit_les_candidatures:
        none = f"Aucune candidature connue au {day}"
    whole = f"{phase_en_mots(choix.phase, 'La phase')} ne comptait aucun territoire au {day} pour ce choix{advice}"
    return Raison(none, whole)


@dataclass(frozen=True)
class Mouvement:
    """Part of a difference between two arrêtés; the parts sum to the difference.

    ``ecart`` is net: ``hausse`` came in, ``baisse`` (positive too) went out.
    """

    cause: str
    ecart: Nombre
    nb_lignes: int
    hausse: Nombre
    baisse: Nombre


@dataclass(frozen=True)
class Changement:
    """One line or subject that changed: what it adds to the difference, why, and the row that says so."""

    cause: str
    ecart: Nombre
    ligne: Ligne


@dataclass(frozen=True)
class Deplacement:
    """A subject that entered or left a count, with the cause and the row that says so.

    A post is told by its territory.
    """

    sujet_id: str
    est_entree: bool
    cause: str
    ligne: Ligne


@dataclass(frozen=True)
class Evolution:
    """One figure at two arrêtés and why it moved; ``annule``: what was cancelled meanwhile, beside it."""

    indicateur_id: str
    avant: Nombre | None
    apres: Nombre | None
    mouvements: tuple[Mouvement, ...]
    nb_inconnus: int = 0
    sans_objet: str | None = None
    annule: Nombre | None = None

    @property
    def ecart(self) -> Nombre | None:
        return None if self.avant is None or self.apres is None else moins(self.apres, self.avant)

    @property
    def ampleur(self) -> Decimal:
        """Relative move, what the ranking reads. From zero to something is the largest; unknown comes last."""
        if self.sans_objet or self.ecart is None:
            return Decimal(-1)
        if not self.avant:
            return Decimal("Infinity") if self.ecart else Decimal(0)
        return abs(Decimal(str(self.ecart)) / Decimal(str(self.avant)))


@dataclass(frozen=True)
class Taux:
    """A rate at one arrêté: the figure that opens its rows, its numerator and what it is called, its denominator."""

    chiffre: Chiffre
    numerateur_id: str
    haut: Nombre | None
    bas: Nombre | None

    @property
    def valeur(self) -> Decimal | None:
        """None: unknown, or without meaning over a whole that is not above zero; ``dire`` tells which."""
        if self.haut is None or self.bas is None or self.bas <= 0:
            return None
        return Decimal(str(self.haut)) / Decimal(str(self.bas))

    def dire(self) -> str:
        return part(self.haut, self.bas)


@dataclass(frozen=True)
class TauxCompare:
    """One rate over the perimeter of each date (courant), or over territories present at both (constant)."""

    libelle: str
    est_constant: bool
    avant: Taux
    apres: Taux


def totaux(moves: tuple[Mouvement, ...], *causes: str) -> Mouvement | None:
    """The gross flows of several causes together, all of them when none is named."""
    kept = [m for m in moves if not causes or m.cause in causes]
    if not kept:
        return None
    return replace(
        kept[0],
        cause="",
        ecart=sum(m.ecart for m in kept),
        nb_lignes=sum(m.nb_lignes for m in kept),
        hausse=sum(m.hausse for m in kept),
        baisse=sum(m.baisse for m in kept),
    )
