"""What the server says of itself to who watches over it: ``/sante``, ``/pret``, ``/metriques``."""

import logging
import shutil

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit.runtime import Runtime

from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.magasin import guichet, publication

JOURNAL = logging.getLogger("ti_dashboard")
JAMAIS_GARDE = {"Cache-Control": "no-store"}
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
PANNE = "Le serveur ne peut servir aucune page. L'incident est noté au journal du serveur."
# What a counter is: name, kind, sentence, value.
Mesure = tuple[str, str, str, int]
PLACE_UTILE = 1024 * 1024
DISQUE_PLEIN = "Le disque est plein : les pages se lisent, rien de plus ne peut être enregistré."


def examiner() -> tuple[str | None, list[str]]:
    """Why no page can be served now (None when pages are), and what to know all the same; in French.

    It goes by the very path of a page: the pointer, the publication it names, an answer read from its file.
    """
    try:
        served = guichet.service()
        served.publication.interroger()
    except TableauDeBordError as error:
        return str(error), []
    except Exception:
        JOURNAL.exception("Aucune page ne peut être servie")
        return PANNE, []
    warnings = [served.avertissement] if served.avertissement else []
    if shutil.disk_usage(served.publication.fichier.parent).free < PLACE_UTILE:
        warnings.append(DISQUE_PLEIN)
    return None, warnings


# Not coroutines: Starlette runs them in a thread, a verification under way does not hold the event loop.
def sante(_request: Request) -> Response:
    """Whether pages are served; a load balancer waits for status 200."""
    why, warnings = examiner()
    said: dict[str, object] = {"etat": "pret"} if why is None else {"etat": "indisponible", "motif": why}
    if warnings:
        said["avertissements"] = warnings
    return JSONResponse(said, status_code=200 if why is None else 503, headers=JAMAIS_GARDE)


def pret(_request: Request) -> Response:
    """The same answer in one line of text, for who starts the server and waits."""
    why, _ = examiner()
    return PlainTextResponse(f"{why or 'prêt'}\n", status_code=200 if why is None else 503, headers=JAMAIS_GARDE)


def metriques(_request: Request) -> Response:
    """A few counters in Prometheus' text format; none of them costs a question."""
    return Response("".join(map(_ecrire, _releve())), media_type=PROMETHEUS, headers=JAMAIS_GARDE)


def _releve() -> list[Mesure]:
    count, opened = publication.COMPTE, publication.ouvertes()
    found = [
        ("questions_posees_total", "counter", "Questions posées par les pages", count.posees),
        ("questions_executees_total", "counter", "Questions exécutées par le moteur", count.executees),
        ("questions_partagees_total", "counter", "Réponses attendues d'un autre lecteur", count.partagees),
        ("octets_retenus", "gauge", "Réponses gardées en mémoire, en octets", sum(p.octets for p in opened)),
        ("publications_ouvertes", "gauge", "Publications ouvertes, servies ou encore lues", len(opened)),
    ]
    if Runtime.exists():
        sessions = Runtime.instance()._session_mgr.num_active_sessions()
        found.append(("sessions_ouvertes", "gauge", "Écrans reliés au serveur", sessions))
    return found


def _ecrire(mesure: Mesure) -> str:
    nom, genre, aide, valeur = mesure
    return f"# HELP ti_{nom} {aide}\n# TYPE ti_{nom} {genre}\nti_{nom} {valeur}\n"


def routes() -> list[BaseRoute]:
    return [Route("/sante", sante), Route("/pret", pret), Route("/metriques", metriques)]
