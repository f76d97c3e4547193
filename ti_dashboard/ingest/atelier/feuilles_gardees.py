"""What is kept of a sheet that was read: its rows, those refused, its totals."""

from decimal import Decimal
from pathlib import Path

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.dossier.depot import FeuilleRecue
from ti_dashboard.exports.tableur import ecrire_csv
from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue
from ti_dashboard.ingest.registre import lignes_deposees
from ti_dashboard.referentiels.natures import NATURES


def garder(dossier: Path, k: int, nom: str, sheet: FeuilleLue, constats: list[Defaut]) -> FeuilleRecue:
    rows = f"feuille-{k}.parquet"
    lignes_deposees.ecrire(dossier / rows, sheet.nature, sheet.lignes)
    rejects = _ecrire_rejets(dossier, k, nom, sheet, constats) if sheet.rejets else None
    total, exact = _totaux(sheet)
    return FeuilleRecue(
        nom,
        sheet.feuille,
        sheet.lecture,
        sheet.nature,
        sheet.nb_lignes,
        len(sheet.lignes),
        len(sheet.rejets),
        sheet.nb_sans_objet,
        None,
        None if total is None else str(total),
        rows,
        rejects,
        tuple(sheet.colonnes_ignorees),
        None if exact == total else str(exact),
    )


def _ecrire_rejets(dossier: Path, k: int, nom: str, sheet: FeuilleLue, constats: list[Defaut]) -> str:
    """Rows refused, as they were received, each with what is wrong in it; the name of their file."""
    rejects = f"rejets-{k}.csv"
    why: dict[int, list[str]] = {}
    for c in constats:
        if c.fichier == nom and c.feuille == sheet.feuille and c.ligne:
            why.setdefault(c.ligne, []).append(f"{c.colonne or ''} {c.constat} {c.remede}".strip())
    with (dossier / rejects).open("w", encoding="utf-8-sig", newline="") as file:
        ecrire_csv(file, [["ligne", "motif", *sheet.en_tete]])
        ecrire_csv(file, ([n, " | ".join(why.get(n, ["voir le rapport"])), *cells] for n, cells in sheet.rejets))
    return rejects


def _totaux(sheet: FeuilleLue) -> tuple[Decimal | None, Decimal | None]:
    """The sum of its amounts, and the sum as they were written; None where its kind has no amount."""
    amount = NATURES[sheet.nature].montant
    if not amount:
        return None, None
    total = sum((r[amount] for _, r in sheet.lignes if r[amount] is not None), Decimal(0))
    return total, total + sum((sheet.arrondis.get(n, Decimal(0)) for n, _ in sheet.lignes), Decimal(0))
