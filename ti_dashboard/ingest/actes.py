"""One act of money and the words received about it: what it amounts to is what the latest received word says.

An act is recognised by its funder, its reference and its kind of amount. Each word gives one or several payments, each
with a day and attributes (project, territory…); whatever the order in which the words reach us, they are replayed in
the order they were received, and what the ledger lacks or holds in excess becomes signed rows.
"""

from bisect import insort_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ti_dashboard.ingest.lecture import AJOUT, ETAT_COMPLET, Ligne, Ordre
from ti_dashboard.ingest.questions import Arbitre, montant_dit

CLE = ("operateur_id", "reference", "type_montant")
ATTRIBUTS = ("phase", "projet_id", "territoire_id", "instrument_id", "nature_aide")
# Kinds paid in instalments: another day with another amount is another instalment.
ECHELONNES = ("paye", "annule")
Cle = tuple[object, ...]
Versement = tuple[date, Cle]


@dataclass(frozen=True)
class Dit:
    """What one word says of one act: its rows by payment; none when a complete state leaves the act out."""

    ordre: Ordre
    emetteur: str
    mode: str
    lieu: str
    versements: Mapping[Versement, list[Ligne]]


@dataclass
class Somme:
    """A payment as replayed: known amount in euros (None when nobody gave it), last row, where that row is."""

    montant: Decimal | None
    row: dict[str, object]
    lieu: str
    ajouts: frozenset[Decimal | None] = frozenset()
    est_correction: bool = False
    est_deplacee: bool = False


@dataclass
class Acte:
    """``tenus``: payment → amount and row that the ledger holds."""

    cle: Cle
    dits: list[Dit] = field(default_factory=list)
    tenus: dict[Versement, tuple[Decimal | None, dict[str, object]]] = field(default_factory=dict)

    def entendre(self, dit: Dit) -> None:
        insort_right(self.dits, dit, key=lambda d: d.ordre)

    def sommes(self, arbitre: Arbitre) -> dict[Versement, Somme]:
        """Every word replayed in the order it was received."""
        state: dict[Versement, Somme] = {}
        speaker = None
        for dit in self.dits:
            if dit.versements:
                _rejouer(self.cle, state, dit, arbitre)
                speaker = dit.emetteur
            elif dit.emetteur == speaker:
                _retirer(state, state)
        return state


def versement(row: Mapping[str, object]) -> Versement:
    return row["date_effet"], tuple(row[c] for c in ATTRIBUTS)


def par_versement(lignes: Iterable[Ligne]) -> dict[Versement, list[Ligne]]:
    found: dict[Versement, list[Ligne]] = defaultdict(list)
    for line, row in lignes:
        found[versement(row)].append((line, row))
    return found


def somme(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of the known amounts; None when none is known."""
    known = [a for a in amounts if a is not None]
    return sum(known, Decimal(0)) if known else None


def sont_corrections(lignes: Iterable[Ligne]) -> bool:
    """Rows that say a difference rather than an amount."""
    return all(row["cause"] == "correction" for _, row in lignes)


def en_mots(dit: Dit) -> str:
    """« 100 000 € le 15/03/2019 (f.csv, ligne 2) », one part per payment."""
    return " ; ".join(
        f"{montant_dit(total(rows), day)} ({dit.lieu}, ligne {rows[-1][0]})"
        for (day, _), rows in dit.versements.items()
    )


def _rejouer(cle: Cle, state: dict[Versement, Somme], dit: Dit, arbitre: Arbitre) -> None:
    if dit.mode == ETAT_COMPLET and _meme_total(state, dit):
        return
    if dit.mode != AJOUT:
        _deplacer(cle, state, dit, arbitre)
    if dit.mode == ETAT_COMPLET:
        _retirer(state, state.keys() - dit.versements.keys())
    for paid, rows in dit.versements.items():
        _dire(state, paid, rows, dit)


def _retirer(state: dict[Versement, Somme], versements: Iterable[Versement]) -> None:
    """Bring back to zero what is known; what was never told stays unknown."""
    for paid in versements:
        if state[paid].montant is not None:
            state[paid].montant = Decimal(0)


def _meme_total(state: Mapping[Versement, Somme], dit: Dit) -> bool:
    """The act amounts to what is said of known payments, whatever the days its corrections bear."""
    if not dit.versements.keys() <= state.keys():
        return False
    said, held = defaultdict(list), defaultdict(list)
    for (_, attributes), rows in dit.versements.items():
        said[attributes] += [row["montant"] for _, row in rows]
    for (_, attributes), s in state.items():
        if s.montant != 0:
            held[attributes].append(s.montant)
    totals = {attributes: somme(amounts) for attributes, amounts in said.items()}
    return None not in totals.values() and totals == {a: somme(amounts) for a, amounts in held.items()}


def _dire(state: dict[Versement, Somme], paid: Versement, rows: list[Ligne], dit: Dit) -> None:
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


def _deplacer(cle: Cle, state: dict[Versement, Somme], dit: Dit, arbitre: Arbitre) -> None:
    """A payment known under another day, project or territory, and not said again, is the same one corrected."""
    free = {v for v, s in state.items() if v not in dit.versements and s.montant != 0 and not s.est_correction}
    for paid, rows in dit.versements.items():
        if paid in state or sont_corrections(rows) or not free:
            continue
        said = total(rows)
        nearest = min(free, key=lambda v: (len(_ecarts(v, paid)), state[v].montant != said, str(v)))
        place = f"{dit.lieu}, ligne {rows[-1][0]}"
        # What a complete state does not repeat is withdrawn anyway: there is nothing to ask.
        same = dit.mode == ETAT_COMPLET
        if same or _est_le_meme(cle, (nearest, state[nearest]), (paid, said, place), arbitre):
            state[paid] = replace(state.pop(nearest), est_deplacee=True)
            free.discard(nearest)


def _ecarts(one: Versement, other: Versement) -> list[str]:
    """Names of what differs between two payments of an act."""
    pairs = zip(("date_effet", *ATTRIBUTS), (one[0], *one[1]), (other[0], *other[1]), strict=True)
    return [name for name, a, b in pairs if a != b]


def _est_le_meme(
    cle: Cle, connu: tuple[Versement, Somme], dit: tuple[Versement, Decimal | None, str], arbitre: Arbitre
) -> bool:
    """One attribute corrected and the amount unchanged: the same payment. Otherwise the person says."""
    (before, held), (paid, said, place) = connu, dit
    differs, same_amount = _ecarts(before, paid), None in (said, held.montant) or said == held.montant
    by_instalments = cle[CLE.index("type_montant")] in ECHELONNES
    if by_instalments and "date_effet" in differs and not same_amount:
        return False
    if len(differs) == 1 and same_amount and not (by_instalments and differs == ["date_effet"]):
        arbitre.corrige(cle, differs)
        return True
    return arbitre.meme_acte(cle, (before, held.montant, held.lieu), (paid, said, place), differs)


def total(rows: Iterable[Ligne]) -> Decimal | None:
    return somme(row["montant"] for _, row in rows)
