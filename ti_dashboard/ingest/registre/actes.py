"""One act of money and the words received about it: what it amounts to is what the latest received word says.

An act is recognised by its funder, its reference and its kind of amount. Each word gives one or several payments, each
with a day and attributes (project, territory…); whatever the order in which the words reach us, they are replayed in
the order they were received, and what the ledger lacks or holds in excess becomes signed rows.
"""

from bisect import insort_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from ti_dashboard.ingest.registre.arbitrage import montant_dit
from ti_dashboard.ingest.registre.livraison import AJOUT, LigneDeposee, Ordre, reclasses
from ti_dashboard.referentiels.natures import NATURES
from ti_dashboard.referentiels.organismes import donneur

CLE = NATURES["financements"].sujet
ATTRIBUTS = ("phase", "projet_id", "territoire_id", "instrument_id", "nature_aide")
# Funders that stand for many bodies, each with references of its own: a reference is then that of who gives.
COLLECTIFS = frozenset({"regions", "services-deconcentres", "collectivites", "union-europeenne", "gouvernement"})
Cle = tuple[object, ...]
Versement = tuple[date, Cle]


@dataclass(frozen=True)
class ActeDit:
    """What one word says of one act: its rows by payment; none when a complete state leaves the act out."""

    ordre: Ordre
    emetteur: str
    mode: str
    lieu: str
    versements: Mapping[Versement, list[LigneDeposee]]


@dataclass
class Acte:
    """``tenus``: payment → amount and row that the ledger holds."""

    cle: Cle
    dits: list[ActeDit] = field(default_factory=list)
    tenus: dict[Versement, tuple[Decimal | None, dict[str, Any]]] = field(default_factory=dict)

    def entendre(self, dit: ActeDit) -> None:
        insort_right(self.dits, dit, key=lambda d: d.ordre)

    def parle(self, dossier: str) -> bool:
        """Whether a word of this deposit speaks of it."""
        return any(d.ordre[2] == dossier for d in self.dits)

    def si(self, dossier: str, rang: float) -> "Acte":
        """The same act, if this were the rank of this deposit in its day."""
        return Acte(self.cle, reclasses(self.dits, dossier, rang))

    def paroles(self) -> Iterator[list[ActeDit]]:
        """The words received, in their order: the sheets of one deposit are one word, rows of a folder are each one."""
        for _, together in groupby(self.dits, key=lambda d: id(d) if d.mode == AJOUT else d.ordre):
            yield list(together)


def designer(row: dict[str, Any], emetteur: str) -> Cle:
    """What names an act; who gives is the sender when the row does not say."""
    key = tuple(row[c] for c in CLE)
    if key[0] not in COLLECTIFS:
        return key
    return (*key, donneur(str(key[0]), str(row.get("financeur_dit") or emetteur)))


def versement(row: Mapping[str, Any]) -> Versement:
    return row["date_effet"], tuple(row[c] for c in ATTRIBUTS)


def par_versement(lignes: Iterable[LigneDeposee]) -> dict[Versement, list[LigneDeposee]]:
    found: dict[Versement, list[LigneDeposee]] = defaultdict(list)
    for line, row in lignes:
        found[versement(row)].append((line, row))
    return found


def somme(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of the known amounts; None when none is known."""
    known = [a for a in amounts if a is not None]
    return sum(known, Decimal(0)) if known else None


def sont_corrections(lignes: Iterable[LigneDeposee]) -> bool:
    """Rows that say a difference rather than an amount."""
    return all(row["cause"] == "correction" for _, row in lignes)


def en_mots(dit: ActeDit) -> str:
    """« 100 000 € le 15/03/2019 (f.csv, ligne 2) », one part per payment."""
    return " ; ".join(
        f"{montant_dit(total(rows), day)} ({dit.lieu}, ligne {rows[-1][0]})"
        for (day, _), rows in dit.versements.items()
    )


def total(rows: Iterable[LigneDeposee]) -> Decimal | None:
    return somme(row["montant"] for _, row in rows)
