"""Rules of the trade that look at several cells of one row."""

from typing import Any

from ti_dashboard.dossier.defaut import Defaut

_VERSES = ("engage", "paye")


def _emploi(row: dict[str, Any]) -> list[Defaut]:
    if row["etat_emploi"] == "constates" and not row["verificateur"]:
        return [
            Defaut(
                "verificateur",
                None,
                "des emplois constatés doivent dire qui les a constatés.",
                "Écrivez la fonction de la personne qui a vérifié, sans son nom.",
            )
        ]
    return []


def _financement(row: dict[str, Any]) -> list[Defaut]:
    amount = row["montant"]
    if amount is not None and amount < 0 and row["cause"] == "initial" and row["type_montant"] in _VERSES:
        return [
            Defaut(
                "montant",
                str(amount),
                "est négatif alors que la ligne est une première déclaration.",
                "Une diminution est une correction : mettez « correction » dans la colonne cause.",
            )
        ]
    return []


# Kinds of delivery that have such rules.
_REGLES = {"financements": _financement, "emplois": _emploi}


def enfreintes(nature: str, row: dict[str, Any]) -> list[Defaut]:
    """Rules that the typed row breaks."""
    return _REGLES[nature](row) if nature in _REGLES else []
