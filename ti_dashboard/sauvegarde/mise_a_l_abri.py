"""Make a backup: one instant of everything, written whole under its name or not at all, readable by its owner alone."""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins, disque, journal, journal_eprouve, pointeur
from ti_dashboard.dossier.verrou import verrou
from ti_dashboard.errors import DisqueRefuse, PublicationIllisible, SauvegardeRefusee
from ti_dashboard.langue.formats import accord, mio
from ti_dashboard.live import copie
from ti_dashboard.magasin.ouverture import consulter
from ti_dashboard.sauvegarde import conteneur, photographie
from ti_dashboard.sauvegarde.manifeste import DONNEES, SEANCES, Manifeste

GESTE = "sauvegarder"
_SCEAUX = "SELECT arrete_id, empreinte FROM arrete_empreinte ORDER BY arrete_id"


@dataclass(frozen=True)
class SauvegardeFaite:
    """``reserves``: what was already wrong in what was kept, in French."""

    fichier: Path
    sha256: str
    taille: int
    manifeste: Manifeste
    reserves: tuple[str, ...]

    def en_phrases(self) -> list[str]:
        said = self.manifeste
        return [
            f"Sauvegarde {self.fichier} : {accord(len(said.membres), 'fichier')}, {mio(said.octets)}, "
            f"{mio(self.taille)} une fois comprimée.",
            f"{accord(len(said.sceaux), 'arrêté scellé', 'arrêtés scellés')} ; séances "
            + ("comprises, avec la clé de leurs animateurs." if said.schema else ": aucune n'a été écrite."),
            f"Empreinte du fichier : {self.sha256}",
            "Gardez-la ailleurs que sur cette machine ; « eprouver-sauvegarde » l'essaie sans rien toucher.",
            *self.reserves,
        ]


def sauvegarder(cible: Path, auteur: str, dire: Callable[[str], None] = lambda _: None) -> SauvegardeFaite:
    """Keep everything in one new file. Raises SauvegardeRefusee, VerrouPris, DisqueRefuse; no file is left then."""
    _refuser_au_besoin(cible)
    base = chemins.donnees()
    with _atelier(base) as folder:
        dire("Copie à un instant")
        with verrou(base, GESTE, auteur), disque.refus_en_clair(base):
            disque.nettoyer(base)
            folder.mkdir()
            version = photographie.prendre(folder)
        dire("Empreintes")
        said, reserves = _decrire(folder, version, auteur)
        dire("Compression")
        with disque.refus_en_clair(cible):
            digest, size = _poser(cible, said, folder)
    try:
        end = {"sha256": digest, "membres": len(said.membres), "reserves": len(reserves)}
        journal.noter(base, uuid.uuid4().hex[:12], GESTE, "fin", auteur, cible.name, **end)
    except OSError as error:
        raise DisqueRefuse(
            f"{cible} est écrit et entier, ne le recommencez pas : seul le journal n'a pas pu le noter "
            f"({disque.constat(error)})."
        ) from error
    return SauvegardeFaite(cible, digest, size, said, reserves)


def _refuser_au_besoin(cible: Path) -> None:
    if cible.exists():
        raise SauvegardeRefusee(f"{cible} existe déjà : donnez un autre nom, une sauvegarde n'en remplace aucune.")
    base = chemins.donnees()
    if not base.is_dir() or not any(path.name not in photographie.laisses() for path in base.iterdir()):
        raise SauvegardeRefusee(f"Le dossier de données {base} est vide : il n'y a rien à sauvegarder.")
    if cible.resolve().is_relative_to(base.resolve()):
        raise SauvegardeRefusee(
            f"{cible} est dans le dossier de données : elle serait perdue avec lui. Écrivez ailleurs."
        )


@contextmanager
def _atelier(base: Path) -> Iterator[Path]:
    """Where one instant is kept until it is written; nothing of it stays."""
    folder = disque.brouillon(base / "sauvegarde")
    try:
        yield folder
    finally:
        disque.oter_tout_au_mieux(folder)


def _decrire(folder: Path, version: str, auteur: str) -> tuple[Manifeste, tuple[str, ...]]:
    data = folder / DONNEES
    chain = journal_eprouve.eprouver(data)
    name, seals, reserves = _publication(data / "publications")
    room = copie.journal_copie(folder / SEANCES)
    for name_dit, one in (("données", chain), ("séances", room)):
        if one.rupture:
            reserves.append(f"Le journal des {name_dit} était déjà rompu, {one.rupture}.")
    decided = {a.arrete_id.isoformat(): str(a.empreinte) for a in arretes.lire(data)}
    said = Manifeste(
        outil=chemins.version(),
        fait_le=horloge.maintenant().isoformat(timespec="seconds"),
        auteur=auteur,
        schema=version,
        publication=name,
        sceaux=seals,
        decides=decided,
        tetes={DONNEES: chain.tete, SEANCES: room.tete},
        laisses=photographie.laisses(),
        membres=conteneur.decrire(folder),
    )
    return said, tuple(reserves)


def _publication(publications: Path) -> tuple[str, dict[str, str], list[str]]:
    """Name of the publication served, seal of each arrêté it serves, and what is wrong with it."""
    pointer = pointeur.lire_pointeur(publications)
    if pointer is None:
        return "", {}, []
    name = pointer["publication"]
    try:
        found = consulter(publications, pointer)
        seals = {str(day): str(seal) for day, seal in ((r["arrete_id"], r["empreinte"]) for r in found.lignes(_SCEAUX))}
        found.close()
        altered = pointeur.entree(publications / name)["sha256"] != pointer["sha256"]
    except PublicationIllisible as error:
        return name, {}, [f"La publication servie n'a pas pu être lue : {error}"]
    return name, seals, [f"La publication servie, {name}, n'était plus celle qui fut publiée."] * altered


def _poser(cible: Path, said: Manifeste, folder: Path) -> tuple[str, int]:
    """Write the file whole, then give it its name; its SHA-256, its bytes."""
    cible.parent.mkdir(parents=True, exist_ok=True)
    draft = disque.brouillon(cible)
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            conteneur.ecrire(file, said, folder)
            file.flush()
            os.fsync(file.fileno())
        with draft.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = draft.stat().st_size
        draft.rename(cible)
    except BaseException:
        disque.oter_au_mieux(draft)
        raise
    disque.graver_le_nom(cible.parent)
    return digest, size
