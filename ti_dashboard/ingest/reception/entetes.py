"""Find the header under merged title rows, and say which columns are known, missing, doubled or ignored."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.ingest.reception.valeurs import mot_cle

# Rows among which the header is looked for.
PROFONDEUR = 30
_LATINES = ("LATIN", "DIGIT", "SPACE", "LOW LINE")
# « montant (k€) », « Montant en milliers d'euros », « cout_total M€ ».
_MULTIPLES = re.compile(r"\b[km]\s?(?:€|eur)|\bmilliers?\b|\bmillions?\b", re.IGNORECASE)


@dataclass(frozen=True)
class EnTete:
    """The header row of a sheet (``rang`` counts from 0) and the position of each known column."""

    rang: int
    cases: list[str]
    positions: dict[str, int]
    ignorees: list[str]


def trouver(rows: Sequence[Sequence[object]], attendus: Mapping[str, str]) -> int | None:
    """Rank of the row, among the first, that recognises most of ``attendus``; None when none knows two of them."""
    best, found = 0, None
    for rank, row in enumerate(rows[:PROFONDEUR]):
        known = len({key for cell in row if isinstance(cell, str) and (key := mot_cle(cell[:200])) in attendus})
        if known > best:
            best, found = known, rank
    return found if best >= min(2, len(attendus)) else None


def lire_en_tete(
    feuille: str,
    rank: int,
    row: Sequence[object],
    attendus: Mapping[str, str],
    obligatoires: Collection[str],
    sans_sosie: Collection[str] = (),
    passees: Collection[str] = (),
) -> EnTete:
    """``attendus``: key of a header → name of the column it stands for; ``sans_sosie``: names that another header may
    well look like without being them; ``passees``: those that nobody reads, once or twice.

    Raises FichierRefuse for a doubled, missing or look-alike header.
    """
    cells = [str(v).strip() if v is not None else "" for v in row]
    while cells and not cells[-1]:
        cells.pop()
    positions, ignored = _placer(feuille, rank, cells, attendus, passees)
    _refuser_les_sosies(feuille, rank, ignored, [n for n in attendus.values() if n not in {*positions, *sans_sosie}])
    _refuser_les_manques(feuille, rank, [n for n in obligatoires if n not in positions])
    return EnTete(rank, cells, positions, [c[:80] for c in ignored])


def _placer(
    feuille: str, rank: int, cells: list[str], attendus: Mapping[str, str], passees: Collection[str]
) -> tuple[dict[str, int], list[str]]:
    """Where each expected column stands, and the headers that are none."""
    positions: dict[str, int] = {}
    ignored: list[str] = []
    for i, cell in enumerate(cells):
        name = attendus.get(mot_cle(cell[:200]))
        if name is None:
            ignored += [cell] if cell else []
        elif name in positions and name in passees:
            continue
        elif name in positions:
            raise FichierRefuse(
                _doublon(cells[positions[name]], cell, positions[name], i),
                "Gardez une seule de ces colonnes.",
                feuille,
                rank + 1,
            )
        else:
            positions[name] = i
    return positions, ignored


def _doublon(first: str, other: str, i: int, j: int) -> str:
    place = f"(colonnes {i + 1} et {j + 1})"
    if mot_cle(first) == mot_cle(other):
        return f"l'en-tête « {other[:80]} » figure deux fois {place}."
    return f"les en-têtes « {first[:80]} » et « {other[:80]} » disent la même colonne {place}."


def _refuser_les_manques(feuille: str, rank: int, missing: list[str]) -> None:
    if missing:
        several = len(missing) > 1
        raise FichierRefuse(
            f"{'les colonnes obligatoires' if several else 'la colonne obligatoire'} {', '.join(missing)} "
            f"{'manquent' if several else 'manque'}.",
            "Ajoutez ce qui manque à l'en-tête, ou partez du modèle à télécharger.",
            feuille,
            rank + 1,
        )


def _refuser_les_sosies(feuille: str, rank: int, ignored: list[str], absent: list[str]) -> None:
    """A column lost to a typing slip would be lost in silence: it is refused instead."""
    keys = {mot_cle(name): name for name in absent}
    for cell in ignored:
        meant = next((name for key, name in keys.items() if mot_cle(cell[:80]).startswith(key)), None)
        if meant and _MULTIPLES.search(cell[:80]):
            raise FichierRefuse(
                f"l'en-tête « {cell[:80]} » dit des milliers ou des millions.",
                f"Écrivez les montants en euros, sous l'en-tête « {meant} ».",
                feuille,
                rank + 1,
            )
        if any(c.isalpha() and not unicodedata.name(c, "").startswith(_LATINES) for c in cell):
            raise FichierRefuse(
                f"l'en-tête « {cell[:80]} » contient des lettres d'un autre alphabet.",
                "Retapez cet en-tête au clavier.",
                feuille,
                rank + 1,
            )
        if near := get_close_matches(mot_cle(cell[:80]), list(keys), 1, 0.85):
            raise FichierRefuse(
                f"l'en-tête « {cell[:80]} » n'est pas connu et ressemble à « {keys[near[0]]} ».",
                f"Écrivez « {keys[near[0]]} », ou supprimez cette colonne.",
                feuille,
                rank + 1,
            )
