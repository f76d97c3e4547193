"""The vintages of the reference data an arrêté was told with: its population, its communes, its perimeters."""

from collections.abc import Mapping
from datetime import date

from ti_dashboard import referentiels
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Publication


def millesimes(publication: Publication, arrete: date) -> Mapping[str, str]:
    """What each kind of reference data says of its year; those of today when the publication keeps none."""
    if not publication.garde_les_references:
        return referentiels.millesimes()
    return {str(row["objet"]): str(row["libelle"]) for row in poser(publication, "millesimes", arrete=arrete)}
