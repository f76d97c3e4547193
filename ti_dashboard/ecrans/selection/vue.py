"""« Préparer une décision »: an indicative ranking, its margin, its sensitivity, and the sheet that reproduces it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from ti_dashboard.cadre import panneau
from ti_dashboard.cadre.geste import dessiner_compose
from ti_dashboard.ecrans.selection import accords, blocs, phrases, tableaux, vue_fiche
from ti_dashboard.ecrans.selection import vue_fichiers as fichiers
from ti_dashboard.ecrans.selection import vue_reglages as reglages
from ti_dashboard.ecrans.selection.classement import Classement, a_poids_egaux, accorder, classer, sensibilites
from ti_dashboard.ecrans.selection.criteres import CHIFFRES, CRITERES, appuyes, reunir
from ti_dashboard.ecrans.selection.modele import Donnees, Echelle, RegleDeSelection
from ti_dashboard.langue.citation import citer, citer_lignes
from ti_dashboard.langue.formats import accord, jour, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import contours
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne, en_textes
from ti_dashboard.programme.filtres import FILTRES, LIEUX, Filtres
from ti_dashboard.questions.contexte import Contexte

A_LIRE = (
    f"Chaque case : la valeur → les points qu'elle apporte au score. {blocs.MARQUE} : une valeur est inconnue, son "
    "poids est reporté sur les autres critères ; entre parenthèses, ce que serait le score au pire et au mieux de ce "
    f"qui est inconnu. {blocs.INCONNU} : une valeur inconnue empêche de classer. Choisir une case montre d'où vient "
    f"sa valeur. Ne suit que les filtres de lieu ({', '.join(FILTRES[key].nom for key in LIEUX)})."
)


def dessiner(contexte: Contexte) -> None:
    choix = contexte.choix
    reglages.commencer()
    delivered = fichiers.lus()
    donnees = reunir(contexte.publication, choix, delivered)
    if not donnees.candidats:
        st.markdown(f"Aucun territoire à classer au {jour(choix.arrete)} pour ce choix.")
        return
    top = st.container()
    with st.container(key="impression-sans-poids"):
        reglages.poids(donnees.criteres)
    rule = reglages.regle(donnees.criteres)
    fichiers.nommer(rule, delivered)
    missing = {file.critere_id: tableaux.manque(file, delivered) for file in fichiers.absents(delivered)}
    found = classer(donnees, rule)
    rows = blocs.lignes(donnees, rule, found)
    with top:
        _dire(donnees, rule, found, missing)
        fichiers.dire_les_ecarts(delivered, {c.territoire_id for c in donnees.candidats})
    left, right = st.columns([8, 4], gap="medium")
    with left.container(key="impression-sans-liste"):
        _liste(choix, donnees, rows)
    with right.container(key="impression-sans-carte"):
        _carte(contexte, donnees, rule, found)
    with st.container(key="impression-sans-reglages"):
        reglages.affiner(donnees, rule, delivered)
    st.subheader("Si un poids bouge d'un point", anchor=False)
    effects = accords.effets(donnees, rule, sensibilites(donnees, rule, found))
    st.table(citer_lignes(effects), border="horizontal", hide_index=True, alt="Si un poids bouge d'un point")
    _accords(contexte, donnees, rule, found)
    vue_fiche.dessiner(contexte, donnees, rule, found, rows, list(missing.values()))


def _dire(donnees: Donnees, rule: RegleDeSelection, found: Classement, missing: dict[str, str]) -> None:
    """The margin, then everything that keeps the rule from being applied as it is written."""
    st.title("Préparer une décision : une liste indicative", anchor=False)
    st.markdown(phrases.marge(donnees, rule, found))
    if incomplete := phrases.incomplets(found):
        st.markdown(incomplete)
    for said in found.choix.alertes:
        st.warning(citer(said))
    for critere_id, said in missing.items():
        st.warning(citer(said))
        st.button(
            "Retirer cet indicateur de la sélection",
            key=f"oublier-{critere_id}",
            type="tertiary",
            on_click=fichiers.oublier,
            args=(critere_id,),
            help=f"Retirer cet indicateur de la sélection : {citer(critere_id)}",
        )


def _liste(choix: Filtres, donnees: Donnees, rows: list[Ligne]) -> None:
    columns = blocs.colonnes(donnees)
    keys = {c.libelle: c.cle.removesuffix("_dit") for c in columns}

    def suivre() -> None:
        for position, column in st.session_state["tableau-selection"].selection.cells:
            if indicateur := CHIFFRES.get(keys[column]):
                panneau.demander(Chiffre(indicateur, (("territoire", str(rows[position]["territoire_id"])),)))

    st.dataframe(
        en_textes(columns, rows),
        key="tableau-selection",
        hide_index=True,
        height=480,
        on_select=suivre,
        selection_mode="single-cell",
        column_config=_largeurs(columns),
        alt=f"Liste indicative et composantes du score, {choix.arrete_en_mots()}",
    )
    st.caption(A_LIRE)


def _largeurs(columns: tuple[Colonne, ...]) -> dict[str, Any]:
    """Narrow enough for rank, score and every component to be in sight at once."""
    heads = {f"{c.critere_id}_dit": c.entete for c in CRITERES}
    widths = {"rang": 50, "etat": 82, "nom": 200, "score_dit": 118}
    return {
        c.libelle: st.column_config.Column(heads.get(c.cle, c.libelle), width=widths.get(c.cle, 100), help=c.libelle)
        for c in columns
        if c.cle not in ("region", "territoire_id")
    }


def _carte(contexte: Contexte, donnees: Donnees, rule: RegleDeSelection, found: Classement) -> None:
    screen = vierge("", "")
    outlines = contours.adresse(contexte.choix.phase)
    screen["carte"] = drawn = blocs.carte(donnees, rule, found, outlines)
    drawn["noms"] = contours.noms_d_alors(contexte.choix.phase, map(vars, donnees.candidats))
    dessiner_compose(contexte, signer(screen), "selection-carte")


def _accords(contexte: Contexte, donnees: Donnees, rule: RegleDeSelection, found: Classement) -> None:
    """The same criteria weighed or scaled otherwise, then the official list, which is a decision."""
    other: Echelle = "etendue" if rule.echelle == "rang" else "rang"
    rules = {
        "À poids égaux": a_poids_egaux(rule),
        f"À l'échelle « {blocs.ECHELLES[other]} »": replace(rule, echelle=other),
    }
    st.subheader("Avec d'autres pondérations", anchor=False)
    said = []
    if kept_apart := reglages.autre_ponderation(rule):
        agreed = accorder(found, classer(donnees, replace(rule, poids=kept_apart)))
        name = f"Avec les poids retenus pour comparer ({accords.poids_en_mots(donnees, kept_apart)})"
        words = accords.accord_en_mots(name, agreed, len(found.choix.retenus))
        said.append(f"{words} ; {accords.desaccord(donnees, agreed)}")
    said += [
        accords.accord_en_mots(name, accorder(found, classer(donnees, one)), len(found.choix.retenus))
        for name, one in rules.items()
    ]
    official = appuyes(contexte.publication, contexte.choix)
    kept = {donnees.candidats[i].territoire_id for i in found.choix.retenus}
    said.append(
        f"Territoires appuyés par décision à cet arrêté : **{nombre(len(kept & official))}** sur "
        f"{nombre(len(official))} dans cette liste indicative de {accord(len(kept), 'territoire')}"
    )
    st.markdown("\n".join(f"- {line}" for line in said))
