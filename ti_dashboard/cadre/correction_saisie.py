"""Correct a figure in the room: value, reason, author, from the panel behind the figure."""

from decimal import Decimal

import streamlit as st

from ti_dashboard.cadre.corrections import en_phrase, plus_recentes, trouver
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.cadre.salle import suivi
from ti_dashboard.comite.correction_de_salle import INDIRECT, lire_valeur
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.live import corrections
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.corrections import est_corrigible
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.mesures import Nombre
from ti_dashboard.programme.valeurs import formater
from ti_dashboard.questions.contexte import Contexte

CLE = "corriger"


def dessiner(contexte: Contexte, chiffre: Chiffre, valeur: Nombre | None, ecran: Perimetre) -> None:
    """What the room has corrected here, then, for its presenter, the form. ``ecran``: where the figure was seen."""
    try:
        if said := trouver(contexte, chiffre):
            st.markdown(f":orange-badge[Corrigé en séance] {en_phrase(said)}")
        for later in plus_recentes(contexte, chiffre):
            st.markdown(f":orange-badge[Avant correction] Ce chiffre ne compte pas encore : {en_phrase(later)}")
        seance = suivi.seance_animee()
    except TableauDeBordError as error:
        st.warning(citer(error))
        return
    if seance is not None:
        _formulaire(seance, chiffre, valeur, ecran)


def _formulaire(seance: Seance, chiffre: Chiffre, valeur: Nombre | None, ecran: Perimetre) -> None:
    with st.expander("Corriger ce chiffre en séance", type="compact"):
        if not est_corrigible(chiffre):
            st.markdown(INDIRECT)
            return
        st.markdown(
            "La valeur proposée s'affiche sur tous les écrans, l'ancienne barrée à côté. L'arrêté ne change pas : "
            "l'équipe données confirmera ou refusera."
        )
        form = _saisie(seance, ecran)
        with st.form("corriger_chiffre", border=False):
            form.preparer()
            value, why, author = form.champs
            st.text_input(
                "Valeur exacte", key=value, placeholder=formater(chiffre.indicateur_id, valeur), required=True
            )
            st.text_input("Motif", key=why, max_chars=300, required=True)
            if courante().compte_id is None:
                st.text_input(
                    "Auteur (organisme ou fonction)",
                    key=author,
                    max_chars=120,
                    required=True,
                    autocomplete="organization-title",
                )
            st.form_submit_button("Corriger", on_click=_corriger, args=(seance, ecran, chiffre, valeur), type="primary")


def _saisie(seance: Seance, ecran: Perimetre) -> Saisie:
    """What was typed for one figure is never found in the form of another."""
    key = f"{CLE}_{ecran.chiffre}_{ecran.filtres}_{ecran.arrete}"
    fields = {f"{key}_valeur": "", f"{key}_motif": "", f"{key}_auteur": seance.animateur}
    return Saisie(key, "Correction non enregistrée", fields)


def _corriger(seance: Seance, ecran: Perimetre, chiffre: Chiffre, valeur: Nombre | None) -> None:
    before = None if valeur is None else Decimal(str(valeur))

    def correct(said: str, why: str, author: str) -> None:
        new = lire_valeur(chiffre, said)
        corrections.proposer(magasin(), seance.code, ecran, (before, new), why, author)

    # The panel says it; a toast would take the place of the panel it comes from, and the page would go blank.
    _saisie(seance, ecran).enregistrer(correct)
