"""A document as a tagged PDF: headings that are bookmarks, tables with their heads, pictures with their words."""

from dataclasses import asdict

from ti_dashboard.comite.ecrit import composeur
from ti_dashboard.comite.ecrit.document import Document
from ti_dashboard.service import habit

NOM = "Tableau de bord Territoires d'industrie"


def service() -> str:
    """Who the document is of."""
    return habit.lire().nom or NOM


def en_pdf(document: Document) -> bytes:
    told = asdict(document)
    images = told.pop("images")
    return composeur.en_pages("proces_verbal", told | {"service": service()}, images, document.instant)
