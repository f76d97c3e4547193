"""A backup killed at any write leaves none; a restoration, what was or what was kept, whole."""

import contextlib
import multiprocessing
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from tests.depot import AUTEUR, deposer, fichier, financement, verifier
from tests.panne import Lancer, processus
from tests.sauvegardes import contenu, ecrire_une_seance, lignes, remplir
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import depots, journal_eprouve
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.errors import VerrouPris
from ti_dashboard.ingest import atelier
from ti_dashboard.sauvegarde import echange, essai_a_blanc, mise_a_l_abri, photographie

POINTS = 3
GARDEE = "gardee.tar.gz"


@pytest.fixture(scope="module")
def modele(tmp_path_factory) -> Path:
    """A folder with its data, and a backup of them."""
    parent = tmp_path_factory.mktemp("modele")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(parent / "donnees"))
        remplir(parent / "donnees")
        ecrire_une_seance(f"sqlite:///{parent / 'donnees' / 'seance.sqlite'}")
        assert main(["sauvegarder", str(parent / GARDEE)]) == 0
    return parent


@pytest.fixture(scope="module")
def lancer() -> Iterator[Lancer]:
    with processus() as run:
        yield run


@pytest.fixture(scope="module")
def nb_ecritures(modele, lancer, tmp_path_factory):
    """How many writes each makes when nothing stops it."""
    found = {}
    for geste in ("restaurer", "restaurer --remplacer", "sauvegarder"):
        found[geste] = lancer(geste, 0, _prete(geste, modele, tmp_path_factory.mktemp("compte") / "p")).ecritures
    return found


def _prete(geste: str, modele: Path, parent: Path) -> Path:
    """Where the gesture is the next thing to do: a new folder, or one that holds something else than the backup."""
    parent.mkdir()
    shutil.copy(modele / GARDEE, parent)
    if geste != "restaurer":
        shutil.copytree(modele / "donnees", parent / "donnees")
        (parent / "donnees" / "depuis.txt").write_text("écrit depuis", encoding="utf-8")
    return parent


def _point(part: int, writes: int) -> int:
    """The first ones spread over all, the others at the very end, where it counts."""
    return 1 + round(part * (writes - 1) / (POINTS - 1)) if part < POINTS else writes - (part - POINTS)


@pytest.mark.parametrize("geste", ["restaurer", "restaurer --remplacer"])
@pytest.mark.parametrize("part", range(POINTS + 2))
def test_a_restoration_killed_anywhere_leaves_one_or_the_other(geste, part, modele, lancer, nb_ecritures, tmp_path):
    parent = _prete(geste, modele, tmp_path / "p")
    base, kept = parent / "donnees", contenu(modele / "donnees")
    before = contenu(base) if base.exists() else {}
    assert lancer(geste, _point(part, nb_ecritures[geste]), parent).code == -signal.SIGKILL
    found = contenu(base) if base.exists() else {}
    assert found in (before, kept)
    if before and found == kept:
        assert [contenu(p) for p in parent.glob("donnees.avant-*")] == [before]
    again = geste if geste != "restaurer" or found != kept else "restaurer --remplacer"
    assert lancer(again, 0, parent).code == 0
    assert contenu(base) == kept and journal_eprouve.eprouver(base).rupture == ""
    rows = lignes(f"sqlite:///{base / 'seance.sqlite'}")
    assert rows == lignes(f"sqlite:///{modele / 'donnees' / 'seance.sqlite'}")
    assert not before or before in [contenu(p) for p in parent.glob("donnees.avant-*")]
    assert not list(parent.glob(".brouillon-*"))


@pytest.mark.parametrize("part", range(POINTS))
def test_a_backup_killed_anywhere_leaves_none_or_a_whole_one(part, modele, lancer, nb_ecritures, tmp_path):
    parent = _prete("sauvegarder", modele, tmp_path / "p")
    before = contenu(parent / "donnees")
    assert lancer("sauvegarder", _point(part, nb_ecritures["sauvegarder"]), parent).code == -signal.SIGKILL
    if (parent / "neuve.tar.gz").exists():
        assert essai_a_blanc.eprouver(parent / "neuve.tar.gz").fautes == []
        (parent / "neuve.tar.gz").unlink()
    assert lancer("sauvegarder", 0, parent).code == 0
    assert essai_a_blanc.eprouver(parent / "neuve.tar.gz").fautes == []
    assert contenu(parent / "donnees") == before


def test_a_full_disk_is_named_and_leaves_nothing(modele, tmp_path):
    parent = _prete("sauvegarder", modele, tmp_path / "p")
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "from ti_dashboard.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    for words in (["sauvegarder", str(parent / "n.tar.gz")], ["restaurer", "--remplacer", str(parent / GARDEE)]):
        before = contenu(parent / "donnees")
        environment = {"TI_DASHBOARD_DONNEES": str(parent / "donnees"), "PATH": "/usr/bin:/bin"}
        done = subprocess.run(
            [sys.executable, "-c", script, *words], cwd=RACINE, env=environment, text=True, capture_output=True
        )
        assert done.returncode == 1, done.stderr
        assert "ne peut pas être écrit : le système refuse un fichier de cette taille" in " ".join(done.stdout.split())
        assert contenu(parent / "donnees") == before
        assert sorted(p.name for p in parent.iterdir()) == ["donnees", GARDEE]


def test_without_the_exchange_of_the_system_two_renames_do_the_same(tmp_path, monkeypatch):
    for name in ("un", "deux"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    monkeypatch.setattr(echange.ctypes, "CDLL", lambda *_, **__: object())
    echange.echanger(tmp_path / "un", tmp_path / "deux")
    assert (tmp_path / "un" / "deux").exists() and (tmp_path / "deux" / "un").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deux", "un"]


def test_a_deposit_made_meanwhile_is_told_to_wait_and_the_backup_is_of_one_instant(modele, tmp_path, monkeypatch):
    """Between the live store and the folder, somebody deposits: told. The writer of a séance does not wait."""
    parent = _prete("sauvegarder", modele, tmp_path / "p")
    base = parent / "donnees"
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    said: list[str] = []
    real = photographie.copie.copier

    def copier(url: str, dossier: Path) -> str:
        version = real(url, dossier)
        with pytest.raises(VerrouPris) as refused:
            deposer(fichier(parent, "financements", [financement("E", "12")], "pendant.csv"))
        said.append(str(refused.value))
        with sqlite3.connect(base / "seance.sqlite", timeout=1) as con:
            con.execute("UPDATE seance SET titre = 'pendant'")
        return version

    monkeypatch.setattr(photographie.copie, "copier", copier)
    mise_a_l_abri.sauvegarder(parent / "s.tar.gz", AUTEUR)
    assert "(sauvegarder, depuis le" in said[0] and "Rien n'a changé" in said[0]
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(parent / "neuf"))
    assert main(["restaurer", str(parent / "s.tar.gz")]) == 0
    with sqlite3.connect(parent / "neuf" / "seance.sqlite") as con:
        assert con.execute("SELECT titre FROM seance").fetchone() == ("COPIL « d'hiver »",)


def _deposer_sans_cesse(parent: Path, over: Event) -> None:
    for rank in count(1):
        path = fichier(parent, "financements", [financement(f"F{rank}", str(rank))], f"f{rank}.csv")
        waiting = verifier(path).depot_id
        while not over.is_set():
            with contextlib.suppress(VerrouPris):
                atelier.accepter(waiting, AUTEUR)
                break
        if over.is_set():
            return


def test_while_people_deposit_each_deposit_is_wholly_in_or_out(modele, tmp_path, monkeypatch):
    parent = _prete("sauvegarder", modele, tmp_path / "p")
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(parent / "donnees"))
    over = multiprocessing.Event()
    writer = multiprocessing.Process(target=_deposer_sans_cesse, args=(parent, over))
    writer.start()
    made: list[Path] = []
    try:
        while len(made) < 2 or len(depots.acceptes()) < 3:
            target = parent / f"s{len(made)}.tar.gz"
            with contextlib.suppress(VerrouPris):
                mise_a_l_abri.sauvegarder(target, AUTEUR)
                made.append(target)
    finally:
        over.set()
        writer.join()
    assert writer.exitcode == 0
    for target in made:
        assert essai_a_blanc.eprouver(target).fautes == []
    assert journal_eprouve.eprouver(parent / "donnees").rupture == ""
