"""Take files in: copy them, have them examined in a bounded process, tell what was found. Nothing is accepted yet."""

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ti_dashboard.dossier import chemins, depots, disque
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.dossier.depot import Depot, FeuilleRecue, FichierRecu, Paire, question
from ti_dashboard.dossier.limites import MIO, TAILLE_FICHIER
from ti_dashboard.ingest.atelier.connaissance import connaissance
from ti_dashboard.ingest.atelier.demande import Demande, controler, deja_emis
from ti_dashboard.ingest.atelier.examen_borne import Dire, examiner
from ti_dashboard.ingest.atelier.totaux_declares import rapporter
from ti_dashboard.ingest.figer.en_place import publication_servie
from ti_dashboard.referentiels import emetteurs


def preparer(fichiers: list[tuple[Path, str]], demande: Demande, dire: Dire = lambda _: None) -> Depot:
    """Examine ``fichiers`` (path, name as received) and keep the result waiting under its identifier.

    Raises DepotRefuse when the request itself makes no sense, DisqueRefuse when nothing can be written, ControleEchoue
    when the publication in place, to which the files are compared, is not as it was.
    """
    controler(fichiers, demande)
    publication_servie(chemins.publications())
    demande = replace(demande, emetteur=emetteurs.exiger(demande.emetteur, deja_emis(), demande.nouvel_emetteur))
    with disque.refus_en_clair(depots.attente()):
        depots.attente().mkdir(parents=True, exist_ok=True)
        disque.nettoyer(depots.attente())
        folder = disque.brouillon(depots.attente() / "examen")
        folder.mkdir()
        try:
            received, faults = _copier(folder, fichiers, dire)
            depot = _lire(folder, demande, received, faults, dire)
            (folder / depots.FICHE).write_bytes(depot.en_json())
            depots.mettre_en_attente(folder, depot.depot_id)
        except BaseException:
            disque.oter_tout_au_mieux(folder)
            raise
    return depot


def _lire(
    folder: Path, demande: Demande, received: list[tuple[str, FichierRecu]], faults: list[Defaut], dire: Dire
) -> Depot:
    """Have the copies examined; the deposit they make."""
    sent = [f for _, f in received]
    d, counts = demande, connaissance(demande.date_reception)
    depot_id = depots.identifier(d.date_reception, d.emetteur, d.mode, d.nature, d.phase, sent, perimetre=d.perimetre)
    result: dict[str, Any] = {"feuilles": [], "constats": []}
    if received:
        result = examiner(folder, depot_id, received, demande, counts, dire)
    kept = result.get("remplaces", {})
    files = tuple(FichierRecu(**kept[recu]) if recu in kept else f for recu, f in received)
    return _depot(depot_id, demande, counts, files, faults, result)


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
            said = f"pèse {size // MIO} Mio, la limite est {limit} Mio."
            faults.append(Defaut(None, None, said, "Envoyez le fichier en plusieurs parties.", fichier=nom))
            continue
        draft = folder / f"copie-{k}"
        shutil.copyfile(path, draft)
        with draft.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        copied = FichierRecu(nom, digest, size)
        draft.replace(folder / depots.copie(copied))
        received.append((depots.copie(copied), copied))
    return received, faults


def _depot(
    depot_id: str,
    demande: Demande,
    counts: date,
    fichiers: tuple[FichierRecu, ...],
    faults: list[Defaut],
    result: dict[str, Any],
) -> Depot:
    sheets = tuple(FeuilleRecue(**f | {"colonnes_ignorees": tuple(f["colonnes_ignorees"])}) for f in result["feuilles"])
    sheets, totals = rapporter(sheets, demande.totaux)
    found = [*faults, *totals, *(Defaut(**c) for c in result["constats"])]
    if not sheets and not found:
        found.append(_rien_de_reconnu(fichiers))
    return Depot(
        depot_id,
        demande.emetteur.strip(),
        demande.auteur,
        demande.date_reception,
        counts,
        demande.mode,
        demande.est_demonstration,
        fichiers,
        sheets,
        tuple(found),
        result.get("nb_constats", 0) + len(faults) + len(totals) + (0 if sheets or result["constats"] or faults else 1),
        tuple(Paire(**p) for p in result.get("doublons", ())),
        (*_deja_recus(fichiers), *demande.avis, *result.get("avis", ())),
        questions=tuple(question(q) for q in result.get("questions", ())),
        compare_a=depots.noms(depots.acceptes()),
        perimetre=demande.perimetre,
    )


def _rien_de_reconnu(fichiers: Iterable[FichierRecu]) -> Defaut:
    mend = "Comparez son en-tête au modèle de la page Données."
    return Defaut(None, None, "ne contient aucune feuille reconnue.", mend, fichier=", ".join(f.nom for f in fichiers))


def _deja_recus(fichiers: Iterable[FichierRecu]) -> list[str]:
    known = depots.fichiers_acceptes()
    return [
        f"{f.nom} a déjà été reçu, octet pour octet, dans le dépôt {known[f.sha256].depot_id}."
        for f in fichiers
        if f.sha256 in known
    ]
