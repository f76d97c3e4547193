"""A disk with a few kibibytes left: one French sentence, nothing changed, nothing left behind, and it works again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.depot import deposer, fichier, financement, fonder, somme, verifier
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.dossier.disque import BROUILLON

PLEIN = "ne peut pas être écrit : le disque est plein : libérez de la place, puis recommencez. Rien n'a changé."


@pytest.fixture
def disque(tmp_path, monkeypatch) -> Iterator[Path]:
    """A small disk of its own, with a deposit accepted and another that waits."""
    mount = tmp_path / "disque"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", mount], capture_output=True).returncode:
        pytest.skip("monter un petit disque demande d'être administrateur")
    try:
        base = mount / "donnees"
        monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
        fonder(base)
        deposer(fichier(tmp_path, "financements", [financement("D", "1")]))
        yield base
    finally:
        subprocess.run(["umount", "-l", mount], check=True)


def _contenu(base: Path) -> set[Path]:
    """Everything but the lock and the journal, which every gesture writes."""
    return {p.relative_to(base) for p in base.rglob("*") if p.name not in (".verrou", "journal.jsonl", "remplissage")}


def _lancer(base: Path, laisse: int, *words: str) -> subprocess.CompletedProcess:
    """Run a verb with ``laisse`` bytes left on the disk."""
    filling = base / "remplissage"
    space = os.statvfs(base)
    filling.write_bytes(b"0" * max(0, space.f_bavail * space.f_frsize - laisse))
    try:
        return subprocess.run(
            [sys.executable, "-m", "ti_dashboard", "--auteur=A", *words], cwd=RACINE, text=True, capture_output=True
        )
    finally:
        filling.unlink()


@pytest.mark.parametrize("kibioctets", [0, 16, 100])
def test_no_gesture_breaks_or_leaves_anything_on_a_disk_almost_full(kibioctets, disque, tmp_path):
    many = fichier(tmp_path, "financements", [financement(f"E{i}", "1") for i in range(2_000)], "gros.csv")
    waiting = verifier(many).depot_id
    other = fichier(tmp_path, "financements", [financement(f"F{i}", "1") for i in range(2_000)], "autre.csv")
    gestures = (
        ["verifier", str(other), "--emetteur=Apec"],
        ["deposer", f"--prepare={waiting}"],
        ["apercu", waiting],
        ["publier"],
        ["arreter", "24/09/2024", "--libelle=Comité", "--oui"],
        ["construire"],
        ["demonstration", f"--destination={disque / 'demonstration'}"],
    )
    before = _contenu(disque)
    for words in gestures:
        done = _lancer(disque, kibioctets * 1024, *words)
        assert done.returncode == 1 and PLEIN in " ".join(done.stdout.split()), (words, done.stdout, done.stderr)
        assert "Traceback" not in done.stdout + done.stderr and "Incident" not in done.stdout
        left = {p for p in _contenu(disque) if BROUILLON in str(p)} | (_contenu(disque) - before)
        assert left == set(), words
    assert somme() == Decimal("140.50")
    assert _lancer(disque, 100_000_000, "publier").returncode == 0
    assert somme() == Decimal("141.50")
