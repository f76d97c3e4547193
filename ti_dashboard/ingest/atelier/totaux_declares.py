"""The sums a sender declares against the sums read, sheet by sheet."""

from dataclasses import replace
from decimal import Decimal

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.dossier.depot import FeuilleRecue
from ti_dashboard.langue.formats import euros


def rapporter(
    sheets: tuple[FeuilleRecue, ...], declared: dict[str, Decimal]
) -> tuple[tuple[FeuilleRecue, ...], list[Defaut]]:
    """The sheets with their declared sum, and one fault for each that differs or has no sheet."""
    money = [s for s in sheets if s.total_lu is not None]
    faults: list[Defaut] = []
    for name, total in declared.items():
        targets = [s for s in money if name in (s.feuille, s.nom)] or (money if not name else [])
        if len(targets) != 1:
            faults.append(_sans_feuille(name, total, money))
            continue
        sheet = targets[0]
        kept = str(round(total, 2))
        sheets = tuple(replace(s, total_controle=kept) if s is sheet else s for s in sheets)
        if total not in _sommes(sheet):
            read = euros(Decimal(sheet.total_lu or 0))
            faults.append(
                Defaut(
                    "montant",
                    None,
                    f"total de contrôle déclaré {euros(total)}, somme des lignes valides {read}.",
                    "Vérifiez qu'aucune ligne ne manque, ou corrigez le total déclaré.",
                    fichier=sheet.fichier,
                    feuille=sheet.nom,
                )
            )
    return sheets, faults


def _sans_feuille(name: str, total: Decimal, money: list[FeuilleRecue]) -> Defaut:
    known = ", ".join(s.nom or s.fichier for s in money) or "aucune"
    return Defaut(
        None,
        euros(total),
        "total de contrôle sans feuille à laquelle le rapporter.",
        f"Nommez une feuille de financements, parmi : {known}.",
        feuille=name,
    )


def _sommes(sheet: FeuilleRecue) -> set[Decimal]:
    """Sums that a sender may declare: of the amounts kept, and of the amounts as written, to the cent or not."""
    exact = Decimal(sheet.total_exact or sheet.total_lu or 0)
    return {Decimal(sheet.total_lu or 0), exact, round(exact, 2)}
