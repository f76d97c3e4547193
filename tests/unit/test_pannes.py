"""kill -9 at every write of every gesture: what is served stays whole, and the gesture can be done again.

Each gesture is killed at points spread over all its writes; the state found must be the one before or the one after.
"""

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.depot import AUTEUR, deposer, fichier, financement, fonder, interroger, somme, verifier
from tests.panne import Lancer, executer, processus
from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins, depots, journal
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.magasin.guichet import ouvrir

AVANT, APRES = Decimal("140.50"), Decimal("150.50")
POINTS = {"preparer": 4, "deposer": 5, "publier": 5, "arreter": 5, "retirer": 4, "revenir": 3}


@pytest.fixture(scope="module")
def modeles(tmp_path_factory):
    """For each gesture, a data folder on which it is the next thing to do."""

    @cache
    def make(geste: str) -> Path:
        base = tmp_path_factory.mktemp(geste)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TI_DASHBOARD_DONNEES", str(base))
            fonder(base)
            path = fichier(base, "financements", [financement("C", "10")])
            if geste == "deposer":
                verifier(path)
            elif geste == "retirer":
                atelier.arreter(horloge.aujourd_hui(), "Comité d'essai", AUTEUR)
            elif geste in ("publier", "revenir"):
                deposer(path)
            if geste == "revenir":
                atelier.publier(AUTEUR)
        return base

    return make


@pytest.fixture(scope="module")
def lancer() -> Iterator[Lancer]:
    with processus() as run:
        yield run


@pytest.fixture(scope="module")
def nb_ecritures(modeles, lancer):
    """How many writes each gesture makes when nothing stops it."""

    @cache
    def count(geste: str) -> int:
        copy = modeles(geste).with_name(f"{modeles(geste).name}-compte")
        shutil.copytree(modeles(geste), copy)
        return lancer(geste, 0, copy).ecritures

    return count


@pytest.mark.parametrize(("geste", "part"), [(g, i) for g, n in POINTS.items() for i in range(n)])
def test_a_gesture_killed_anywhere_leaves_everything_whole(
    geste, part, modeles, lancer, nb_ecritures, tmp_path, monkeypatch
):
    base = tmp_path / "donnees"
    shutil.copytree(modeles(geste), base)
    writes = nb_ecritures(geste)
    assert writes >= POINTS[geste], "fewer writes than points"
    point = 1 + round(part * (writes - 1) / (POINTS[geste] - 1))
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    assert lancer(geste, point, base).code == -signal.SIGKILL
    _tout_est_entier()
    before, after = (APRES, AVANT) if geste == "revenir" else (AVANT, APRES)
    assert somme() in (before, after)
    assert [e.issue_dite for e in journal.gestes(journal.lire(base)) if e.geste == geste] in (
        [],
        ["interrompu"],
        ["fait"],
    )
    _reprendre(geste, base)
    _tout_est_entier()
    if geste == "retirer":
        assert interroger("SELECT motif FROM arrete_retire") == [("figé par erreur",)]
    assert somme() == {"preparer": Decimal("145.50"), "deposer": APRES, "publier": APRES}.get(geste, AVANT)


def _tout_est_entier() -> None:
    """The publication served verifies, every accepted deposit has its rows and its bytes, the journal reads."""
    pointer = lire_pointeur(chemins.publications())
    ouvrir(chemins.publications(), pointer).close()
    for depot in depots.acceptes():
        assert all((depots.recus() / f.sha256).stat().st_size == f.taille for f in depot.fichiers)
        assert all((depots.dossier() / depot.depot_id / s.lignes).is_file() for s in depot.feuilles)
    assert journal.lire(chemins.donnees())


def _reprendre(geste: str, base: Path) -> None:
    """Do the gesture again, as a person would, and finish what it was for."""
    try:
        if geste == "preparer" and not depots.acceptes():
            deposer(fichier(base, "financements", [financement("K", "5")], "autre.csv"))
        elif geste == "deposer" and not depots.acceptes():
            (folder,) = depots.attente().iterdir()
            atelier.accepter(folder.name, AUTEUR)
        elif geste == "arreter" and not arretes.lire(base):
            executer("arreter")
        elif geste == "retirer" and not arretes.retires(base):
            atelier.retirer(horloge.aujourd_hui(), "figé par erreur", AUTEUR)
        elif geste == "revenir" and somme() == APRES:
            atelier.revenir(AUTEUR)
        if geste != "revenir":
            atelier.publier(AUTEUR)
    except DepotRefuse as error:
        assert "Rien de neuf à publier" in str(error)


def test_two_writers_at_once_one_wins_and_the_other_is_told(modeles, tmp_path, monkeypatch):
    base = tmp_path / "donnees"
    shutil.copytree(modeles("publier"), base)
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    command = [sys.executable, "-m", "ti_dashboard", "--auteur", "A", "publier"]
    first, second = (
        subprocess.Popen(command, cwd=chemins.RACINE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    )
    told = sorted(
        [(first.communicate()[0], first.returncode), (second.communicate()[0], second.returncode)], key=lambda t: t[1]
    )
    assert [code for _, code in told] == [0, 1]
    assert "Une autre écriture est en cours" in told[1][0] or "Rien de neuf à publier" in told[1][0]
    assert somme() == APRES


def test_a_full_disk_is_an_error_that_names_it_and_changes_nothing(modeles, tmp_path, monkeypatch):
    base = tmp_path / "donnees"
    shutil.copytree(modeles("publier"), base)
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    # A limit on the size of files stands for a disk with no room left: the same call fails, wherever the tests run.
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000));"
        "from ti_dashboard.__main__ import main; sys.exit(main(['publier']))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=chemins.RACINE, text=True, capture_output=True)
    assert done.returncode == 1, done.stderr
    assert "ne peut pas être écrit" in done.stdout and "publications" in done.stdout
    _tout_est_entier()
    assert somme() == AVANT
    atelier.publier(AUTEUR)
    assert somme() == APRES


def test_a_read_only_folder_is_named_and_the_publication_stays_served(modeles, monkeypatch):
    # Outside pytest's folder, which only its owner may cross: as root, the verb runs as somebody else.
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "donnees"
        shutil.copytree(modeles("publier"), base)
        monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
        Path(folder).chmod(0o755)
        for path in (base, *base.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        script = (
            "import os, sys; from ti_dashboard.ingest import atelier; from ti_dashboard.__main__ import main;"
            "os.geteuid() or (os.setgid(65534), os.setuid(65534));"
            "sys.exit(main(['--auteur', 'A', 'publier']))"
        )
        done = subprocess.run([sys.executable, "-c", script], cwd=chemins.RACINE, text=True, capture_output=True)
        for path in (base, *base.rglob("*")):
            path.chmod(0o755)
        assert done.returncode == 1, done.stderr
        told = " ".join(done.stdout.split())
        assert "ne peut pas être écrit : le compte qui fait tourner l'outil n'a pas le droit d'y écrire" in told
        _tout_est_entier()


def test_a_folder_that_cannot_be_written_is_named(modeles, tmp_path, monkeypatch):
    base = tmp_path / "donnees"
    shutil.copytree(modeles("publier"), base)
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    path = fichier(tmp_path, "financements", [financement("Q", "1")])
    shutil.rmtree(depots.attente(), ignore_errors=True)
    depots.attente().write_text("", encoding="utf-8")
    from ti_dashboard.errors import DisqueRefuse

    with pytest.raises(DisqueRefuse, match=r"\.attente ne peut pas être écrit : un fichier en a pris le nom"):
        verifier(path)
