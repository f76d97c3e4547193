"""Take files in: copy them, have them examined in a bounded process, tell what was found. Nothing is accepted yet."""

import hashlib
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ti_dashboard import horloge
from ti_dashboard.dossier import chemins, depots, disque
from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.dossier.depots import Depot, FeuilleRecue, FichierRecu, Paire
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.atelier.connaissance import connaissance
from ti_dashboard.ingest.atelier.examen import DEMANDE, RESULTAT
from ti_dashboard.ingest.atelier.servie import valeurs
from ti_dashboard.ingest.atelier.totaux_declares import rapporter
from ti_dashboard.ingest.figer.en_place import publication_servie
from ti_dashboard.ingest.reception.limites import MIO, TAILLE_FICHIER
from ti_dashboard.ingest.registre.lecture import COMPLEMENT, ETAT_COMPLET
from ti_dashboard.langue.formats import jour
from ti_dashboard.referentiels import emetteurs

MEMOIRE_MAX = 6 * 2**30  # address space of the examination, bytes: four times what 200,000 rows take
DUREE_MAX_S = 180
Dire = Callable[[str], None]


@dataclass(frozen=True)
class Demande:
    """What the depositor says of the files. ``totaux``: sheet name ("" for the only one) → declared sum, in euros.

    ``avis``: what was done to them before they came here, by an importer; ``masquees``: hidden sheets and hidden or
    filtered rows are asked for too.
    """

    emetteur: str
    auteur: str
    date_reception: date
    mode: str = COMPLEMENT
    nature: str | None = None
    phase: int | None = None
    est_demonstration: bool = False
    totaux: dict[str, Decimal] = field(default_factory=dict)
    avis: tuple[str, ...] = ()
    masquees: bool = False
    nouvel_emetteur: bool = False


def preparer(fichiers: list[tuple[Path, str]], demande: Demande, dire: Dire = lambda _: None) -> Depot:
    """Examine ``fichiers`` (path, name as received) and keep the result waiting under its identifier.

    Raises DepotRefuse when the request itself makes no sense, DisqueRefuse when nothing can be written, ControleEchoue
    when the publication in place, to which the files are compared, is not as it was.
    """
    _controler(fichiers, demande)
    publication_servie(chemins.publications())
    demande = replace(demande, emetteur=emetteurs.exiger(demande.emetteur, deja_emis(), demande.nouvel_emetteur))
    with disque.refus_en_clair(depots.attente()):
        depots.attente().mkdir(parents=True, exist_ok=True)
        disque.nettoyer(depots.attente())
        folder = disque.brouillon(depots.attente() / "examen")
        folder.mkdir()
        try:
            received, faults = _copier(folder, fichiers, dire)
            depot_id = depots.identifier(demande.date_reception, demande.emetteur, demande.mode, demande.nature,
                                         demande.phase, [f for _, f in received])  # fmt: skip
            result: dict[str, Any] = {"feuilles": [], "constats": []}
            if received:
                result = _examiner(folder, depot_id, received, demande, dire)
            kept = result.get("remplaces", {})
            received = [(recu, FichierRecu(**kept[recu]) if recu in kept else f) for recu, f in received]
            depot = _depot(depot_id, demande, received, faults, result)
            (folder / depots.FICHE).write_bytes(depot.en_json())
            depots.mettre_en_attente(folder, depot_id)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return depot


def deja_emis() -> list[str]:
    """Who sent something already: in the publication served, or in what was accepted since."""
    return sorted({str(name) for name in valeurs("SELECT DISTINCT emetteur FROM livraison")}
                  | {d.emetteur for d in depots.tous()})  # fmt: skip


def _controler(fichiers: list[tuple[Path, str]], demande: Demande) -> None:
    if not fichiers:
        raise DepotRefuse("Aucun fichier n'est donné : indiquez au moins un fichier à lire.")
    if not demande.emetteur.strip():
        raise DepotRefuse("L'émetteur manque : dites qui a envoyé ces fichiers.")
    if demande.mode not in (COMPLEMENT, ETAT_COMPLET):
        raise DepotRefuse(f"Le mode « {demande.mode} » n'existe pas : choisissez « complement » ou « etat_complet ».")
    exiger_une_reception(demande.date_reception)
    names = [nom for _, nom in fichiers]
    if len(set(names)) < len(names):
        raise DepotRefuse(
            "Deux fichiers portent le même nom : renommez-en un, pour que chaque ligne garde son origine."
        )


def exiger_une_reception(recu_le: date) -> None:
    """Raises DepotRefuse unless a file can have been received that day."""
    if recu_le > horloge.aujourd_hui():
        raise DepotRefuse("La date de réception est dans l'avenir : indiquez le jour où le fichier est arrivé.")
    if recu_le < DEBUT_PROGRAMME:
        raise DepotRefuse(
            f"La date de réception, {jour(recu_le)}, précède le programme, lancé le {jour(DEBUT_PROGRAMME)} : "
            "vérifiez l'année."
        )


def _copier(
    folder: Path, fichiers: list[tuple[Path, str]], dire: Dire
) -> tuple[list[tuple[str, FichierRecu]], list[Defaut]]:
    """Copy what has a bearable size, with its hash."""
    received: list[tuple[str, FichierRecu]] = []
    faults: list[Defaut] = []
    for k, (path, nom) in enumerate(fichiers, 1):
        dire(f"Copie de {nom}")
        if not path.is_file():
            faults.append(Defaut(None, None, "n'est pas un fichier lisible.", "Vérifiez le chemin.", fichier=nom))
            continue
        size = path.stat().st_size
        if size > TAILLE_FICHIER:
            limit = TAILLE_FICHIER // MIO
            faults.append(Defaut(None, None, f"pèse {size // MIO} Mio, la limite est {limit} Mio.",
                                 "Envoyez le fichier en plusieurs parties.", fichier=nom))  # fmt: skip
            continue
        draft = folder / f"copie-{k}"
        shutil.copyfile(path, draft)
        with draft.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        copied = FichierRecu(nom, digest, size)
        draft.replace(folder / depots.copie(copied))
        received.append((depots.copie(copied), copied))
    return received, faults


def _examiner(
    folder: Path, depot_id: str, received: list[tuple[str, FichierRecu]], demande: Demande, dire: Dire
) -> dict[str, Any]:
    waiting = [str(depots.dossier() / d.depot_id) for d in depots.acceptes()]
    request = {
        "depot_id": depot_id, "mode": demande.mode, "emetteur": demande.emetteur,
        "date_reception": demande.date_reception.isoformat(),
        "date_connaissance": connaissance(demande.date_reception).isoformat(), "nature": demande.nature,
        "phase": demande.phase, "masquees": demande.masquees, "fichiers": [[recu, f.nom] for recu, f in received],
        "publications": str(chemins.publications()), "depots": waiting,
    }  # fmt: skip
    (folder / DEMANDE).write_text(json.dumps(request, ensure_ascii=False), encoding="utf-8")
    code, said = _lancer(folder, dire)
    result = folder / RESULTAT
    if code == 0 and result.is_file():
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        return found
    if disque.est_un_refus(said):
        raise disque.erreur_dite(said, folder)
    names = ", ".join(f.nom for _, f in received)
    mend = "Rien n'a été lu. Vérifiez le fichier ou envoyez-le en plusieurs parties."
    fault = Defaut(None, None, _fin_anormale(code, said), mend, fichier=names)
    return {"feuilles": [], "constats": [fault.__dict__], "nb_constats": 1, "doublons": [], "avis": []}


def _lancer(folder: Path, dire: Dire) -> tuple[int, str]:
    """Run the examination in its own process; its steps are told as they come."""
    command = [
        sys.executable,
        "-m",
        "ti_dashboard.ingest.atelier.examen",
        str(folder),
        str(MEMOIRE_MAX),
        str(DUREE_MAX_S),
    ]
    with (folder / "examen.log").open("w+b") as log:
        with subprocess.Popen(command, cwd=chemins.RACINE, stdout=subprocess.PIPE, stderr=log, text=True) as child:  # noqa: S603
            guard = threading.Timer(DUREE_MAX_S, child.kill)
            guard.start()
            try:
                for line in child.stdout or ():
                    dire(line.strip())
            finally:
                guard.cancel()
        code = child.returncode
        log.seek(0)
        said = log.read().decode(errors="replace").strip()
    return code, said


def _fin_anormale(code: int, said: str) -> str:
    if "MemoryError" in said or "allocation" in said.lower():
        return f"demande plus de {MEMOIRE_MAX // 2**30} Gio de mémoire."
    if code < 0:
        return f"a fait arrêter l'examen (plus de {DUREE_MAX_S} secondes, ou plus de mémoire que permis)."
    return f"a fait échouer l'examen ({said.splitlines()[-1] if said else 'sans message'})."


def _depot(
    depot_id: str,
    demande: Demande,
    received: list[tuple[str, FichierRecu]],
    faults: list[Defaut],
    result: dict[str, Any],
) -> Depot:
    sheets = tuple(FeuilleRecue(**f | {"colonnes_ignorees": tuple(f["colonnes_ignorees"])}) for f in result["feuilles"])
    sheets, totals = rapporter(sheets, demande.totaux)
    found = [*faults, *totals, *(Defaut(**c) for c in result["constats"])]
    if not sheets and not found:
        found.append(Defaut(None, None, "ne contient aucune feuille reconnue.",
                            "Comparez son en-tête au modèle de la page Données.",
                            fichier=", ".join(f.nom for _, f in received)))  # fmt: skip
    known = depots.fichiers_acceptes()
    notices = [f"{f.nom} a déjà été reçu, octet pour octet, dans le dépôt {known[f.sha256].depot_id}."
               for _, f in received if f.sha256 in known]  # fmt: skip
    received_on, counts = demande.date_reception, connaissance(demande.date_reception)
    return Depot(
        depot_id, demande.emetteur.strip(), demande.auteur, received_on, counts, demande.mode,
        demande.est_demonstration, tuple(f for _, f in received), sheets, tuple(found),
        result.get("nb_constats", 0) + len(faults) + len(totals) + (0 if sheets or result["constats"] or faults else 1),
        tuple(Paire(**p) for p in result.get("doublons", ())), (*notices, *demande.avis, *result.get("avis", ())),
        questions=tuple(depots.question(q) for q in result.get("questions", ())),
        compare_a=depots.noms(depots.acceptes()),
    )  # fmt: skip
