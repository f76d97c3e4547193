"""Indicators of projects. A co-funded project counts once."""

from ti_dashboard.programme.colonnes import LIEU, ORIGINE, PROJET, Colonne
from ti_dashboard.programme.filtres import TOUS
from ti_dashboard.programme.indicateurs.modele import TOUS_FINANCEURS, Indicateur
from ti_dashboard.programme.indicateurs.seuils_de_projets import seuils
from ti_dashboard.programme.indicateurs.sorte import Sorte, scellee

_FILTRES = TOUS
REALISES_OU_EN_COURS = ("en_realisation", "realise")

INDICATEURS = (
    Indicateur(
        "nb_projets",
        "Projets",
        "Projets recensés à l'arrêté, de la remontée à la réalisation. Les projets refusés ou abandonnés n'y sont "
        "plus ; ceux dont le statut est inconnu y restent. Un projet cofinancé compte une fois. Sous un filtre "
        "d'opérateur, ceux qui ont au moins une ligne de cet opérateur, une simple demande comprise.",
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
        "Un projet cofinancé compte une fois. « Non annulé en totalité » compare, projet par projet, la somme de "
        "l'engagé à celle de l'annulé de l'État et des opérateurs ; un engagement de montant inconnu est en vigueur. "
        "Sous un filtre d'opérateur, seuls comptent les engagements de cet opérateur.",
        "projets avec un engagement de l'État ou d'un opérateur, non annulé en totalité",
        "projets",
        _FILTRES,
        denominateur="projets recensés",
        lignes="lignes_projets",
        selection={"choix": "engages"},
    ),
    Indicateur(
        "taux_projets_engages",
        "Part des projets avec un engagement",
        "Projets avec un engagement de l'État ou d'un opérateur, rapportés aux projets recensés à la même date.",
        "projets avec un engagement ÷ projets recensés",
        "part",
        _FILTRES,
        denominateur="projets recensés",
        lignes="lignes_projets",
        selection={"choix": "recenses"},
        agregat="taux",
        numerateur="est_engage",
    ),
    Indicateur(
        "nb_projets_realises_ou_en_cours",
        "Projets réalisés ou en cours",
        "Projets recensés dont le dernier statut connu est « en réalisation » ou « réalisé » : c'est ainsi que se lit "
        "« réalisées ou en cours » sur l'échelle des projets. Un projet engagé ou conventionné n'y est pas encore.",
        "projets en réalisation + projets réalisés",
        "projets",
        _FILTRES,
        denominateur="projets recensés",
        lignes="lignes_projets",
        selection={"choix": "recenses", "statuts": REALISES_OU_EN_COURS},
    ),
    Indicateur(
        "taux_projets_realises_ou_en_cours",
        "Part des projets réalisés ou en cours",
        "Projets recensés dont le dernier statut connu est « en réalisation » ou « réalisé », rapportés aux projets "
        "recensés à la même date, statut inconnu compris.",
        "projets réalisés ou en cours ÷ projets recensés",
        "part",
        _FILTRES,
        denominateur="projets recensés",
        lignes="lignes_projets",
        selection={"choix": "recenses"},
        agregat="taux",
        numerateur="est_realise_ou_en_cours",
    ),
    Indicateur(
        "nb_projets_sans_engagement",
        "Projets sans engagement",
        "Projets recensés sans décision de financement en vigueur de l'État ou d'un opérateur. Une aide de la région "
        "seule n'en est pas une ; un engagement annulé en totalité non plus.",
        "projets − projets avec un engagement",
        "projets",
        _FILTRES,
        denominateur="projets recensés",
        sens="neutre",
        lignes="lignes_projets",
        selection={"choix": "sans_engagement"},
    ),
    Indicateur(
        "nb_projets_sans_ligne",
        "Projets sans aucune ligne",
        "Projets recensés dont le registre n'a aucune ligne de l'opérateur choisi, pas même une demande. Sans filtre "
        "d'opérateur, aucune ligne d'aucun financeur.",
        "projets recensés, moins ceux qui ont au moins une ligne",
        "projets",
        _FILTRES,
        sens="neutre",
        lignes="lignes_projets",
        selection={"choix": "sans_ligne"},
    ),
    Indicateur(
        "nb_projets_sortis",
        "Projets sortis",
        "Projets connus à l'arrêté, refusés ou abandonnés. Un projet ajourné reste recensé.",
        "projets refusés + projets abandonnés",
        "projets",
        _FILTRES,
        sens="neutre",
        lignes="lignes_projets",
        selection={"choix": "sortis"},
    ),
    Indicateur(
        "nb_projets_statut_inconnu",
        "Statut inconnu",
        "Projets recensés dont aucun émetteur n'a donné le statut à l'arrêté.",
        "projets recensés − projets dont le statut est connu",
        "projets",
        _FILTRES,
        denominateur="projets recensés",
        sens="neutre",
        lignes="lignes_projets",
        selection={"choix": "recenses", "statuts": ("inconnu",)},
    ),
    Indicateur(
        "nb_projets_connus",
        "Projets connus, sortis compris",
        "Tous les projets connus à l'arrêté, quel que soit leur statut : recensés, refusés ou abandonnés. Un projet "
        "compte une fois.",
        "projets recensés + projets sortis",
        "projets",
        _FILTRES,
        sens="neutre",
        lignes="lignes_projets",
        selection={"choix": "tous"},
    ),
    Indicateur(
        "nb_projets_finances",
        "Projets avec une ligne d'engagement",
        "Projets qui ont au moins une ligne d'engagement d'un financeur public, régions et autres cofinanceurs "
        "compris, annulée depuis ou non. Un projet compte une fois par financeur : ces nombres ne s'additionnent pas "
        "d'un financeur à l'autre.",
        "nombre de projets différents parmi les lignes d'engagement",
        "projets",
        _FILTRES,
        lignes="lignes_montants",
        selection={"types": ("engage",), "categories": TOUS_FINANCEURS},
        sujet="projet_id",
    ),
)


def _matieres(indicateur: Indicateur) -> set[str]:
    chosen, counted = indicateur.selection, indicateur.numerateur
    by_money = chosen["choix"] in ("engages", "sans_engagement") or counted == "est_engage"
    staged = set(chosen.get("statuts", ())) - {"inconnu"}
    by_status = staged or chosen["choix"] == "sortis" or counted == "est_realise_ou_en_cours"
    return {"projet"} | {name for name, needed in (("engage", by_money), ("statut", by_status)) if needed}


_COLONNES = (
    PROJET,
    Colonne("intitule", "Projet"),
    *LIEU,
    Colonne("statut", "Statut"),
    Colonne("date_statut", "Depuis", "jour"),
    Colonne("date_remontee", "Remonté le", "jour"),
    Colonne("montant_eur", "Engagé, État et opérateurs", "euros", "—", "nb_inconnus", "montant_engage"),
    Colonne("engagement", "Engagement", indicateur="nb_projets_engages", code="engagement"),
    *ORIGINE,
)
SORTES = (
    Sorte(
        "lignes_projets",
        _COLONNES,
        ("projet_id",),
        ("projet_id",),
        scellee(
            "projets",
            "compte taux",
            "choix statuts",
            regles="est_engage",
            numerateurs="est_engage est_realise_ou_en_cours",
            territoire=True,
        ),
        _matieres,
        bilan="projets_bilan",
        faits="faits_projets",
        seuils=seuils,
        precisions="territoire statut projet rattachement sans:theme demande anciennete perimetre",
    ),
)
