"""Programs of this machine: started away from the keyboard, each with its log, and none left when their parent ends."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

PAS_S = 0.05


class GrappeImpossible(Exception):
    """Something did not start; the message says what it said."""


def compte(*noms: str) -> dict[str, Any]:
    """Options of a process that must not be of root: the first of these accounts that there is; none for who is not."""
    if os.geteuid():
        return {}
    known = {one.pw_name for one in pwd.getpwall()}
    found = pwd.getpwnam(next(name for name in noms if name in known))
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def donner(dossier: Path, a_qui: Mapping[str, Any]) -> None:
    """A folder and all in it, to the account of ``compte``."""
    if a_qui:
        for path in (dossier, *dossier.rglob("*")):
            os.chown(path, a_qui["user"], a_qui["group"])


def ports_libres(combien: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        taken = [stack.enter_context(socket.socket()) for _ in range(combien)]
        for one in taken:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in taken]


def lancer(commande: Sequence[str | Path], journal: Path, **options: Any) -> subprocess.Popen[bytes]:
    """Ctrl+C is for who started them all, and whatever ends it ends them (``setpriv``): the thread that asks lasts."""
    tied = ["setpriv", "--pdeathsig", "TERM", *commande] if shutil.which("setpriv") else commande
    with journal.open("ab") as said:
        return subprocess.Popen(tied, stdout=said, stderr=subprocess.STDOUT, start_new_session=True, **options)  # noqa: S603


def attendre(
    process: subprocess.Popen[bytes], est_pret: Callable[[], bool], journal: Path, quoi: str, s: float
) -> None:
    """Raises GrappeImpossible with what the program said, when it ended or is not ready in ``s`` seconds."""
    end = time.monotonic() + s
    while process.poll() is None and time.monotonic() < end:
        if est_pret():
            return
        time.sleep(PAS_S)
    said = journal.read_text(encoding="utf-8", errors="replace")
    raise GrappeImpossible(f"{quoi} ne démarre pas. Ce qu'il a dit :\n{said}")


def ecoute(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def arreter(process: subprocess.Popen[bytes], par: signal.Signals = signal.SIGTERM, s: float = 15) -> None:
    if process.poll() is None:
        process.send_signal(par)
    try:
        process.wait(timeout=s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
