"""The pages, and the figures their tiles show: the same pure builders as the screens."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ti_dashboard.adresse.partagee import NOMS
from ti_dashboard.ecrans.accueil import blocs
from ti_dashboard.ecrans.candidatures import blocs as candidatures
from ti_dashboard.ecrans.financements import blocs as financements
from ti_dashboard.ecrans.ingenierie import blocs as ingenierie
from ti_dashboard.ecrans.projets import blocs as projets
from ti_dashboard.ecrans.projets import blocs_emplois
from ti_dashboard.ecrans.projets.tableaux import bilan_des_emplois
from ti_dashboard.ecrans.territoires import blocs as territoires
from ti_dashboard.ecrans.territoires import blocs_fiche
from ti_dashboard.langue.mots import Mot, abreger, proches
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.questions.candidatures import relever_candidatures
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.declares import completer
from ti_dashboard.questions.evolutions import TETES
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.postes import relever_postes
from ti_dashboard.questions.releve import relever

Mots = Mapping[str, Sequence[str]]
Trouves = tuple[Sequence[Chiffre], list[str]]
PAGES = {
    "accueil": "Accueil", "territoires": "Territoires", "territoire": "Fiche territoire", "projets": "Projets",
    "financements": "Financements", "ingenierie": "Ingénierie", "candidatures": "Candidatures",
    "evolutions": "Évolutions", "donnees": "Données", "seance": "Séance", "methode": "Méthode",
    "accessibilite": "Accessibilité",
}  # fmt: skip
# Parameters that a page may carry beside the shared filters; none changes the figures of its tiles but the first two.
PARAMETRES = (
    "id", "chiffre", "mesure", "suivre", "animer", "presenter", "etape", "incompris", "projet", "depot", "volet",
    "cherche_territoires", "vue_territoires", "cherche_projets", "vue_projets", "page", "tri_projets",
    "cherche_a_rattacher", "lieu",
    "volet_evolutions", "signal", "jours", "mois", "echelon", "volet_ingenierie", "fichier", "poids", "autre",
    "echelle", "nombre", "stricts", "inverses", "bornes", "retenir", "exclure",
)  # fmt: skip

POIDS = "poids_"


def titre(page: str) -> str:
    return PAGES.get(page or "accueil", f"« {page} »")


def inconnus(page: str, mots: Mots) -> list[Mot]:
    """A page, or a parameter, that is none of ours, with the closest."""
    found = []
    if page and page not in PAGES:
        found.append(Mot("", abreger(page), "Page inconnue", proches=_proches(page, PAGES)))
    strange = [key for key in mots if key not in PARAMETRES and not key.startswith(POIDS)]
    known = {key: key for key in (*NOMS, *PARAMETRES)}
    return [*found, *(Mot("", abreger(k), "Paramètre inconnu", proches=_proches(k, known)) for k in strange)]


def _proches(texte: str, options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The codes that look most like it: what an address writes."""
    return tuple((code, code) for code, _ in proches(texte, options))


def chiffres(contexte: Contexte, mots: Mots) -> Trouves:
    """The figures of a page under its filters, or why there are none."""
    page = contexte.page or "accueil"
    if page == "territoire":
        return _fiche(contexte, next(iter(mots.get("id", ())), ""))
    if page == "evolutions":
        return [Chiffre(name) for name in TETES], []
    if page not in _TUILES:
        return [], []
    cadre = _cadre(contexte, page)
    return ([], []) if cadre is None else ([Chiffre(str(tile["id"])) for tile in _TUILES[page](contexte, cadre)], [])


def _fiche(contexte: Contexte, territoire_id: str) -> Trouves:
    choix = contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete, "territoire_id": territoire_id}
    if rows := poser(contexte.publication, "territoire", **bound):
        return [Chiffre(name, blocs_fiche.lieu(rows[0])) for name in blocs_fiche.ORIGINES], []
    every = poser(contexte.publication, "territoires_liste", **bound)
    near = proches(territoire_id, {str(r["territoire_id"]): str(r["nom"]) for r in every})
    closest = f" Les plus proches : {', '.join(f'{code} ({nom})' for code, nom in near)}." if near else ""
    return [], [f"Territoire inconnu dans cette phase : « {abreger(territoire_id)} ».{closest}"]


def _cadre(contexte: Contexte, page: str) -> Cadre | None:
    """What the tiles of the page are drawn from; None when nothing is there at this arrêté."""
    actuel = _releves(contexte, page).get(contexte.choix.arrete)
    if actuel is None:
        return None
    actuel = completer(contexte.publication, contexte.choix, page, contexte.choix.arrete, actuel)
    return Cadre(contexte.choix, actuel, None, {})


def _releves(contexte: Contexte, page: str) -> Mapping[date, Releve]:
    publication, choix = contexte.publication, contexte.choix
    releves = relever(publication, choix)
    if page in ("accueil", "ingenierie"):
        posts = relever_postes(publication, choix)
        return {day: found | posts[day] for day, found in releves.items()}
    if page == "candidatures":
        filed = relever_candidatures(publication, choix, choix.arrete)
        return {choix.arrete: releves.get(choix.arrete, {}) | filed} if filed else {}
    return releves


def _projets(contexte: Contexte, cadre: Cadre) -> list[Tuile]:
    jobs = bilan_des_emplois(contexte, contexte.choix.arrete)
    return [*projets.tuiles_projets(cadre), *([blocs_emplois.tuile_verifies(cadre, jobs, ())] if jobs else [])]


_TUILES: dict[str, Callable[[Contexte, Cadre], list[Tuile]]] = {
    "accueil": lambda _, cadre: blocs.tuiles_accueil(cadre),
    "territoires": lambda _, cadre: territoires.tuiles_territoires(cadre),
    "projets": _projets,
    "financements": lambda _, cadre: financements.tuiles(cadre),
    "ingenierie": lambda _, cadre: ingenierie.tuiles(cadre),
    "candidatures": lambda _, cadre: candidatures.tuiles(cadre),
}
