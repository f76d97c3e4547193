"""An export of the platform sent as any other file: read as one, and kept without the people that are in it."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from ti_dashboard.errors import DepotRefuse
from ti_dashboard.exports.tableur import ecrire_csv
from ti_dashboard.ingest.demarches.formulaire import correspondance
from ti_dashboard.ingest.demarches.lecture_export import convertir
from ti_dashboard.ingest.demarches.nettoyage import NATURE
from ti_dashboard.ingest.reception import textes
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute, feuilles_brutes
from ti_dashboard.ingest.reception.schema import schema

_GARDE = "L'export de la plateforme nomme des personnes : seules les colonnes lues sont gardées."


class Depouillement:
    """Opens a file for the intake; ``contenu`` is what is to be kept of it in its place, None when it is no export."""

    def __init__(self, masquees: bool = False) -> None:
        self._masquees = masquees
        self.contenu: bytes | None = None

    def ouvrir(self, path: Path, nom: str) -> list[FeuilleBrute]:
        """Sheets of the file, or the one sheet made of an export. Raises FichierRefuse."""
        sheets = feuilles_brutes(path, nom)
        try:
            rows, notices = convertir(sheets, nom, correspondance(), self._masquees)
        except DepotRefuse:
            return sheets
        self.contenu = en_csv(rows)
        return [FeuilleBrute("", textes.lire(self.contenu), avis=(_GARDE, *notices))]

    @staticmethod
    def nom(nom: str) -> str:
        """The name it is kept under: it is a CSV now."""
        return nom if nom.lower().endswith(".csv") else f"{nom}.csv"


def en_csv(rows: Sequence[Mapping[str, object]]) -> bytes:
    """The same rows give the same bytes."""
    columns = schema(NATURE).noms
    text = io.StringIO()
    ecrire_csv(text, [columns, *([row.get(column, "") for column in columns] for row in rows)], fin="\n")
    return text.getvalue().encode()
