"""Accepted deliveries on the disk: one folder per deposit, put in place whole, and the files as they were received.

``depots/<depot_id>/`` holds ``depot.json`` and one Parquet file per sheet: its rows as typed on the day they came, so
that a mapping changed later never changes what an old file said. ``recus/<sha256>`` holds the bytes received.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.dossier import chemins, disque
from ti_dashboard.dossier.depot import Depot, FichierRecu, depuis_json
from ti_dashboard.errors import AccesRefuse
from ti_dashboard.langue.mots import cle

FICHE = "depot.json"
ATTENTE = ".attente"
ECART = "ecarte.json"
# What a delivery can be sent as, in words.
FORMATS = "CSV, XLSX ou ODS"


def dossier() -> Path:
    return chemins.donnees() / "depots"


def recus() -> Path:
    return chemins.donnees() / "recus"


def attente() -> Path:
    """Where deposits that were read but not accepted wait."""
    return dossier() / ATTENTE


def lire(fiche: Path) -> Depot:
    """One deposit from its sheet."""
    return depuis_json(fiche.read_bytes())


def identifier(
    recu_le: date,
    emetteur: str,
    mode: str,
    nature: str | None,
    phase: int | None,
    fichiers: Iterable[FichierRecu],
    motif: str = "",
    perimetre: PerimetreDAcces | None = None,
) -> str:
    """Name of a deposit: when it was received, from whom, and a hash of what it is. No clock, no order of arrival.

    ``perimetre``: the same file examined within another limit is another deposit, that waits beside the first.
    """
    content = sorted((f.nom, f.sha256) for f in fichiers)
    limits = () if perimetre is None or perimetre.est_national else (perimetre.region, perimetre.operateur)
    signed = repr((recu_le.isoformat(), cle(emetteur), mode, nature, phase, content, motif, *limits))
    sender = "-".join(cle(emetteur).split())[:40]
    return f"{recu_le:%Y%m%d}-{sender}-{hashlib.sha256(signed.encode()).hexdigest()[:10]}"


def mettre_en_attente(prepare: Path, depot_id: str) -> None:
    """Put an examined deposit where it waits; examined again, it takes the place of what it was."""
    target = attente() / depot_id
    if target.exists():
        disque.oter_dossier(target)
    disque.poser_dossier(prepare, target)


def fichiers_acceptes() -> dict[str, Depot]:
    """SHA-256 of every file accepted → the deposit it is in."""
    return {f.sha256: d for d in acceptes() for f in d.fichiers}


def noms(depots: Iterable[Depot]) -> str:
    """One word for a set of deposits: what another one was compared to."""
    return hashlib.sha256("\n".join(sorted(d.depot_id for d in depots)).encode()).hexdigest()


def copie(fichier: FichierRecu) -> str:
    """Name of the copy examined, in the folder of a deposit that waits."""
    return f"recu-{fichier.sha256}"


def alleger(depot_id: str) -> None:
    """Take away what only the examination needed: the bytes are in ``recus``, the rows in the Parquet files."""
    with contextlib.suppress(OSError):
        for path in (dossier() / depot_id).iterdir():
            if path.name.startswith("recu-") or path.name in ("demande.json", "examen.json", "examen.log"):
                disque.oter_au_mieux(path)


def tous() -> list[Depot]:
    """Deposits accepted here, set aside ones included."""
    return [lire(p) for p in sorted(dossier().glob(f"[0-9]*/{FICHE}"))]


def acceptes() -> list[Depot]:
    """Deposits of the next publication, in the order they were accepted."""
    found = [d for d in tous() if not (dossier() / d.depot_id / ECART).exists()]
    return sorted(found, key=lambda d: (d.accepte_le, d.depot_id))


def ecartes() -> list[Depot]:
    """Deposits set aside by a return to an earlier publication: kept, but in no publication until taken back."""
    return [d for d in tous() if (dossier() / d.depot_id / ECART).exists()]


def ecarter(depot_id: str, auteur: str) -> None:
    disque.poser(dossier() / depot_id / ECART, json.dumps({"auteur": auteur}).encode())


def reprendre(depot_id: str) -> None:
    disque.oter(dossier() / depot_id / ECART)


def prepare(depot_id: str) -> Depot | None:
    """A deposit read but not accepted yet, or None when it is not there any more."""
    fiche = attente() / Path(depot_id).name / FICHE
    return lire(fiche) if fiche.is_file() else None


def exiger_dans(perimetre: PerimetreDAcces, depot_id: str) -> None:
    """Raises AccesRefuse for a deposit that waits or was accepted, prepared by an account of another perimeter."""
    found = (prepare(depot_id), *(d for d in tous() if d.depot_id == depot_id)) if not perimetre.est_national else ()
    if any(depot is not None and not depot.est_pour(perimetre) for depot in found):
        raise AccesRefuse(
            f"Le dépôt {depot_id} a été préparé hors de votre périmètre : vous ne pouvez ni l'ouvrir, ni l'accepter, "
            "ni l'oublier. Rien n'a changé ; déposez votre propre fichier, ou voyez l'équipe données nationale."
        )


def prepares() -> list[Depot]:
    """Deposits read but not accepted, the latest first. Time alone takes none away: a clock may be wrong."""
    return [lire(fiche) for fiche in sorted(attente().glob(f"[0-9]*/{FICHE}"), reverse=True)]
