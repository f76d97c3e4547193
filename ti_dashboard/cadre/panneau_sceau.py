"""What the panel says of the seal of a figure: said and sealed, said otherwise than computed today, or neither."""

from dataclasses import replace

import streamlit as st

from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import enumeration, jour
from ti_dashboard.planche import panneau as mots
from ti_dashboard.planche.scelles import Ecart, ecart, scelle_et_dit
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs.versions import courante, versions
from ti_dashboard.programme.mesures import Nombre
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.millesimes import millesimes
from ti_dashboard.questions.origine import Origine
from ti_dashboard.questions.scelles import est_scellable, scelle
from ti_dashboard.sceau.recettes import signe_la_reference
from ti_dashboard.tableaux.origine import jour_de


def dit_alors(contexte: Contexte, chiffre: Chiffre, value: Nombre | None) -> str:
    """« , dit 95,0 M€ alors », beside an earlier value that is not the one said; nothing where it is."""
    earlier = replace(contexte.choix, arrete=contexte.choix.anterieur)
    said = scelle(contexte.publication, chiffre, earlier)
    if said is None or value is None or said.est(value):
        return ""
    told = ecart(chiffre.indicateur_id, earlier.arrete, said, value, (said.connus, said.inconnus))
    return f", dit {told.dit_en_mots()} alors" if told else ""


def dessiner(contexte: Contexte, chiffre: Chiffre, found: Origine, told: Ecart | None) -> None:
    """Nothing for what has no meaning, nor for a movement: what is sealed is a value at an arrêté."""
    day = jour_de(contexte, chiffre)
    if found.est_sans_valeur or chiffre.est_mouvement or day is None:
        return
    if told:
        _deux_valeurs(chiffre, told)
        return
    said = scelle(contexte.publication, chiffre, contexte.choix)
    if said:
        st.markdown(f"{citer(scelle_et_dit(said, day))}.")
    elif est_scellable(contexte.publication, chiffre, contexte.choix):
        st.markdown(f"Cet indicateur n'était pas dit à l'arrêté du {jour(day)} : sa valeur est calculée aujourd'hui.")
    else:
        st.markdown("Ces filtres ne sont pas scellés : la valeur est calculée aujourd'hui sur les lignes de l'arrêté.")


def reference_dite(contexte: Contexte) -> str:
    """The vintages of what a figure rests on, and whether the seal of the arrêté covers them."""
    said = enumeration(list(millesimes(contexte.publication, contexte.arrete.arrete_id).values()))
    if not contexte.publication.garde_les_references:
        return f"Noms, périmètres et populations : {said}, tels qu'à cette publication."
    covered = signe_la_reference(contexte.arrete.recette)
    seal = "et scellés avec l'arrêté"
    if not covered:
        seal = f"avec l'arrêté, hors de son sceau (recette {contexte.arrete.recette})"
    return f"Noms, périmètres et populations : {said}, figés {seal}."


def _deux_valeurs(chiffre: Chiffre, told: Ecart) -> None:
    """Both values, exact when they are amounts, and the words of the definition each was computed with."""
    lines = [f"**{citer(told.texte())}.**"]
    exact = [mots.exacte(chiffre, value) for value in (told.dit.valeur, told.aujourdhui)]
    if all(exact):
        lines.append(f"Valeur exacte dite : **{citer(exact[0])}** ; recalculée : {citer(exact[1])}")
    lines.append(citer(told.versions()))
    then = next((v for v in versions(chiffre.indicateur_id) if v.version == told.dit.version), None)
    if then and then.version != courante(chiffre.indicateur_id).version:
        lines.append(f"Définition d'alors : {citer(then.definition)}  \nCalcul d'alors : {citer(then.formule)}")
    lines.append("Les lignes ci-dessous donnent la valeur d'aujourd'hui.")
    st.warning("  \n".join(lines))
