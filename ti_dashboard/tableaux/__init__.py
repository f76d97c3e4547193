"""Every table that can be taken away, declared once: its name is in its notice, and finds it again.

A module is read when one of its tables is asked for: who checks one file does not load what ranks territories.
"""

from functools import cache
from importlib import import_module

from ti_dashboard.tableaux.modele import Contenu, Mots, Tableau

__all__ = ["DECLARES", "Contenu", "Mots", "Tableau", "trouver"]

# name of a table → module that declares it, in the folder of its screen
DECLARES = {
    "lignes": "tableaux.origine",
    "territoires": "ecrans.territoires.tableaux",
    "projets-du-territoire": "ecrans.territoires.tableaux",
    "projets": "ecrans.projets.tableaux",
    "emplois": "ecrans.projets.tableaux",
    "financements-operateur-theme": "ecrans.financements.tableaux",
    "financements-operateur-territoire": "ecrans.financements.tableaux",
    "financements-enveloppes": "ecrans.financements.tableaux",
    "financements-non-couverts": "ecrans.financements.tableaux_operateur",
    "territoires-appuyes": "ecrans.ingenierie.tableaux",
    "regle-et-liste": "ecrans.selection.tableaux",
    "candidatures": "ecrans.candidatures.tableaux",
    "reconduction": "ecrans.candidatures.tableaux_reconduction",
    "reunions-scissions": "ecrans.candidatures.tableaux_reconduction",
    "leviers": "ecrans.candidatures.tableaux_reconduction",
    "evolutions": "ecrans.evolutions.tableaux",
    "evolutions-territoires": "ecrans.evolutions.tableaux",
    "alertes": "ecrans.evolutions.tableaux",
    "livraisons": "ecrans.donnees.tableaux_rapprochement",
    "non-rattaches": "ecrans.donnees.tableaux_rapprochement",
    "a-rattacher": "ecrans.donnees.tableaux_rattachement",
    "rattaches-a-la-main": "ecrans.donnees.tableaux_rattachement",
    "ecarts": "ecrans.donnees.tableaux_rapprochement",
    "publies": "ecrans.donnees.tableaux_rapprochement",
    "releve-de-decisions": "ecrans.seance.tableaux",
}


@cache
def trouver(cle: str) -> Tableau | None:
    """The table of this name, if one is declared."""
    if cle not in DECLARES:
        return None
    module = import_module(f"ti_dashboard.{DECLARES[cle]}")
    return next(t for t in vars(module).values() if isinstance(t, Tableau) and t.cle == cle)
