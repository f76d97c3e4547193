"""Apache Spark, through Spark Connect, over the Parquet of a publication. Loaded only where a server is named."""

import logging
import threading
import uuid
from functools import lru_cache

import grpc
import pyarrow as pa
from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql.connect.client.retries import DefaultPolicy
from pyspark.sql.connect.column import Column
from pyspark.sql.connect.functions import array, lit
from pyspark.sql.connect.session import SparkSession
from sqlglot.errors import SqlglotError

from ti_dashboard.errors import MoteurMuet
from ti_dashboard.moteurs.gardien import Gardien
from ti_dashboard.moteurs.moteur import Parametres
from ti_dashboard.moteurs.parquet import DECOUPES, TablesEnParquet
from ti_dashboard.moteurs.vers_spark import Macro, Traduite, traduire

# A cluster compiles what it has never been asked, and starts a task again elsewhere when a worker is lost.
DELAI_S = 120.0
# About three seconds in all: a server that has just been started again is found, one that is gone is said to be.
ESSAIS = 4

journal = logging.getLogger(__name__)
_gardien = Gardien(DELAI_S)


class _Operation:
    """One question on its way, which its time may stop."""

    def __init__(self, session: SparkSession) -> None:
        self._session, self.marque = session, uuid.uuid4().hex

    def interrupt(self) -> None:
        self._session.interruptTag(self.marque)


class MoteurSpark:
    """One session for a publication, begun at its first question, begun again when the server has lost it."""

    def __init__(self, adresse: str, contenu: TablesEnParquet) -> None:
        self._adresse, self._contenu = adresse, contenu
        self._macros = {name: Macro(tuple(given), said) for name, (given, said) in contenu.macros.items()}
        self._verrou = threading.Lock()
        self._session: SparkSession | None = None
        self._montrees: set[str] = set()
        self._traduire = lru_cache(maxsize=None)(self._traduire_une)

    def repondre(self, question: str, parametres: Parametres) -> pa.Table:
        asked = self._traduire(question, frozenset(name for name, value in parametres.items() if _est_de_mots(value)))
        try:
            session = self._ouvrir(asked.tables)
            return self._demander(session, asked.sql, {name: _lier(value) for name, value in parametres.items()})
        except (PySparkException, grpc.RpcError, ValueError) as error:
            journal.exception("question not answered by Spark: %s", question.partition("\n")[0])
            if not isinstance(error, AnalysisException):
                self._oublier()
            raise MoteurMuet(_refus(question, error)) from None

    def _traduire_une(self, question: str, listes: frozenset[str]) -> Traduite:
        try:
            return traduire(question, self._macros, listes)
        except (SqlglotError, ValueError) as error:
            journal.exception("question not translated for Spark")
            raise MoteurMuet(_refus(question, error)) from None

    def _demander(self, session: SparkSession, sql: str, bound: dict[str, object]) -> pa.Table:
        operation = _Operation(session)
        session.addTag(operation.marque)
        _gardien.surveiller(operation)
        try:
            return session.sql(sql, args=bound).toArrow()
        finally:
            _gardien.relacher(operation)
            session.removeTag(operation.marque)

    def _ouvrir(self, tables: frozenset[str]) -> SparkSession:
        with self._verrou:
            if self._session is None:
                self._session = SparkSession.builder.remote(self._adresse).create()
                self._session.client.set_retry_policies([DefaultPolicy(max_retries=ESSAIS)])
                self._session.conf.set("spark.sql.session.timeZone", "UTC")
                self._montrees.clear()
            for table in tables - self._montrees:
                self._montrer(self._session, table)
            return self._session

    def _montrer(self, session: SparkSession, table: str) -> None:
        """Under its own name in the session, its columns in their order: what it is cut by comes last in Parquet."""
        columns = self._contenu.tables.get(table)
        if columns is None:
            raise ValueError(f"no table of this name: {table}")
        cut = DECOUPES.get(table)
        schema = ", ".join(f"{name} {kind}" for name, kind in sorted(columns.items(), key=lambda one: one[0] == cut))
        read = session.read.schema(schema).parquet(str(self._contenu.dossier / table))
        read.select(*columns).createOrReplaceTempView(table)
        self._montrees.add(table)

    def _oublier(self) -> None:
        """The next question begins a session again."""
        with self._verrou:
            session, self._session = self._session, None
        if session is not None:
            session.stop()

    def fermer(self) -> None:
        self._oublier()


def _est_de_mots(value: object) -> bool:
    return isinstance(value, list) and not any(isinstance(one, int) for one in value)


def _lier(value: object) -> object | Column:
    return array(*map(lit, value)) if isinstance(value, list) else value


def _refus(question: str, error: Exception) -> str:
    grain = question.partition("\n")[0].removeprefix("-- grain: ")
    if "UNAVAILABLE" in str(error):
        return "Le moteur Spark ne répond pas : vérifiez qu'il est en marche, puis rechargez la page."
    if "OPERATION_CANCELED" in str(error):
        return "Le moteur Spark n'a pas répondu à temps : rechargez la page, ou resserrez les filtres."
    return f"Le moteur Spark ne répond pas à cette question (« {grain} ») : rien n'est montré à sa place."
