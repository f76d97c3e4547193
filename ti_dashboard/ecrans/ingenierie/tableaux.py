"""The supported territories, where each post stands and what has moved there."""

from ti_dashboard.ecrans.ingenierie import blocs
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.filtres import LIEUX, TOUS
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose, colonnes_dites

COLONNES = (
    Colonne("territoire", "Territoire"),
    Colonne("regions", "Région"),
    Colonne("appui_dit", "Appui"),
    Colonne("etat_poste", "Poste", code="etat_poste"),
    Colonne("date_poste", "Poste dans cet état depuis le", "jour"),
    Colonne("date_fin_financement", "Fin du cofinancement", "jour"),
    Colonne("reste_dit", "Reste"),
    Colonne("taux_cofinancement", "Part de l'État", "taux"),
    Colonne("nb_projets_avant", "Projets d'avant l'appui", "entier"),
    Colonne("nb_projets", "Projets à l'arrêté", "entier", indicateur="nb_projets"),
    Colonne("bouge_dit", "Ont bougé depuis l'appui"),
    Colonne("montant_engage", "Engagé, État et opérateurs", "euros", None, "nb_inconnus", "montant_engage"),
    Colonne("nb_jours_sans_nouvelle", "Jours sans nouvelle", "entier"),
)
# column → indicator of its cells; the others open the line of the post
CHIFFRES = {
    "appui_dit": "nb_territoires_appuyes",
    "nb_projets_avant": "nb_projets_avant_appui",
    "nb_projets": "nb_projets",
    "bouge_dit": "nb_projets_bouge_appui",
    "montant_engage": "montant_engage",
    "nb_jours_sans_nouvelle": "nb_jours_sans_nouvelle",
}
A_SAVOIR = (
    "« Ont bougé » : changement de statut, engagement, convention ou paiement daté d'après la décision d'appui, "
    "projets remontés depuis compris. « Reste » : jours de cofinancement à courir à la date d'arrêté. « Part de "
    "l'État » : taux de cofinancement du poste."
)
SUIVIS = {"territoires, appui et postes": LIEUX, "projets et engagé": TOUS}


def suivi(contexte: Contexte) -> list[Ligne]:
    """One row per supported territory or followed post, ready to be written."""
    bound = contexte.choix.parametres() | {"arrete": contexte.choix.arrete, "territoires": [], "postes": []}
    rows = poser(contexte.publication, "appuis_suivi", sur="lignes_postes", **bound)
    return [{**r, "reste_dit": blocs.reste(r), "bouge_dit": blocs.mouvement(r), "appui_dit": _appui(r)} for r in rows]


def _appui(row: Ligne) -> str:
    if row["est_appuye"]:
        return f"depuis le {jour(row['date_appui'])}"
    return f"terminé le {jour(row['date_fin_appui'])}" if row["date_fin_appui"] else "inconnu"


def sources(contexte: Contexte) -> tuple[Ligne, ...]:
    """The deliveries that decided the list."""
    return poser(contexte.publication, "appuis_sources", **contexte.choix.parametres(), arrete=contexte.choix.arrete)


def appuyes(contexte: Contexte, _mots: Mots) -> TableauCompose:
    rows = suivi(contexte)
    said = [
        ("À savoir", A_SAVOIR),
        ("Contenu", accord(len(rows), "ligne")),
        *(
            ("Liste décidée", f"{s['emetteur']}, {s['fichier']}, reçu le {jour(s['date_reception'])}")
            for s in sources(contexte)
        ),
    ]
    named = (*CHIFFRES.values(), "nb_postes")
    return TableauCompose("Territoires appuyés", colonnes_dites(contexte, COLONNES), rows, SUIVIS, said, named, chiffre)


def chiffre(row: Ligne, cle: str) -> Chiffre | None:
    """The figure of one territory's cell; what says the post opens the line of the post, a region has none."""
    if cle == "regions":
        return None
    return Chiffre(CHIFFRES.get(cle, "nb_postes"), (("territoire", str(row["territoire_id"])),))


APPUYES = Tableau("territoires-appuyes", "ingenierie", appuyes)
