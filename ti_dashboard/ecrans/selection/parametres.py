"""The parameters of the selector in an address: weights, scale, bounds, picks, files, and what each accepts."""

from ti_dashboard.adresse.parametres import Parametre, Reperes, soi
from ti_dashboard.ecrans.selection import adresse
from ti_dashboard.ecrans.selection.criteres import DEPOSES, libelles
from ti_dashboard.ecrans.selection.indicateurs_livres import lire_reference
from ti_dashboard.ecrans.selection.modele import NOMBRE, POIDS_MAX

PAGE = ("ingenierie",)
SANS_EFFET = "Elle n'a aucun effet sur la liste."


def _est_une_borne(texte: str, connu: Reperes) -> bool:
    return adresse.lire_borne(texte) is not None and texte.partition("*")[0] in connu.vocabulaire.listes["region"]


def _est_un_choix(texte: str, _: Reperes) -> bool:
    """A code and a reason; whether the code is of this perimeter is said under the list."""
    return bool(texte.partition("*")[0].strip())


def _est_un_critere(texte: str, connu: Reperes) -> bool:
    """The files this browser holds are criteria too."""
    return texte in libelles(connu.session.get(DEPOSES, {}), connu.mots.get(adresse.FICHIER, ()))


def _est_un_fichier(texte: str, _: Reperes) -> bool:
    return lire_reference(texte) is not None


def _parmi_les_criteres(nom: str, suite: str) -> Parametre:
    return Parametre(nom, "Critère inconnu", suite, PAGE, est_lie=True, est_multiple=True, accepte=_est_un_critere)


PARAMETRES = (
    Parametre(
        adresse.POIDS,
        "Poids non compris",
        f"Un poids va de 0 à {POIDS_MAX} : il vaut 0 ici.",
        PAGE,
        bornes=(0, POIDS_MAX),
        est_lie=True,
        est_prefixe=True,
    ),
    Parametre(
        adresse.ECHELLE,
        "Mise à l'échelle inconnue",
        "L'échelle « Étendue » est appliquée.",
        PAGE,
        soi(adresse.ECHELLES.values()),
        est_lie=True,
    ),
    Parametre(
        adresse.COMBIEN,
        "Nombre à retenir non compris",
        f"Il va de 1 à {adresse.NOMBRE_MAX} : {NOMBRE} sont retenus.",
        PAGE,
        bornes=(1, adresse.NOMBRE_MAX),
        est_lie=True,
    ),
    _parmi_les_criteres(adresse.STRICTS, "Une valeur inconnue de ce critère n'empêche pas de classer."),
    _parmi_les_criteres(adresse.INVERSES, "Le sens d'aucun critère n'est changé."),
    Parametre(
        adresse.BORNES, "Borne de région non comprise", SANS_EFFET, PAGE, est_multiple=True, accepte=_est_une_borne
    ),
    Parametre(
        adresse.RETENIR,
        "Choix manuel non compris",
        "Aucun territoire n'est retenu par ce mot.",
        PAGE,
        est_multiple=True,
        accepte=_est_un_choix,
    ),
    Parametre(
        adresse.EXCLURE,
        "Choix manuel non compris",
        "Aucun territoire n'est exclu par ce mot.",
        PAGE,
        est_multiple=True,
        accepte=_est_un_choix,
    ),
    Parametre(adresse.AUCUN[0], "Mot inconnu", "Les poids sont ceux des curseurs.", PAGE, soi([adresse.AUCUN[1]])),
    Parametre(
        adresse.AUTRE,
        "Poids à comparer non compris",
        "Il n'entre pas dans la comparaison.",
        PAGE,
        est_multiple=True,
        accepte=lambda text, _: bool(adresse.lire_autre([text])),
    ),
    Parametre(
        adresse.FICHIER,
        "Fichier d'indicateur non compris",
        "Aucun fichier n'est attendu.",
        PAGE,
        est_multiple=True,
        accepte=_est_un_fichier,
    ),
)
