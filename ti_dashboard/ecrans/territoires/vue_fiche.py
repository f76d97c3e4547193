"""One territory at the arrêté: state, projects, who pays, jobs, posts, milestones, members, and its neighbours."""

import streamlit as st

from ti_dashboard.cadre import ailleurs, hors_filtres, impression, panneau, projet, telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.cadre.navigation import aller_au_territoire, lien
from ti_dashboard.composants.impression import imprimer
from ti_dashboard.ecrans.territoires import blocs_fiche, composition_fiche, vue_detail
from ti_dashboard.ecrans.territoires.tableaux import PROJETS
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, jour, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.parametres import TERRITOIRE
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import LIEUX, PHASES, lever, phase_en_mots
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.millesimes import millesimes
from ti_dashboard.questions.poser import poser


def dessiner(contexte: Contexte) -> None:
    publication = contexte.publication
    territoire_id = st.query_params.get(TERRITOIRE.nom, "")
    bound = composition_fiche.demande(contexte, territoire_id)
    rows = poser(publication, "territoire", **bound)
    if not rows:
        _dire_inconnu(contexte, territoire_id)
        return
    projet.dessiner(contexte)
    _voisins(contexte, territoire_id)
    impression.entete(contexte)
    _entete(contexte, rows[0])
    _dire_hors_filtres(contexte, rows[0])
    left, right = st.columns([3, 2], gap="large")
    est_dedans = rows[0]["est_dans_le_programme"]
    with left:
        if est_dedans:
            _argent(contexte, rows[0])
    with right:
        if est_dedans:
            _planche(contexte, "fiche-emplois", rows[0], Markdown("Aucun emploi déclaré."))
            vue_detail.postes(poser(publication, "territoire_postes", **bound))
        vue_detail.jalons(poser(publication, "territoire_jalons", **bound))
        members = poser(publication, "territoire_membres", **bound)
        vue_detail.membres(members, millesimes(publication, contexte.choix.arrete))
        vue_detail.chiffres_publies()


def _dire_inconnu(contexte: Contexte, territoire_id: str) -> None:
    st.title("Fiche territoire", anchor=False)
    if not territoire_id:
        st.warning("Aucun territoire n'est choisi. Choisissez-en un sur la carte de l'accueil.")
    else:
        st.warning(f"Le territoire « {citer(territoire_id)} » n'existe pas en {PHASES[contexte.choix.phase]}.")
        _proposer(contexte, territoire_id)
    lien("accueil", Markdown("Retour à l'accueil"))


def _proposer(contexte: Contexte, territoire_id: str) -> None:
    """Go where this territory is in the programme, if anywhere."""
    rows = poser(contexte.publication, "presences_territoire", territoire_id=territoire_id)
    ailleurs.proposer(contexte, ailleurs.presences(rows), Markdown("Voir ce territoire"))


def _voisins(contexte: Contexte, territoire_id: str) -> None:
    """Previous and next territory, by button or by Alt + PageUp / PageDown."""
    rows = poser(contexte.publication, "territoire_voisins", **composition_fiche.demande(contexte, territoire_id))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="impression-sans-voisins"):
        if rows:
            _precedent_suivant(rows[0])
        imprimer(key="imprimer")


def _precedent_suivant(row: Ligne) -> None:
    for side, arrow, shortcut in (("precedent", "←", "Alt+PageUp"), ("suivant", "→", "Alt+PageDown")):
        if row[f"{side}_id"] and st.button(f"{arrow} {citer(row[side])}", key=f"territoire-{side}", shortcut=shortcut):
            aller_au_territoire(str(row[f"{side}_id"]))
    st.caption(f"{nombre(row['position'])} sur {nombre(row['nb'])}, par région puis par nom")


def _entete(contexte: Contexte, row: Ligne) -> None:
    st.title(citer(row["nom"]), anchor=False)
    vintages = millesimes(contexte.publication, contexte.choix.arrete)
    people = f"{accord(row['population'], 'habitant')} ({citer(vintages['population'])})"
    facts = [citer(row["regions"]), people, f"{accord(row['nb_communes'], 'commune')}"]
    st.markdown(" · ".join([PHASES[contexte.choix.phase], *facts, citer(row["territoire_id"])]))
    if row["est_dans_le_programme"]:
        st.markdown(" · ".join(_etat(row)))
    else:
        st.info(f"Ce territoire n'était pas dans le programme à l'arrêté du {jour(contexte.choix.arrete)}.")
        _proposer(contexte, str(row["territoire_id"]))
    bound = {"arrete": contexte.choix.arrete, "phase": row["phase"], "territoire_id": row["territoire_id"]}
    linked = poser(contexte.publication, "territoire_lies", **bound)
    if linked:
        other = phase_en_mots(linked[0]["phase"])
        st.caption(f"Partage sa population, en {other}, avec : {', '.join(citer(t['nom']) for t in linked)}")


def _dire_hors_filtres(contexte: Contexte, row: Ligne) -> None:
    """The figures below would be those of a place the territory is not counted in."""
    choix = contexte.choix
    if row["est_suivi"]:
        return
    if choix.regions and row["code_region"] not in choix.codes_regions:
        told = f"{row['nom']} compte en région {row['region']}."
    else:
        told = f"{row['nom']} n'a aucun membre dans ce choix."
    lifted = tuple(key for key in LIEUX if choix.choisis(key))
    hors_filtres.dire(contexte, citer(told), citer(lever(lifted)), lifted)


def _etat(row: Ligne) -> list[str]:
    since = f", depuis le {jour(row['date_dernier_jalon'])}" if row["date_dernier_jalon"] else ""
    pair = {True: "désigné", False: "non désigné", None: "inconnu"}[row["a_binome"]]
    words = [f"**{citer(row['etat'])}**{since}", f"binôme {pair}"]
    words += ["chef de projet cofinancé"] if row["est_appuye"] else []
    return words + ([f"motif : {citer(row['motif_blocage'])}"] if row["motif_blocage"] else [])


def _argent(contexte: Contexte, row: Ligne) -> None:
    """Projects then bodies, as two boards: what is downloaded stands under what is shown."""
    place = blocs_fiche.lieu(row)
    _planche(contexte, "fiche-projets", row, Markdown("Aucun projet connu à cet arrêté pour ce choix."))
    with st.container(horizontal=True, gap="xsmall", key="impression-sans-origines"):
        for indicateur_id, label in blocs_fiche.ORIGINES.items():
            st.button(
                f"{label} : d'où vient ce chiffre ?",
                key=f"origine-{indicateur_id}",
                type="tertiary",
                on_click=panneau.demander,
                args=(Chiffre(indicateur_id, place),),
            )
    with st.container(key="impression-sans-telechargements"):
        telechargements.boutons(PROJETS, contexte, {"id": [str(row["territoire_id"])]})
    _planche(contexte, "fiche-financeurs", row, Markdown("Aucun financement connu à cet arrêté pour ce choix."))


def _planche(contexte: Contexte, cle: str, row: Ligne, vide: Markdown) -> None:
    """One table, or the sentence that says it is empty."""
    if not dessiner_planche(contexte, cle, {TERRITOIRE.nom: [str(row["territoire_id"])]}):
        st.header(citer(composition_fiche.TABLES[cle](contexte, row)["titre"]), anchor=False)
        st.markdown(vide)
