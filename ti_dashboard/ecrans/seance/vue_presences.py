"""Who is in the room: those expected in one gesture, others typed, who stands for whom, who has left."""

import streamlit as st

from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.ecrans.seance.vue_refus import faire
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, heure
from ti_dashboard.live import attendus, presences
from ti_dashboard.live.attendus import AttenduASeance
from ti_dashboard.live.presences import Presence
from ti_dashboard.live.seances import Seance

CHAMPS = ("presence_organisme", "presence_fonction", "presence_represente")
ARRIVER = Saisie("noter_presence", "Présence non notée", dict.fromkeys(CHAMPS, ""))


def dessiner(seance: Seance) -> None:
    if seance.est_brouillon:
        st.info("Les présences se notent une fois la séance ouverte ; la liste des attendus se tient dans Convocation.")
        return
    noted = presences.lister(magasin(), seance.code)
    here = [one for one in noted if one.depart_le is None]
    expected = attendus.manquants(attendus.lister(magasin(), seance.code), noted)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(accord(len(here), "présent"), anchor=False)
        for one in here:
            _present(one)
        for one in (p for p in noted if p.depart_le is not None):
            st.markdown(f":gray[{_qui(one)} · parti à {heure(one.depart_le or '')}]")
        _autre(seance)
    with right:
        st.header(accord(len(expected), "attendu encore", "attendus encore"), anchor=False)
        for waited in expected:
            _attendu(seance, waited)
        if not expected:
            st.markdown("Personne d'autre n'est attendu.")


def _qui(one: Presence) -> str:
    stands = f", pour {citer(one.represente)}" if one.represente else ""
    return f"**{citer(one.organisme)}** · {citer(one.fonction)}{stands}"


def _present(one: Presence) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"{_qui(one)} · depuis {heure(one.arrivee_le)}")
        st.button(
            "Est parti",
            key=f"partir_{one.presence_id}",
            type="tertiary",
            help=f"Noter le départ : {citer(one.organisme)}, {citer(one.fonction)}",
            on_click=faire,
            args=(presences.partir, magasin(), one.presence_id),
        )


def _attendu(seance: Seance, one: AttenduASeance) -> None:
    named = citer(one.nomme)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"**{citer(one.organisme)}** · {citer(one.fonction)}")
        st.button(
            "Noter présent",
            key=f"present_{one.attendu_id}",
            help=f"Noter présent : {named}",
            on_click=faire,
            args=(presences.arriver, magasin(), seance.code, one.organisme, one.fonction),
        )
        with st.popover("Représenté", help=f"Représenté par quelqu'un d'autre : {named}"):
            _represente(seance, one)


def _represente(seance: Seance, one: AttenduASeance) -> None:
    keys = (f"pour_{one.attendu_id}_organisme", f"pour_{one.attendu_id}_fonction")
    form = Saisie(f"pour_{one.attendu_id}", "Présence non notée", {keys[0]: one.organisme, keys[1]: ""})
    with st.form(form.nom, border=False):
        form.preparer()
        st.text_input("Organisme de qui est là", key=keys[0], max_chars=120, required=True)
        st.text_input("Fonction de qui est là", key=keys[1], max_chars=120, required=True)

        def come(body: str, function: str) -> None:
            presences.arriver(magasin(), seance.code, body, function, one.nomme)

        st.form_submit_button("Noter présent", on_click=form.enregistrer, args=(come,))


def _autre(seance: Seance) -> None:
    with st.popover("Noter quelqu'un d'autre"), st.form(ARRIVER.nom, border=False):
        ARRIVER.preparer()
        st.text_input("Organisme", key=CHAMPS[0], max_chars=120, required=True)
        st.text_input("Fonction", key=CHAMPS[1], max_chars=120, required=True)
        st.text_input("Représente (facultatif)", key=CHAMPS[2], max_chars=200)

        def come(body: str, function: str, stands: str) -> None:
            presences.arriver(magasin(), seance.code, body, function, stands)

        st.form_submit_button("Noter présent", on_click=ARRIVER.enregistrer, args=(come, "Présence notée."))
