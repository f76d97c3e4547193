"""The territories of the programme where one body has no commitment in force."""

from ti_dashboard.langue.noms import de
from ti_dashboard.programme.colonnes import Colonne, Ligne
from ti_dashboard.programme.filtres import TOUS
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose

COLONNES = (
    Colonne("territoire", "Territoire"),
    Colonne("regions", "Région"),
    Colonne("etat", "État"),
    Colonne("pourquoi", "Engagement"),
)
DEFINITION = (
    "Territoire du programme sans aucun engagement en vigueur de cet organisme à l'arrêté : aucune ligne, ou tout est "
    "annulé depuis. Dans les filtres choisis ; un territoire interrégional compte dans sa région chef de file."
)


def couverture(contexte: Contexte) -> tuple[Ligne, ...]:
    """Every territory of the programme, with whether the body commits there."""
    choix = contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete, "compare": choix.compare}
    return poser(contexte.publication, "financements_operateur_couverture", **bound)


def non_couverts(contexte: Contexte, _mots: Mots) -> TableauCompose:
    named = contexte.vocabulaire.listes["operateur"]
    bodies = [de(named[code]) for code in contexte.choix.operateurs]
    missing = [
        {**r, "pourquoi": "annulé depuis" if r["est_tout_annule"] else "aucun"}
        for r in couverture(contexte)
        if not r["est_couvert"]
    ]
    titre = f"Territoires sans engagement {' ni '.join(bodies) or 'connu'}"
    return TableauCompose(titre, COLONNES, missing, TOUS, (("Définition", DEFINITION),), ("nb_territoires",))


NON_COUVERTS = Tableau("financements-non-couverts", "financements", non_couverts)
