"""Other filters under which rows of a file may have been said: an arrêté, a phase, the whole country, one choice."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ti_dashboard.epreuve.cellules import NOMBRE, Lue
from ti_dashboard.epreuve.export_relu import Export
from ti_dashboard.epreuve.rangees import ColonnesCommunes, dites, lus, partager
from ti_dashboard.langue.formats import jour
from ti_dashboard.planche.contrat_blocs import Suit
from ti_dashboard.programme.filtres import FILTRES, PHASES, Filtres
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.options import contexte as composer_contexte
from ti_dashboard.tableaux import Mots, Tableau

Mauvaises = Mapping[int, frozenset[int]]
"""Row of the file → the columns of the file where it is not as said."""
# A few rows that are not as they were said are edited rows: who pasted a whole table from elsewhere changed most.
RETOUCHES = 3
# As many digits tell one number from another: a « 3 » is said nearly everywhere.
DISTINCTIFS = 4


@dataclass(frozen=True)
class Ailleurs:
    """Filters that explain rows of the file: their words, the rows, how many were said there."""

    mots: str
    rangs: frozenset[int]
    nb_dites: int

    def explique_tout(self, bad: Mauvaises, nb_lues: int) -> bool:
        """Every row that was not said here was there, in a table of the size of the file."""
        return len(self.rangs) == len(bad) and nb_lues == self.nb_dites


def chercher(
    contexte: Contexte,
    tableau: Tableau,
    mots: Mots,
    suit: Suit,
    export: Export,
    colonnes: ColonnesCommunes,
    bad: Mauvaises,
) -> dict[int, str]:
    """Row of the file → the filters, in words, under which it was said exactly so, or its bad cells were."""
    found: list[Ailleurs] = []
    few = len(bad) <= RETOUCHES and 2 * len(bad) < len(export.lignes)
    for choix in _autres(contexte, suit, few):
        one = _essayer(contexte, choix, tableau, mots, export, colonnes, bad)
        if one.rangs:
            found.append(one)
            if one.explique_tout(bad, len(export.lignes)):
                break
    return _retenir(found, len(export.lignes))


def _retenir(found: list[Ailleurs], nb_lues: int) -> dict[int, str]:
    """The filters that explain the most rows first; among equals, those whose table is the size of the file."""
    said: dict[int, str] = {}
    for one in sorted(found, key=lambda a: (-len(a.rangs), abs(a.nb_dites - nb_lues))):
        for rang in one.rangs:
            said.setdefault(rang, one.mots)
    return said


def _autres(contexte: Contexte, suit: Suit, few: bool) -> Iterator[Filtres]:
    choix, words = contexte.choix, contexte.vocabulaire
    seen = {choix}
    for other in (*_dates(contexte), *_listes(contexte, suit, few)):
        known = other.phase in words.phases.get(jour(other.arrete), ())
        if known and other not in seen:
            seen.add(other)
            yield other


def _dates(contexte: Contexte) -> Iterator[Filtres]:
    """Nothing but the date and the phase; the same filters at another arrêté, or in the other phase."""
    choix = contexte.choix
    yield choix.sans(*FILTRES)
    for phase in PHASES:
        yield replace(choix, phase=phase)
    for day, _ in contexte.vocabulaire.arretes.values():
        yield replace(choix, arrete=day)
        before = contexte.vocabulaire.arretes.get(contexte.vocabulaire.precedent(jour(day), choix.phase))
        yield replace(choix, arrete=day, compare=before and before[0])
        if choix.compare is not None:
            yield replace(choix, compare=day)


def _listes(contexte: Contexte, suit: Suit, few: bool) -> Iterator[Filtres]:
    """One choice of one filter that the table follows, in place of what was chosen there (``few``: if any was)."""
    followed = {key for kept in suit.values() for key in kept} if isinstance(suit, dict) else set(suit)
    for key in FILTRES:
        if key in followed and (contexte.choix.choisis(key) or not few):
            yield contexte.choix.avec(key)
            for code in contexte.vocabulaire.listes[key]:
                yield contexte.choix.avec(key, code)


def _essayer(
    contexte: Contexte,
    choix: Filtres,
    tableau: Tableau,
    mots: Mots,
    export: Export,
    colonnes: ColonnesCommunes,
    bad: Mauvaises,
) -> Ailleurs:
    there = composer_contexte(contexte.publication, choix, contexte.page)
    content = tableau.composer(there, mots)
    shared = partager(export, content)
    words = f"{there.en_mots()}, {choix.arrete_en_mots()}"
    if content.manques or len(shared.communes) < len(colonnes.communes):
        return Ailleurs(words, frozenset(), 0)
    told = dites(content, shared)
    whole, by_subject = {one.lues for one in told}, defaultdict(list)
    for one in told:
        by_subject[one.lues[0]].append(one.lues)
    read = [row for row in lus(export, shared) if row.rang in bad]
    cells = {rang: [k for k, (place, *_) in enumerate(shared.communes) if place in bad[rang]] for rang in bad}
    held = [
        row.rang
        for row in read
        if row.lues in whole or any(_collee(row.lues, lues, cells[row.rang]) for lues in by_subject[row.lues[0]])
    ]
    return Ailleurs(words, frozenset(held), len(content.lignes))


def _collee(read: tuple[Lue, ...], told: tuple[Lue, ...], cells: Sequence[int]) -> bool:
    """Whether the cells that are not as said are those of the same subject there, one of them too long for a chance."""
    same = all(read[k] == told[k] for k in cells)
    return same and any(read[k][0] == NOMBRE and _longueur(str(read[k][1])) >= DISTINCTIFS for k in cells)


def _longueur(number: str) -> int:
    return len(number.partition("e")[0].replace(".", "").strip("-0"))
