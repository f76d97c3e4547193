"""What draws or composes what is drawn: the files whose text the house rules read."""

from pathlib import Path

from ti_dashboard.dossier.chemins import RACINE

PAQUET = RACINE / "ti_dashboard"
DESSINS: tuple[Path, ...] = tuple(
    sorted(path for package in ("cadre", "ecrans", "planche") for path in (PAQUET / package).rglob("*.py"))
)


def module(path: Path) -> str:
    """« ecrans.projets.vue », « pages.projets »: the name of a module, without the package's."""
    return ".".join(path.relative_to(PAQUET if PAQUET in path.parents else RACINE).with_suffix("").parts)
