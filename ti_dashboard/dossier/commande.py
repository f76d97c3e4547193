"""Run a verb of the command line from the application, in a process of its own, and follow its progress.

The page and the terminal do the same thing because they run the same program; what a file can break is that process.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from typing import IO

from ti_dashboard import journal_serveur, trace
from ti_dashboard.dossier import chemins, provenance
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.langue.formats import accord

# Twice what the largest verb takes: a publication over the whole programme is built in less than a minute.
DUREE_MAX_S = 900.0
Evenement = dict[str, object]
Valeur = str | bool | Sequence[str] | None


def lancer(
    verbe: str,
    *positionnels: str,
    auteur: str = "",
    compte: int | None = None,
    origine: str = "",
    **options: Valeur,
) -> Iterator[Evenement]:
    """Events of ``python -m ti_dashboard --json …``: {"etape": …} while it works, at last {"resultat": …}.

    ``options``: what follows each option (``recu_le`` is ``--recu-le``); True is the option alone, an empty one is not
    given. ``compte``: number of the account in whose name it runs; ``origine``: from where. Raises DepotRefuse with the
    sentence the verb ends with when it refuses or breaks.
    """
    before: dict[str, Valeur] = {"auteur": auteur, "compte": "" if compte is None else str(compte)}
    words = _mots(verbe, positionnels, before, options)
    with tempfile.TemporaryFile() as errors:
        code, ended = 0, False
        child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "ti_dashboard", "--json", *words],
            cwd=chemins.RACINE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            env=os.environ | trace.pour_un_enfant() | provenance.pour_un_enfant(origine),
        )
        with _borne(child) as late:
            for event in _evenements(child):
                if "erreur" in event:
                    raise DepotRefuse(str(event["erreur"]))
                ended = ended or "resultat" in event
                yield event
            code = child.wait()
            journal_serveur.noter("verbe", verbe=verbe, code=code)
        if late.is_set():
            raise DepotRefuse(f"La commande a été arrêtée après {accord(DUREE_MAX_S / 60, 'minute')}. {_JOURNAL}")
        if not ended:
            raise DepotRefuse(f"La commande s'est arrêtée avant la fin ({_fin(errors, code)}). {_JOURNAL}")


_JOURNAL = "Le journal dit ce qui a été fait."


def _mots(verbe: str, positionnels: Sequence[str], avant: dict[str, Valeur], options: dict[str, Valeur]) -> list[str]:
    """Each value sticks to its option and file names follow « -- »: whatever they start with, they stay values."""
    return [*_options(avant), verbe, *_options(options), *(["--", *positionnels] if positionnels else [])]


def _options(values: dict[str, Valeur]) -> Iterator[str]:
    for name, value in values.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            yield option
        elif isinstance(value, str) and value:
            yield f"{option}={value}"
        elif value and not isinstance(value, str):
            yield from (f"{option}={one}" for one in value)


def _evenements(child: subprocess.Popen[str]) -> Iterator[Evenement]:
    """Lines that are events; what a library prints beside them is not one."""
    for line in child.stdout or ():
        with contextlib.suppress(ValueError):
            event = json.loads(line)
            if isinstance(event, dict):
                yield event


@contextlib.contextmanager
def _borne(child: subprocess.Popen[str]) -> Iterator[threading.Event]:
    """Wait for the child whatever happens to who reads it, and no longer than its time; set when it was cut."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)

    timer = threading.Timer(DUREE_MAX_S, cut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        if child.stdout:
            # Read to its end: a child that writes to a closed pipe would die before it has finished.
            for _ in child.stdout:
                pass
            child.stdout.close()
        child.wait()
        timer.cancel()


def _fin(errors: IO[bytes], code: int) -> str:
    errors.seek(max(0, errors.seek(0, os.SEEK_END) - 4_000))
    said = errors.read().decode(errors="replace").strip()
    return said.splitlines()[-1][:300] if said else f"code {code}"
