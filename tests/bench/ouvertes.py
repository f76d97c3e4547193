"""The public lists, from the file to the page: ``python -m tests.bench.ouvertes``.

The national list alone, then the whole first publication, each verb timed from the outside, with what the processor
spent on it: on a machine that does something else, only that compares.
"""

import os
import resource
import tempfile

from tests.bench.livraison import chronometrer
from ti_dashboard.referentiels import ouvertes

NATIONALE = "fonds_vert_2023.csv"


def main() -> None:
    national = next(one for one in ouvertes.listes() if one.fichier == NATIONALE)
    received = ("--emetteur", national.emetteur, "--recu-le", national.recu_le.isoformat())
    for verbs in ([("deposer", str(national.chemin), *received), ("publier",)], [("ouvertes",)]):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["TI_DASHBOARD_DONNEES"] = folder
            for verb in verbs:
                before = _processeur()
                seconds, peak = chronometrer(*verb)
                spent = _processeur() - before
                print(f"{verb[0]:<8} {seconds:6.1f} s, dont {spent:.1f} s de processeur, {peak:.0f} Mio", flush=True)


def _processeur() -> float:
    """Seconds that the processes of the verbs took so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
