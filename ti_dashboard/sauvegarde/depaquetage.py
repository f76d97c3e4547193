"""A backup unpacked beside where it goes, checked to the last byte: its data folder whole, its live store apart."""

from collections.abc import Callable
from pathlib import Path

from ti_dashboard.dossier import chemins
from ti_dashboard.live import copie
from ti_dashboard.sauvegarde import conteneur
from ti_dashboard.sauvegarde.manifeste import CORRESPONDANCES, DONNEES, SEANCES, Manifeste

Dire = Callable[[str], None]


def depaqueter(fichier: Path, dossier: Path, dire: Dire) -> Manifeste:
    """Every member below ``dossier``, which is empty; the data folder is there even when it holds nothing."""
    dire("Lecture de la sauvegarde")
    said = conteneur.extraire(fichier, dossier)
    (dossier / DONNEES).mkdir(exist_ok=True)
    return said


def remplir_sqlite(dossier: Path, said: Manifeste, nom: str) -> None:
    """The live store as one SQLite file in the data folder that was unpacked."""
    if said.schema:
        copie.remplir(f"sqlite:///{dossier / DONNEES / nom}", dossier / SEANCES, said.schema, "")


def correspondances_differentes(dossier: Path) -> list[str]:
    """Mappings of the backup that are not those this machine reads deliveries with."""
    kept = dossier / CORRESPONDANCES
    return [
        path.name
        for path in sorted(kept.glob("*"))
        if not (here := chemins.CORRESPONDANCES / path.name).is_file() or here.read_bytes() != path.read_bytes()
    ]
