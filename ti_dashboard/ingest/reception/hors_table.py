"""Rows under a header that state no fact: totals, notes, titles of a part, the header again. Left out, and said."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ti_dashboard.ingest.reception.montre import montrer
from ti_dashboard.ingest.reception.nombres import lire_nombre
from ti_dashboard.ingest.reception.retouches import lignes
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.sources import Source
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, mot_cle, sans_accent
from ti_dashboard.langue.formats import euros, nombre, selon

TOTAL, NOTE, EN_TETE, MASQUEE = "total", "note", "en_tete", "masquee"
_PHRASES = {
    TOTAL: ("{n} ligne de total n'est pas lue", "{n} lignes de total ne sont pas lues"),
    NOTE: ("{n} note ou intertitre n'est pas lu", "{n} notes ou intertitres ne sont pas lus"),
    EN_TETE: (
        "l'en-tête, répété ou numéroté {n} fois, n'est pas lu",
        "l'en-tête, répété ou numéroté {n} fois, n'est pas lu",
    ),
    MASQUEE: (
        "{n} ligne masquée ou filtrée n'est pas lue ; pour la lire, affichez-la, ou demandez ce qui est masqué",
        "{n} lignes masquées ou filtrées ne sont pas lues ; pour les lire, affichez-les, ou demandez ce qui est masqué",
    ),
}
_MOT = r"(?:(?:grand|sous|s/|montant)[ -]?)?tota(?:l|ux)(?: general| generaux)?|ensemble|somme|cumul"
_NUMEROTEES = 3
_SEUL = re.compile(rf"(?:{_MOT})[\s:.=]*")
_TOTAL = re.compile(rf"(?:{_MOT})\b|.*\b(?:sous[ -]?)?total\s*$", re.DOTALL)
_NOTE = re.compile(
    r"[*¹²³(\[†]|(?:sources?|notes?|nb|n\. ?b\.?|legende|lecture|champ|attention|avertissement|remarques?|precisions?"
    r"|commentaires?|donnees|extraction|edite|edition|mis a jour|mise a jour|fait a|situation|periode)\b"
)


def _remplies(row: Sequence[object]) -> list[object]:
    return [v for v in row if v is not None and v != "" and not (isinstance(v, str) and not v.strip())]


def _numerote(row: Sequence[object]) -> bool:
    """Numbers of columns, « (1) (2) (3) », as forms write them under a header."""
    if next((str(v).strip("( ") for v in row if v is not None and v != ""), "")[:1] != "1":
        return False  # a glance is enough for the row of a fact
    cells = [str(v).strip("() ").removesuffix(".0") for v in _remplies(row)]
    return len(cells) > _NUMEROTEES and cells == [str(k) for k in range(1, len(cells) + 1)]


class HorsTable:
    """Knows the rows that are not facts by what they say and by what they lack; keeps the sums a total should give."""

    def __init__(self, source: Source, intertitres: frozenset[int] = frozenset()) -> None:
        self._intertitres = intertitres
        champs = schema(source.nature).champs
        place, self._cases = source.positions, source.en_tete.cases
        self._requises = [place[c.nom] for c in champs if c.est_requis and c.genre != "number" and c.nom in place]
        self._montants = {c.nom: place[c.nom] for c in champs if c.decimales is not None and c.nom in place}
        self._avant = source.avant
        self._connues = sorted({*place.values(), *source.en_tete.positions.values()})
        self._entetes = frozenset(map(mot_cle, self._cases))
        self._vues: dict[str, list[int]] = {}
        self._dits: dict[str, str] = {}
        self._sommes = {name: [Decimal(0), Decimal(0)] for name in self._montants}  # since the top, since a total
        self._faux: list[str] = []

    def compter(self, values: Mapping[str, Any]) -> None:
        """A fact was read: what it adds to the sums that a total row would give."""
        for name, sums in self._sommes.items():
            amount = values.get(name)
            if isinstance(amount, Decimal):
                sums[0] += amount
                sums[1] += amount

    def ecarter(self, line: int, row: Sequence[object], propre: Sequence[object]) -> bool:
        """True when the row is no fact; it is then remembered with what it said.

        ``propre``: the row without what merged cells gave it. A total stays one under a merged cell; a row whose only
        word of its own is a title may well be a fact.
        """
        kind = self._genre(line, row) or (TOTAL if row is not propre and self._genre(line, propre) == TOTAL else "")
        if kind == TOTAL:
            self._verifier(line, row)
        if kind:
            self.noter(kind, line, next((str(v) for v in row if isinstance(v, str) and v.strip()), ""))
        return bool(kind)

    def noter(self, kind: str, line: int, said: str = "") -> None:
        self._vues.setdefault(kind, []).append(line)
        self._dits.setdefault(kind, said)

    def _genre(self, line: int, row: Sequence[object]) -> str:
        if _numerote(row):
            return EN_TETE
        if not self._manque(row) and not self._peut_etre(row):
            return ""
        filled = _remplies(row)
        first = sans_accent(filled[0][:80]).strip() if filled and isinstance(filled[0], str) else ""
        if not self._manque(row):
            alone = len(filled) <= 1 + len(self._montants) and _SEUL.fullmatch(first)
            return TOTAL if alone else EN_TETE if self._est_en_tete(row) else ""
        texts = sum(isinstance(v, str) and any(c.isalpha() for c in v) for v in filled)
        if (first and texts <= 2 and _TOTAL.match(first)) or (not texts and self._est_une_somme(row)):
            return TOTAL
        is_phrase = len(filled) == 1 and first and (self._est_un_titre(line, row) or " " in first or _NOTE.match(first))
        return NOTE if is_phrase or (first and len(filled) <= 2 and texts and _NOTE.match(first)) else ""

    def _est_un_titre(self, line: int, row: Sequence[object]) -> bool:
        """A word alone across the table, or at its left without a digit: a reference nearly always has one."""
        place = next(i for i, v in enumerate(row) if _remplies([v]))
        return line in self._intertitres or (
            place <= self._connues[0] and not any(c.isdigit() for c in str(row[place]))
        )

    def _peut_etre(self, row: Sequence[object]) -> bool:
        """False for the row of a fact, at a glance: it begins by neither a word of total nor a header."""
        first = next((v for v in row if v is not None and v != ""), None)
        return isinstance(first, str) and (
            mot_cle(first[:80]) in self._entetes or _SEUL.fullmatch(sans_accent(first[:80]).strip()) is not None
        )

    def _manque(self, row: Sequence[object]) -> bool:
        """Something that each fact says is absent; where nothing is asked of a cell, most of the row."""
        if not self._requises:
            return 2 * len(_remplies(row)) < len(self._cases)
        return any(i >= len(row) or row[i] is None or row[i] == "" or not str(row[i]).strip() for i in self._requises)

    def _est_en_tete(self, row: Sequence[object]) -> bool:
        return len(self._connues) > 1 and all(
            i < len(row) and isinstance(cell := row[i], str) and mot_cle(cell[:200]) == mot_cle(self._cases[i])
            for i in self._connues
            if i < len(self._cases)
        )

    def _ecrits(self, row: Sequence[object]) -> dict[str, Decimal]:
        """Amounts written in the row; a formula, an error or a word is none."""
        found = {}
        for name, i in self._montants.items():
            cell = "" if i >= len(row) or row[i] is None else row[i]
            try:
                found[name] = lire_nombre(self._avant[name](cell) if name in self._avant else cell)
            except ValeurRefusee:
                continue
        return found

    def _est_une_somme(self, row: Sequence[object]) -> bool:
        """Nothing but amounts, each the sum of what was read above: a total without its word."""
        written = self._ecrits(row)
        return len(_remplies(row)) == len(written) > 0 and all(v and v in self._sommes[n] for n, v in written.items())

    def _verifier(self, line: int, row: Sequence[object]) -> None:
        for name, value in self._ecrits(row).items():
            sums = self._sommes[name]
            if value not in sums and abs(value - sums[0]) >= Decimal("0.01"):
                self._faux.append(
                    f"le total écrit ligne {nombre(line)}, {euros(value)}, n'est pas la somme des lignes "
                    f"lues au-dessus, {euros(sums[0])}."
                )
            sums[1] = Decimal(0)

    def phrases(self) -> list[str]:
        return [self._phrase(kind, seen) for kind, seen in self._vues.items()] + self._faux

    def _phrase(self, kind: str, seen: list[int]) -> str:
        said = f" : « {montrer(self._dits[kind])} »" if self._dits[kind] else ""
        return f"{selon(len(seen), '', *_PHRASES[kind])} ({lignes(seen)}{said})."

    @property
    def nb(self) -> int:
        return sum(map(len, self._vues.values()))
