"""How tall the parts of a board are on the stage of a wall, in its pixels: estimated, rather too much.

The stage has one size whatever the screen (``scene.js``): what fits on it is decided here, once for every wall. The
widths of letters are those of the font of the boards, counted from above. Pure.
"""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple

from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.contrat_blocs import Barre, Phrase, Rangee, Table

LARGEUR, HAUTEUR = 784, 350
"""What is left of the stage under its title and above its foot."""
LETTRE, GRAS = 0.47, 0.51
"""Mean width of a letter, in parts of its size."""
LIGNE_DE_NOTE = 18
_CASE, _MARGE, _INTERLIGNE = 13, 12, 16.5
_ETROITE, _LARGE = 40, 124
_REDITE_DES_MOTS = 1.12
# A word that is longer is cut.
MOT_MAX = 25


def lignes(mots: str, largeur: float, taille: float, lettre: float = LETTRE) -> int:
    """Lines that a text takes: each word that does not fit goes to the next one."""
    if not mots:
        return 0
    room, used, count = max(1, int(largeur / (taille * lettre))), 0, 1
    if len(mots) <= room:
        return 1
    for word in mots.split(" "):
        size = len(word)
        if used and used + 1 + size > room:
            used, count = 0, count + 1
        # A word that no line can hold is cut.
        count += (size - 1) // room if size > room else 0
        used += size + (1 if used else 0)
        used = min(used, room)
    return count


def note(mots: str | None) -> float:
    return lignes(mots or "", LARGEUR, 13) * LIGNE_DE_NOTE


def tuile(une: Tuile, largeur: float) -> float:
    """One tile as wide as this, whatever it says."""
    inner = largeur - 26
    said = une["valeur"] + (une.get("corrige") or {"ancien": ""})["ancien"]
    figure = 40 * (1 + (len(said) * 19 + len(une["unite"]) * 7.2 > inner))
    small = [une["complement"], une.get("reserve", ""), une.get("avant", ""), (une["publie"] or {"court": ""})["court"]]
    small += [
        (une.get("corrige") or {"note": ""})["note"],
        une["couverture"]["texte"] * bool(une["couverture"]["inconnus"]),
    ]
    if evolution := une["evolution"]:
        small.append("▲ " + (evolution.get("court") or evolution["texte"]))
    if sealed := une["scelle"]:
        small += [sealed["dit"], sealed["recalcule"]]
    return (
        12
        + 18 * lignes(une["libelle"], inner, 15, GRAS)
        + figure
        + sum(17 * lignes(t, inner, 13.5, GRAS) for t in small)
    )


def barre(une: Barre) -> float:
    """A line of bars: its name and its note on the left."""
    room = LARGEUR * 0.36
    name = lignes(une["libelle"], room, 15, GRAS) * 19
    return max(24.0, 7 + name + lignes(une["note"] or "", room, 13) * 17)


def phrase(une: Phrase) -> float:
    """A sentence, the names that follow it, its causes under it."""
    names = ", ".join(lien["nom"] for lien in une["liens"][: une["nb_nommes"]]) + " et 100 autres"
    causes = " ".join(f"xx {cause['libelle']} {cause['texte']}  " for cause in une["causes"])
    room = LARGEUR - 30
    return (
        10
        + 21 * lignes(une["fort"] + une["suite"], room, 16, GRAS)
        + 20 * lignes(names, room, 15)
        + 19 * lignes(causes, room, 14)
    )


def signal(regle: str) -> float:
    """A counted signal, three on a row."""
    return 72.0 + 17 * lignes(regle, LARGEUR / 3 - 50, 13)


class Largeur(NamedTuple):
    """What a column asks for, its longest word and some of its longest text; what that text would fill."""

    souhaitee: float
    entiere: float


def largeurs(table: Table) -> list[Largeur]:
    rows = [*table["lignes"], *([table["totaux"]] if table["totaux"] else [])]
    return [_largeur(head["libelle"], [_dit(row, c) for row in rows]) for c, head in enumerate(table["colonnes"])]


def _largeur(head: str, texts: Sequence[str]) -> Largeur:
    longest = max((len(text) for text in texts), default=0) * _CASE * LETTRE
    words = (len(word) for text in texts for word in (text.split(" ") if " " in text else (text,)))
    word = min(max(words, default=0), MOT_MAX) * _CASE * LETTRE
    named = max(len(part) for part in head.split(" ")) * _CASE * GRAS
    return Largeur(max(_ETROITE, word, named, min(longest, _LARGE)) + _MARGE, longest + _MARGE)


def colonnes(wide: Sequence[Largeur]) -> list[list[int]]:
    """The columns of a table in groups that fit side by side, the first one, which names its rows, in each.

    As few as can be, of widths as near as can be: a last one of a single column would say little.
    """
    groups = _grouper(wide, LARGEUR)
    low, high = 0, LARGEUR
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_grouper(wide, middle)) <= len(groups) else (middle + 1, high)
    return _grouper(wide, high)


def _grouper(wide: Sequence[Largeur], place: float) -> list[list[int]]:
    groups, used = [[0]], wide[0].souhaitee
    for rank in range(1, len(wide)):
        if used + wide[rank].souhaitee > place and len(groups[-1]) > 1:
            groups.append([0])
            used = wide[0].souhaitee
        groups[-1].append(rank)
        used += wide[rank].souhaitee
    return groups


def rangees(table: Table, groupe: Sequence[int], wide: Sequence[Largeur]) -> tuple[float, list[float], float]:
    """Heights of the head of a table, of each of its rows and of its totals, with these columns."""
    shared = _partager({c: wide[c] for c in groupe})
    head = max(lignes(table["colonnes"][c]["libelle"], shared[c], _CASE, GRAS) for c in groupe)
    totals = _hauteur(table["totaux"], shared, GRAS) if table["totaux"] else 0.0
    return head * _INTERLIGNE + 12, [_hauteur(row, shared) for row in table["lignes"]], totals


def _hauteur(row: Rangee, shared: Mapping[int, float], lettre: float = LETTRE) -> float:
    return 9 + _INTERLIGNE * max(lignes(_dit(row, c), width, _CASE, lettre) for c, width in shared.items())


def _dit(row: Rangee, column: int) -> str:
    cell = row["cases"][column]
    return f"{cell['corrige']['ancien']} {cell['texte']}" if "corrige" in cell else cell["texte"]


def _partager(wide: Mapping[int, Largeur]) -> dict[int, float]:
    """What each column of a group has for its texts, once the room left is shared among those that are longer."""
    missing = {c: max(0.0, one.entiere - one.souhaitee) for c, one in wide.items()}
    left = max(0.0, LARGEUR - sum(one.souhaitee for one in wide.values())) / _REDITE_DES_MOTS
    share = min(1.0, left / total) if (total := sum(missing.values())) else 0.0
    return {c: one.souhaitee + missing[c] * share - _MARGE for c, one in wide.items()}


def parts(hauteurs: Sequence[float], place: float, derniere: float = 0.0) -> list[tuple[int, int]]:
    """Ranks cut in slices none of which is taller than ``place``, as even as can be, in as few as can be.

    ``derniere``: what the last slice holds besides. A part taller than all the room has a slice of its own.
    """
    count = len(_couper(hauteurs, place, derniere))
    low, high = 0, ceil(place)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_couper(hauteurs, middle, derniere)) <= count else (middle + 1, high)
    return _couper(hauteurs, min(place, float(high)), derniere)


def _couper(hauteurs: Sequence[float], place: float, derniere: float) -> list[tuple[int, int]]:
    slices, start, used = [], 0, 0.0
    for rank, height in enumerate(hauteurs):
        more = derniere if rank == len(hauteurs) - 1 else 0.0
        if rank > start and used + height + more > place:
            slices.append((start, rank))
            start, used = rank, 0.0
        used += height
    return [*slices, (start, len(hauteurs))]
