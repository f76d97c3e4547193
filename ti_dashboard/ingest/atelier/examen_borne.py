"""The examination in a process of its own, bounded in time and memory: what it found, or how it ended."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from ti_dashboard.dossier import chemins, depots, disque
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.dossier.depot import FichierRecu
from ti_dashboard.ingest.atelier.demande import Demande
from ti_dashboard.ingest.atelier.examen import DEMANDE, RESULTAT

MEMOIRE_MAX = 6 * 2**30  # address space of the examination, bytes: four times what 200,000 rows take
DUREE_MAX_S = 180
Dire = Callable[[str], None]


def examiner(
    folder: Path, depot_id: str, received: list[tuple[str, FichierRecu]], demande: Demande, compte_le: date, dire: Dire
) -> dict[str, Any]:
    waiting = [str(depots.dossier() / d.depot_id) for d in depots.acceptes()]
    request = {
        "depot_id": depot_id,
        "mode": demande.mode,
        "emetteur": demande.emetteur,
        "date_reception": demande.date_reception.isoformat(),
        "date_connaissance": compte_le.isoformat(),
        "nature": demande.nature,
        "phase": demande.phase,
        "masquees": demande.masquees,
        "perimetre": asdict(demande.perimetre),
        "fichiers": [[recu, f.nom] for recu, f in received],
        "publications": str(chemins.publications()),
        "depots": waiting,
    }
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
