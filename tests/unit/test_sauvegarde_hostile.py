"""A file that is no backup, or one made again by somebody: refused in French, and nothing is written outside."""

import gzip
import io
import json
import random
import tarfile
from dataclasses import asdict, replace

import pytest

from ti_dashboard.__main__ import main
from ti_dashboard.errors import SauvegardeRefusee
from ti_dashboard.sauvegarde import conteneur, manifeste
from ti_dashboard.sauvegarde.manifeste import Manifeste, Membre

NOM = "donnees/recus/abc"
BASE = Manifeste(manifeste.version(), "2026-11-27T10:00:00+00:00", "DGE", "", "", {}, {}, {}, {}, ())


@pytest.fixture
def bonne(tmp_path):
    """A small backup, its manifest, and where it is."""
    root = tmp_path / "racine"
    for name, content in {NOM: b"recu " * 700, "donnees/journal.jsonl": b"", "donnees/été/a.csv": b"a;b\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    said = replace(BASE, membres=conteneur.decrire(root))
    with (tmp_path / "s.tar.gz").open("wb") as file:
        conteneur.ecrire(file, said, root)
    return tmp_path / "s.tar.gz", said, root


def _refait(path, members, dit, tar_dit=None):
    """A backup whose tar holds ``members`` (TarInfo, bytes) after a manifest that says ``dit``."""
    raw = io.BytesIO()
    with tarfile.open(mode="w", fileobj=raw) as tar:
        content = json.dumps(dit, ensure_ascii=False).encode()
        head = tarfile.TarInfo(tar_dit or manifeste.NOM)
        head.size = len(content)
        tar.addfile(head, io.BytesIO(content))
        for info, content in members:
            tar.addfile(info, io.BytesIO(content))
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        packed.write(raw.getvalue())
    return path


def _membre(nom, contenu=b"x", **autres):
    info = tarfile.TarInfo(nom)
    info.size = len(contenu)
    for name, value in autres.items():
        setattr(info, name, value)
    return info, contenu


def _dit(*membres, **autres):
    return asdict(replace(BASE, membres=tuple(membres))) | autres


def _celui(nom, contenu=b"x", **autres):
    import hashlib

    return Membre(nom, len(contenu), hashlib.sha256(contenu).hexdigest(), **autres)


def _extraire(path, cible):
    cible.mkdir()
    return conteneur.extraire(path, cible)


def test_a_good_one_comes_out_and_its_bytes_are_always_the_same(bonne, tmp_path):
    path, said, root = bonne
    assert _extraire(path, tmp_path / "sorti") == said
    assert conteneur.decrire(tmp_path / "sorti") == said.membres
    again = io.BytesIO()
    conteneur.ecrire(again, said, root)
    assert again.getvalue() == path.read_bytes()


@pytest.mark.parametrize(
    "nom",
    [
        "/etc/passwd",
        "donnees/../../dehors",
        "../dehors",
        "donnees/..",
        "donnees//a",
        "donnees/./a",
        "donnees/",
        "donnees",
        "dehors/a",
        "donnees\\..\\dehors",
        "donnees/a\nb",
        "donnees/a\x00b",
        "seances/../donnees/a",
        "donnees/" + "n" * 300,
    ],
)
def test_a_member_that_could_leave_its_folder_is_refused(nom, tmp_path):
    path = _refait(tmp_path / "s.tar.gz", [_membre(nom)], _dit(_celui(nom)))
    with pytest.raises(SauvegardeRefusee, match="son manifeste ne se lit pas"):
        _extraire(path, tmp_path / "sorti")
    if "\x00" in nom:
        return  # a name ends there, for tar
    # Told by another name than it bears, it is refused too.
    path = _refait(tmp_path / "s2.tar.gz", [_membre(nom)], _dit(_celui("donnees/a")))
    with pytest.raises(SauvegardeRefusee, match="abîmée ou refaite"):
        _extraire(path, tmp_path / "sorti2")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["s.tar.gz", "s2.tar.gz", "sorti", "sorti2"]
    assert not any((tmp_path / "sorti2").rglob("*"))


@pytest.mark.parametrize(
    "genre",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.FIFOTYPE,
        tarfile.DIRTYPE,
        tarfile.CONTTYPE,
        tarfile.GNUTYPE_SPARSE,
    ],
)
def test_only_plain_files_come_out(genre, tmp_path):
    target = _membre("donnees/a", b"", type=genre, linkname="/etc/passwd")
    path = _refait(tmp_path / "s.tar.gz", [target], _dit(_celui("donnees/a", b"")))
    with pytest.raises(SauvegardeRefusee, match="abîmée ou refaite"):
        _extraire(path, tmp_path / "sorti")
    assert not any((tmp_path / "sorti").rglob("*"))


@pytest.mark.parametrize(
    ("membres", "dits"),
    [
        pytest.param([_membre(NOM, b"y")], [_celui(NOM)], id="autre contenu"),
        pytest.param([_membre(NOM, b"xx")], [_celui(NOM)], id="plus long"),
        pytest.param([_membre(NOM), _membre("donnees/b")], [_celui(NOM)], id="un de plus"),
        pytest.param([_membre(NOM)], [_celui(NOM), _celui("donnees/b")], id="un de moins"),
        pytest.param([_membre(NOM), _membre(NOM)], [_celui(NOM), _celui(NOM)], id="deux fois"),
        pytest.param([_membre("donnees/b"), _membre(NOM)], [_celui(NOM), _celui("donnees/b")], id="autre ordre"),
        pytest.param([_membre(NOM)], [Membre(NOM, 10**15, "0" * 64)], id="taille folle"),
        pytest.param([_membre(NOM)], [Membre(NOM, -1, "0" * 64)], id="taille négative"),
        pytest.param([_membre(NOM)], [Membre(NOM, 1, "0")], id="sans empreinte"),
        pytest.param([_membre(NOM), _membre(f"{NOM}/b")], [_celui(NOM), _celui(f"{NOM}/b")], id="sous un fichier"),
    ],
)
def test_what_is_not_as_the_manifest_says_is_refused(membres, dits, tmp_path):
    path = _refait(tmp_path / "s.tar.gz", membres, _dit(*dits))
    with pytest.raises((SauvegardeRefusee, OSError)):
        _extraire(path, tmp_path / "sorti")


@pytest.mark.parametrize(
    ("change", "dit"),
    [
        ({"format": 2}, "plus récente"),
        ({"outil": "99.0.0"}, "version 99.0.0 de l'outil, plus récente"),
        ({"format": "x"}, "son manifeste ne se lit pas"),
        ({"membres": "x"}, "son manifeste ne se lit pas"),
        ({"sceaux": {"2019-09-24": 1}}, "son manifeste ne se lit pas"),
        ({"auteur": None}, "son manifeste ne se lit pas"),
        ({"inconnu": 1}, "son manifeste ne se lit pas"),
    ],
)
def test_a_manifest_that_is_none_or_newer_is_said(change, dit, tmp_path):
    path = _refait(tmp_path / "s.tar.gz", [], _dit(**change))
    with pytest.raises(SauvegardeRefusee, match=dit):
        conteneur.lire_le_manifeste(path)


def _bombe(path):
    """A gigabyte of zeros told as one small header: it would be read at once in memory."""
    raw = io.BytesIO()
    info = tarfile.TarInfo("donnees/a")
    info.type, info.size = tarfile.XHDTYPE, 2**30
    raw.write(info.tobuf(tarfile.USTAR_FORMAT))
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        packed.write(raw.getvalue())
        for _ in range(80):
            packed.write(bytes(2**20))
    return path


def test_a_bomb_is_not_read(tmp_path):
    with pytest.raises(SauvegardeRefusee):
        _extraire(_bombe(tmp_path / "s.tar.gz"), tmp_path / "sorti")
    zeros = bytes(260 * 2**20)
    path = _refait(tmp_path / "z.tar.gz", [_membre(NOM, zeros)], _dit(_celui(NOM, zeros)))
    with pytest.raises(SauvegardeRefusee, match="gonflerait bien au-delà"):
        _extraire(path, tmp_path / "sorti2")


def test_every_byte_cut_or_altered_is_seen(bonne, tmp_path):
    path, _, _ = bonne
    whole = path.read_bytes()
    draw = random.Random(14)
    places = {*range(12), *range(len(whole) - 9, len(whole)), *draw.sample(range(len(whole)), 60)}
    for rank, at in enumerate(sorted(places)):
        for name, edited in (
            ("coupe", whole[:at]),
            ("retouche", whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]),
        ):
            target = tmp_path / f"{name}-{rank}"
            target.write_bytes(edited)
            with pytest.raises(SauvegardeRefusee):
                _extraire(target, tmp_path / f"sorti-{name}-{rank}")
    for extra in (b"x", whole, gzip.compress(b"x", mtime=0)):
        (tmp_path / "long").write_bytes(whole + extra)
        with pytest.raises(SauvegardeRefusee):
            conteneur.extraire(tmp_path / "long", _vide(tmp_path / f"long-{len(extra)}"))


def _vide(path):
    path.mkdir()
    return path


@pytest.mark.parametrize("contenu", [b"", b"PK\x03\x04", gzip.compress(b"bonjour", mtime=0), b"\x1f\x8b" + bytes(400)])
@pytest.mark.parametrize("verbe", ["restaurer", "eprouver-sauvegarde"])
def test_a_foreign_file_is_refused_by_the_verbs_and_nothing_is_left(contenu, verbe, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    (tmp_path / "s").write_bytes(contenu)
    assert main([verbe, str(tmp_path / "s")]) == 1
    assert "n'est pas une sauvegarde de cet outil" in " ".join(capsys.readouterr().out.split())
    found = [p.name for p in tmp_path.rglob("*") if p.name not in ("s", "donnees", ".verrou")]
    assert found == []
