"""What comes out of a point of the agenda: of which kind, in which words, who answers for it and by when."""

from datetime import date

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import enumeration, jour
from ti_dashboard.live.saisie import texte

GENRES = {
    "information": "information",
    "decision": "décision",
    "accord": "relevé d'accord",
    "desaccord": "désaccord",
}
"""A decision alone must have an owner and a date."""


def charge(responsable: str, echeance: date | None) -> str:
    """Who answers for it and by when, as a sentence ends; empty when nobody has to."""
    due = "" if echeance is None else f"avant le {jour(echeance)}"
    return ", ".join(word for word in (responsable, due) if word)


def contenu(genre: str, quoi: str, responsable: str, echeance: date | None) -> dict[str, str]:
    """What an outcome says, as it is kept. Raises GesteRefuse when a decision has no owner or no date."""
    if genre not in GENRES:
        raise GesteRefuse(
            f"« {genre} » n'est pas un genre de conclusion : choisissez parmi {enumeration(list(GENRES.values()))}."
        )
    if genre == "decision" and echeance is None:
        raise GesteRefuse("Il manque l'échéance de la décision : rien n'a été enregistré.")
    must_answer = genre == "decision" or responsable.strip()
    return {
        "genre": genre,
        "texte": texte(quoi, "le texte de la décision" if genre == "decision" else "le texte"),
        "responsable": texte(responsable, "le responsable") if must_answer else "",
        "echeance": "" if echeance is None else echeance.isoformat(),
    }
