"""What a page reads: the publication served and the filters chosen, as the frame has just drawn them."""

from ti_dashboard.filters import Filtres
from ti_dashboard.store import Publication
from ti_dashboard.views import filtres
from ti_dashboard.views.ouverture import ouvrir_ou_dire


def lire() -> tuple[Publication, Filtres]:
    publication = ouvrir_ou_dire().publication
    return publication, filtres.lire(publication)
