"""From deliveries to one new immutable file, then one atomic change of pointer.

A publication's name is never used twice: a process that has the old file open goes on reading it.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ti_dashboard.chemins import REFERENTIELS
from ti_dashboard.errors import LivraisonInvalide
from ti_dashboard.ingest import chargement, controles, figer, registre, tables
from ti_dashboard.ingest.lecture import lire_livraisons
from ti_dashboard.pointeur import ecrire_pointeur

Progression = Callable[[str], None]


@dataclass(frozen=True)
class Resume:
    """What a build ends with, for the summary on the screen."""

    fichier: Path
    nb_livraisons: int
    nb_lignes: int
    empreintes: dict[str, str]


def construire(
    racine: Path,
    publications: Path,
    dossier_referentiels: Path = REFERENTIELS,
    progression: Progression = lambda _: None,
) -> Resume:
    """Read the deliveries below ``racine``, build, check and publish.

    Raises ReferentielInvalide, LivraisonInvalide or ControleEchoue; the previous publication then stays served and
    no file is left behind.
    """
    if not racine.is_dir() or not any(racine.iterdir()):
        raise LivraisonInvalide([f"{racine} ne contient aucun dossier de livraison."])
    publications.mkdir(parents=True, exist_ok=True)
    draft = publications / f".brouillon-{os.getpid()}.duckdb"
    draft.unlink(missing_ok=True)
    try:
        summary = _build(draft, racine, dossier_referentiels, progression)
        progression("Mise en place")
        return _publish(draft, publications, *summary)
    finally:
        draft.unlink(missing_ok=True)


def _build(draft: Path, racine: Path, dossier: Path, progression: Progression) -> tuple[int, int, dict[str, str]]:
    with duckdb.connect(str(draft)) as con:
        tables.creer(con)
        progression("Données de référence")
        con.begin()
        chargement.charger(con, dossier)
        con.commit()
        progression("Lecture des livraisons")
        livraisons = list(lire_livraisons(racine))
        con.begin()
        registre.consigner(con, livraisons, progression)
        con.commit()
        progression("Arrêtés")
        figer.figer(con)
        progression("Contrôles")
        controles.controler(con)
        hashes = {str(a): e for a, e in con.execute("SELECT * FROM arrete_empreinte ORDER BY 1").fetchall()}
        con.execute("CHECKPOINT")
    return len(livraisons), sum(len(s.lignes) for s in livraisons), hashes


def _publish(draft: Path, publications: Path, nb_livraisons: int, nb_lignes: int, hashes: dict[str, str]) -> Resume:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    content = hashlib.sha256("".join(hashes.values()).encode()).hexdigest()[:8]
    final = publications / f"{stamp}-{content}.duckdb"
    _fsync(draft)
    digest = hashlib.sha256(draft.read_bytes()).hexdigest()
    draft.rename(final)
    ecrire_pointeur(publications, final.name, digest)
    return Resume(final, nb_livraisons, nb_lignes, hashes)


def _fsync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
