"""One publication: an immutable file, opened read-only, that answers questions and holds its seals."""

import errno
import logging
import threading
import time
import weakref
from collections.abc import Hashable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb

from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.errors import PublicationIllisible
from ti_dashboard.langue.formats import enumeration, jour
from ti_dashboard.magasin.durees import Durees
from ti_dashboard.magasin.fichier import a_part, connecter, muette, parcourir
from ti_dashboard.magasin.lignes import Ligne, figer, peser
from ti_dashboard.magasin.reponses import Compte, Reponses
from ti_dashboard.moteurs.duck import MoteurDuckDB
from ti_dashboard.moteurs.moteur import Moteur
from ti_dashboard.sceau import cumuls, references
from ti_dashboard.sceau.empreinte import Lire
from ti_dashboard.sceau.verification import alteres, est_scellee

# What one publication remembers; the heaviest screen, Évolutions, takes 12 MB under one set of filters.
OCTETS_RETENUS = 96 * 1024 * 1024

# The last table that came in: a file without it was made by a version that this one does not read.
A_JOUR = "SELECT 1 FROM duckdb_tables() WHERE table_name = 'cumul_reste'"

COMPTE = Compte()
DUREES = Durees()
journal = logging.getLogger(__name__)
_ouvertes: "weakref.WeakSet[Publication]" = weakref.WeakSet()
_compter = threading.Lock()


class Publication:
    """One immutable file, open read-only. ``moteur`` answers its questions, the file its seals. Safe between threads.

    It closes by itself when its last reader lets go of it, never under one who still reads.
    """

    def __init__(self, fichier: Path, octets: int = OCTETS_RETENUS, moteur: Moteur | None = None) -> None:
        self.fichier = fichier
        self.publication_id = fichier.stem
        self._con = connecter(fichier)
        self._moteur: Moteur = moteur or MoteurDuckDB(self._con)
        self._reponses: Reponses[tuple[Ligne, ...]] = Reponses(octets, peser, COMPTE)
        self._alteres: dict[date, str | None] = {}
        self._fermer = weakref.finalize(self, _fermer, self._con, self._moteur)
        with _compter:
            _ouvertes.add(self)

    def lignes(self, sql: str, **parametres: object) -> tuple[Ligne, ...]:
        """Rows of one question, that nobody can change; lists may be passed as parameters. Answers are remembered."""
        asked = tuple(sorted((k, _hashable(v)) for k, v in parametres.items()))
        return self._reponses.obtenir((sql, asked), lambda: self._executer(sql, asked))

    def _executer(self, sql: str, parametres: tuple[tuple[str, Hashable], ...]) -> tuple[Ligne, ...]:
        began = time.perf_counter()
        try:
            bound = {key: list(value) if isinstance(value, tuple) else value for key, value in parametres}
            return self._demander(sql, bound)
        except duckdb.IOException as error:
            raise muette(self.fichier, error) from error
        finally:
            DUREES.noter(time.perf_counter() - began)

    def _demander(self, sql: str, lies: dict[str, object]) -> tuple[Ligne, ...]:
        if isinstance(self._moteur, MoteurDuckDB):
            return figer(*self._moteur.lire(sql, lies))
        en_colonnes = import_module("ti_dashboard.magasin.en_colonnes")
        rows: tuple[Ligne, ...] = en_colonnes.figer_table(self._moteur.repondre(sql, lies))
        return rows

    @cached_property
    def garde_les_references(self) -> bool:
        """Whether each of its arrêtés has the reference data it was told with."""
        return references.gardees(self._lire_tout)

    def verifier_sceaux(self) -> None:
        """Recompute the seal of every arrêté. Raises PublicationIllisible naming those that differ."""
        self.exiger_des_sceaux()
        with self._en_entier() as lire:
            altered = alteres(lire)
            sums = [] if altered else cumuls.faux(lire)
        if altered:
            raise PublicationIllisible(
                f"Le contenu de {self.fichier.name} ne correspond plus à son sceau ({' ; '.join(altered)}). "
                "Le fichier a été modifié après sa publication."
            )
        if sums:
            raise PublicationIllisible(
                f"Des cumuls de {self.fichier.name} ne sont plus ceux de ses lignes ({', '.join(sums)}). "
                "Le fichier a été modifié après sa publication."
            )

    def exiger_des_sceaux(self) -> None:
        """Raises PublicationIllisible when the file was made before recipes: it has no seal to hold; or before what
        the questions of this version read.
        """
        if not est_scellee(self._lire_tout):
            raise PublicationIllisible(
                f"Le fichier {self.fichier.name} a été fait par une version antérieure aux recettes de sceau : "
                "« python -m ti_dashboard construire --refonder » refait la publication et scelle ses arrêtés."
            )
        if not self._lire_tout(A_JOUR, {}):
            raise PublicationIllisible(
                f"Le fichier {self.fichier.name} a été fait par une version antérieure, dont les tables diffèrent : "
                "« python -m ti_dashboard construire » refait la publication sans changer ses arrêtés."
            )

    def verifier_decides(self, decides: Iterable[ArreteDecide]) -> None:
        """An arrêté decided here is shown as it was signed, or not at all. Raises PublicationIllisible."""
        shown: dict[date, str] = dict(self._lire_tout("SELECT arrete_id, empreinte FROM arrete_empreinte", {}))
        other = [jour(a.arrete_id) for a in decides if a.recette and shown.get(a.arrete_id, a.empreinte) != a.empreinte]
        if other:
            raise PublicationIllisible(
                f"Le fichier {self.fichier.name} montre un autre arrêté du {enumeration(other)} que celui figé ici : "
                "son sceau diffère. « python -m ti_dashboard revenir » affiche une publication gardée."
            )

    def sceau_altere(self, arrete_id: date) -> str | None:
        """What is no longer as it was sealed at one arrêté, if anything. Looked at once: the file cannot change."""
        if arrete_id not in self._alteres:
            with self._en_entier() as lire:
                self._alteres[arrete_id] = next(iter(alteres(lire, arrete_id)), None)
        return self._alteres[arrete_id]

    @contextmanager
    def _en_entier(self) -> Iterator[Lire]:
        """What reads the whole of the file, however large, in a bounded memory."""
        try:
            with a_part(self.fichier) as con:
                yield partial(parcourir, con)
        except duckdb.OutOfMemoryException as error:
            raise muette(self.fichier, OSError(errno.ENOMEM, str(error))) from error
        except duckdb.IOException as error:
            raise muette(self.fichier, error) from error

    def _lire_tout(self, sql: str, parametres: dict[str, Any]) -> list[tuple[Any, ...]]:
        try:
            with closing(self._con.cursor()) as cursor:
                return cursor.execute(sql, parametres).fetchall()
        except duckdb.IOException as error:
            raise muette(self.fichier, error) from error

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


def _fermer(con: duckdb.DuckDBPyConnection, moteur: Moteur) -> None:
    moteur.fermer()
    con.close()


def ouvertes() -> list[Publication]:
    """The publications open in this process, served or still under a reader."""
    with _compter:
        return list(_ouvertes)


def _hashable(value: object) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
