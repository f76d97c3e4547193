"""Columns of a table, declared once: what the screen shows, what a download writes, both read this."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ti_dashboard.langue.citation import visible
from ti_dashboard.langue.formats import INCONNU, MONTANT_INCONNU, SANS_OBJET, Nombre, euros, jour, montant, nombre, taux
from ti_dashboard.programme.libelles import dire

# What a question gave, or what a screen made of it; the kind of the column says what the value is.
Ligne = Mapping[str, Any]
# Enough of a hash to tell a file from another by eye; a download gives the whole of it.
COURTE = 10

ECRITURES: dict[str, Callable[[Any], str]] = {
    "texte": visible,
    "entier": nombre,
    "euros": euros,
    "jour": jour,
    "taux": taux,
    "decimal": lambda value: nombre(value, 2),
    # an amount or a share already in words: « 12 000,00 € + inconnu »
    "dit": lambda value: "—" if value is None else str(value),
    "empreinte": lambda value: f"{str(value)[:COURTE]}…",
    "oui_non": lambda value: "oui" if value else "non",
}


@dataclass(frozen=True)
class Colonne:
    """``cle`` names the value in a row, ``genre`` how it is written: texte, entier, decimal, euros, jour, taux…

    ``absent`` replaces a missing value where « inconnu » would be wrong; ``inconnus`` names the count of the lines
    without an amount behind an amount: such a line is never « — » nor zero. ``indicateur``: what it measures, where
    some filters leave that without meaning; ``sans_objet``: why they do; ``est_tu``: no delivery says anything of it.
    ``code``: the nomenclature of ``libelles`` whose words stand for the codes of the row.
    """

    cle: str
    libelle: str
    genre: str = "texte"
    absent: str | None = None
    inconnus: str | None = None
    indicateur: str | None = None
    sans_objet: str | None = None
    est_tu: bool = False
    code: str | None = None

    def lire(self, row: Ligne) -> Any:
        """The value of a row; None where it is missing, was never told, or has no meaning."""
        value = None if self.sans_objet or self.est_tu else row.get(self.cle)
        return value if self.code is None or value is None else dire(self.code, value)

    def ecrire(self, row: Ligne) -> str:
        """The cell as a reader sees it."""
        value = self.lire(row)
        if value is None:
            plain = self.genre == "texte" and self.absent is None and not (self.sans_objet or self.est_tu)
            return "—" if plain else self.manque(row)
        if self.inconnus:
            amount: Nombre = value
            return montant(amount, row[self.inconnus])
        return ECRITURES[self.genre](value)

    def manque(self, row: Ligne) -> str:
        """What stands for a missing value, on the screen as in a file."""
        if self.sans_objet:
            return SANS_OBJET
        if self.est_tu:
            return INCONNU
        if self.absent is not None and not (self.inconnus and row[self.inconnus]):
            return self.absent
        return MONTANT_INCONNU if self.genre == "euros" else INCONNU


def en_textes(colonnes: Iterable[Colonne], rows: Iterable[Ligne]) -> list[dict[str, str]]:
    """Rows as the screen shows them, keyed by column label."""
    columns = tuple(colonnes)
    return [{c.libelle: c.ecrire(row) for c in columns} for row in rows]


ORIGINE = (
    Colonne("emetteur", "Émetteur"),
    Colonne("fichier", "Fichier"),
    Colonne("feuille", "Feuille"),
    Colonne("ligne", "Ligne", "entier", absent="—"),
    Colonne("date_reception", "Reçue le", "jour", absent="—"),
    Colonne("sha256", "SHA-256 du fichier", "empreinte"),
)
"""Where a row comes from: the same six columns behind every figure."""

ACTE = Colonne("reference", "Référence de l'acte")
PROJET = Colonne("projet_id", "Identifiant du projet", absent="sans projet")
RATTACHE = Colonne("rattachement_dit", "Rattaché", absent="—")
"""How a row came to its territory, by hand or not; of a state frozen by an earlier version nobody knows."""
LIEU = (Colonne("territoire", "Territoire", absent="non rattaché"), RATTACHE)
