"""The parameters of the address of this screen."""

from ti_dashboard.adresse.parametres import Parametre, un_choix
from ti_dashboard.langue.formats import nombre
from ti_dashboard.programme.signaux import GENRES

VOLETS = ("Ce qui a changé", "Alertes")
SEUILS = {
    "jours": ("Sans nouvelle depuis (jours)", 1, 2000),
    "mois": ("Sans paiement depuis (mois)", 1, 120),
    "echelon": ("Même échelon depuis (mois)", 1, 120),
}
_PAGES = ("evolutions",)


def _seuil(nom: str, libelle: str, low: int, high: int) -> Parametre:
    suite = f"Il va de {nombre(low)} à {nombre(high)} : le seuil par défaut est appliqué."
    return Parametre(nom, f"Seuil inconnu, {libelle.lower()}", suite, _PAGES, bornes=(low, high), est_lie=True)


VOLET = un_choix("volet_evolutions", "evolutions", VOLETS)
SIGNAL = Parametre(
    "signal",
    "Signal inconnu",
    "Tous les signaux sont montrés.",
    _PAGES,
    {code: one.libelle for code, one in GENRES.items()},
)
PARAMETRES = (
    VOLET,
    SIGNAL,
    *(_seuil(nom, *said) for nom, said in SEUILS.items()),
)
