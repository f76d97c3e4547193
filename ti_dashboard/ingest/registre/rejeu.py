"""The words received about one act, replayed in the order they were received: what it amounts to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ti_dashboard.ingest.registre.actes import (
    ATTRIBUTS,
    CLE,
    Acte,
    ActeDit,
    Cle,
    Versement,
    somme,
    sont_corrections,
    total,
)
from ti_dashboard.ingest.registre.arbitrage import Arbitre
from ti_dashboard.ingest.registre.livraison import AJOUT, ETAT_COMPLET, LigneDeposee

# Kinds paid in instalments: another day with another amount is another instalment.
ECHELONNES = ("paye", "annule")


@dataclass
class Somme:
    """A payment as replayed: known amount in euros (None when nobody gave it), last row, where that row is."""

    montant: Decimal | None
    row: dict[str, Any]
    lieu: str
    ajouts: frozenset[Decimal | None] = frozenset()
    est_correction: bool = False
    est_deplacee: bool = False


def sommes(acte: Acte, arbitre: Arbitre) -> dict[Versement, Somme]:
    """Every word replayed in the order it was received."""
    state: dict[Versement, Somme] = {}
    speaker = None
    for word in acte.paroles():
        if any(dit.versements for dit in word):
            _rejouer(acte.cle, state, word, arbitre)
            speaker = word[0].emetteur
        elif word[0].emetteur == speaker:
            _retirer(state, state)
    return state


def _rejouer(cle: Cle, state: dict[Versement, Somme], parole: list[ActeDit], arbitre: Arbitre) -> None:
    """One word: what its sheets say of one payment each is said once, what one of them says is not left out."""
    mode, said = parole[0].mode, {paid: rows for dit in parole for paid, rows in dit.versements.items()}
    if mode == ETAT_COMPLET and _meme_total(state, said):
        return
    if mode != AJOUT:
        _deplacer(cle, state, parole, arbitre)
    if mode == ETAT_COMPLET:
        _retirer(state, state.keys() - said.keys())
    for dit in parole:
        for paid, rows in dit.versements.items():
            _dire(state, paid, rows, dit)


def _retirer(state: dict[Versement, Somme], versements: Iterable[Versement]) -> None:
    """Bring back to zero what is known; what was never told stays unknown."""
    for paid in versements:
        if state[paid].montant is not None:
            state[paid].montant = Decimal(0)


def _meme_total(state: Mapping[Versement, Somme], versements: Mapping[Versement, list[LigneDeposee]]) -> bool:
    """The act amounts to what is said of known payments, whatever the days its corrections bear."""
    if not versements.keys() <= state.keys():
        return False
    said: dict[object, list[Decimal | None]] = defaultdict(list)
    held: dict[object, list[Decimal | None]] = defaultdict(list)
    for (_, attributes), rows in versements.items():
        said[attributes] += [row["montant"] for _, row in rows]
    for (_, attributes), s in state.items():
        if s.montant != 0:
            held[attributes].append(s.montant)
    totals = {attributes: somme(amounts) for attributes, amounts in said.items()}
    return None not in totals.values() and totals == {a: somme(amounts) for a, amounts in held.items()}


def _dire(state: dict[Versement, Somme], paid: Versement, rows: list[LigneDeposee], dit: ActeDit) -> None:
    """One payment as one word gives it: its amount, or a difference with what was known of it."""
    said, before, differs = total(rows), state.get(paid), sont_corrections(rows)
    line, row = rows[-1]
    place = f"{dit.lieu}, ligne {line}"
    if before is None:
        state[paid] = Somme(said, row, place, frozenset([said] if differs else ()), differs)
    elif dit.mode == AJOUT or (differs and said not in before.ajouts):
        before.montant = somme([before.montant, said])
        before.ajouts |= frozenset([said] if differs else ())
        before.row, before.lieu = row, place
    elif said is not None and not differs:
        # « Not communicated » after an amount takes nothing back: the amount stays known.
        before.montant, before.row, before.lieu = said, row, place


def _deplacer(cle: Cle, state: dict[Versement, Somme], parole: list[ActeDit], arbitre: Arbitre) -> None:
    """A payment known under another day, project or territory, and not said again, is the same one corrected."""
    said = {v for dit in parole for v in dit.versements}
    free = {v for v, s in state.items() if v not in said and s.montant != 0 and not s.est_correction}
    for dit, paid, rows in ((d, v, rows) for d in parole for v, rows in d.versements.items()):
        if paid in state or sont_corrections(rows) or not free:
            continue
        amount = total(rows)
        nearest = min(free, key=lambda v: (len(ecarts(v, paid)), state[v].montant != amount, str(v)))
        place = f"{dit.lieu}, ligne {rows[-1][0]}"
        # What a complete state does not repeat is withdrawn anyway: there is nothing to ask.
        same = dit.mode == ETAT_COMPLET
        if same or _est_le_meme(cle, (nearest, state[nearest]), (paid, amount, place), arbitre):
            state[paid] = replace(state.pop(nearest), est_deplacee=True)
            free.discard(nearest)


def ecarts(one: Versement, other: Versement) -> list[str]:
    """Names of what differs between two payments of an act."""
    pairs = zip(("date_effet", *ATTRIBUTS), (one[0], *one[1]), (other[0], *other[1]), strict=True)
    return [name for name, a, b in pairs if a != b]


def _est_le_meme(
    cle: Cle, connu: tuple[Versement, Somme], dit: tuple[Versement, Decimal | None, str], arbitre: Arbitre
) -> bool:
    """One attribute corrected and the amount unchanged: the same payment. Otherwise the person says."""
    (before, held), (paid, said, place) = connu, dit
    differs, same_amount = ecarts(before, paid), None in (said, held.montant) or said == held.montant
    by_instalments = cle[CLE.index("type_montant")] in ECHELONNES
    if by_instalments and "date_effet" in differs and not same_amount:
        return False
    if len(differs) == 1 and same_amount and not (by_instalments and differs == ["date_effet"]):
        arbitre.corrige(cle, differs)
        return True
    return arbitre.meme_acte(cle, (before, held.montant, held.lieu), (paid, said, place), differs)
