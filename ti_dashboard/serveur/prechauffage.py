"""A publication that has just been set in place is read before anybody asks: its first screens composed, then its file
read whole, as at each start."""

import asyncio
import logging

from ti_dashboard.adresse.pages import ENTREES
from ti_dashboard.compositions import pages_composees
from ti_dashboard.compositions.empreinte_des_ecrans import empreinte
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.magasin import guichet
from ti_dashboard.serveur import ecrans_servis

JOURNAL = logging.getLogger(__name__)
# A publication is seen by every process within two seconds; while none comes this costs a look at one file.
PAS_S = 0.5


async def suivre_les_publications() -> None:
    """Runs as long as the server. The whole of a publication is read beside: the next one does not wait for that."""
    seen, whole = "", None
    while True:
        seen = await asyncio.to_thread(_regarder, seen)
        if whole is None or whole.done():
            whole = asyncio.create_task(asyncio.to_thread(_eprouver))
        await asyncio.sleep(PAS_S)


def _regarder(vue: str) -> str:
    """Warm what is served now, unless it was already; gives its name."""
    try:
        service = guichet.service()
        if (current := empreinte(service)) != vue:
            _prechauffer(service)
        return current
    except TableauDeBordError:
        # The pages say it.
        return vue
    except Exception:
        JOURNAL.exception("Préchauffage des écrans impossible")
        return vue


def _eprouver() -> None:
    try:
        guichet.eprouver()
    except Exception:
        JOURNAL.exception("La publication n'a pas pu être relue en entier")


def _prechauffer(service: guichet.Service) -> None:
    """Each page as it opens: at its bare address, and at the one that its browser then has.

    Looks at the pointer between two pages: what has just been published does not wait for what it replaces.
    """
    for page in ENTREES:
        if empreinte(guichet.service()) != empreinte(service):
            return
        if page.fichier in pages_composees():
            ecrans_servis.prechauffer(service, page)
