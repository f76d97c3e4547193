"""Indicators of projects. A co-funded project counts once."""

from ti_dashboard.indicateurs.modele import TOUS_FINANCEURS, Indicateur

_FILTRES = ("region", "theme", "operateur")

PROJETS = (
    Indicateur(
        "nb_projets",
        "Projets",
        "Projets recensés à l'arrêté, de la remontée à la réalisation. Les projets refusés ou abandonnés n'y sont "
        "plus ; ceux dont le statut est inconnu y restent. Un projet cofinancé compte une fois.",
        "projets connus − refusés − abandonnés",
        "projets",
        _FILTRES,
        lignes="lignes_projets",
        selection={"choix": "recenses"},
    ),
    Indicateur(
        "nb_projets_engages",
        "Projets avec un engagement",
        "Projets recensés qui ont au moins une décision de financement en vigueur de l'État ou d'un opérateur. "
        "Un projet cofinancé compte une fois.",
        "projets avec un engagement de l'État ou d'un opérateur, non annulé en totalité",
        "projets",
        _FILTRES,
        denominateur="projets recensés",
        lignes="lignes_projets",
        selection={"choix": "engages"},
    ),
    Indicateur(
        "nb_projets_finances",
        "Projets avec une ligne d'engagement",
        "Projets qui ont au moins une ligne d'engagement d'un financeur public, régions comprises, annulée depuis ou "
        "non. Un projet compte une fois par financeur : ces nombres ne s'additionnent pas d'un financeur à l'autre.",
        "nombre de projets différents parmi les lignes d'engagement",
        "projets",
        _FILTRES,
        lignes="lignes_montants",
        selection={"types": ("engage",), "categories": TOUS_FINANCEURS},
        sujet="projet_id",
    ),
)
