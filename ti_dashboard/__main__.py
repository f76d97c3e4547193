"""The command line: ``python -m ti_dashboard VERBE``."""

import os
import sys
import tempfile
import traceback
from pathlib import Path

from ti_dashboard import journal_serveur, trace
from ti_dashboard.dossier import chemins, disque, systeme
from ti_dashboard.errors import AccordAttendu, TableauDeBordError, UsageRefuse
from ti_dashboard.ingest.sans_pandas import ecarter_pandas
from ti_dashboard.verbes import droits
from ti_dashboard.verbes.grammaire import analyseur
from ti_dashboard.verbes.sortie import Sortie

REFUS, USAGE, INTERROMPU = 1, 2, 130


def main(argv: list[str] | None = None) -> int:
    """Run one verb: 0 when it did what was asked, 1 when it could not, 2 when it was not understood.

    Whatever happens is told in one French message.
    """
    words = sys.argv[1:] if argv is None else argv
    try:
        args = analyseur().parse_args(words)
    except UsageRefuse as error:
        with Sortie("--json" in words) as sortie:
            sortie.montrer([error.usage])
            sortie.erreur(str(error))
        return USAGE
    with Sortie(args.json) as sortie:
        try:
            journal_serveur.verifier()
            with droits.verifies(args, words):
                return args.action(args, sortie) or 0
        except AccordAttendu as waiting:
            sortie.resultat([str(waiting)], attend=str(waiting))
        except TableauDeBordError as error:
            sortie.erreur(str(error))
        except KeyboardInterrupt:
            sortie.erreur("Interrompu : le journal dit ce qui a été fait.")
            return INTERROMPU
        except OSError as error:
            known = systeme.est_connue(error)
            sortie.erreur(str(disque.refus(error, chemins.donnees())) if known else _imprevu(error))
        except Exception as error:
            sortie.erreur(_imprevu(error))
    return REFUS


def _imprevu(error: Exception) -> str:
    """One sentence for what nobody foresaw; the whole story goes to a file, for who will mend it."""
    said = f"Incident imprévu ({type(error).__name__} : {error})."
    try:
        with tempfile.NamedTemporaryFile("w", prefix="ti-dashboard-", suffix=".txt", delete=False) as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return f"{said} Le journal dit ce qui a été fait."
    return f"{said} Le journal dit ce qui a été fait ; le détail technique est dans {Path(file.name)}."


if __name__ == "__main__":
    trace.reprendre_du_parent()
    journal_serveur.installer()
    ecarter_pandas()
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # DuckDB's binding prints a list of its objects when Python ends while the keeper of questions still sleeps.
    os._exit(code)
