"""Nothing that the running application writes can be committed by accident."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.depot import AUTEUR, deposer, fichier, financement, fonder, verifier
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.demarches import avancement
from ti_dashboard.live.base import base as magasin


@pytest.mark.skipif(not (RACINE / ".git").exists(), reason="pas un dépôt git")
def test_git_ignores_everything_the_application_writes(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "data"))
    monkeypatch.delenv("TI_DASHBOARD_LIVE_URL", raising=False)
    fonder(tmp_path / "data")
    deposer(fichier(tmp_path, "financements", [financement("C", "1")]))
    verifier(fichier(tmp_path, "financements", [financement("D", "1")], "attend.csv"))
    atelier.arreter(date(2025, 10, 2), "Comité d'essai", AUTEUR)
    atelier.retirer(date(2025, 10, 2), "essai", AUTEUR)
    avancement.ecrire(avancement.Avancement(1))
    magasin()
    written = {str(p.relative_to(tmp_path)) for p in (tmp_path / "data").rglob("*") if p.is_file()}
    tops = {Path(p).parts[1].split("-")[0] for p in written}
    assert tops >= {
        "arretes",
        "demarches",
        "depots",
        "journal.jsonl",
        "publications",
        "recus",
        "seance.sqlite",
        ".verrou",
    }
    written |= {"data/seance.sqlite-wal", "data/seance.sqlite-shm", "data/indicateurs/x.csv"}
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],
        cwd=RACINE,
        input="\n".join(written),
        text=True,
        capture_output=True,
    )
    assert written - set(done.stdout.splitlines()) == set()
    kept = subprocess.run(
        ["git", "check-ignore", "--no-index", "data/schemas/emplois.json", "data/referentiels/region.csv"],
        cwd=RACINE,
        text=True,
        capture_output=True,
    )
    assert kept.stdout == ""
