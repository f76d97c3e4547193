"""The lines behind a figure as the board's table: where each comes from first, the known before the unknown. Pure."""

from collections.abc import Sequence

from ti_dashboard.planche.contrat_blocs import Table
from ti_dashboard.planche.tables import table
from ti_dashboard.programme.colonnes import Colonne, Ligne

# What the panel exists for, in the order a reader looks for a line in the file that was received.
SOURCE = ("fichier", "feuille", "ligne", "sha256")
RECEPTION = ("emetteur", "date_reception")
HAUTEUR = 400


def source_d_abord(colonnes: Sequence[Colonne]) -> tuple[Colonne, ...]:
    """File, sheet, line and hash, then what the line says, then who sent it and when."""
    by_key = {c.cle: c for c in colonnes}
    said = [c for c in colonnes if c.cle not in (*SOURCE, *RECEPTION)]
    return (*(by_key[k] for k in SOURCE), *said, *(by_key[k] for k in RECEPTION))


def ranger(colonnes: Sequence[Colonne], rows: Sequence[Ligne]) -> list[Ligne]:
    """The largest amounts first, those below zero after them, the unknown at the end; without amounts, as they are."""
    amount = next((c.cle for c in colonnes if c.genre == "euros"), None)
    if amount is None:
        return list(rows)
    return sorted(rows, key=lambda r: (r[amount] is None, -(r[amount] or 0)))


def tableau(titre: str, colonnes: Sequence[Colonne], rows: Sequence[Ligne], totaux: Ligne | None = None) -> Table:
    """``rows`` as they are to be shown; no cell is a figure of its own, each is a line of the one already asked."""
    shown = source_d_abord(colonnes)
    return table("lignes", "", shown, rows, lambda *_: None, "", hauteur=HAUTEUR, totaux=totaux, alt=titre)
