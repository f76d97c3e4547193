"""The state of the service now, read where each thing is: nothing here is worked out twice, or costs a screen."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

from ti_dashboard import horloge
from ti_dashboard.dossier import chemins, depots, journal, journal_eprouve
from ti_dashboard.errors import MagasinIndisponible, TableauDeBordError
from ti_dashboard.horodatage import garde
from ti_dashboard.live import mise_a_niveau
from ti_dashboard.live.base import Base, base_ecrite
from ti_dashboard.magasin import guichet
from ti_dashboard.magasin.lignes import Ligne
from ti_dashboard.questions.poser import poser

SAUVEGARDER = "sauvegarder"
_lus: "WeakKeyDictionary[guichet.Publication, _Contenu]" = WeakKeyDictionary()


@dataclass(frozen=True)
class PublicationVue:
    """``publiee_le``: when its file was written. ``a_horodater``: sealed arrêtés that no third party has dated."""

    publication_id: str
    publiee_le: datetime
    arrete: date | None
    a_horodater: int
    reserve: str

    @property
    def age_s(self) -> float:
        return max(0.0, (horloge.maintenant() - self.publiee_le).total_seconds())


@dataclass(frozen=True)
class Disque:
    libre: int
    total: int


@dataclass(frozen=True)
class MagasinVu:
    """``schema`` is empty while nobody wrote in the store; ``panne`` says why it does not answer."""

    schema: str = ""
    attendu: str = ""
    suiveurs: int = 0
    panne: str = ""


@dataclass(frozen=True)
class EcransOuverts:
    """``en_cours``: being drawn now; ``en_attente``: asked for again while they are."""

    ouverts: int = 0
    en_cours: int = 0
    en_attente: int = 0


def publication() -> PublicationVue:
    """Raises TableauDeBordError with why nothing can be served."""
    served = guichet.service()
    shown = _contenu(served.publication).arretes
    stamped = garde.scelles(chemins.donnees(), shown)
    return PublicationVue(
        served.publication.publication_id,
        horloge.instant_ecrit(served.publication.fichier),
        max((row["arrete_id"] for row in shown), default=None),
        sum(not garde.fichier(chemins.donnees(), one).is_file() for one in stamped),
        served.avertissement or "",
    )


@dataclass(frozen=True)
class _Contenu:
    arretes: Sequence[Ligne]
    depots: frozenset[object]


def _contenu(shown: guichet.Publication) -> _Contenu:
    """Asked once for each publication, that never changes: what watches must not be seen in what it measures."""
    if shown not in _lus:
        held = frozenset(row["dossier"] for row in poser(shown, "livraisons"))
        _lus[shown] = _Contenu(poser(shown, "arretes"), held)
    return _lus[shown]


def depots_en_attente() -> int:
    """Accepted, and in no publication yet."""
    try:
        held = _contenu(guichet.service().publication).depots
    except TableauDeBordError:
        held = frozenset()
    return sum(one.depot_id not in held for one in depots.acceptes())


def disque() -> Disque:
    place = next(folder for folder in (chemins.donnees(), *chemins.donnees().parents) if folder.exists())
    usage = shutil.disk_usage(place)
    return Disque(usage.free, usage.total)


def magasin() -> MagasinVu:
    try:
        store = base_ecrite()
        return MagasinVu() if store is None else _magasin(store)
    except MagasinIndisponible as error:
        return MagasinVu(panne=str(error))


def _magasin(store: Base) -> MagasinVu:
    with store.lire() as con:
        version = mise_a_niveau.actuelle(con) or ""
    return MagasinVu(version, mise_a_niveau.derniere(), store.bus.nb_abonnes())


def rupture_du_journal() -> str:
    """Where the chain of the journal breaks first; empty when it holds. Read again only when it has grown."""
    path = chemins.donnees() / journal.NOM
    if not path.exists():
        return ""
    found = path.stat()
    return _rupture(path.parent, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=2)
def _rupture(dossier: Path, _taille: int, _change: int) -> str:
    return journal_eprouve.eprouver(dossier).rupture


def derniere_sauvegarde() -> datetime | None:
    """When the last backup that was finished ended."""
    done = [e.instant for e in journal.lire(chemins.donnees()) if e.geste == SAUVEGARDER and e.issue == "fin"]
    return datetime.fromisoformat(max(done)) if done else None
