"""A secret that its installer put in a file: neither the environment nor the list of processes shows it."""

from pathlib import Path

from ti_dashboard.errors import ReglageRefuse


def lire(place: str | Path, reglage: str) -> str:
    """``reglage``: what names the file, said when it cannot be read. Raises ReglageRefuse."""
    try:
        return Path(place).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise ReglageRefuse(
            f"{reglage} désigne {place}, qui ne se lit pas : vérifiez le fichier, et donnez-en le droit au service."
        ) from None
