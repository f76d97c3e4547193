"""The projects found under a search, all of them, and the declarations of jobs of those that are listed."""

from typing import Any

from ti_dashboard.langue.formats import enumeration
from ti_dashboard.langue.noms import de
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import tables
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.filtres import TOUS
from ti_dashboard.programme.indicateurs.emplois import COLONNES as COLONNES_EMPLOIS
from ti_dashboard.programme.indicateurs.emplois import INDICATEURS
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.poser import poser
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose, colonnes_dites, lire

COLONNES = (
    Colonne("intitule", "Projet"),
    Colonne("statut", "Statut"),
    Colonne("territoire", "Territoire", absent="non rattaché"),
    Colonne("region", "Région chef de file", absent="non rattaché"),
    Colonne("montant_engage", "Engagé, État et opérateurs", "euros", None, "nb_engagements_inconnus", "montant_engage"),
    Colonne("engagement", "Engagement", indicateur="nb_projets_engages", code="engagement"),
    Colonne("nb_engagements_inconnus", "Engagements sans montant", "entier", indicateur="montant_engage"),
    Colonne("a_une_demande", "Demande connue", "oui_non", indicateur="montant_demande"),
    Colonne("date_remontee", "Remonté le", "jour"),
    Colonne("date_statut", "Statut depuis le", "jour"),
    Colonne("projet_id", "Identifiant"),
)
CHIFFRES = {"montant_engage": "montant_engage"}
FIGURES = tables.par_sujet(CHIFFRES, "projet", "projet_id")
CHERCHE, VUE, TRI = "cherche_projets", "vue_projets", "tri_projets"
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
ENGAGE = "Décisions de l'État et des opérateurs, régions non comprises, annulations non déduites"
EMPLOIS_DEFINIS = (
    "Dernière déclaration connue à l'arrêté, par projet, type et état. Créés et confortés, prévus, conventionnés et "
    "constatés ne s'additionnent jamais. Un projet absent est inconnu, pas nul."
)
# No question of jobs narrows further here.
_TOUS = {"emploi_types": [], "emploi_etats": [], "verifies": False, "territoires": [], "projets": []}
# More projects than any programme has: a download is never a page.
SANS_LIMITE = 1_000_000


def lecture(contexte: Contexte, choice: str) -> str:
    """What the choice keeps, and of whose lines it speaks; nothing to say without either."""
    names, bodies = contexte.vocabulaire.listes["operateur"], contexte.choix.operateurs
    whose = enumeration([de(names[code]) for code in bodies]) or "d'aucun financeur"
    template = LECTURES.get(choice, PARMI if bodies else "")
    return template.format(whose)


def demande(contexte: Contexte, mots: Mots) -> dict[str, Any]:
    """The question a search asks: its words, its choice, the column its projects are sorted by."""
    order = lire(mots, TRI)
    return contexte.choix.parametres() | {
        "arrete": contexte.choix.arrete,
        "cherche": lire(mots, CHERCHE),
        "choix": VUES.get(lire(mots, VUE), VUES["Tous"]),
        "tri": order.removeprefix("-"),
        "descendant": order.startswith("-"),
    }


def liste(contexte: Contexte, mots: Mots) -> TableauCompose:
    asked = demande(contexte, mots)
    rows = poser(contexte.publication, "projets_recherche", **asked, limite=SANS_LIMITE, saut=0)
    view = next(label for label, code in VUES.items() if code == asked["choix"])
    said = [
        ("Recherche", f"{view} · {asked['cherche'] or 'sans mot'}"),
        *([("Lecture", told)] if (told := lecture(contexte, str(asked["choix"]))) else []),
        ("Engagé", ENGAGE),
    ]
    return TableauCompose(
        "Projets",
        colonnes_dites(contexte, COLONNES),
        rows,
        TOUS,
        said,
        ("montant_engage", "nb_projets_engages"),
        FIGURES,
    )


def bilan_des_emplois(contexte: Contexte, arrete: object) -> tuple[Ligne, ...]:
    return poser_en_sommes(contexte.publication, "projets_emplois", **_sur_les_emplois(contexte, arrete))


def _sur_les_emplois(contexte: Contexte, arrete: object) -> dict[str, Any]:
    return contexte.choix.parametres() | _TOUS | {"sur": "emplois_connus", "arrete": arrete}


def declares(contexte: Contexte) -> list[Ligne]:
    """The declarations known at the arrêté, without the projects that declared nothing."""
    rows = poser(contexte.publication, "lignes_emplois", **_sur_les_emplois(contexte, contexte.choix.arrete))
    return [row for row in rows if row["livraison_id"] is not None]


def emplois(contexte: Contexte, _mots: Mots) -> TableauCompose:
    return TableauCompose(
        "Emplois des projets recensés",
        COLONNES_EMPLOIS,
        declares(contexte),
        TOUS,
        (("Définition", EMPLOIS_DEFINIS),),
        tuple(i.indicateur_id for i in INDICATEURS),
    )


LISTE = Tableau("projets", "projets", liste, (CHERCHE, VUE, TRI))
EMPLOIS = Tableau("emplois", "projets", emplois)
