"""« D'où vient ce chiffre ? »: one panel behind any tile, bar, cell or map value (Q10)."""

import streamlit as st

from ti_dashboard import chiffre as noms
from ti_dashboard.charts.tuiles import formater
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.colonnes import LIGNES, en_textes
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import accord, ecart, jour, nombre
from ti_dashboard.mesures import Nombre
from ti_dashboard.queries.options import vocabulaire
from ti_dashboard.queries.origine import CAUSES, Origine, origine
from ti_dashboard.store import Publication
from ti_dashboard.views import telechargements

PARAMETRE = "chiffre"
MONTREES = 200


def demander(chiffre: Chiffre) -> None:
    """Called by a gesture: the address names the figure, so the panel can be copied and the back button closes it."""
    st.query_params[PARAMETRE] = chiffre.ecrire()


def fermer() -> None:
    st.query_params.pop(PARAMETRE, None)


def dessiner(publication: Publication, choix: Filtres) -> None:
    """Open the panel when the address names a figure."""
    asked = noms.lire(st.query_params.get(PARAMETRE, ""))
    if asked is not None:
        st.dialog("D'où vient ce chiffre ?", width="large", position="right", on_dismiss=fermer)(_contenu)(
            publication, asked, choix
        )


def _contenu(publication: Publication, chiffre: Chiffre, choix: Filtres) -> None:
    found = origine(publication, chiffre, choix)
    indicateur = chiffre.indicateur
    words = chiffre.resserrer(choix).en_mots(vocabulaire(publication).noms())
    extra = " · ".join(f"{dim} {code}" for dim, code in chiffre.precisions if dim in noms.PRECISIONS)
    st.header(f"{indicateur.libelle} : {_ecrire(chiffre, found.valeur)}", anchor=False)
    st.markdown(
        f"**{words}{' · ' + extra if extra else ''}**, {choix.arrete_en_mots()}  \n"
        f"{indicateur.definition}  \n"
        f"Calcul : {indicateur.formule} (définition, version {indicateur.version})  \n"
        f"Source : {indicateur.source}"
        + (f"  \nDénominateur : {indicateur.denominateur}" if indicateur.denominateur else "")
    )
    if indicateur.est_montant:
        known = accord(len(found.lignes) - found.nb_inconnus, "montant connu", "montants connus")
        st.markdown(f"{known}, {accord(found.nb_inconnus, 'inconnu')}.")
    _mouvements(chiffre, found, choix)
    _lignes(publication, chiffre, found, choix)


def _ecrire(chiffre: Chiffre, value: Nombre) -> str:
    """The value in its unit; behind a rate stand the subjects of its numerator, so they are counted."""
    return nombre(value) if chiffre.indicateur.unite == "part" else formater(chiffre.indicateur_id, value)


def _mouvements(chiffre: Chiffre, found: Origine, choix: Filtres) -> None:
    if found.valeur_precedente is None:
        st.markdown("Aucun arrêté de comparaison n'est choisi.")
        return
    before = _ecrire(chiffre, found.valeur_precedente)
    if not found.mouvements:
        st.markdown(f"Au {jour(choix.compare)} : {before}. Rien n'a bougé depuis.")
        return
    unit = ("ligne", "lignes") if chiffre.indicateur.est_montant else ("entrée ou sortie", "entrées ou sorties")
    parts = [
        f"- {CAUSES[m.cause]} : **{ecart(m.ecart, _ecrire(chiffre, abs(m.ecart)))}** ({accord(m.nb_lignes, *unit)})"
        for m in found.mouvements
    ]
    st.markdown("\n".join([f"Au {jour(choix.compare)} : {before}. Depuis :", "", *parts]))


def _lignes(publication: Publication, chiffre: Chiffre, found: Origine, choix: Filtres) -> None:
    columns = LIGNES[chiffre.indicateur.lignes]
    st.markdown(f"**{accord(len(found.lignes), 'ligne')} derrière ce chiffre**")
    if not found.lignes:
        st.markdown("Aucune ligne pour ces filtres.")
        return
    st.dataframe(
        en_textes(columns, found.lignes[:MONTREES]), hide_index=True, height=320,
        alt=f"Lignes derrière {chiffre.indicateur.libelle}, avec leur fichier et leur ligne d'origine",
    )  # fmt: skip
    if len(found.lignes) > MONTREES:
        st.caption(f"Les {MONTREES} premières ; le téléchargement les contient toutes.")
    indicateur = chiffre.indicateur
    entete = telechargements.notice(
        publication, chiffre.resserrer(choix), indicateur.libelle, ("Définition", indicateur.definition),
        ("Calcul", indicateur.formule), ("Origine", indicateur.source),
    )  # fmt: skip
    telechargements.boutons(f"lignes-{chiffre.indicateur_id}", entete, columns, lambda: found.lignes)
