"""Which projects the list of Projets shows, and what each choice means under an operator filter."""

from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import enumeration
from ti_dashboard.noms import de

VUES = {
    "Tous": "tous",
    "Sans engagement": "sans_engagement",
    "Avec un engagement": "engages",
    "Rien reçu": "rien_recu",
    "Sans aucune ligne": "sans_ligne",
    "Sortis": "sortis",
}
# what is shown → what it means; « {} » is whose: « de l'ADEME », « d'aucun financeur » without an operator filter
LECTURES = {
    "rien_recu": "Projets recensés sans aucun engagement {}, même annulé depuis ; une simple demande n'en est pas un.",
    "sans_ligne": "Projets recensés sans aucune ligne {}, pas même une demande.",
}
PARMI = (
    "Parmi les projets qui ont au moins une ligne {}, une simple demande comprise. « Rien reçu » montre aussi ceux qui "
    "n'en ont aucune."
)


def lecture(contexte: Contexte, choice: str) -> str:
    """What the choice keeps, and of whose lines it speaks; nothing to say without either."""
    names, bodies = contexte.vocabulaire.noms(), contexte.choix.operateurs
    whose = enumeration([de(names[code]) for code in bodies]) or "d'aucun financeur"
    template = LECTURES.get(choice, PARMI if bodies else "")
    return template.format(whose)
