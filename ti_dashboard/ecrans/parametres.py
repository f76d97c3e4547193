"""Every parameter an address may carry, beyond the shared filters: on which pages, what it accepts, what it does.

A parameter that is not declared here is said to be unknown on the screen, and so is a value that is not accepted.
"""

from ti_dashboard.adresse.partagee import NOMS, Vocabulaire
from ti_dashboard.cadre import propres
from ti_dashboard.ecrans import parametres_selecteur
from ti_dashboard.ecrans.donnees import tableaux_rattachement
from ti_dashboard.ecrans.donnees import vue as donnees
from ti_dashboard.ecrans.evolutions import vue as evolutions
from ti_dashboard.ecrans.evolutions import vue_alertes
from ti_dashboard.ecrans.ingenierie import vue as ingenierie
from ti_dashboard.ecrans.parametre import Parametre, soi
from ti_dashboard.ecrans.projets import vue as projets
from ti_dashboard.ecrans.selection import adresse as selecteur
from ti_dashboard.ecrans.territoires import vue as territoires
from ti_dashboard.langue.formats import nombre
from ti_dashboard.langue.mots import Mot, abreger, proches
from ti_dashboard.planche.carte import MESURES
from ti_dashboard.programme import chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.alertes import GENRES

INCOMPRIS = "incompris"


def _est_un_chiffre(texte: str, vocabulaire: Vocabulaire) -> bool:
    return chiffre.lire_dans(texte, vocabulaire.listes) is not None


def _volet(labels, page: str, constat: str = "Volet inconnu") -> Parametre:
    first = next(iter(labels))
    return Parametre(constat, f"L'écran montre « {first} ».", (page,), soi(labels), est_lie=True)


def _nombre(bornes: tuple[int, int], page: str, constat: str, suite: str) -> Parametre:
    return Parametre(constat, suite, (page,), bornes=bornes, est_lie=True)


_TRIS = {sign + c.cle: c.libelle for c in projets.COLONNES for sign in ("", "-")}
PARAMETRES: dict[str, Parametre] = {
    "chiffre": Parametre("Chiffre inconnu", "Aucun chiffre n'est expliqué.", accepte=_est_un_chiffre,
                         options={key: i.libelle for key, i in CATALOGUE.items()}),
    "mesure": Parametre("Mesure inconnue", "La carte montre l'état d'engagement.", options=MESURES),
    # What belongs to one browser says itself what it does not know.
    **{name: Parametre() for name in (*propres.NOMS, propres.ETAPE, INCOMPRIS)},
    "id": Parametre(pages=("territoire",)),
    "projet": Parametre(pages=("projets", "territoire", "evolutions")),
    "depot": Parametre(pages=("donnees",)),
    "volet": _volet(donnees.VOLETS, "donnees"),
    "cherche_a_rattacher": Parametre(pages=("donnees",), est_lie=True),
    tableaux_rattachement.LIEU: Parametre(pages=("donnees",)),
    "cherche_territoires": Parametre(pages=("territoires",), est_lie=True),
    "vue_territoires": _volet(territoires.VUES, "territoires", "Vue inconnue"),
    "cherche_projets": Parametre(pages=("projets",), est_lie=True),
    "vue_projets": _volet(projets.VUES, "projets", "Vue inconnue"),
    "page": _nombre((1, 99_999), "projets", "Page inconnue", "La liste commence à la première page."),
    "tri_projets": Parametre("Colonne de tri inconnue", "Les projets les plus engagés viennent d'abord.",
                             ("projets",), _TRIS),
    "volet_evolutions": _volet(evolutions.VOLETS, "evolutions"),
    "signal": Parametre("Signal inconnu", "Tous les signaux sont montrés.", ("evolutions",), GENRES),
    **{name: _nombre((low, high), "evolutions", f"Seuil inconnu, {label.lower()}",
                     f"Il va de {nombre(low)} à {nombre(high)} : le seuil par défaut est appliqué.")
       for name, (label, low, high) in vue_alertes.BORNES.items()},
    "volet_ingenierie": _volet(ingenierie.VOLETS, "ingenierie"),
    **parametres_selecteur.PARAMETRES,
}  # fmt: skip
PREFIXES = {selecteur.POIDS: parametres_selecteur.POIDS}


def trouver(nom: str) -> Parametre | None:
    if nom in PARAMETRES:
        return PARAMETRES[nom]
    return next((p for prefix, p in PREFIXES.items() if nom.startswith(prefix)), None)


def expliquer(nom: str, texte: str) -> Mot:
    """What is said of a value that a declared parameter does not accept."""
    declared = trouver(nom)
    if declared is None:
        return _nom_inconnu(nom)
    near = proches(texte, declared.options) if declared.options else ()
    return Mot(nom, abreger(texte), declared.constat, declared.suite, near)


def _nom_inconnu(nom: str) -> Mot:
    near = proches(nom, soi([*NOMS, *(name for name, p in PARAMETRES.items() if p.constat or p.est_lie)]))
    return Mot("", abreger(nom), "Paramètre inconnu", "Il ne change rien à l'écran.", near)


def hors_page(nom: str) -> Mot:
    """What is said of a parameter that belongs to other pages."""
    return Mot("", abreger(nom), "Paramètre d'une autre page", "Il ne change rien à celle-ci.")
