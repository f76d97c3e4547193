"""Every table that can be taken away, declared once: its name is in its notice, and finds it again.

A module is read when one of its tables is asked for: who checks one file does not load what ranks territories.
"""

from functools import cache
from importlib import import_module

from ti_dashboard.tableaux.modele import Contenu, Mots, Tableau

__all__ = ["DECLARES", "Contenu", "Mots", "Tableau", "trouver"]

# name of a table → module of this package that declares it
DECLARES = {
    "lignes": "origine",
    "territoires": "territoires",
    "projets-du-territoire": "territoires",
    "projets": "projets",
    "emplois": "projets",
    "financements-operateur-theme": "financements",
    "financements-operateur-territoire": "financements",
    "financements-enveloppes": "financements",
    "financements-non-couverts": "operateur",
    "territoires-appuyes": "ingenierie",
    "regle-et-liste": "selection",
    "candidatures": "candidatures",
    "reconduction": "reconduction",
    "reunions-scissions": "reconduction",
    "leviers": "reconduction",
    "evolutions": "evolutions",
    "evolutions-territoires": "evolutions",
    "alertes": "evolutions",
    "livraisons": "rapprochement",
    "non-rattaches": "rapprochement",
    "a-rattacher": "rattachement",
    "rattaches-a-la-main": "rattachement",
    "ecarts": "rapprochement",
    "publies": "rapprochement",
    "releve-de-decisions": "seance",
}


@cache
def trouver(cle: str) -> Tableau | None:
    """The table of this name, if one is declared."""
    if cle not in DECLARES:
        return None
    module = import_module(f"{__name__}.{DECLARES[cle]}")
    return next(t for t in vars(module).values() if isinstance(t, Tableau) and t.cle == cle)
