"""What the ledger writes of an act: signed rows, until it holds what the words received amount to."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ti_dashboard.ingest.registre.actes import Acte, ActeDit, Versement, sont_corrections, total
from ti_dashboard.ingest.registre.arbitrage import Arbitre
from ti_dashboard.ingest.registre.livraison import AJOUT, LigneDeposee
from ti_dashboard.ingest.registre.rejeu import Somme, sommes


@dataclass(frozen=True)
class Ecriture:
    """What the ledger writes for one payment: ``dites``, the rows that speak of it; ``lignes``, the rows to write.

    A row written without ``dites`` takes back what the ledger held; ``est_deplacee``: the payment was known elsewhere.
    """

    dites: list[LigneDeposee]
    lignes: list[LigneDeposee]
    est_deplacee: bool
    est_recouverte: bool


@dataclass
class Bilan:
    """How many rows of a sheet did what: added, corrected, already known or covered by a later word = rows read."""

    nb_ajoutees: int = 0
    nb_corrigees: int = 0
    nb_deja_connues: int = 0
    nb_recouvertes: int = 0
    nb_retirees: int = 0


def ecrire(acte: Acte, dit: ActeDit, arbitre: Arbitre, balance: Bilan) -> tuple[list[LigneDeposee], list[LigneDeposee]]:
    """(rows of the delivery to write, rows that take something back) for one act."""
    kept, withdrawn, moved = [], [], 0
    for e in ecritures(acte, dit, arbitre):
        if not e.dites:
            withdrawn += e.lignes
        elif not e.lignes:
            balance.nb_recouvertes += len(e.dites) * e.est_recouverte
            balance.nb_deja_connues += len(e.dites) * (not e.est_recouverte)
        elif e.lignes == e.dites:
            balance.nb_ajoutees += len(e.dites)
        else:
            balance.nb_corrigees += len(e.dites)
            moved += e.est_deplacee
        kept += e.lignes if e.dites else []
    balance.nb_retirees += max(0, len(withdrawn) - moved)
    return kept, withdrawn


def ecritures(acte: Acte, dit: ActeDit, arbitre: Arbitre) -> Iterator[Ecriture]:
    """What the ledger must write so that it holds what the act amounts to, now that ``dit`` is known."""
    wanted, others = sommes(acte, arbitre), _dits_ailleurs(acte, dit)
    for paid in dict.fromkeys([*dit.versements, *(v for v in [*acte.tenus, *wanted] if v not in others)]):
        rows, want, held = dit.versements.get(paid, []), wanted.get(paid), acte.tenus.get(paid)
        written = _lignes(dit, rows, want, held)
        if rows or written:
            covered = bool(rows) and acte.dits[-1].ordre != dit.ordre and (want is None or want.montant != total(rows))
            yield Ecriture(rows, written, want is not None and want.est_deplacee, covered)
        if want is not None and (written or held is None):
            acte.tenus[paid] = (want.montant, want.row)
        elif written and held is not None:
            acte.tenus[paid] = (Decimal(0), held[1])


def _dits_ailleurs(acte: Acte, dit: ActeDit) -> set[Versement]:
    """Payments that another sheet of the same deposit speaks of, and writes."""
    word = next(word for word in acte.paroles() if any(d is dit for d in word))
    return {paid for other in word if other is not dit for paid in other.versements}


def _lignes(
    dit: ActeDit, rows: list[LigneDeposee], want: Somme | None, held: tuple[Any, ...] | None
) -> list[LigneDeposee]:
    if dit.mode == AJOUT and rows:
        return rows
    if held is None:
        return _premieres(rows, want)
    target = Decimal(0) if want is None else want.montant
    if target is None and held[0]:
        # A word heard in between took back what this amount was: nobody tells it any more.
        target = Decimal(0)
    if target is None or (held[0] in (None, target) and (want is None or held[0] is not None)):
        return []
    change = target - (held[0] or Decimal(0))
    if rows and total(rows) == change and sont_corrections(rows):
        return rows
    line, row = rows[-1] if rows else (0, held[1])
    return [(line, row | {"montant": change, "cause": "correction"})]


def _premieres(rows: list[LigneDeposee], want: Somme | None) -> list[LigneDeposee]:
    """Rows of a payment the ledger does not hold yet."""
    if want is None:
        return []
    if rows and total(rows) == want.montant:
        return [(line, row | {"cause": "correction"}) for line, row in rows] if want.est_deplacee else rows
    if not want.montant:
        return []
    line, row = rows[-1] if rows else (0, want.row)
    return [(line, row | {"montant": want.montant, "cause": "correction"})]
