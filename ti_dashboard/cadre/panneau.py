"""« D'où vient ce chiffre ? »: one panel behind any tile, bar, cell or map value (Q10)."""

import streamlit as st

from ti_dashboard.adresse.gardee import en_codes
from ti_dashboard.cadre import correction_saisie, telechargements
from ti_dashboard.cadre import panneau_sceau as sceau
from ti_dashboard.cadre.parametres import CHIFFRE
from ti_dashboard.cadre.salle import invites, suivi
from ti_dashboard.composants.planche import planche
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import SANS_OBJET, accord, jour, nombre
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.planche import origine as figures
from ti_dashboard.planche import panneau as mots
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.programme import chiffre as noms
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import CAUSES, Mouvement, sans_comparaison
from ti_dashboard.programme.mesures import AUCUNE_LIVRAISON, Nombre
from ti_dashboard.questions.comite import tenue
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.lecture import lecture
from ti_dashboard.questions.origine import Origine, origine
from ti_dashboard.questions.precisions_dites import nommees
from ti_dashboard.tableaux import origine as lignes_derriere

MONTREES = 200
SANS_CAUSE = {
    "mediane": "Une médiane ne se décompose pas par cause.",
    "rapport": "Un rapport ne se décompose pas par cause : voir ses deux montants.",
    "taux": "Un taux ne se décompose pas par cause : voir son numérateur et son dénominateur.",
}


def demander(chiffre: Chiffre) -> None:
    """Called by a gesture: the address names the figure, so the panel can be copied and the back button closes it."""
    st.query_params[CHIFFRE.nom] = chiffre.ecrire()


def fermer() -> None:
    st.query_params.pop(CHIFFRE.nom, None)


def dessiner(contexte: Contexte) -> None:
    """Open the panel when the address names a figure."""
    asked = noms.lire_dans(st.query_params.get(CHIFFRE.nom, ""), contexte.vocabulaire.listes)
    if asked is not None and not invites.laisse_le_chiffre(asked):
        st.info("Ce chiffre n'est pas de l'écran de la salle : votre code n'ouvre que les siens.")
    elif asked is not None:
        st.dialog("D'où vient ce chiffre ?", width="large", position="right", on_dismiss=fermer)(_contenu)(
            contexte, asked
        )


def _contenu(contexte: Contexte, chiffre: Chiffre) -> None:
    with st.container(key="cadre-panneau"):
        _origine(contexte, chiffre)
        st.caption(citer(" ".join([f"{contexte.arrete.libelle}.", *tenue(contexte.arrete.arrete_id)])))
        st.caption(citer(sceau.reference_dite(contexte)))


def _origine(contexte: Contexte, chiffre: Chiffre) -> None:
    choix = contexte.choix
    found = origine(contexte.publication, chiffre, choix)
    named = nommees(contexte.publication, chiffre, choix)
    words = lignes_derriere.perimetre(contexte, chiffre)
    indicateur = chiffre.indicateur
    told = lignes_derriere.ecart_dit(contexte, chiffre, found)
    shown = SANS_OBJET if found.sans_objet else mots.ecrire(chiffre, found.valeur, found.parts)
    st.header(f"{citer(mots.titre(chiffre, named))} : {citer(told.dit_en_mots() if told else shown)}", anchor=False)
    exact = None if found.sans_objet or told else mots.exacte(chiffre, found.valeur, found.parts)
    st.markdown(
        (f"{citer(found.sans_objet)}  \n" if found.sans_objet else "")
        + (f"Inconnu : {AUCUNE_LIVRAISON}.  \n" if found.est_tu else "")
        + (f"Valeur exacte : **{citer(exact)}**  \n" if exact else "")
        + f"**{citer(words)}**, {citer(mots.quand(chiffre, choix))}  \n"
        f"{citer(mots.definition(chiffre, named))}  \n"
        f"Calcul : {citer(mots.formule(chiffre, named))} (définition, version {nombre(indicateur.version)})  \n"
        f"Source : {citer(indicateur.source)}"
        + (f"  \nDénominateur : {citer(indicateur.denominateur)}" if indicateur.denominateur else "")
    )
    sceau.dessiner(contexte, chiffre, found, told)
    kept = en_codes(suivi.adresse_vue(contexte), contexte.vocabulaire)
    seen = Perimetre(chiffre.ecrire(), choix.arrete, kept, words)
    correction_saisie.dessiner(contexte, chiffre, found.valeur, seen)
    if not found.sans_objet:
        _couverture(chiffre, found)
        _mouvements(contexte, chiffre, found)
    _lignes(contexte, chiffre, found)


def _couverture(chiffre: Chiffre, found: Origine) -> None:
    """How many values are known and unknown."""
    if chiffre.indicateur.agregat in ("compte", "taux") or chiffre.est_mouvement:
        return
    read = lecture(chiffre)
    st.markdown(f"{accord(found.nb_connus, *read.connus)}, {accord(found.nb_inconnus, *read.inconnus)}.")


def _mouvements(contexte: Contexte, chiffre: Chiffre, found: Origine) -> None:
    choix = contexte.choix
    if (why := found.empechement) is not None:
        if not chiffre.lit("au"):
            told = sans_comparaison(why, chiffre.resserrer(choix), chiffre.indicateur.lignes)
            st.markdown(f"{citer(told.constat)}.")
        return
    if chiffre.est_mouvement:
        return
    before = f"Au {jour(choix.compare)} : {citer(_dire(chiffre, found.valeur_precedente, found.parts_precedentes))}"
    before += f"{citer(sceau.dit_alors(contexte, chiffre, found.valeur_precedente))}."
    if chiffre.indicateur.agregat in SANS_CAUSE:
        st.markdown(
            f"{before} Au {jour(choix.arrete)} : {citer(mots.ecrire(chiffre, found.valeur, found.parts))}. "
            f"{SANS_CAUSE[chiffre.indicateur.agregat]}"
        )
    elif found.mouvements:
        st.markdown("\n".join([f"{before} Depuis :", "", *(_cause(chiffre, m) for m in found.mouvements)]))
    else:
        st.markdown(f"{before} Rien n'a bougé depuis.")


def _dire(chiffre: Chiffre, value: Nombre | None, parts: mots.Moities = None) -> str:
    """The rounded value, and beside it the exact one where it differs."""
    exact = mots.exacte(chiffre, value, parts)
    return mots.ecrire(chiffre, value, parts) + (f" ({exact})" if exact else "")


def _cause(chiffre: Chiffre, m: Mouvement) -> str:
    """« Correction : − 181 k€ (− 180 500,00 €, 4 lignes, + 20 900,00 € et − 201 400,00 €) »."""
    part = chiffre.avec("cause", m.cause)
    counted = chiffre.indicateur.agregat == "compte"
    unit = ("entrée ou sortie", "entrées ou sorties") if counted else ("ligne", "lignes")
    said = [mots.exacte(part, m.ecart), accord(m.nb_lignes, *unit)]
    # The gross flows of a cause, where its net hides them.
    said += [f"{_signe(part, m.hausse)} et {_signe(part, -m.baisse)}"] if m.hausse and m.baisse else []
    return f"- {CAUSES[m.cause]} : **{citer(mots.ecrire(part, m.ecart))}** ({citer(', '.join(filter(None, said)))})"


def _signe(part: Chiffre, value: Nombre) -> str:
    return mots.exacte(part, value) or mots.ecrire(part, value)


def _lignes(contexte: Contexte, chiffre: Chiffre, found: Origine) -> None:
    content = lignes_derriere.composer(contexte, chiffre, found)
    columns, rows = content.colonnes, content.lignes
    st.markdown(f"**{accord(len(rows), 'ligne')} derrière ce chiffre**")
    if not rows:
        st.markdown("Aucune ligne pour ces filtres.")
        return
    titre = f"Lignes derrière {chiffre.indicateur.libelle}, avec leur fichier et leur ligne d'origine"
    screen = vierge("", "")
    screen["blocs"] = [figures.tableau(titre, columns, rows[:MONTREES], mots.totaux(chiffre, found.valeur))]
    planche(signer(screen), "panneau-lignes", lambda: None)
    if len(rows) > MONTREES:
        st.caption(f"Les {MONTREES} premières ; le téléchargement les contient toutes.")
    telechargements.boutons(lignes_derriere.LIGNES, contexte, {CHIFFRE.nom: [chiffre.ecrire()]})
