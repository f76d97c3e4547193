"""A PostgreSQL server of its own: Debian's binaries, a new folder, loopback, a password drawn each time."""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from outils.grappe.processus import GrappeImpossible, arreter, attendre, compte, donner, lancer, ports_libres

COMPTE = "ti"
ABSENT = "les programmes de PostgreSQL sont introuvables : « sudo apt install postgresql »"
# What is kept there outlives nothing: no need to wait for the disk.
REGLAGES = ("fsync=off", "listen_addresses=127.0.0.1", "unix_socket_directories=")
# A replica holds fifteen connections at most, and one that listens.
PAR_REPLIQUE, EN_PLUS = 16, 28


def trouver() -> Path | None:
    """Folder of ``initdb`` and ``postgres``, the latest version first."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]), reverse=True)
    found = next(iter(debian), None) or shutil.which("initdb")
    return Path(found).parent if found else None


@contextlib.contextmanager
def servir(repliques: int = 2) -> Iterator[str]:
    """Start a server for so many replicas; gives its URL, without the name of a database."""
    binaries = trouver()
    if binaries is None:
        raise GrappeImpossible(ABSENT)
    # Not under a folder of the caller's, which another account may not cross.
    folder, port = Path(tempfile.mkdtemp(prefix="ti-postgres-")), ports_libres(1)[0]
    try:
        account, secret = compte("postgres", "nobody"), secrets.token_urlsafe(24)
        (folder / "secret").write_text(secret, encoding="utf-8")
        donner(folder, account)
        options = {"cwd": folder, "env": os.environ | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}, **account}
        _creer(binaries, folder, options)
        settings = (*REGLAGES, f"max_connections={PAR_REPLIQUE * repliques + EN_PLUS}")
        told = [word for one in settings for word in ("-c", one)]
        process = lancer(
            [binaries / "postgres", "-D", folder / "base", "-p", str(port), *told], folder / "journal.txt", **options
        )
        try:
            url = f"postgresql://{COMPTE}:{secret}@127.0.0.1:{port}"
            attendre(process, lambda: _repond(url), folder / "journal.txt", "PostgreSQL", 30)
            yield url
        finally:
            # Fast: whoever is still connected is cut.
            arreter(process, signal.SIGINT, 30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _creer(binaries: Path, folder: Path, options: dict[str, object]) -> None:
    asked = ["-U", COMPTE, "-A", "scram-sha-256", f"--pwfile={folder}/secret", "-E", "UTF8", "--no-sync"]
    done = subprocess.run(  # type: ignore[call-overload]  # noqa: S603
        [binaries / "initdb", "-D", folder / "base", *asked], capture_output=True, text=True, check=False, **options
    )
    if done.returncode:
        raise GrappeImpossible(f"initdb a échoué :\n{done.stdout}{done.stderr}")


def _repond(url: str) -> bool:
    with contextlib.suppress(psycopg.OperationalError):
        psycopg.connect(f"{url}/postgres", connect_timeout=2).close()
        return True
    return False


def creer_base(url: str, nom: str) -> str:
    """A new empty database; gives its URL."""
    with psycopg.connect(f"{url}/postgres", autocommit=True) as con:
        con.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(nom)))
    return f"{url}/{nom}"
