"""A measured value, a published one, a sealed one, and how they stand to each other."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Nombre = int | float | Decimal


def moins(value: Nombre, other: Nombre) -> Nombre:
    """One value of an indicator less another: counts and amounts stay exact, a median is a float."""
    if isinstance(value, float) or isinstance(other, float):
        return float(value) - float(other)
    return value - other


def plus(value: Nombre, other: Nombre) -> Nombre:
    """One value of an indicator with another, as ``moins`` parts them."""
    if isinstance(value, float) or isinstance(other, float):
        return float(value) + float(other)
    return value + other


def grandeur(value: Nombre) -> Nombre:
    """A value without its sign: an amount stays exact."""
    # What the checker follows: it loses the kind of the value in « abs(value) ».
    return value.__abs__()


@dataclass(frozen=True)
class Mesure:
    """A value with what is known and unknown behind it.

    ``valeur`` None means unknown; ``sans_objet`` says why the indicator has no meaning under these filters; ``est_tu``:
    no delivery says anything of it, anywhere.
    """

    valeur: Nombre | None
    connus: int
    inconnus: int
    denominateur: int | None = None
    sans_objet: str | None = None
    est_tu: bool = False

    @property
    def est_sans_valeur(self) -> bool:
        """It has no meaning here, or nobody ever told it: there is nothing to count, nor to compare with a seal."""
        return self.est_tu or self.sans_objet is not None

    @property
    def est_vide(self) -> bool:
        """Deliveries tell it, and there is none of it here."""
        return not self.valeur and not self.est_tu


Releve = dict[str, Mesure]

AUCUNE_LIVRAISON = "aucune livraison n'en dit rien"


def taire(releve: Releve, tus: Collection[str]) -> Releve:
    """The measures, those of ``tus`` unknown whatever was counted: no line behind them is no zero."""
    return releve | {key: replace(m, valeur=None, est_tu=True) for key, m in releve.items() if key in tus}


# The last digit a seal keeps.
PRECISION_SCELLEE = Decimal("1e-10")


@dataclass(frozen=True)
class ChiffreScelle:
    """What was said at an arrêté, and kept: a value (None: unknown) under the version that its definition had.

    ``version`` is None when nothing was behind the indicator anywhere: no figure of it tells which it was.
    """

    version: int | None
    valeur: Nombre | None
    connus: int
    inconnus: int
    denominateur: Decimal | None = None

    def est(self, valeur: Nombre | None) -> bool:
        """Whether a value computed today is the one that was said."""
        if valeur is None or self.valeur is None:
            return valeur is None and self.valeur is None
        return Decimal(str(valeur)).quantize(PRECISION_SCELLEE, ROUND_HALF_UP) == self.valeur


Accord = Literal["conforme", "different", "autre_definition", "non_calcule"]

# « environ » and bounds: how far a computed value may stand from what was said
TOLERANCE_ENVIRON = Decimal("0.05")


@dataclass(frozen=True)
class ChiffrePublie:
    indicateur_id: str
    valeur: Decimal
    unite: str
    qualificatif: str
    denominateur: int | None
    source: str
    est_comparable: bool

    def accord_avec(self, calcule: int | float | Decimal | None) -> Accord:
        """How the computed value stands to the published one."""
        if not self.est_comparable:
            return "autre_definition"
        if calcule is None:
            return "non_calcule"
        return "conforme" if _agrees(Decimal(str(calcule)), self.valeur, self.qualificatif) else "different"


def _agrees(computed: Decimal, said: Decimal, qualifier: str) -> bool:
    if qualifier in ("au moins", "plus de"):
        return computed >= said
    if qualifier == "environ":
        return abs(computed - said) <= said * TOLERANCE_ENVIRON
    if qualifier == "arrondi":
        # Said « 85 % » or « 108 M€ »: equal once rounded to the last figure that was said.
        step = Decimal("0.01") if said < 1 else Decimal(10) ** _trailing_zeros(said)
        return abs(computed - said) * 2 <= step
    return computed == said


def _trailing_zeros(value: Decimal) -> int:
    digits = f"{int(value)}"
    return len(digits) - len(digits.rstrip("0"))
