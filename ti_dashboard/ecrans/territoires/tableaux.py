"""The list of territories, sorted by lateness, searched and narrowed to a view; and the projects of one."""

from ti_dashboard.ecrans.territoires import blocs_fiche
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.filtres import LIEUX, TOUS
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.poser import poser
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose, colonnes_dites, lire

VUES = ("Tous", "Non engagés", "Sans binôme connu")
COLONNES = (
    Colonne("nom", "Territoire"),
    Colonne("regions", "Région"),
    Colonne("etat", "État"),
    Colonne("nb_jours_sans_nouvelle", "Jours sans nouvelle", "entier"),
    Colonne("motif_dit", "Motif"),
    Colonne("nb_projets", "Projets", "entier", indicateur="nb_projets"),
    Colonne("montant_engage", "Engagé, État et opérateurs", "euros", None, "nb_engagements_inconnus", "montant_engage"),
    Colonne(
        "montant_paye",
        "Payé, État et opérateurs",
        "euros",
        None,
        "nb_paiements_inconnus",
        "montant_paye_etat_operateurs",
    ),
    Colonne("etat_poste", "Chef de projet", absent="aucun poste connu", indicateur="nb_postes", code="etat_poste"),
    Colonne("date_dernier_jalon", "Dernier échelon", "jour"),
)
TROUVE = Colonne("trouve", "Trouvé par")
CHIFFRES = {
    "etat": "nb_territoires",
    "date_dernier_jalon": "nb_territoires",
    "nb_jours_sans_nouvelle": "nb_jours_sans_nouvelle",
    "nb_projets": "nb_projets",
    "montant_engage": "montant_engage",
    "montant_paye": "montant_paye_etat_operateurs",
    "etat_poste": "nb_postes",
}
SUIVIS = {"territoires, états, jalons et postes": LIEUX, "projets et montants": TOUS}
CHERCHE, VUE = "cherche_territoires", "vue_territoires"


def liste(contexte: Contexte, mots: Mots) -> TableauCompose:
    words = lire(mots, CHERCHE)
    rows = _chercher(contexte, words, _vue(contexte, lire(mots, VUE, VUES[0])))
    columns = (COLONNES[0], TROUVE, *COLONNES[1:]) if words.strip() else COLONNES
    said = ("Jours sans nouvelle", "jours entre le dernier jalon connu et l'arrêté")
    return TableauCompose(
        "Territoires",
        colonnes_dites(contexte, columns),
        rows,
        SUIVIS,
        (*_recherche(mots), said),
        tuple(CHIFFRES.values()),
        chiffre,
    )


def _recherche(mots: Mots) -> tuple[tuple[str, str], ...]:
    view, words = lire(mots, VUE, VUES[0]), lire(mots, CHERCHE).strip()
    return () if view == VUES[0] and not words else (("Recherche", f"{view} · {words or 'sans mot'}"),)


def chiffre(row: Ligne, cle: str) -> Chiffre | None:
    """The lines behind a cell: those of the milestone behind a state and its date; a post nobody knows has none."""
    if cle not in CHIFFRES or (cle == "etat_poste" and row[cle] is None):
        return None
    return Chiffre(CHIFFRES[cle], (("territoire", str(row["territoire_id"])),))


def motif(row: Ligne) -> str:
    """Why a territory is not engaged, when somebody said it; one that is has nothing to explain."""
    return str(row["motif_blocage"] or ("sans objet" if row["est_engage"] else "motif non communiqué"))


def _vue(contexte: Contexte, view: str) -> list[Ligne]:
    choix = contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete}
    rows: list[Ligne] = [
        {**r, "motif_dit": motif(r)} for r in poser_en_sommes(contexte.publication, "territoires_liste", **bound)
    ]
    if view == VUES[1]:
        return [r for r in rows if r["est_engage"] is not True]
    return [r for r in rows if r["a_binome"] is None] if view == VUES[2] else rows


def _chercher(contexte: Contexte, words: str, rows: list[Ligne]) -> list[Ligne]:
    """With words to look for, only the rows that answer, the best answer first."""
    if not words.strip():
        return rows
    by_id = {r["territoire_id"]: r for r in rows}
    answers = poser(contexte.publication, "recherche_territoires", phase=contexte.choix.phase, cherche=words)
    kept = [a for a in answers if a["territoire_id"] in by_id]
    return [{**by_id[a["territoire_id"]], "trouve": f"{a['nom_trouve']} ({a['genre']})"} for a in kept]


def projets(contexte: Contexte, mots: Mots) -> TableauCompose:
    """The projects of the territory that the address names."""
    choix, place = contexte.choix, lire(mots, "id")
    bound = choix.parametres() | {"arrete": choix.arrete, "territoire_id": place}
    found = poser(contexte.publication, "territoire", **bound)
    rows = poser(contexte.publication, "territoire_projets", **bound) if found else ()
    manques = () if found else (f"Le territoire « {place} » n'existe pas dans cette phase.",)
    return TableauCompose(
        f"Projets de {found[0]['nom'] if found else place}",
        blocs_fiche.PROJETS,
        rows,
        TOUS,
        indicateurs=tuple(blocs_fiche.CHIFFRES_PROJETS.values()),
        figure=blocs_fiche.nommer_projets(blocs_fiche.lieu(found[0])) if found else None,
        manques=manques,
    )


LISTE = Tableau("territoires", "territoires", liste, (CHERCHE, VUE))
PROJETS = Tableau(
    "projets-du-territoire", "territoire", projets, ("id",), nommer=lambda mots: f"projets-{lire(mots, 'id')}"
)
