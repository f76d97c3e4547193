"""What each page must show before the clock may stop: the text of every tile and the name of the state."""

from dataclasses import replace

from tests.bench import calculs, donnees
from ti_dashboard.ecrans.accueil.composition import composer
from ti_dashboard.magasin import guichet
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.options import contexte, vocabulaire

NOTRE, NU = "tableau de bord", "Streamlit nu"


def choix_de_depart(tables: donnees.Tables) -> Filtres:
    return donnees.par_defaut(tables)


def attendu(nom: str, tables: donnees.Tables, choix: Filtres) -> dict[str, object]:
    """Expected tiles and state of the page ``nom`` under ``choix``; all sides must tell the same figures.

    The bare page has one, how many regions are chosen, and no drawing.
    """
    if nom == NU:
        return {"etat": None, "tuiles": [str(len(choix.regions))]}
    ours = composer(contexte(guichet.service().publication, choix), {})
    texts = [tile["valeur"] for tile in ours["tuiles"]]
    theirs = [value for _, value, _ in calculs.composer(tables, choix).tuiles]
    if texts != theirs:
        raise SystemExit(f"Les pages ne disent pas la même chose : {texts} et {theirs}")
    state = ours["signature"] if nom == NOTRE else donnees.etat(choix)
    return {"etat": state, "tuiles": texts}


def avec_region(choix: Filtres, code: str) -> Filtres:
    """One more region, in the order of the list whatever the order of the clicks, as our page says them."""
    known = vocabulaire(guichet.service().publication).listes["region"]
    return replace(choix, regions=tuple(c for c in known if c in (*choix.regions, code)))
