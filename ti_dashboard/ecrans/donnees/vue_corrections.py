"""Leaf « Corrections »: what the room corrected, for the data owner to confirm in the ledger, or to refuse."""

from functools import partial

import streamlit as st

from ti_dashboard.cadre import atelier
from ti_dashboard.cadre.corrections import en_phrase, perdue
from ti_dashboard.cadre.personne import magasin, magasin_ecrit
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.compositions.corrigees import lue
from ti_dashboard.dossier import depots
from ti_dashboard.ecrans.donnees.vue_correction_ligne import confirmer, est_un_montant, nommer
from ti_dashboard.ecrans.donnees.vue_inscription import inscrire
from ti_dashboard.errors import GesteRefuse, TableauDeBordError
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, instant, jour
from ti_dashboard.live import corrections
from ti_dashboard.live.corrections import STATUTS, Correction
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte) -> None:
    try:
        store = magasin_ecrit()
        waiting = corrections.en_attente(store) if store else []
        judged = corrections.jugees(store) if store else []
    except TableauDeBordError as error:
        st.error(citer(error))
        return
    st.header(accord(len(waiting), "correction à confirmer", "corrections à confirmer"), anchor=False)
    if not waiting:
        st.markdown("Rien n'attend. Une correction se saisit en séance, dans « D'où vient ce chiffre ? ».")
    elif atelier.peut_ecrire():
        author = atelier.demander_auteur()
        for correction in waiting:
            with st.container(border=True):
                _a_juger(contexte, correction, author)
    if judged:
        with st.expander(f"Corrections jugées ({len(judged)})", type="compact"):
            st.markdown("\n".join(f"- {en_phrase(c)} {_issue(c)}" for c in judged))


def _issue(c: Correction) -> str:
    why = f" : {citer(c.motif_decision)}" if c.motif_decision else ""
    deposit = f", dépôt {citer(c.depot_id)}" if c.depot_id else ""
    said, when = citer(STATUTS[c.statut].dit), instant(c.decidee_le or "")
    return f"— **{said}** le {when} par {citer(c.decideur or '')}{deposit}{why}"


def _a_juger(contexte: Contexte, c: Correction, author: str) -> None:
    st.markdown(
        f"{en_phrase(c)}  \nSaisie le {instant(c.proposee_le)}, arrêté du {jour(c.perimetre.arrete)}, "
        f"[l'écran où elle l'a été]({citer(c.perimetre.adresse)})."
    )
    confirm, refuse = st.columns(2, gap="large")
    with confirm:
        if lue(contexte, c) is None:
            st.warning(f"{perdue(contexte, c)}. Elle n'est posée sur aucun chiffre.")
            _rattacher(c, author)
        elif est_un_montant(c):
            if (deposit := inscrire(contexte, c, author)) is not None:
                _juger(c, "confirmee", author, depot_id=deposit)
        else:
            _rattacher(c, author)
    with refuse, st.form(f"refuser_{c.correction_id}", border=False):
        form = _refus(c)
        form.preparer()
        st.text_input("Motif du refus", key=f"refus_{c.correction_id}", max_chars=300, required=True)
        st.form_submit_button(
            "Refuser", on_click=form.enregistrer, args=(partial(_refuser, c),), help=nommer(Markdown("Refuser"), c)
        )


def _refus(c: Correction) -> Saisie:
    return Saisie(f"refuser_{c.correction_id}", "Refus non enregistré", {f"refus_{c.correction_id}": ""})


def _refuser(c: Correction, why: str) -> None:
    """The function typed with it is read in the session: it stands outside of the form."""
    author = st.session_state.get(atelier.AUTEUR, "").strip()
    if not author:
        raise GesteRefuse(atelier.SANS_AUTEUR)
    corrections.decider(magasin(), c.correction_id, "refusee", author, why)


def _rattacher(c: Correction, author: str) -> None:
    """A count has no line of its own: the file that changes what is counted is deposited, then named here."""
    since = {d.depot_id: d for d in reversed(depots.acceptes()) if d.accepte_le > c.proposee_le}
    st.markdown(
        "Ce nombre se corrige par un fichier qui change ce qu'il compte : déposez-le dans **Déposer**, avec la cause "
        "« correction », puis nommez ici le dépôt."
    )
    if not since:
        st.markdown("Aucun dépôt n'a été accepté depuis cette correction.")
        return
    chosen = st.selectbox(
        "Dépôt qui la dit",
        list(since),
        index=None,
        placeholder="Choisir un dépôt",
        key=f"depot_{c.correction_id}",
        format_func=lambda d: f"{since[d].emetteur}, {accord(since[d].nb_valides, 'ligne')} ({d})",
    )
    if confirmer(Markdown("Confirmer par ce dépôt"), c):
        if chosen is None:
            st.error("Choisissez d'abord le dépôt qui dit cette correction.")
        else:
            _juger(c, "confirmee", author, depot_id=chosen)


def _juger(c: Correction, statut: str, author: str, motif: str = "", depot_id: str | None = None) -> None:
    if not author:
        st.error(atelier.SANS_AUTEUR)
        return
    try:
        corrections.decider(magasin(), c.correction_id, statut, author, motif, depot_id)
    except TableauDeBordError as error:
        st.error(citer(error))
        return
    st.rerun()
