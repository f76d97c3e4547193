"""Run a verb of the command line from the application, in a process of its own, and follow its progress.

The page and the terminal do the same thing because they run the same program; what a file can break is that process.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

from ti_dashboard import chemins
from ti_dashboard.errors import DepotRefuse

Evenement = dict[str, object]


def lancer(*arguments: str) -> Iterator[Evenement]:
    """Events of ``python -m ti_dashboard --json …``: {"etape": …} while it works, at last {"resultat": …}.

    Raises DepotRefuse with the sentence the verb ends with when it refuses or breaks.
    """
    command = [sys.executable, "-m", "ti_dashboard", "--json", *arguments]
    with subprocess.Popen(  # noqa: S603
        command, cwd=chemins.RACINE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as child:
        ended = False
        for line in child.stdout or ():
            event = json.loads(line)
            if "erreur" in event:
                raise DepotRefuse(str(event["erreur"]))
            ended = ended or "resultat" in event
            yield event
        problem = (child.stderr.read() if child.stderr else "").strip()
    if not ended:
        last = problem.splitlines()[-1] if problem else f"code {child.returncode}"
        raise DepotRefuse(f"La commande s'est arrêtée avant la fin ({last}). Le journal dit ce qui a été fait.")
