"""The vintages of the reference data an arrêté was told with: its population, its communes, its perimeters."""

from collections.abc import Mapping
from datetime import date

from ti_dashboard import referentiels
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.questions.poser import poser


def millesimes(publication: Publication, arrete: date) -> Mapping[str, str]:
    """What each kind of reference data says of its year; those of today when the publication keeps none."""
    if not publication.garde_les_references:
        return referentiels.millesimes()
    return {str(row["objet"]): str(row["libelle"]) for row in poser(publication, "millesimes", arrete=arrete)}
