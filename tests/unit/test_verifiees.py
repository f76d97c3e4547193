"""What was verified opens at once after a start, is read whole behind, and what is found wrong then is told."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pytest

from tests.fabrique import publier
from ti_dashboard.dossier import chemins, verifiees
from ti_dashboard.dossier.pointeur import PublicationServie, lire_pointeur
from ti_dashboard.errors import PublicationIllisible
from ti_dashboard.ingest.publier.construction import construire
from ti_dashboard.magasin import guichet
from ti_dashboard.magasin.guichet import Guichet
from ti_dashboard.magasin.ouverture import Choisir

LANNION = "ti-5304"
SIMPLE = {"2019-09-24": {
    "perimetre": [{"territoire_id": LANNION}],
    "projets": [{"projet_id": "P1", "territoire_id": LANNION}],
    "financements": [{"projet_id": "P1", "montant": "100.50"}],
}}  # fmt: skip
REFUS = "ne correspond plus à l'empreinte notée à sa publication"


@pytest.fixture
def publications(tmp_path: Path) -> Path:
    publier(tmp_path, SIMPLE)
    return tmp_path / "publications"


@pytest.fixture
def lues(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the publications read whole before they are shown."""
    read, ouvrir = [], guichet.ouvrir

    def note(dossier: Path, entree: PublicationServie, choisir: Choisir) -> guichet.Publication:
        read.append(entree["publication"])
        return ouvrir(dossier, entree, choisir)

    monkeypatch.setattr(guichet, "ouvrir", note)
    return read


def _servie(publications: Path) -> tuple[Path, str]:
    pointer = lire_pointeur(publications)
    assert pointer is not None
    return publications / pointer["publication"], pointer["sha256"]


def _est_marquee(publications: Path) -> bool:
    return verifiees.est_marquee(*_servie(publications))


def _abimer(path: Path) -> None:
    """One byte of the file, its size and its instant of writing kept."""
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(before.st_size // 2)
        (byte,) = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 0xFF]))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def _marquer_quand_meme(publications: Path) -> None:
    """As a disk that loses bits under a file nobody writes: the system says nothing of it."""
    path, digest = _servie(publications)
    verifiees.marquer(path, digest, verifiees.etat(path))
    assert _est_marquee(publications)


def test_a_start_shows_what_was_verified_without_reading_it_whole_first(publications, lues):
    assert _est_marquee(publications)
    desk = Guichet(publications)
    assert desk.service().publication.fichier == _servie(publications)[0]
    assert lues == []
    desk.eprouver()
    assert desk.service().avertissement is None and _est_marquee(publications)


def test_without_a_mark_it_is_read_whole_before_it_is_shown_then_marked_for_the_next_start(publications, lues):
    (publications / verifiees.NOM).unlink()
    Guichet(publications).service()
    assert len(lues) == 1 and _est_marquee(publications)
    Guichet(publications).service()
    assert len(lues) == 1


@pytest.mark.parametrize("how", ["edit", "copy", "second name", "other hash"])
def test_a_mark_is_that_of_one_file_as_it_stands(publications, how):
    path, digest = _servie(publications)
    if how == "edit":
        _abimer(path)
    elif how == "copy":
        path.rename(path.with_suffix(".ailleurs"))
        shutil.copy2(path.with_suffix(".ailleurs"), path)
    elif how == "second name":
        os.link(path, publications / "autre")
    assert not verifiees.est_marquee(path, "0" * 64 if how == "other hash" else digest)


def test_a_file_changed_since_its_mark_is_never_shown(publications, lues):
    _abimer(_servie(publications)[0])
    with pytest.raises(PublicationIllisible, match=REFUS):
        Guichet(publications).service()
    assert len(lues) == 1


@pytest.mark.parametrize("content", ["{", "[]", '{"courante": 3}', ""])
def test_marks_that_do_not_read_are_no_marks(publications, lues, content):
    (publications / verifiees.NOM).write_text(content, encoding="utf-8")
    Guichet(publications).service()
    assert len(lues) == 1 and _est_marquee(publications)


def test_what_the_background_finds_wrong_is_told_and_the_last_good_one_is_shown(publications, tmp_path):
    good = _servie(publications)[0]
    construire(tmp_path / "livraisons", publications)
    bad = _servie(publications)[0]
    _abimer(bad)
    _marquer_quand_meme(publications)
    desk = Guichet(publications)
    assert desk.service().publication.fichier == bad
    desk.eprouver()
    service = desk.service()
    assert service.publication.fichier == good
    assert service.avertissement is not None and f"{bad.name} {REFUS}" in service.avertissement
    assert "La dernière publication valable reste affichée." in service.avertissement
    desk.eprouver()
    assert desk.service() is service and not _est_marquee(publications)
    assert "La dernière publication valable" in str(Guichet(publications).service().avertissement)


def test_what_the_background_finds_wrong_without_another_to_show_is_a_sentence(publications):
    _abimer(_servie(publications)[0])
    _marquer_quand_meme(publications)
    desk = Guichet(publications)
    assert desk.service().avertissement is None
    desk.eprouver()
    with pytest.raises(PublicationIllisible, match=REFUS):
        desk.service()


def test_a_seal_that_is_not_that_of_its_rows_is_found_by_the_background_too(publications):
    path, _ = _servie(publications)
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE etat_flux SET montant_eur = montant_eur + 1")
    digest, seen = verifiees.lire_entier(path)
    pointer = json.loads((publications / "courante.json").read_text(encoding="utf-8"))
    (publications / "courante.json").write_text(json.dumps(pointer | {"sha256": digest}), encoding="utf-8")
    verifiees.marquer(path, digest, seen)
    desk = Guichet(publications)
    desk.service()
    desk.eprouver()
    with pytest.raises(PublicationIllisible, match="ne correspond plus à son sceau"):
        desk.service()


def test_a_file_changed_while_it_is_served_is_found(publications, tmp_path):
    good = _servie(publications)[0]
    construire(tmp_path / "livraisons", publications)
    desk = Guichet(publications)
    desk.service()
    desk.eprouver()
    _abimer(_servie(publications)[0])
    desk.eprouver()
    assert desk.service().publication.fichier == good and desk.service().avertissement


def test_nothing_is_read_again_while_the_file_does_not_move(publications, monkeypatch):
    desk = Guichet(publications)
    desk.service()
    desk.eprouver()

    def unwanted(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(guichet, "verifier", unwanted)
    desk.eprouver()
    os.link(_servie(publications)[0], publications / "autre")
    with pytest.raises(AssertionError):
        desk.eprouver()


def test_where_the_mark_cannot_be_written_it_is_read_whole_at_each_start():
    # Outside pytest's folder, which only its owner may cross: as root, it runs as somebody else.
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "donnees"
        publier(base, SIMPLE)
        (base / "publications" / verifiees.NOM).unlink()
        Path(folder).chmod(0o755)
        for path in (base, *base.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        script = (
            "import importlib.readers, os, sys; from pathlib import Path;"
            "from ti_dashboard.magasin.guichet import Guichet;"
            "os.geteuid() or (os.setgid(65534), os.setuid(65534));"
            "desk = Guichet(Path(sys.argv[1])); print(desk.service().avertissement); desk.eprouver();"
            "print(desk.service().avertissement)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, base / "publications"], cwd=chemins.RACINE, text=True, capture_output=True
        )
        for path in (base, *base.rglob("*")):
            path.chmod(0o755)
        assert done.stdout == "None\nNone\n", done.stderr
        assert not (base / "publications" / verifiees.NOM).exists()


def test_two_processes_that_verify_at_once_leave_a_whole_mark(publications):
    (publications / verifiees.NOM).unlink()
    script = (
        "import sys; from pathlib import Path; from ti_dashboard.magasin.guichet import Guichet;"
        "print('prêt', flush=True); sys.stdin.readline();"
        "desk = Guichet(Path(sys.argv[1])); desk.service(); desk.eprouver()"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", script, publications],
            cwd=chemins.RACINE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for one in both:
        assert one.stdout.readline() == "prêt\n"
    for one in both:
        one.stdin.write("\n")
        one.stdin.flush()
    assert [one.communicate()[0] or one.returncode for one in both] == [0, 0]
    assert _est_marquee(publications)
    assert not list(publications.glob(".brouillon-*"))


def test_marks_of_files_that_are_gone_are_forgotten(publications, tmp_path):
    first = _servie(publications)[0]
    construire(tmp_path / "livraisons", publications)
    first.unlink()
    construire(tmp_path / "livraisons", publications)
    marks = json.loads((publications / verifiees.NOM).read_text(encoding="utf-8"))
    assert sorted(marks) == sorted(p.name for p in publications.glob("*.duckdb"))
