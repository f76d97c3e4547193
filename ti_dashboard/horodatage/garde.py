"""The token kept beside each arrêté, and what it is worth today: ``arretes/<date>.tsr``, one, never written twice.

Beside it, ``<date>.tsr.pem`` holds the certificates it was verified with, so that anybody can do it again.
"""

import errno
import os
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, disque
from ti_dashboard.errors import HorodatageRefuse, JetonRefuse
from ti_dashboard.langue.formats import instant, jour
from ti_dashboard.magasin.lignes import Ligne

if TYPE_CHECKING:
    from ti_dashboard.horodatage.jeton import Jeton

NON_VERIFIEE = "autorité non vérifiée"


@dataclass(frozen=True)
class ArreteScelle:
    """A sealed arrêté, withdrawn or not; ``fige_le``: nobody could stamp its seal before."""

    arrete_id: date
    sceau: str
    fige_le: datetime


@dataclass(frozen=True)
class Horodatage:
    """A kept token: its content, or why it does not hold (``constat``)."""

    arrete_id: date
    fichier: Path
    certificats: Path | None
    jeton: "Jeton | None"
    constat: str = ""

    @property
    def en_bref(self) -> str:
        """A cell of a table."""
        if self.jeton is None:
            return "jeton qui ne vaut pas"
        said = f"{instant(self.jeton.instant.isoformat())}, {self.jeton.autorite}"
        return said if self.jeton.est_verifiee else f"{said} ({NON_VERIFIEE})"

    def en_phrase(self) -> str:
        if self.jeton is None:
            return (
                f"Le jeton {self.fichier.name} de l'arrêté du {jour(self.arrete_id)} ne vaut pas : {self.constat}. "
                "Reprenez ce fichier d'une sauvegarde, ou déplacez-le et horodatez de nouveau."
            )
        given = f"{instant(self.jeton.instant.isoformat())} par {self.jeton.autorite}"
        said = f"L'arrêté du {jour(self.arrete_id)} est horodaté du {given}, politique {self.jeton.politique}."
        if self.jeton.est_verifiee:
            return said
        return (
            f"{said} {NON_VERIFIEE.capitalize()} : la signature est celle du certificat que porte le jeton, dont rien "
            "ne dit à qui il est. Donnez par --certificats le certificat racine de l'autorité."
        )


def scelles(donnees: Path, servis: Iterable[Ligne]) -> dict[date, ArreteScelle]:
    """Every sealed arrêté: those served (``arrete_id``, ``empreinte``, ``date_cloture``), and those decided here.

    The seal that a decided one was signed with wins.
    """
    known = {
        row["arrete_id"]: ArreteScelle(row["arrete_id"], str(row["empreinte"]), horloge.debut(row["date_cloture"]))
        for row in servis
        if row["empreinte"]
    }
    return known | {
        a.arrete_id: ArreteScelle(a.arrete_id, a.empreinte, a.arrete_le) for a in arretes.lire(donnees) if a.empreinte
    }


def fichier(donnees: Path, arrete_id: date) -> Path:
    return arretes.dossier(donnees) / f"{arrete_id.isoformat()}.tsr"


def _certificats(jeton: Path) -> Path:
    return jeton.with_suffix(".tsr.pem")


def certificats_gardes(jeton: Path) -> Path | None:
    path = _certificats(jeton)
    return path if path.is_file() else None


def lire(donnees: Path, scelle: ArreteScelle, certificats: Path | None = None) -> Horodatage | None:
    """The token kept for this arrêté, verified now with ``certificats``, else with those kept beside it; or None.

    Raises HorodatageRefuse when ``certificats`` cannot be read.
    """
    path = fichier(donnees, scelle.arrete_id)
    if not path.is_file():
        return None
    # Imported here: without a token nobody pays for the reader of tokens.
    from ti_dashboard.horodatage.jeton import Attendu, verifier
    from ti_dashboard.horodatage.racines import racines

    roots = certificats or certificats_gardes(path)
    try:
        expected = Attendu(scelle.sceau, scelle.fige_le, horloge.maintenant(), racines(roots) if roots else ())
        return Horodatage(scelle.arrete_id, path, roots, verifier(path.read_bytes(), expected))
    except JetonRefuse as refus:
        return Horodatage(scelle.arrete_id, path, roots, None, refus.constat)
    except HorodatageRefuse as refus:
        if certificats:
            raise
        return Horodatage(scelle.arrete_id, path, roots, None, str(refus).rstrip("."))
    except OSError as error:
        return Horodatage(scelle.arrete_id, path, roots, None, f"il ne se lit pas ({disque.raison(error)})")


def preparer(donnees: Path) -> None:
    """Make the place of the tokens, so that none is asked for that could not be kept. Raises DisqueRefuse."""
    folder = arretes.dossier(donnees)
    with disque.refus_en_clair(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def garder(donnees: Path, arrete_id: date, reponse: bytes, certificats: bytes | None) -> Path:
    """Keep a verified answer as it came. Raises HorodatageRefuse when one is kept already, or DisqueRefuse."""
    target = fichier(donnees, arrete_id)
    if target.exists():
        raise HorodatageRefuse(f"{target.name} existe déjà : un jeton ne se récrit pas.")
    with disque.refus_en_clair(target.parent):
        # First: a token without them would be read as one that nobody verified.
        if certificats is None:
            _certificats(target).unlink(missing_ok=True)
        else:
            disque.poser(_certificats(target), certificats)
        disque.poser(target, reponse)
    return target


def commande(sceau: str, jeton: Path, certificats: Path | None) -> str:
    """How anybody verifies a token without this tool: OpenSSL and the seal, as every screen and export writes it."""
    roots = shlex.quote(str(certificats or "racine-de-l-autorite.pem"))
    return f"printf %s {sceau} | openssl ts -verify -data /dev/stdin -in {shlex.quote(str(jeton))} -CAfile {roots}"
