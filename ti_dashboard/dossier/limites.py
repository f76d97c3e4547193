"""Every bound of what can be received, in one place, and the refusal that says it."""

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.formats import accord

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
# Said one by one where everything is refused.
NB_CONSTATS = 20


class FichierRefuse(TableauDeBordError):
    """The file, or one of its sheets, cannot be read: what is wrong, where, how to mend it."""

    def __init__(self, constat: str, remede: str, feuille: str = "", ligne: int | None = None) -> None:
        self.defaut = Defaut(None, None, constat, remede, feuille=feuille, ligne=ligne)
        super().__init__(f"{constat} {remede}")


class LivraisonInvalide(TableauDeBordError):
    """A delivery cannot be loaded; ``constats`` lists one French sentence per fault."""

    def __init__(self, constats: list[str]) -> None:
        self.constats = constats
        shown = "\n".join(f"  - {c}" for c in constats[:NB_CONSTATS])
        others = len(constats) - NB_CONSTATS
        more = f"\n  … et {accord(others, 'autre')}" if others > 0 else ""
        super().__init__(
            f"{accord(len(constats), 'anomalie')} dans les livraisons, rien n'a été publié :\n{shown}{more}"
        )
