"""Facts other than money: the last word received about a subject wins, and saying it again says nothing."""

from bisect import insort_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from ti_dashboard.ingest.reception.lieux.rattacheur import SUITES
from ti_dashboard.ingest.registre.livraison import AJOUT, Livraison, Ordre, reclasses
from ti_dashboard.referentiels.natures import NATURES

Row = dict[str, object]
Cle = tuple[object, ...]


class Sort(Enum):
    """What becomes of one row."""

    AJOUTEE = "ajoutee"
    CORRIGEE = "corrigee"
    DEJA_CONNUE = "deja_connue"
    RECOUVERTE = "recouverte"


@dataclass(frozen=True)
class _Mot:
    ordre: Ordre
    livraison_id: str
    lignes: list[Row]


@dataclass
class Faits:
    """``mots``: subject and day of effect → words received about it, in the order they were received.

    ``jugees``: deliveries whose rows are in the ledger already, or need not be.
    """

    mots: dict[Cle, list[_Mot]] = field(default_factory=lambda: defaultdict(list))
    sujets: set[Cle] = field(default_factory=set)
    jugees: set[str] = field(default_factory=set)

    def entendre(self, livraison: Livraison) -> None:
        """Take in a word. Words known the same day are all heard before one is judged: only the last one counts."""
        for key, rows in _par_sujet(livraison).items():
            insort_right(self.mots[key], _Mot(livraison.ordre, livraison.livraison_id, rows), key=lambda m: m.ordre)

    def derniers(self) -> Iterator[tuple[Cle, Row]]:
        """Subject and day of effect → the row that counts."""
        return ((key, words[-1].lignes[-1]) for key, words in self.mots.items())

    def derniers_si(self, dossier: str, rang: float) -> Iterator[tuple[Cle, Row]]:
        """The row that would count for each subject of this deposit, if this were its rank in its day."""
        return (
            (key, reclasses(words, dossier, rang)[-1].lignes[-1]) for key, words in self.dont_parle(dossier).items()
        )

    def dont_parle(self, dossier: str) -> dict[Cle, list[_Mot]]:
        """The words about each subject of this deposit."""
        return {key: words for key, words in self.mots.items() if any(w.ordre[2] == dossier for w in words)}

    def juger(self, livraison: Livraison) -> Iterator[tuple[int, Row, Sort]]:
        """(line, row, what becomes of it) for each row of a word already heard."""
        for line, row in livraison.lignes:
            key = cle(livraison.nature, row)
            yield line, row, self._sort(livraison, key, fait(row))
            self.sujets.add(key[:-1])
        self.jugees.add(livraison.livraison_id)

    def _sort(self, livraison: Livraison, key: Cle, row: Row) -> Sort:
        words = self.mots[key]
        rank = next(i for i, word in enumerate(words) if word.livraison_id == livraison.livraison_id)
        later = [w.lignes for w in words[rank + 1 :] if w.ordre > livraison.ordre]
        if livraison.mode != AJOUT and any(rows != words[rank].lignes for rows in later):
            return Sort.RECOUVERTE
        if livraison.mode != AJOUT and rank and _redit(words[rank - 1].lignes, words[rank].lignes, row):
            return Sort.DEJA_CONNUE
        # Known after a word received since, which says the same.
        if livraison.mode != AJOUT and any(w.livraison_id in self.jugees for w in words[rank + 1 :]):
            return Sort.DEJA_CONNUE
        return Sort.CORRIGEE if key[:-1] in self.sujets else Sort.AJOUTEE


def _redit(before: list[Row], rows: list[Row], row: Row) -> bool:
    """The row adds nothing to the word before: the last row of a word is the one that counts."""
    return before == rows or (row in before and (row != rows[-1] or row == before[-1]))


def cle(nature: str, row: Row) -> Cle:
    """What a row speaks of, and its day of effect."""
    return (nature, *NATURES[nature].sujet_de(row), row["date_effet"])


def fait(row: Row) -> Row:
    """What a row says, without the way in which its place was found: found another way, it is the same fact."""
    return {name: value for name, value in row.items() if name not in SUITES}


def _par_sujet(livraison: Livraison) -> dict[Cle, list[Row]]:
    found: dict[Cle, list[Row]] = defaultdict(list)
    for _, row in livraison.lignes:
        found[cle(livraison.nature, row)].append(fait(row))
    return found
