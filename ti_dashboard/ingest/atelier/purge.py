"""Take away what is kept for longer than the rule says, and on which no figure rests. The journal keeps each hash."""

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins, conservation, depots, disque, journal, pointeur
from ti_dashboard.dossier.conservation import Conservation
from ti_dashboard.dossier.depot import Depot, FichierRecu
from ti_dashboard.dossier.pointeur import PUBLIEES
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.ingest.atelier.geste import geste
from ti_dashboard.ingest.atelier.servie import valeurs
from ti_dashboard.ingest.figer.en_place import publication_servie
from ti_dashboard.langue.formats import jour, mio
from ti_dashboard.live import pieces
from ti_dashboard.live.base import base_ecrite
from ti_dashboard.magasin.ouverture import consulter
from ti_dashboard.moteurs import parquet

PURGER = "purger"


@dataclass(frozen=True)
class Perime:
    """What would go: its files by name and hash, since when it may, and the deposit that will say so."""

    chemins: tuple[Path, ...]
    nom: str
    pourquoi: str
    depuis: date
    fichiers: dict[str, str]
    depot: Path | None = None

    @property
    def octets(self) -> int:
        return sum(one.stat().st_size for path in self.chemins for one in (path, *path.rglob("*")) if one.is_file())

    def en_phrase(self) -> str:
        return f"{self.nom} ({self.pourquoi}, {jour(self.depuis)}, {mio(self.octets)})"


def perimes() -> list[Perime]:
    """What the rule lets go today.

    Raises GesteRefuse when there is no data, ControleEchoue when what is served is not whole: nothing goes then.
    """
    base = chemins.donnees()
    if not base.is_dir() or not any(base.iterdir()):
        raise GesteRefuse(f"Le dossier de données {base} est vide : il n'y a rien à purger.")
    rule, today = conservation.regle(), horloge.aujourd_hui()
    publication_servie(chemins.publications())
    found = [*_en_attente(), *_ecartes(), *_orphelins(), *_publications(), *_documents()]
    return sorted((p for p in found if p.depuis < today - timedelta(days=_duree(rule, p))), key=lambda p: p.nom)


def _duree(rule: Conservation, perime: Perime) -> int:
    own = {_ATTENTE: rule.attente, _PUBLICATION: rule.publications, _DOCUMENT: rule.documents}
    return own.get(perime.pourquoi, rule.ecartes)


_ATTENTE, _ECARTE = "lu, jamais accepté", "dépôt écarté"
_ORPHELIN, _PUBLICATION = "d'aucun dépôt", "publication remplacée"
_DOCUMENT = "retiré d'une séance"


def purger(auteur: str) -> list[Perime]:
    """Take away what ``perimes`` says, now; each thing is in the journal before it goes. Raises as ``perimes``."""
    with geste("purger", auteur, "") as end:
        gone = perimes()
        with disque.refus_en_clair(chemins.donnees()):
            for one in gone:
                told = {"pourquoi": one.pourquoi, "depuis": one.depuis.isoformat(), "sha256": one.fichiers}
                journal.noter(chemins.donnees(), uuid.uuid4().hex[:12], PURGER, "fin", auteur, one.nom, **told)
                _oter(one)
        end["purges"] = len(gone)
    return gone


def _oter(one: Perime) -> None:
    if one.depot is not None:
        conservation.noter(one.depot, horloge.aujourd_hui(), set(one.fichiers.values()))
    for path in one.chemins:
        if path.is_dir():
            # Gone at once under this name; cut, the rest is a draft that the next gesture takes away.
            draft = disque.brouillon(path)
            path.rename(draft)
            shutil.rmtree(draft)
        else:
            path.unlink(missing_ok=True)


def _en_attente() -> Iterator[Perime]:
    for depot in depots.prepares():
        folder = depots.attente() / depot.depot_id
        since = max(depot.date_reception, _ecrit_le(folder / depots.FICHE))
        yield Perime((folder,), f"Dépôt {depot.depot_id}", _ATTENTE, since, _empreintes(depot.fichiers))


def _ecartes() -> Iterator[Perime]:
    """The bytes received of deposits set aside; their rows stay, and can be taken back."""
    aside = depots.ecartes()
    shown = _montres() if aside else set()
    free = [depot for depot in aside if not _compte(depot, shown)]
    needed = {f.sha256 for d in depots.tous() if d not in free for f in d.fichiers}
    for depot in free:
        folder = depots.dossier() / depot.depot_id
        files = [f for f in depot.fichiers if f.sha256 not in needed and (depots.recus() / f.sha256).exists()]
        if files:
            paths = tuple(depots.recus() / f.sha256 for f in files)
            since = _ecrit_le(folder / depots.ECART)
            yield Perime(paths, f"Fichiers du dépôt {depot.depot_id}", _ECARTE, since, _empreintes(files), folder)


def _compte(depot: Depot, shown: set[str]) -> bool:
    """Whether a figure rests on a deposit set aside: a publication kept shows it, or an arrêté was closed after it."""
    closed = [a.date_cloture for a in arretes.lire(chemins.donnees())]
    closed += valeurs("SELECT date_cloture FROM arrete")
    return depot.depot_id in shown or any(depot.date_connaissance <= day for day in closed)


def _montres() -> set[str]:
    """Deposits of the publication shown, and of the one before, to which one may go back."""
    folder = chemins.publications()
    pointer = pointeur.lire_pointeur(folder)
    shown: set[str] = set()
    for one in (pointer, pointer and pointer["precedente"]):
        if one is not None:
            publication = consulter(folder, one)
            shown |= {str(row["dossier"]) for row in publication.lignes("SELECT DISTINCT dossier FROM livraison")}
            publication.close()
    return shown


def _orphelins() -> Iterator[Perime]:
    """Bytes that an interrupted gesture left: no deposit names them."""
    named = {f.sha256 for d in depots.tous() for f in d.fichiers}
    for path in sorted(depots.recus().glob("[0-9a-f]*")):
        if path.name not in named:
            yield Perime((path,), f"Fichier {path.name[:16]}", _ORPHELIN, _ecrit_le(path), {path.name[:16]: path.name})


def _publications() -> Iterator[Perime]:
    """Publications neither shown nor the one before."""
    folder = chemins.publications()
    pointer = pointeur.lire_pointeur(folder)
    if pointer is None:
        return
    before = pointer["precedente"]
    kept = {pointer["publication"], before["publication"] if before else ""}
    for path in sorted(folder.glob(PUBLIEES)):
        if path.name not in kept:
            digest = pointeur.entree(path)["sha256"]
            paths = (path, parquet.dossier(path))
            yield Perime(paths, f"Publication {path.name}", _PUBLICATION, _ecrit_le(path), {path.name: digest})


def _documents() -> Iterator[Perime]:
    """Documents of séances that were taken away."""
    store = base_ecrite()
    for path, when in (pieces.retirees(store) if store else {}).items():
        yield Perime(
            (path,), f"Document {path.name[:16]}", _DOCUMENT, horloge.jour_note(when), {path.name[:16]: path.name}
        )


def _empreintes(files: tuple[FichierRecu, ...] | list[FichierRecu]) -> dict[str, str]:
    return {f.nom: f.sha256 for f in files}


def _ecrit_le(path: Path) -> date:
    return horloge.jour_ecrit(path)
