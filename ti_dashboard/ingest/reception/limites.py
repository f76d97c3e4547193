"""Every bound of what can be received, in one place, and the refusal that says it."""

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.formats import INSECABLE, nombre

MIO = 1024 * 1024
TAILLE_FICHIER = 200 * MIO
# Spreadsheets compress well: a real 200,000-row workbook is ten to twenty times its zipped size.
TAILLE_DECOMPRESSEE = 1024 * MIO
RAPPORT_COMPRESSION = 200
NB_MEMBRES = 2_000
NB_FEUILLES = 100
NB_COLONNES = 500
NB_LIGNES = 1_048_576
NB_CASES = 8_000_000
LONGUEUR_LIGNE = 1_000_000
LONGUEUR_CASE = 32_767
NB_FORMULES = 200_000
NB_FUSIONS = 200_000
# Faults listed one by one for a sheet; the rejected rows are all counted and kept.
NB_FAUTES = 20_000


class FichierRefuse(TableauDeBordError):
    """The file, or one of its sheets, cannot be read: what is wrong, where, how to mend it."""

    def __init__(self, constat: str, remede: str, feuille: str = "", ligne: int | None = None) -> None:
        self.defaut = Defaut(None, None, constat, remede, feuille=feuille, ligne=ligne)
        super().__init__(f"{constat} {remede}")


def mio(size: int) -> str:
    return f"{nombre(max(1, round(size / MIO)))}{INSECABLE}Mio"
