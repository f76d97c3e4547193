"""The boards of the page Évolutions (Q10): what changed between two arrêtés, and why; what calls for a question."""

from ti_dashboard.adresse.parametres import choisi
from ti_dashboard.compositions import absence
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.evolutions import tableaux
from ti_dashboard.ecrans.evolutions.composition_alertes import ALERTES
from ti_dashboard.ecrans.evolutions.parametres import VOLET, VOLETS
from ti_dashboard.langue.formats import jour
from ti_dashboard.planche import evolutions
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.pont import pont
from ti_dashboard.programme.evolution import Empechement, sans_comparaison
from ti_dashboard.questions import evolutions as questions
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots


def changements(contexte: Contexte, mots: Mots) -> Ecran | None:
    """The first leaf: what changed, or why nothing is compared."""
    if choisi(VOLET, mots) != VOLETS[0]:
        return None
    why = empechement(contexte.publication, contexte.choix)
    return composer(contexte) if why is None else refuser(contexte, why)


def composer(contexte: Contexte) -> Ecran:
    """The board as one message; every text in it is ready to read."""
    publication, choix = contexte.publication, contexte.choix
    found = questions.evolutions(publication, choix)
    words = contexte.en_mots()
    screen = vierge(f"Qu'est-ce qui a changé entre le {jour(choix.compare)} et le {jour(choix.arrete)} ?", words)
    screen["blocs"] = [
        evolutions.phrases(found, tableaux.deplaces(contexte)),
        evolutions.taux_cote_a_cote(choix, questions.taux_compares(publication, choix)),
        *(pont(choix, e) for e in found),
    ]
    return signer(screen)


def refuser(contexte: Contexte, why: Empechement) -> Ecran:
    """The board when there is nothing to compare: one sentence that says why, and what to choose."""
    choix = contexte.choix
    words = contexte.en_mots()
    screen = vierge(f"Qu'est-ce qui a changé au {jour(choix.arrete)} ?", words)
    told = sans_comparaison(why, choix).phrase
    screen["message"] = absence.message(choix, told) if why == "absente" else told
    return signer(screen)


COMPOSITIONS = {"evolutions": (Composition("evolutions", changements, (VOLET.nom,)), *ALERTES)}
