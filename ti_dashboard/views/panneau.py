"""« D'où vient ce chiffre ? »: one panel behind any tile, bar, cell or map value (Q10)."""

import streamlit as st

from ti_dashboard import chiffre as noms
from ti_dashboard.charts import origine as figures
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.charts.tuiles import formater
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.citation import citer
from ti_dashboard.colonnes import LIGNES
from ti_dashboard.composants.planche import planche
from ti_dashboard.contexte import Contexte
from ti_dashboard.evolution import CAUSES, Mouvement
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import accord, ecart, jour, millions, nombre
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.mesures import Nombre
from ti_dashboard.queries.lecture import lecture
from ti_dashboard.queries.origine import Origine, origine, parts, precisions_en_mots
from ti_dashboard.views import correction_saisie, suivi, telechargements
from ti_dashboard.views.propres import CHIFFRE

MONTREES = 200
SANS_CAUSE = {
    "mediane": "Une médiane ne se décompose pas par cause.",
    "rapport": "Un rapport ne se décompose pas par cause : voir ses deux montants.",
}


def demander(chiffre: Chiffre) -> None:
    """Called by a gesture: the address names the figure, so the panel can be copied and the back button closes it."""
    st.query_params[CHIFFRE] = chiffre.ecrire()


def fermer() -> None:
    st.query_params.pop(CHIFFRE, None)


def dessiner(contexte: Contexte) -> None:
    """Open the panel when the address names a figure."""
    asked = noms.lire_dans(st.query_params.get(CHIFFRE, ""), contexte.vocabulaire.listes)
    if asked is not None:
        st.dialog("D'où vient ce chiffre ?", width="large", position="right", on_dismiss=fermer)(_contenu)(
            contexte, asked
        )


def _contenu(contexte: Contexte, chiffre: Chiffre) -> None:
    with st.container(key="cadre-panneau"):
        _origine(contexte, chiffre)


def _origine(contexte: Contexte, chiffre: Chiffre) -> None:
    choix = contexte.choix
    found = origine(contexte.publication, chiffre, choix)
    indicateur = chiffre.indicateur
    words = _perimetre(contexte, chiffre)
    st.header(f"{indicateur.libelle} : {citer(ecrire(chiffre, found.valeur))}", anchor=False)
    st.markdown(
        f"**{citer(words)}**, {choix.arrete_en_mots()}  \n"
        f"{indicateur.definition}  \n"
        f"Calcul : {indicateur.formule} (définition, version {indicateur.version})  \n"
        f"Source : {indicateur.source}"
        + (f"  \nDénominateur : {indicateur.denominateur}" if indicateur.denominateur else "")
    )
    seen = Perimetre(chiffre.ecrire(), choix.arrete, suivi.adresse_vue(contexte), words)
    correction_saisie.dessiner(contexte, chiffre, found.valeur, seen)
    _couverture(chiffre, found)
    _mouvements(chiffre, found, choix)
    _lignes(contexte, chiffre, found)


def _perimetre(contexte: Contexte, chiffre: Chiffre) -> str:
    """The filters the figure follows, then what narrows it further, in words."""
    words = contexte.avec(chiffre.resserrer(contexte.choix)).en_mots()
    return " · ".join([words, *precisions_en_mots(contexte.publication, chiffre, contexte.choix)])


def _couverture(chiffre: Chiffre, found: Origine) -> None:
    """How many values are known and unknown; behind a ratio, its two amounts."""
    if chiffre.indicateur.agregat == "compte":
        return
    read = lecture(chiffre)
    said = f"{accord(found.nb_connus, *read.connus)}, {accord(found.nb_inconnus, *read.inconnus)}."
    if chiffre.indicateur.agregat == "rapport":
        over, under = parts(chiffre, found.lignes)
        said = f"{millions(over)} ÷ {millions(under)}. {said}"
    st.markdown(said)


def ecrire(chiffre: Chiffre, value: Nombre | None) -> str:
    """The value in its unit; behind a share of subjects stand those of its numerator, so they are counted."""
    if chiffre.indicateur.agregat == "compte":
        return nombre(value)
    return formater(chiffre.indicateur_id, value)


def _mouvements(chiffre: Chiffre, found: Origine, choix: Filtres) -> None:
    if not found.est_comparee:
        st.markdown("Aucun arrêté de comparaison n'est choisi.")
        return
    before = f"Au {jour(choix.compare)} : {citer(ecrire(chiffre, found.valeur_precedente))}."
    if chiffre.indicateur.agregat in SANS_CAUSE:
        st.markdown(f"{before} Au {jour(choix.arrete)} : {citer(ecrire(chiffre, found.valeur))}. "
                    f"{SANS_CAUSE[chiffre.indicateur.agregat]}")  # fmt: skip
        return
    if not found.mouvements:
        st.markdown(f"{before} Rien n'a bougé depuis.")
        return
    counted = chiffre.indicateur.agregat == "compte"
    unit = ("entrée ou sortie", "entrées ou sorties") if counted else ("ligne", "lignes")
    causes = [
        f"- {CAUSES[m.cause]} : **{citer(ecart(m.ecart, ecrire(chiffre, abs(m.ecart))))}** "
        f"({accord(m.nb_lignes, *unit)}{_brut(chiffre, m)})"
        for m in found.mouvements
    ]
    st.markdown("\n".join([f"{before} Depuis :", "", *causes]))


def _brut(chiffre: Chiffre, m: Mouvement) -> str:
    """The gross flows of a cause, where its net hides them: « , + 127 et − 1 »."""
    if not m.hausse or not m.baisse:
        return ""
    return f", {ecart(m.hausse, ecrire(chiffre, m.hausse))} et {ecart(-m.baisse, ecrire(chiffre, m.baisse))}"


def _lignes(contexte: Contexte, chiffre: Chiffre, found: Origine) -> None:
    columns = LIGNES[chiffre.indicateur.lignes]
    st.markdown(f"**{accord(len(found.lignes), 'ligne')} derrière ce chiffre**")
    if not found.lignes:
        st.markdown("Aucune ligne pour ces filtres.")
        return
    rows = figures.ranger(columns, found.lignes)
    titre = f"Lignes derrière {chiffre.indicateur.libelle}, avec leur fichier et leur ligne d'origine"
    screen = vierge("", "")
    screen["blocs"] = [figures.tableau(titre, columns, rows[:MONTREES])]
    planche(signer(screen), "panneau-lignes", lambda: None)
    if len(rows) > MONTREES:
        st.caption(f"Les {MONTREES} premières ; le téléchargement les contient toutes.")
    indicateur = chiffre.indicateur
    entete = telechargements.notice(
        contexte.avec(chiffre.resserrer(contexte.choix)), indicateur.libelle,
        ("Périmètre", _perimetre(contexte, chiffre)), ("Définition", indicateur.definition),
        ("Calcul", indicateur.formule), ("Origine", indicateur.source),
    )  # fmt: skip
    telechargements.boutons(f"lignes-{chiffre.indicateur_id}", entete, columns, lambda: rows)
