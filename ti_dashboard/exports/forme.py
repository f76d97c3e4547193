"""The shape of a table taken away: what writes a file, and what reads it again, both have it from here."""

DONNEES, A_LIRE = "Données", "À lire"
"""The sheets of a workbook: the table, and what it says of itself."""
NOTE, DIT = "#", " : "


def noter(nom: str, texte: str) -> str:
    """One line of the notice, above the table of a CSV: « # Filtres : Phase I · Bretagne »."""
    return f"{NOTE} {nom}{DIT}{texte}"
