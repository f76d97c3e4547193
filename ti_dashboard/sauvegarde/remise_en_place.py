"""Put a backup back: the data folder by one exchange of names, the live store by one transaction; all or nothing.

Cut anywhere, what was there is there, or what was in the backup is: the same verb, given again, goes to its end.
"""

import os
import stat
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.dossier import chemins, disque, journal, verrou
from ti_dashboard.errors import SauvegardeRefusee
from ti_dashboard.live import copie
from ti_dashboard.live.base import NOM, adresse_du_magasin
from ti_dashboard.sauvegarde import depaquetage
from ti_dashboard.sauvegarde.echange import echanger
from ti_dashboard.sauvegarde.empreinte_du_fichier import empreinte_du_fichier
from ti_dashboard.sauvegarde.manifeste import CORRESPONDANCES, DONNEES, SEANCES, Manifeste

GESTE = "restaurer"
Dire = Callable[[str], None]


@dataclass(frozen=True)
class Restauration:
    """``de_cote``: where what was there is kept; ``correspondances``: those that differ from this machine's."""

    manifeste: Manifeste
    dossier: Path
    de_cote: Path | None
    correspondances: tuple[str, ...]


def restaurer(fichier: Path, auteur: str, remplacer: bool = False, dire: Dire = lambda _: None) -> Restauration:
    """Put ``fichier`` back in the data folder. Raises SauvegardeRefusee, VerrouPris, DisqueRefuse, MagasinIndisponible.

    ``remplacer``: what the folder holds is kept aside, under another name.
    """
    base, url = chemins.donnees(), adresse_du_magasin()
    name = _magasin_dans_le_dossier(base, url)
    _refuser_au_besoin(base, remplacer)
    marque = empreinte_du_fichier(fichier)
    if name is None and not remplacer:
        copie.exiger_vide(url, marque)
    with disque.refus_en_clair(base), verrou.verrou(base, GESTE, auteur), _a_cote(base) as draft:
        said = depaquetage.depaqueter(fichier, draft, dire)
        if name is not None:
            dire("Séances")
            depaquetage.remplir_sqlite(draft, said, name)
        differ = tuple(depaquetage.correspondances_differentes(draft))
        _finir_le_dossier(draft, fichier, auteur, marque, differ)
        if name is None and said.schema:
            dire("Séances")
            copie.remplir(url, draft / SEANCES, said.schema, marque, remplacer)
        dire("Mise en place")
        aside = _mettre_en_place(draft / DONNEES, base)
    if name is None and said.schema:
        copie.oublier_la_marque(url)
    return Restauration(said, base, aside, differ)


def _magasin_dans_le_dossier(base: Path, url: str) -> str | None:
    """Name of the SQLite store, None when the store is PostgreSQL. Raises SauvegardeRefusee for one elsewhere."""
    if copie.est_postgres(url):
        return None
    path = copie.fichier_sqlite(url) or base / NOM
    if path.resolve().parent != base.resolve():
        raise SauvegardeRefusee(
            f"TI_DASHBOARD_LIVE_URL nomme {path}, hors du dossier de données : on ne restaure que dedans, ou dans "
            "PostgreSQL. Rien n'a changé."
        )
    return path.name


def _refuser_au_besoin(base: Path, remplacer: bool) -> None:
    if not chemins.est_nomme():
        raise SauvegardeRefusee(
            f"Nommez le dossier où restaurer par TI_DASHBOARD_DONNEES : {base} tient aussi ce qui vient avec le code."
        )
    if base.exists() and not base.is_dir():
        raise SauvegardeRefusee(f"{base} n'est pas un dossier. Rien n'a changé.")
    if not est_vide(base) and not remplacer:
        raise SauvegardeRefusee(
            f"{base} n'est pas vide : restaurez dans un dossier neuf, ou ajoutez « --remplacer », qui garde celui-ci à "
            "côté sous un autre nom. Rien n'a changé."
        )
    if base.exists() and (os.path.ismount(base) or not os.access(base.parent, os.W_OK)):
        raise SauvegardeRefusee(
            f"{base} ne peut pas changer de nom (c'est un volume, ou le dossier qui le tient est fermé) : nommez par "
            f"TI_DASHBOARD_DONNEES un dossier neuf dedans, par exemple {base / 'donnees'}. Rien n'a changé."
        )


def est_vide(base: Path) -> bool:
    """Nothing is there but the lock, and what an interrupted gesture left."""
    return not base.exists() or all(
        path.name == verrou.NOM or path.name.startswith(disque.BROUILLON) for path in base.iterdir()
    )


@contextmanager
def _a_cote(base: Path) -> Iterator[Path]:
    """A folder beside, on the same disk; nothing of it stays."""
    for old in base.parent.glob(f"{disque.BROUILLON}*-{base.name}"):
        # Of this folder alone: who shares its parent has drafts of his own.
        if old.name.removeprefix(disque.BROUILLON).partition("-")[2] == base.name:
            _oter_si_mort(old)
    draft = disque.brouillon(base)
    draft.mkdir(mode=0o700)
    try:
        yield draft
    finally:
        disque.oter_tout_au_mieux(draft)


def _oter_si_mort(old: Path) -> None:
    if not disque.vit_ailleurs(old.name.removeprefix(disque.BROUILLON).partition("-")[0]):
        disque.oter_tout_au_mieux(old)


def _finir_le_dossier(draft: Path, fichier: Path, auteur: str, marque: str, differ: tuple[str, ...]) -> None:
    """What the restored folder says of its restoration; then all of it on the disk."""
    data = draft / DONNEES
    for name in differ:
        disque.poser(data / f"{CORRESPONDANCES}-restaurees" / name, (draft / CORRESPONDANCES / name).read_bytes())
    journal.noter(data, uuid.uuid4().hex[:12], GESTE, "fin", auteur, fichier.name, sha256=marque)
    _comme_le_dossier(data, chemins.donnees())
    for path in (*data.rglob("*"), data):
        disque.graver(path)


def _comme_le_dossier(data: Path, base: Path) -> None:
    """The rights of the folder it takes the place of; put back by root, it is still its owner's."""
    kept = base.stat()
    data.chmod(stat.S_IMODE(kept.st_mode))
    if os.geteuid() == 0:
        for path in (*data.rglob("*"), data):
            os.chown(path, kept.st_uid, kept.st_gid)


def _mettre_en_place(data: Path, base: Path) -> Path | None:
    """The exchange; gives where what was there is kept, None when nothing was.

    Under its last name before: cut right after the exchange, what was there is already where it stays.
    """
    was_empty = est_vide(base)
    aside = base.with_name(f"{base.name}.avant-{horloge.maintenant():%Y%m%dT%H%M%S%f}")
    data.rename(aside)
    try:
        echanger(aside, base)
    except BaseException:
        aside.rename(data)
        raise
    if was_empty:
        disque.oter_tout_au_mieux(aside)
    disque.graver_le_nom(base.parent)
    return None if was_empty else aside
