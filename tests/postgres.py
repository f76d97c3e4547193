"""A real PostgreSQL server for the tests: Debian's binaries, a folder of its own, loopback, a free port."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

COMPTE = "ti"
ABSENT = (
    "les programmes de PostgreSQL sont introuvables : « sudo apt install postgresql », "
    "ou CI_SANS_POSTGRES=1 pour s'en passer sur cette machine"
)
# The data of a test outlive nothing: no need to wait for the disk.
REGLAGES = ("fsync=off", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60")


def find_binaries() -> Path | None:
    """Folder of ``initdb`` and ``postgres``, the latest version first."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]), reverse=True)
    found = next(iter(debian), None) or shutil.which("initdb")
    return Path(found).parent if found else None


def binaries_or_give_up() -> Path:
    """Skips only where the machine says that it does without; fails otherwise."""
    found = find_binaries()
    if found is None:
        (pytest.skip if os.environ.get("CI_SANS_POSTGRES") == "1" else pytest.fail)(ABSENT)
    return found


def _compte_du_systeme() -> dict[str, object]:
    """PostgreSQL refuses to run as root: who it runs as then."""
    if os.geteuid():
        return {}
    noms = {p.pw_name for p in pwd.getpwall()}
    compte = pwd.getpwnam("postgres" if "postgres" in noms else "nobody")
    return {"user": compte.pw_uid, "group": compte.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def start() -> Iterator[str]:
    """Start a server; gives the URL of its « postgres » database, without the database's name."""
    binaries, compte = binaries_or_give_up(), _compte_du_systeme()
    # Not under pytest's own folder, which another account may not cross.
    dossier = Path(tempfile.mkdtemp(prefix="ti-postgres-"))
    if compte:
        os.chown(dossier, int(compte["user"]), int(compte["group"]))
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    commun = {"cwd": dossier, "env": os.environ | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}, **compte}
    initdb = [binaries / "initdb", "-D", dossier / "base", "-U", COMPTE, "-A", "trust", "-E", "UTF8", "--no-sync"]
    reglages = [mot for reglage in REGLAGES for mot in ("-c", reglage)]
    try:
        subprocess.run(initdb, check=True, capture_output=True, **commun)
        postgres = [binaries / "postgres", "-D", dossier / "base", "-p", str(port), *reglages]
        journal = (dossier / "journal.txt").open("wb")
        processus = subprocess.Popen(postgres, stdout=journal, stderr=subprocess.STDOUT, **commun)
        try:
            url = f"postgresql://{COMPTE}@127.0.0.1:{port}"
            _wait_until_ready(processus, url, dossier / "journal.txt")
            yield url
        finally:
            processus.terminate()
            processus.wait(timeout=30)
            journal.close()
    finally:
        shutil.rmtree(dossier, ignore_errors=True)


def _wait_until_ready(processus: subprocess.Popen, url: str, journal: Path) -> None:
    fin = time.monotonic() + 30
    while time.monotonic() < fin and processus.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(f"{url}/postgres", connect_timeout=2).close()
            return
        time.sleep(0.05)
    pytest.fail(f"PostgreSQL ne démarre pas :\n{journal.read_text(encoding='utf-8', errors='replace')}")


def create_database(url: str, nom: str) -> str:
    """A new empty database; gives its URL."""
    with psycopg.connect(f"{url}/postgres", autocommit=True) as con:
        con.execute(f'CREATE DATABASE "{nom}"')
    return f"{url}/{nom}"
