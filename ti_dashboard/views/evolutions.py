"""Évolutions (Q10): two leaves, what changed between two arrêtés and what calls for a question."""

from ti_dashboard.charts import evolutions as figures
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.charts.pont import pont
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import jour
from ti_dashboard.queries import evolutions as questions
from ti_dashboard.queries.options import vocabulaire
from ti_dashboard.store import Publication
from ti_dashboard.views.geste import dessiner_planche

TERRITOIRES = ("nb_territoires", "nb_territoires_signes")


def dessiner(publication: Publication, choix: Filtres) -> None:
    changements(publication, choix)


def changements(publication: Publication, choix: Filtres) -> None:
    dessiner_planche(publication, composer(publication, choix), "evolutions")


def composer(publication: Publication, choix: Filtres) -> dict[str, object]:
    """The board as one message; every text in it is ready to read."""
    words = choix.en_mots(vocabulaire(publication).noms())
    why = questions.empechement(publication, choix)
    if why is not None:
        screen = vierge(f"Qu'est-ce qui a changé au {jour(choix.arrete)} ?", words)
        screen["message"] = _message(why, choix)
        return signer(screen)
    screen = vierge(f"Qu'est-ce qui a changé entre le {jour(choix.compare)} et le {jour(choix.arrete)} ?", words)
    found = questions.evolutions(publication, choix)
    moved = {name: questions.territoires_deplaces(publication, name, choix) for name in TERRITOIRES}
    screen["blocs"] = [
        figures.phrases(choix, found, moved),
        figures.taux_cote_a_cote(choix, questions.taux_compares(publication, choix)),
        *(pont(choix, e) for e in found),
    ]
    return signer(screen)


def _message(why: str, choix: Filtres) -> str:
    return {
        "aucune": "Aucun arrêté de comparaison n'est choisi. Choisissez-en un dans « Comparé à ».",
        "posterieure": f"L'arrêté de comparaison ({choix.compare and jour(choix.compare)}) est postérieur à celui du "
        f"{jour(choix.arrete)} : choisissez dans « Comparé à » un arrêté plus ancien.",
        "absente": f"La phase {'I' * choix.phase} ne comptait aucun territoire au {jour(choix.arrete)} pour ce choix. "
        "Choisissez l'autre phase, ou un arrêté plus récent.",
        "absente_avant": f"La phase {'I' * choix.phase} ne comptait aucun territoire au "
        f"{choix.compare and jour(choix.compare)} pour ce choix : il n'y a rien à comparer. Choisissez l'autre phase, "
        "ou un autre arrêté dans « Comparé à ».",
    }[why]
