"""The layer of couche.c, from Python: how it is built, and the memory it shares with who asks.

It sees every call of Python, SQLite, DuckDB and Arrow below one folder, in the process and in those it starts.
"""

import ctypes
import errno
import mmap
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOURCE = Path(__file__).with_name("couche.c")
DORT, COMPTE, REFUSE, MEURT, COURT, DECHIRE, PERD, ATTEND, PERSISTE = range(9)

# What a call really answers when it fails, and how else it may go wrong.
GRANDIT = ("ENOSPC", "EIO", "EDQUOT", "EINTR", "court", "dechire", "mort")
FAUTES: dict[str, tuple[str, ...]] = {
    "open": ("EIO", "EMFILE", "EINTR"),
    "open+": ("ENOSPC", "EIO", "EMFILE", "EROFS", "EINTR", "mort"),
    "write": GRANDIT,
    "pwrite": GRANDIT,
    "sendfile": GRANDIT,
    "read": ("EIO", "EINTR", "court"),
    "pread": ("EIO", "EINTR", "court"),
    "fsync": ("EIO", "ENOSPC", "EINTR", "mort"),
    "rename": ("EIO", "ENOSPC", "EROFS", "mort", "perdu"),
    "link": ("EIO", "ENOSPC", "mort"),
    "unlink": ("EIO", "EROFS", "mort"),
    "mkdir": ("ENOSPC", "EIO", "EROFS", "mort"),
    "ftruncate": ("EIO", "EINTR", "mort"),
    "fallocate": ("ENOSPC", "EIO", "mort"),
    "flock": ("ENOLCK", "EINTR"),
    "fcntl": ("ENOLCK", "EINTR", "EIO"),
    "close": ("EIO", "ENOSPC", "EINTR"),
    "mmap": ("ENOMEM",),
    "stat": ("EIO",),
    "fstat": ("EIO",),
    "opendir": ("EIO", "EMFILE"),
    "readdir": ("EIO",),
}
# From this call on and for good: a disk that filled up, one that the system remounted read-only.
DURABLES = {"plein": errno.ENOSPC, "fige": errno.EROFS}
_AUTRES = {"court": COURT, "dechire": DECHIRE, "mort": MEURT, "perdu": PERD}


class _Etat(ctypes.Structure):
    _fields_ = (
        ("mode", ctypes.c_int32),
        ("code", ctypes.c_int32),
        ("point", ctypes.c_int64),
        ("compte", ctypes.c_int64),
        ("touches", ctypes.c_int64),
        ("base", ctypes.c_char * 512),
        ("trace", ctypes.c_char * 512),
        ("appel", ctypes.c_char * 32),
        ("chemin", ctypes.c_char * 512),
        ("de", ctypes.c_char * 512),
        ("vers", ctypes.c_char * 512),
        ("garde", ctypes.c_char * 512),
    )


@contextmanager
def lieu() -> Iterator[Path]:
    """Where all this happens: in memory when there is such a place, what is waited for is the processor then."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None, prefix="appels-") as folder:
        yield Path(folder)


def compilateur() -> str | None:
    return shutil.which("cc") or shutil.which("gcc")


def batir(dossier: Path) -> Path:
    """Compile the layer in ``dossier``."""
    target = dossier / "couche.so"
    command = [compilateur(), "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", target, SOURCE, "-ldl"]
    subprocess.run(command, check=True)
    return target


class Partage:
    """The memory shared with the processes that the layer watches; ``nom`` is the file that holds it."""

    def __init__(self, nom: Path) -> None:
        self.nom = nom
        nom.write_bytes(bytes(ctypes.sizeof(_Etat)))
        with nom.open("r+b") as file:
            self._vue = mmap.mmap(file.fileno(), 0)
        self.etat = _Etat.from_buffer(self._vue)

    def armer(self, base: Path, faute: str | None, point: int = 0) -> None:
        """From now on, ``faute`` at the ``point``-th call below ``base``; without fault, each call is written down."""
        self.etat.mode = DORT
        for name in ("code", "compte", "touches"):
            setattr(self.etat, name, 0)
        for name in ("appel", "chemin", "de", "vers"):
            setattr(self.etat, name, b"")
        self.etat.base, self.etat.point = os.fsencode(base), point
        self.etat.trace, self.etat.garde = (os.fsencode(f"{self.nom}.{end}") for end in ("trace", "garde"))
        for end in ("trace", "garde"):
            Path(f"{self.nom}.{end}").unlink(missing_ok=True)
        if faute is None:
            self.etat.mode = COMPTE
        elif faute in DURABLES:
            self.etat.code, self.etat.mode = DURABLES[faute], PERSISTE
        else:
            self.etat.code = getattr(errno, faute, 0)
            self.etat.mode = _AUTRES.get(faute, REFUSE)

    def desarmer(self) -> None:
        """Let calls go through; a rename that was lost has not happened."""
        lost, self.etat.mode = self.etat.mode == ATTEND, DORT
        if not lost:
            return
        source, target, kept = Path(os.fsdecode(self.etat.de)), Path(os.fsdecode(self.etat.vers)), f"{self.nom}.garde"
        if target.exists():
            target.rename(source)
        if Path(kept).exists():
            shutil.copy2(kept, target)

    def appels(self) -> list[tuple[str, str]]:
        """What was written down: each call with what it touched."""
        text = Path(f"{self.nom}.trace").read_text(encoding="utf-8")
        return [(call, path) for call, path in (line.split("\t") for line in text.splitlines())]
