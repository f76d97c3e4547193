"""The minutes of a closed séance on its page: their state, their files, what they say, and who seals them."""

from functools import partial

import streamlit as st

from ti_dashboard.acces.actions import TELECHARGER, TENIR_PROCES_VERBAL
from ti_dashboard.cadre.personne import magasin, peut
from ti_dashboard.comite import cloture
from ti_dashboard.comite.ecrit.document import Chapitre, Paragraphe, PartieEcrite, Rubriques, TableEcrite
from ti_dashboard.comite.ecrit.texte_du_proces_verbal import ecrire
from ti_dashboard.ecrans.seance import vue_amendements
from ti_dashboard.errors import AccesRefuse, TableauDeBordError
from ti_dashboard.langue.citation import citer, citer_lignes
from ti_dashboard.langue.formats import jour_et_heure
from ti_dashboard.live import amendements, proces_verbaux
from ti_dashboard.live.proces_verbaux import ProcesVerbalGarde
from ti_dashboard.live.seances import Seance

A_SCELLER, ERREUR = "proces_verbal_a_sceller", "proces_verbal_erreur"
OUVERTS = ("La séance", "Conclusions")
"""The chapters that are read first; the others open at a click."""
FICHIERS = {"docx": "DOCX, à modifier", "pdf": "PDF, à diffuser", "json": "contenu scellé, pour vérifier"}


def dessiner(seance: Seance) -> None:
    if message := st.session_state.pop(ERREUR, None):
        st.error(citer(message))
    try:
        garde = _lire(seance.code)
    except TableauDeBordError as error:
        st.error(f"Le procès-verbal n'a pas pu être lu : {citer(error)}")
        return
    st.header("Procès-verbal", anchor="proces-verbal")
    if garde is None:
        st.markdown("Il n'est pas encore rédigé : un animateur ou un administrateur qui ouvre cette page le rédige.")
        return
    amended = amendements.lister(magasin(), seance.code)
    _etat(garde, amended)
    _fichiers(seance.code)
    for chapter in ecrire(garde, amended).chapitres:
        if chapter.titre != "Amendements":
            _chapitre(chapter)
    vue_amendements.dessiner(garde, amended)
    _sceller(garde)


def _lire(code: str) -> ProcesVerbalGarde | None:
    """Written now by who may, when the server died before it was."""
    store = magasin()
    try:
        found = cloture.lire(store, code)
    except AccesRefuse:
        # Who may write nothing reads them as they stand.
        found = proces_verbaux.trouver(store, code)
    return cloture.rediger(store, code) if found is None and peut(TENIR_PROCES_VERBAL) else found


def _etat(garde: ProcesVerbalGarde, amended: list[amendements.Amendement]) -> None:
    if garde.scelle_le is None:
        st.markdown(
            f":blue-badge[Projet] rédigé le {jour_et_heure(garde.redige_le)}, amendable jusqu'au "
            f"{jour_et_heure(garde.amendable_jusqu_au)} ; il est scellé ensuite."
        )
        return
    st.markdown(f":green-badge[Scellé] le {jour_et_heure(garde.scelle_le)}. Sceau : `{citer(garde.empreinte or '')}`")
    if not proces_verbaux.tient(garde, amended):
        st.error("Ce procès-verbal n'est plus celui qui a été scellé : ne le diffusez pas, prévenez l'administrateur.")


def _fichiers(code: str) -> None:
    if not peut(TELECHARGER):
        return
    with st.container(horizontal=True, gap="xsmall"):
        for suffix, said in FICHIERS.items():
            st.download_button(
                f"Télécharger en {suffix.upper()}",
                data=partial(cloture.fichier, magasin(), code, suffix),
                file_name=f"proces-verbal-{code}.{suffix}",
                mime=cloture.GENRES[suffix],
                key=f"proces-verbal-{suffix}",
                on_click="ignore",
                type="tertiary" if suffix == "json" else "secondary",
                help=f"Procès-verbal en {suffix.upper()} : {said}",
            )


def _chapitre(chapter: Chapitre) -> None:
    if chapter.titre in OUVERTS:
        st.subheader(citer(chapter.titre), anchor=False)
        _contenu(chapter)
        return
    with st.expander(citer(chapter.titre), type="compact"):
        _contenu(chapter)


def _contenu(chapter: Chapitre) -> None:
    for part in chapter.parties:
        _partie(part)
    for one in chapter.sous_chapitres:
        st.markdown(f"**{citer(one.titre)}**")
        for part in one.parties:
            _partie(part)


def _partie(part: PartieEcrite) -> None:
    if isinstance(part, Paragraphe):
        st.markdown(citer(part.texte))
    elif isinstance(part, Rubriques):
        st.markdown("\n".join(f"- {citer(name)} : **{citer(said)}**" for name, said in part.lignes))
    elif isinstance(part, TableEcrite):
        # Its cells wrap: a sentence that was decided is read whole.
        st.table(citer_lignes(dict(zip(part.tetes, row, strict=True)) for row in part.lignes), hide_index=True)
    else:
        st.caption(f"L'écran est dessiné dans les documents : {citer(part.legende)}.")


def _sceller(garde: ProcesVerbalGarde) -> None:
    if garde.est_scelle or not peut(TENIR_PROCES_VERBAL):
        return
    if st.session_state.get(A_SCELLER) != garde.seance_code:
        st.button("Sceller maintenant", key="sceller", on_click=_demander, args=(garde.seance_code,))
        return
    st.warning("Sceller pour de bon, avant la fin du délai ? Un procès-verbal scellé ne s'amende plus.")
    with st.container(horizontal=True, gap="small"):
        st.button("Oui, sceller", key="sceller_pour_de_bon", on_click=_poser, args=(garde,), type="primary")
        st.button("Ne pas sceller", key="ne_pas_sceller", on_click=_demander, args=(None,))


def _demander(code: str | None) -> None:
    st.session_state[A_SCELLER] = code


def _poser(garde: ProcesVerbalGarde) -> None:
    try:
        cloture.sceller(magasin(), garde)
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)
    st.session_state.pop(A_SCELLER, None)
