"""The only reader of publications: opens the one the pointer names, verifies it, answers questions.

When the pointer moves, the next question goes to the new file without a restart. When the new file is not what it says,
the last good publication stays served and the reader is told.
"""

import hashlib
import logging
import threading
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb

from ti_dashboard import chemins
from ti_dashboard.empreinte import empreinte_arrete
from ti_dashboard.errors import PublicationAbsente, PublicationIllisible
from ti_dashboard.gardien import Gardien
from ti_dashboard.pointeur import NOM, Entree, lire_pointeur

journal = logging.getLogger(__name__)

# A row as DuckDB gives it: None stays None (a DataFrame would turn an unknown amount into NaN, then into 0).
Ligne = dict[str, object]

# No question can read another file, write, or lift these limits.
SANS_ACCES_EXTERIEUR = {"enable_external_access": "false", "lock_configuration": "true"}


_gardien = Gardien()


class Publication:
    """One immutable file, open read-only. Safe between threads: one cursor per question."""

    def __init__(self, fichier: Path) -> None:
        self.fichier = fichier
        self.publication_id = fichier.stem
        self._con = duckdb.connect(str(fichier), read_only=True, config=SANS_ACCES_EXTERIEUR)
        self._repondre = lru_cache(maxsize=1024)(self._executer)

    def lignes(self, sql: str, **parametres: object) -> tuple[Ligne, ...]:
        """Rows of one question, each a dictionary; lists may be passed as parameters. Answers are remembered."""
        return self._repondre(sql, tuple(sorted((k, _hashable(v)) for k, v in parametres.items())))

    def _executer(self, sql: str, parametres: tuple[tuple[str, Hashable], ...]) -> tuple[Ligne, ...]:
        cursor = self._con.cursor()
        _gardien.surveiller(cursor)
        try:
            cursor.execute(sql, {k: list(v) if isinstance(v, tuple) else v for k, v in parametres})
            names = [column[0] for column in cursor.description]
            return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
        finally:
            _gardien.relacher(cursor)
            cursor.close()

    def verifier_empreintes(self) -> None:
        """Recompute the hash of every arrêté. Raises PublicationIllisible naming those that differ."""
        stored = self.lignes(
            "SELECT arrete_id, date_cloture, empreinte FROM arrete JOIN arrete_empreinte USING (arrete_id)"
        )

        def fetch_one(query: str, parameters: dict[str, object]) -> str | None:
            return next(iter(self._executer(query, tuple(parameters.items()))[0].values()))

        wrong = [
            f"{row['arrete_id']:%d/%m/%Y}"
            for row in stored
            if empreinte_arrete(fetch_one, row["arrete_id"], row["date_cloture"]) != row["empreinte"]
        ]
        if wrong or not stored:
            raise PublicationIllisible(
                f"Le contenu de {self.fichier.name} ne correspond plus à son empreinte (arrêté du {', '.join(wrong)}). "
                "Le fichier a été modifié après sa publication."
            )

    def close(self) -> None:
        self._con.close()


def _hashable(value: object) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


def ouvrir(dossier: Path, entree: Entree) -> Publication:
    """Open and verify one publication. Raises PublicationIllisible with a sentence that says what is wrong."""
    path = dossier / entree["publication"]
    if not path.is_file():
        raise PublicationIllisible(f"Le fichier {path.name} désigné par {NOM} est introuvable.")
    if hashlib.sha256(path.read_bytes()).hexdigest() != entree["sha256"]:
        raise PublicationIllisible(
            f"Le fichier {path.name} ne correspond plus à l'empreinte notée à sa publication : il a été modifié."
        )
    try:
        publication = Publication(path)
    except duckdb.Error as error:
        raise PublicationIllisible(f"Le fichier {path.name} ne s'ouvre pas : {error}.") from None
    try:
        publication.verifier_empreintes()
    except duckdb.Error as error:
        publication.close()
        raise PublicationIllisible(f"Le fichier {path.name} n'a pas les tables attendues : {error}.") from None
    except PublicationIllisible:
        publication.close()
        raise
    return publication


@dataclass(frozen=True)
class Service:
    """What is served now, and what the reader must know about it."""

    publication: Publication
    avertissement: str | None = None


class Guichet:
    """Follows one pointer. One instance per folder of publications and process."""

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._service: Service | None = None

    def service(self) -> Service:
        """The publication to read now; costs one ``stat`` while the pointer does not move.

        Raises PublicationAbsente or PublicationIllisible when there is nothing good to serve.
        """
        with self._lock:
            seen = self._stamp()
            if self._service is None or seen != self._seen:
                self._service = self._follow()
                self._seen = seen
            return self._service

    def _stamp(self) -> tuple[int, int] | None:
        try:
            stat = (self._dossier / NOM).stat()
        except FileNotFoundError:
            return None
        return stat.st_mtime_ns, stat.st_ino

    def _follow(self) -> Service:
        fallback = None
        try:
            pointer = lire_pointeur(self._dossier)
            if pointer is None:
                raise PublicationAbsente(
                    "Aucune publication n'est disponible. Lancez « python -m ti_dashboard construire », "
                    "ou « python -m ti_dashboard demonstration » pour des données de démonstration."
                )
            fallback = pointer["precedente"]
            return Service(ouvrir(self._dossier, pointer))
        except (PublicationAbsente, PublicationIllisible) as error:
            journal.warning("publication refused: %s", error)
            return self._last_good(error, fallback)

    def _last_good(self, error: Exception, fallback: Entree | None) -> Service:
        notice = f"{error} La dernière publication valable reste affichée."
        if self._service is not None:
            return Service(self._service.publication, notice)
        if fallback is not None:
            try:
                return Service(ouvrir(self._dossier, fallback), notice)
            except PublicationIllisible as second:
                journal.warning("previous publication refused: %s", second)
        raise error


@lru_cache(maxsize=8)
def _guichet(dossier: Path) -> Guichet:
    return Guichet(dossier)


def service() -> Service:
    """What the application serves now. Raises PublicationAbsente or PublicationIllisible."""
    return _guichet(chemins.publications()).service()


def arretes_disponibles(publication: Publication) -> list[date]:
    """Dates of the arrêtés, the latest first."""
    rows = publication.lignes("SELECT arrete_id FROM arrete ORDER BY arrete_id DESC")
    return [row["arrete_id"] for row in rows]
