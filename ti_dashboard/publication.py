"""One publication: an immutable file, opened read-only, verified once, that answers questions."""

import hashlib
import logging
import threading
import weakref
from collections.abc import Hashable
from pathlib import Path

import duckdb

from ti_dashboard.empreinte import empreinte_arrete
from ti_dashboard.errors import PublicationIllisible
from ti_dashboard.gardien import Gardien
from ti_dashboard.lignes import Ligne, figer, peser
from ti_dashboard.pointeur import NOM, Entree
from ti_dashboard.reponses import Compte, Reponses

# No question can read another file, write, or lift these limits.
SANS_ACCES_EXTERIEUR = {"enable_external_access": "false", "lock_configuration": "true"}
# What one publication remembers; the heaviest screen, Évolutions, takes 12 MB under one set of filters.
OCTETS_RETENUS = 96 * 1024 * 1024

COMPTE = Compte()
journal = logging.getLogger(__name__)
_gardien = Gardien()
_ouvertes: "weakref.WeakSet[Publication]" = weakref.WeakSet()
_compter = threading.Lock()


class Publication:
    """One immutable file, open read-only. Safe between threads: one cursor per question.

    It closes by itself when its last reader lets go of it, never under one who still reads.
    """

    def __init__(self, fichier: Path, octets: int = OCTETS_RETENUS) -> None:
        self.fichier = fichier
        self.publication_id = fichier.stem
        self._con = duckdb.connect(str(fichier), read_only=True, config=SANS_ACCES_EXTERIEUR)
        self._reponses: Reponses[tuple[Ligne, ...]] = Reponses(octets, peser, COMPTE)
        self._enonces: dict[str, duckdb.Statement] = {}
        self._fermer = weakref.finalize(self, self._con.close)
        with _compter:
            _ouvertes.add(self)

    def lignes(self, sql: str, **parametres: object) -> tuple[Ligne, ...]:
        """Rows of one question, that nobody can change; lists may be passed as parameters. Answers are remembered."""
        asked = tuple(sorted((k, _hashable(v)) for k, v in parametres.items()))
        return self._reponses.obtenir((sql, asked), lambda: self._executer(sql, asked))

    def _executer(self, sql: str, parametres: tuple[tuple[str, Hashable], ...]) -> tuple[Ligne, ...]:
        cursor = self._con.cursor()
        _gardien.surveiller(cursor)
        try:
            cursor.execute(self._lire(cursor, sql), {k: list(v) if isinstance(v, tuple) else v for k, v in parametres})
            names = [column[0] for column in cursor.description]
            nested = any(column[1].id in ("list", "array", "struct", "map") for column in cursor.description)
            return figer(names, cursor.fetchall(), nested)
        finally:
            _gardien.relacher(cursor)
            cursor.close()

    def _lire(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
        """The question, parsed once for all its bindings: on small tables that is a tenth of its time."""
        if sql not in self._enonces:
            (self._enonces[sql],) = cursor.extract_statements(sql)
        return self._enonces[sql]

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

    def interroger(self) -> None:
        """Read the file now, whatever is remembered. Raises PublicationIllisible when it does not answer."""
        try:
            self._executer("SELECT arrete_id FROM arrete LIMIT 1", ())
        except duckdb.Error:
            journal.exception("publication does not answer: %s", self.fichier.name)
            raise PublicationIllisible(f"Le fichier {self.fichier.name} ne répond plus.") from None

    @property
    def octets(self) -> int:
        """What it remembers, in bytes."""
        return self._reponses.octets

    def retirer(self) -> None:
        """No longer served: it answers those who still read it, and remembers nothing more."""
        self._reponses.oublier()

    def close(self) -> None:
        with _compter:
            _ouvertes.discard(self)
        self._fermer()


def ouvertes() -> list[Publication]:
    """The publications open in this process, served or still under a reader."""
    with _compter:
        return list(_ouvertes)


def ouvrir(dossier: Path, entree: Entree) -> Publication:
    """Open and verify one publication. Raises PublicationIllisible with a sentence that says what is wrong."""
    path = dossier / entree["publication"]
    if not path.is_file():
        raise PublicationIllisible(f"Le fichier {path.name} désigné par {NOM} est introuvable.")
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        journal.exception("publication not read: %s", path.name)
        raise PublicationIllisible(f"Le fichier {path.name} ne se lit pas : voyez le journal du serveur.") from None
    if found != entree["sha256"]:
        raise PublicationIllisible(
            f"Le fichier {path.name} ne correspond plus à l'empreinte notée à sa publication : il a été modifié."
        )
    try:
        publication = Publication(path)
    except duckdb.Error:
        # The engine's own words name folders of the server: they are for the log.
        journal.exception("publication not opened: %s", path.name)
        raise PublicationIllisible(f"Le fichier {path.name} ne s'ouvre pas : il est abîmé ou incomplet.") from None
    try:
        publication.verifier_empreintes()
    except duckdb.Error:
        journal.exception("publication without its tables: %s", path.name)
        publication.close()
        raise PublicationIllisible(f"Le fichier {path.name} n'a pas les tables attendues.") from None
    except PublicationIllisible:
        publication.close()
        raise
    return publication


def _hashable(value: object) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
