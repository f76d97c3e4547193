"""What was done to values while they were read, said once per kind and column, never row by row."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ti_dashboard.ingest.reception.dates import porte_une_heure
from ti_dashboard.ingest.reception.montre import citer
from ti_dashboard.ingest.reception.valeurs import dit_inconnu
from ti_dashboard.langue.formats import accord, enumeration, nombre, selon

if TYPE_CHECKING:
    from ti_dashboard.ingest.reception.champ import Champ

FUSION, FUSION_NOMBRE = "fusion", "fusion_nombre"
IDENTIFIANT, CODE, INCONNUE, HEURE, NEGATIF, ARRONDI = "identifiant", "code", "inconnue", "heure", "negatif", "arrondi"
# kind → (one, several), a sentence without its place
_PHRASES = {
    FUSION: (
        "{n} case fusionnée a reçu la valeur écrite au-dessus",
        "{n} cases fusionnées ont reçu la valeur écrite au-dessus",
    ),
    FUSION_NOMBRE: (
        "{n} case fusionnée n'a pas reçu la valeur écrite au-dessus, qui ne compte qu'une fois",
        "{n} cases fusionnées n'ont pas reçu la valeur écrite au-dessus, qui ne compte qu'une fois",
    ),
    IDENTIFIANT: (
        "{n} identifiant nettoyé de ce qui ne se voit pas (caractères invisibles, espaces, tirets)",
        "{n} identifiants nettoyés de ce qui ne se voit pas (caractères invisibles, espaces, tirets)",
    ),
    CODE: ("{n} code remis à sa forme", "{n} codes remis à leur forme"),
    INCONNUE: ("{n} case lue comme non communiquée", "{n} cases lues comme non communiquées"),
    HEURE: (
        "{n} date portait une heure, seul le jour est gardé",
        "{n} dates portaient une heure, seul le jour est gardé",
    ),
    NEGATIF: ("{n} nombre lu comme une diminution", "{n} nombres lus comme des diminutions"),
    ARRONDI: (
        "{n} montant de plus de deux décimales, arrondi au centime",
        "{n} montants de plus de deux décimales, arrondis au centime",
    ),
}
_MONTREES = 5
_BLANCS = " \t\r\n"


def genre(champ: "Champ", raw: object, value: object) -> str:
    """Kind of what was done to ``raw`` to make ``value`` of it, or nothing worth a word."""
    if value is None:
        return INCONNUE if isinstance(raw, str) and dit_inconnu(raw) else ""
    if champ.forme:
        return CODE if not isinstance(raw, str) or value != raw.strip(_BLANCS) else ""
    if champ.est_identifiant:
        return IDENTIFIANT if isinstance(raw, str) and value != raw.strip(_BLANCS) else ""
    if champ.genre == "date":
        return HEURE if porte_une_heure(raw) else ""
    if isinstance(value, Decimal) and isinstance(raw, str) and (value < 0 and raw.strip()[0] not in "-\u2212"):
        return NEGATIF
    return ""


def lignes(numbers: Sequence[int]) -> str:
    """« ligne 3 », « lignes 3, 4 et 9 », « lignes 3, 4, 5, 6, 7 et 12 autres »."""
    if len(numbers) == 1:
        return f"ligne {nombre(numbers[0])}"
    shown = [nombre(n) for n in numbers[:_MONTREES]]
    left = len(numbers) - len(shown)
    return "lignes " + enumeration([*shown, accord(left, "autre")] if left > 1 else [nombre(n) for n in numbers])


class Retouches:
    """Gathers what was done to the cells of a sheet; ``phrases`` tells it."""

    def __init__(self) -> None:
        self._vues: dict[tuple[str, str], list[int]] = {}
        self._exemples: dict[tuple[str, str], str] = {}

    def noter(self, colonne: str, kind: str, line: int, avant: object, apres: object) -> None:
        seen = self._vues.setdefault((colonne, kind), [])
        if not seen:
            read = "" if apres is None else f" lu « {citer(apres)} »"
            self._exemples[colonne, kind] = f"« {citer(avant)} »{read}"
        seen.append(line)

    def phrases(self) -> list[str]:
        return [
            f"colonne {colonne} : {selon(len(seen), '', *_PHRASES[kind])}, par exemple "
            f"{self._exemples[colonne, kind]} ({lignes(seen)})."
            for (colonne, kind), seen in self._vues.items()
        ]
