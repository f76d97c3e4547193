"""The publication in place, as a file: there, and as it was when it was served, or a sentence that says what to do."""

from pathlib import Path

from ti_dashboard.dossier.pointeur import NOM, PUBLIEES, entree, lire_pointeur
from ti_dashboard.errors import ControleEchoue

REFAIRE = "« python -m ti_dashboard construire --refonder »"
REMEDE = f"Revenez à la précédente (« python -m ti_dashboard revenir »), ou refaites tout avec {REFAIRE}."


def publication_servie(publications: Path) -> Path | None:
    """The file served; None when nothing was ever published.

    Raises ControleEchoue when it is gone or altered, PublicationIllisible when the pointer does not read.
    """
    pointer = lire_pointeur(publications)
    if pointer is None:
        if any(publications.glob(PUBLIEES)):
            raise ControleEchoue(
                f"{NOM} a disparu du dossier des publications : on ne sait plus laquelle était affichée, ni ce qu'elle "
                f"disait des arrêtés. Remettez-le d'une sauvegarde, ou refaites tout avec {REFAIRE}."
            )
        return None
    path = publications / pointer["publication"]
    if not path.is_file():
        raise ControleEchoue(f"La publication en place, {path.name}, a disparu du disque. {REMEDE}")
    if entree(path)["sha256"] != pointer["sha256"]:
        raise ControleEchoue(
            f"La publication en place, {path.name}, a été modifiée après coup : elle ne dit plus ce qui a été dit. "
            f"{REMEDE}"
        )
    return path
