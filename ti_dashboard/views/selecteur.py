"""« Préparer une décision »: an indicative ranking, its margin, its sensitivity, and the sheet that reproduces it."""

from dataclasses import replace

import streamlit as st

from ti_dashboard.charts import selection as figures
from ti_dashboard.charts import selection_accords as accords
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.colonnes import en_textes
from ti_dashboard.composants.contours import contours_json
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import accord, jour, nombre
from ti_dashboard.queries.selection import CHIFFRES, COURTS, appuyes, reunir
from ti_dashboard.selection.classement import Classement, a_poids_egaux, accorder, classer, sensibilites
from ti_dashboard.selection.modele import Donnees, Regle
from ti_dashboard.store import Ligne, Publication
from ti_dashboard.views import panneau, selecteur_fiche
from ti_dashboard.views import selecteur_reglages as reglages
from ti_dashboard.views.geste import dessiner_planche

A_LIRE = (
    f"Chaque case : la valeur → les points qu'elle apporte au score. {figures.MARQUE} : une valeur est inconnue, son "
    "poids est reporté sur les autres critères. Choisir une case montre d'où vient sa valeur. Ne suit que le filtre de "
    "région."
)


def dessiner(publication: Publication, choix: Filtres) -> None:
    reglages.commencer()
    delivered = reglages.indicateurs()
    donnees = reunir(publication, choix, delivered)
    if not donnees.candidats:
        st.markdown(f"Aucun territoire à classer au {jour(choix.arrete)} pour ce choix.")
        return
    top = st.container()
    left, middle, right = st.columns([3, 6, 5], gap="medium")
    with left.container(key="impression-sans-poids"):
        reglages.poids(donnees.criteres)
    rule = reglages.regle(donnees.criteres)
    found = classer(donnees, rule)
    rows = figures.lignes(donnees, rule, found)
    with top:
        _dire(donnees, rule, found)
    with middle.container(key="impression-sans-liste"):
        _liste(choix, donnees, rows)
    with right.container(key="impression-sans-carte"):
        _carte(publication, choix, donnees, rule, found)
    with st.container(key="impression-sans-reglages"):
        reglages.affiner(donnees, rule, delivered)
    st.subheader("Si un poids bouge d'un point", anchor=False)
    st.table(accords.effets(donnees, rule, sensibilites(donnees, rule, found)), border="horizontal", hide_index=True)
    _accords(publication, choix, donnees, rule, found)
    selecteur_fiche.dessiner(publication, choix, donnees, rule, found, rows)


def _dire(donnees: Donnees, rule: Regle, found: Classement) -> None:
    """The margin, then everything that keeps the rule from being applied as it is written."""
    st.subheader("Préparer une décision : une liste indicative", anchor=False)
    st.markdown(figures.marge(donnees, rule, found))
    for said in found.choix.alertes:
        st.warning(said)
    for missing in reglages.manquants(donnees.criteres):
        st.warning(
            f"Cette adresse pèse un indicateur livré par fichier (empreinte {missing[1:]}) qui n'est pas ici : déposez "
            "le même fichier, sinon la liste n'est pas celle de l'adresse."
        )


def _liste(choix: Filtres, donnees: Donnees, rows: list[Ligne]) -> None:
    columns = figures.colonnes(donnees, COURTS)
    keys = {c.libelle: c.cle.removesuffix("_dit") for c in columns}

    def suivre() -> None:
        for position, column in st.session_state["tableau-selection"].selection.cells:
            if indicateur := CHIFFRES.get(keys[column]):
                panneau.demander(Chiffre(indicateur, (("territoire", str(rows[position]["territoire_id"])),)))

    st.dataframe(
        en_textes(columns, rows), key="tableau-selection", hide_index=True, height=540, on_select=suivre,
        selection_mode="single-cell", alt=f"Liste indicative et composantes du score, {choix.arrete_en_mots()}",
    )  # fmt: skip
    st.caption(A_LIRE)


def _carte(publication: Publication, choix: Filtres, donnees: Donnees, rule: Regle, found: Classement) -> None:
    screen = vierge("", "")
    outlines = f"/ressources/contours-{choix.phase}-{contours_json(choix.phase)[1]}.json"
    screen["carte"] = figures.carte(donnees, rule, found, outlines)
    dessiner_planche(publication, signer(screen), "selection-carte")


def _accords(publication: Publication, choix: Filtres, donnees: Donnees, rule: Regle, found: Classement) -> None:
    """The same criteria weighed or scaled otherwise, then the official list, which is a decision."""
    other = "etendue" if rule.echelle == "rang" else "rang"
    rules = {
        "À poids égaux": a_poids_egaux(rule),
        f"À l'échelle « {figures.ECHELLES[other]} »": replace(rule, echelle=other),
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
    official = appuyes(publication, choix)
    kept = {donnees.candidats[i].territoire_id for i in found.choix.retenus}
    said.append(
        f"Territoires appuyés par décision à cet arrêté : **{nombre(len(kept & official))}** des "
        f"{nombre(len(official))} sont dans cette liste indicative de {accord(len(kept), 'territoire')}"
    )
    st.markdown("\n".join(f"- {line}" for line in said))
