"""Other filters under which rows of a file may have been said: an arrêté, a phase, the whole country, one choice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ti_dashboard.charts.portee import Suit
from ti_dashboard.contexte import Contexte
from ti_dashboard.epreuve.fichier import Export
from ti_dashboard.epreuve.rangees import Colonnes, Lu, dites, lus, partager
from ti_dashboard.filters import FILTRES, PHASES, Filtres
from ti_dashboard.formats import jour
from ti_dashboard.queries.options import contexte as composer_contexte
from ti_dashboard.tableaux import Mots, Tableau

# A few rows that are not as they were said are edited rows: who pasted a whole table from elsewhere changed most.
RETOUCHES = 3


@dataclass(frozen=True)
class Ailleurs:
    """Filters that explain rows of the file: their words, the rows, how many were said there."""

    mots: str
    rangs: frozenset[int]
    nb_dites: int

    def explique_tout(self, bad: Sequence[Lu], nb_lues: int) -> bool:
        """Every row that was not said here was there, in a table of the size of the file."""
        return len(self.rangs) == len(bad) and nb_lues == self.nb_dites


def chercher(
    contexte: Contexte, tableau: Tableau, mots: Mots, suit: Suit, export: Export, colonnes: Colonnes, bad: Sequence[Lu]
) -> dict[int, str]:
    """Row of the file → the filters, in words, under which it was said exactly so."""
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
    for other in _dates(contexte) if few else (*_dates(contexte), *_listes(contexte, suit)):
        known = other.phase in words.phases.get(jour(other.arrete), ())
        if known and other not in seen:
            seen.add(other)
            yield other


def _dates(contexte: Contexte) -> Iterator[Filtres]:
    """Nothing but the date and the phase; the same filters at another arrêté, or in the other phase."""
    choix = contexte.choix
    yield replace(choix, regions=(), themes=(), operateurs=())
    for phase in PHASES:
        yield replace(choix, phase=phase)
    for day, _ in contexte.vocabulaire.arretes.values():
        yield replace(choix, arrete=day)
        before = contexte.vocabulaire.arretes.get(contexte.vocabulaire.precedent(jour(day), choix.phase))
        yield replace(choix, arrete=day, compare=before and before[0])
        if choix.compare is not None:
            yield replace(choix, compare=day)


def _listes(contexte: Contexte, suit: Suit) -> Iterator[Filtres]:
    """One choice of one filter that the table follows, in place of what was chosen there."""
    followed = {key for kept in suit.values() for key in kept} if isinstance(suit, dict) else set(suit)
    for key, (field, *_) in FILTRES.items():
        if key in followed:
            yield replace(contexte.choix, **{field: ()})
            for code in contexte.vocabulaire.listes[key]:
                yield replace(contexte.choix, **{field: (code,)})


def _essayer(
    contexte: Contexte, choix: Filtres, tableau: Tableau, mots: Mots, export: Export, colonnes: Colonnes,
    bad: Sequence[Lu],
) -> Ailleurs:  # fmt: skip
    there = composer_contexte(contexte.publication, choix, contexte.page)
    content = tableau.composer(there, mots)
    shared = partager(export, content)
    words = f"{there.en_mots()}, {choix.arrete_en_mots()}"
    if content.manques or len(shared.communes) < len(colonnes.communes):
        return Ailleurs(words, frozenset(), 0)
    told = {one.lues for one in dites(content, shared)}
    asked = {row.rang for row in bad}
    held = frozenset(row.rang for row in lus(export, shared) if row.rang in asked and row.lues in told)
    return Ailleurs(words, held, len(content.lignes))
