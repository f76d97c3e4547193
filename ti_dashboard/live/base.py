"""The live store: SQLite beside the data by default, PostgreSQL when TI_DASHBOARD_LIVE_URL says so."""

import contextlib
import copy
import logging
import os
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, make_url, select, update
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ti_dashboard.acces.personne import Personne
from ti_dashboard.dossier import chemins, disque
from ti_dashboard.errors import AccesRefuse, MagasinIndisponible
from ti_dashboard.live import lignes_enchainees, mise_a_niveau, moteur_sql, tables
from ti_dashboard.live.autres_repliques import AutresRepliques
from ti_dashboard.live.bus import Bus, Vues
from ti_dashboard.live.engagement import engager, raison
from ti_dashboard.live.etat import Etat, statut_de

if TYPE_CHECKING:
    from ti_dashboard.live.ecoute import Ecoute

NOM = "seance.sqlite"
JOURNAL = logging.getLogger("ti_dashboard")
_ouverture = threading.Lock()


class Transaction:
    """One transaction that changes the store, by one person for one gesture; the séances it touched are announced once
    it is committed. ``lignes``: what the journal will say of it, added last."""

    def __init__(self, con: Connection, personne: Personne, geste: str) -> None:
        self.con, self.personne, self.geste = con, personne, geste
        self.touchees: dict[str, None] = {}
        self.lignes: list[dict[str, object]] = []

    def fonction(self, dite: str) -> str:
        """Who signs: the function of the account; what was typed, at a post without accounts."""
        return dite if self.personne.compte_id is None else self.personne.fonction

    def toucher(self, code: str) -> None:
        """Something of this séance changed, other than where the presenter is."""
        seance = tables.seance
        self.con.execute(update(seance).where(seance.c.code == code).values(revision=seance.c.revision + 1))
        self.annoncer(code)

    def annoncer(self, code: str) -> None:
        if code not in self.touchees:
            moteur_sql.notifier(self.con, code)
        self.touchees[code] = None


class Base:
    """One store, its schema up to date, and the streams that follow it. Safe between threads.

    It is read by anybody; it is written in the name of somebody, who may.
    """

    def __init__(self, url: str) -> None:
        self._personne: Personne | None = None
        self._lecteur = moteur_sql.ouvrir(make_url(url))
        self._redacteur = self._lecteur.execution_options(immediat=True)
        self.bus = Bus(self.etat)
        with _refus_en_clair(), self._redacteur.begin() as con:
            mise_a_niveau.mettre_a_niveau(con)
        self.autres_repliques = AutresRepliques(self.bus)
        self.ecoute = _ecoute(self._lecteur.url, self.bus, self.autres_repliques)

    @contextlib.contextmanager
    def lire(self) -> Iterator[Connection]:
        with _refus_en_clair(), self._lecteur.connect() as con:
            yield con

    def au_nom_de(self, personne: Personne) -> "Base":
        """The same store, written by this person."""
        signed = copy.copy(self)
        signed._personne = personne
        return signed

    @contextlib.contextmanager
    def ecrire(self, geste: str) -> Iterator[Transaction]:
        """All is written or nothing is; on the disk when this returns, and only then told to the followers.

        Raises AccesRefuse when nobody is named, or when who is may not do this.
        """
        if self._personne is None:
            raise AccesRefuse("Rien n'a été enregistré : personne n'est nommé. Rechargez la page, puis recommencez.")
        self._personne.exiger_geste(geste)
        with _refus_en_clair(), engager(self._redacteur) as con:
            ecriture = Transaction(con, self._personne, geste)
            yield ecriture
            lignes_enchainees.ajouter(con, ecriture.lignes)
        if self.ecoute is None:
            for code in ecriture.touchees:
                self.bus.annoncer(code)

    def etat(self, code: str) -> Etat | None:
        """Where a séance stands, or None when there is none of this code."""
        s = tables.seance.c
        columns = (s.code, s.version, s.revision, s.adresse, s.etape_id, s.ouverte_le, s.suspendue_le, s.close_le)
        with self.lire() as con:
            row = con.execute(select(*columns).where(s.code == code)).first()
        if row is None:
            return None
        return Etat(*row[:5], statut_de(*row[5:]))

    def ecrans_relies(self, code: str) -> Vues:
        """The screens that follow a séance, by whichever replica."""
        return self.bus.vues(code) + self.autres_repliques.vues(code)

    def fermer(self) -> None:
        if self.ecoute is not None:
            self.ecoute.fermer()
        self.bus.fermer()
        self._lecteur.dispose()


def _ecoute(url: URL, bus: Bus, autres_repliques: AutresRepliques) -> "Ecoute | None":
    """What hears of the changes that other replicas make; on SQLite nobody else makes any, and nothing is loaded."""
    if url.get_backend_name() != "postgresql":
        return None
    from ti_dashboard.live.ecoute import Ecoute

    return Ecoute(url, bus, autres_repliques)


@contextlib.contextmanager
def _refus_en_clair() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, InterfaceError, PoolTimeout) as error:
        if isinstance(error, DatabaseError) and not isinstance(error, OperationalError) and not raison(error):
            # A rule of the store was broken: a fault of ours, that must be seen.
            raise
        # The driver's own words name a host, an account, a path: they are for the log, never for the room.
        JOURNAL.exception("Le magasin des séances n'a pas répondu")
        raise MagasinIndisponible(
            f"Ce qui s'écrit en séance n'a pas pu être lu ou enregistré{raison(error)}. Rien n'a changé ; recommencez."
        ) from None


@contextlib.contextmanager
def tel_qu_il_est(url: str, ecrire: bool) -> Iterator[Connection]:
    """One transaction on a store of whatever version, or empty: nothing is brought up to date, nobody is told.

    Only read, it is of one instant, and nobody waits for it.
    """
    engine = moteur_sql.ouvrir(make_url(url))
    alone = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    try:
        with _refus_en_clair(), engine.execution_options(**({"immediat": True} if ecrire else alone)).begin() as con:
            yield con
    finally:
        engine.dispose()


def adresse_du_magasin() -> str:
    """URL of the store this process must use."""
    return os.environ.get("TI_DASHBOARD_LIVE_URL") or f"sqlite:///{chemins.donnees() / NOM}"


def base() -> Base:
    """The store of this process, opened and brought up to date at the first call."""
    with _ouverture:
        return _ouvrir(adresse_du_magasin())


def base_ecrite() -> Base | None:
    """The store, or None while nobody has written in it: who only reads a screen creates no file."""
    url = make_url(adresse_du_magasin())
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
        return None
    return base()


@lru_cache(maxsize=8)
def _ouvrir(url: str) -> Base:
    if url.startswith("sqlite:///"):
        with disque.refus_en_clair(chemins.donnees()):
            chemins.donnees().mkdir(parents=True, exist_ok=True)
    return Base(url)
