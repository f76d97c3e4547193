"""One subsidy for several beneficiaries: its total written on each of their lines counts once, each for its part."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception.nombres import lire_nombre
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee
from ti_dashboard.langue.formats import accord

COLONNE = "pourcentageSubvention"
_A_PEU_PRES = Decimal("0.01")
EGALES = Defaut(
    COLONNE,
    None,
    "partage la subvention à égalité, et chacun porte le même montant : est-ce sa part, ou le total ?",
    "Écrivez à chacun sa part, et 1 dans cette colonne.",
)
Cases = Mapping[str, Any]


class _PartDite(NamedTuple):
    beneficiaire: str
    montant: Decimal
    part: Decimal


class Parts:
    """Knows the lines that share one subsidy: same giver, same decision, same day, several beneficiaries."""

    def __init__(self, lignes: Iterable[Cases], sujet: Callable[[Cases], tuple[str, str]]) -> None:
        """``sujet``: cells of a line → what names the subsidy (empty when nothing does), and its beneficiary."""
        self._lignes, self._sujet = lignes, sujet
        self.nb_partagees = self.nb_entieres = 0

    @cached_property
    def _groupes(self) -> dict[str, list[_PartDite]]:
        found: dict[str, list[_PartDite]] = defaultdict(list)
        for cells in self._lignes:
            name, whom = self._sujet(cells)
            if name and (read := _ligne(cells, whom)):
                found[name].append(read)
        return found

    def montant(self, cells: Cases) -> tuple[object, Defaut | None]:
        """The amount of a line as it counts: its part of a total that is written on several lines, or as it is."""
        if _part(cells) == 1:
            return cells.get("montant"), None
        name, whom = self._sujet(cells)
        read, group = _ligne(cells, whom), self._groupes.get(name, [])
        if read is None or not _est_partagee(group):
            self.nb_entieres += 1
            return cells.get("montant"), None
        if len({line.part for line in group}) == 1:
            return None, EGALES
        self.nb_partagees += 1
        return read.montant * read.part, None

    def phrases(self) -> Iterator[str]:
        if nb := self.nb_partagees:
            yield (
                f"{accord(nb, 'ligne')} d'une subvention à plusieurs bénéficiaires : le total, écrit sur chacune, "
                f"compte une fois, chacune pour sa part ({COLONNE})."
            )
        if nb := self.nb_entieres:
            yield f"{accord(nb, 'ligne')} dont {COLONNE} n'est pas 1 : le montant écrit compte en entier."


def _est_partagee(group: list[_PartDite]) -> bool:
    """The same amount for several beneficiaries, whose parts make a whole: lists that write each part differ in it."""
    return (
        len({line.beneficiaire for line in group}) == len(group) > 1
        and len({line.montant for line in group}) == 1
        and abs(sum((line.part for line in group), Decimal(-1))) <= _A_PEU_PRES
    )


def _ligne(cells: Cases, whom: str) -> _PartDite | None:
    """What a line says of its part; None when its amount or its percentage is not readable."""
    part = _part(cells)
    try:
        return None if part is None else _PartDite(whom, lire_nombre(cells.get("montant") or ""), part)
    except ValeurRefusee:
        return None


def _part(cells: Cases) -> Decimal | None:
    """« 0,45 », « 45 % », « 45 » → 0.45; a cell that says nothing is a whole; None for one that is no number."""
    raw = cells.get(COLONNE)
    if raw is None or raw == "":
        return Decimal(1)
    is_percentage = isinstance(raw, str) and raw.rstrip().endswith("%")
    try:
        value = lire_nombre(raw.rstrip()[:-1] if is_percentage else raw)
    except ValeurRefusee:
        return None
    return value / 100 if is_percentage or value > 1 else value
