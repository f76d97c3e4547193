"""The sums a sender declares against the sums read, sheet by sheet."""

from dataclasses import replace
from decimal import Decimal

from ti_dashboard.depots import Constat, FeuilleRecue
from ti_dashboard.formats import euros


def rapporter(
    sheets: tuple[FeuilleRecue, ...], declared: dict[str, Decimal]
) -> tuple[tuple[FeuilleRecue, ...], list[Constat]]:
    """The sheets with their declared sum, and one fault for each that differs or has no sheet."""
    money = [s for s in sheets if s.total_lu is not None]
    faults: list[Constat] = []
    for name, total in declared.items():
        targets = [s for s in money if name in (s.feuille, s.nom)] or (money if not name else [])
        if len(targets) != 1:
            known = ", ".join(s.nom or s.fichier for s in money) or "aucune"
            faults.append(Constat("", name, None, None, euros(total), "total de contrôle sans feuille à laquelle le "
                                  "rapporter.", f"Nommez une feuille de financements, parmi : {known}."))  # fmt: skip
            continue
        sheet = targets[0]
        sheets = tuple(replace(s, total_controle=str(total)) if s is sheet else s for s in sheets)
        if Decimal(sheet.total_lu or 0) != total:
            read = euros(Decimal(sheet.total_lu or 0))
            faults.append(Constat(sheet.fichier, sheet.nom, None, "montant", None,
                                  f"total de contrôle déclaré {euros(total)}, somme des lignes valides {read}.",
                                  "Vérifiez qu'aucune ligne ne manque, ou corrigez le total déclaré."))  # fmt: skip
    return sheets, faults
