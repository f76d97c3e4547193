"""Who is expected: typed one by one or pasted, each with when an invitation left for them."""

import streamlit as st

from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.ecrans.seance.vue_refus import faire
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour_et_heure
from ti_dashboard.live import attendus, liste_collee
from ti_dashboard.live.attendus import AttenduASeance
from ti_dashboard.live.seances import Seance

COLLE = "attendus_colles"
COLLER = Saisie("coller_attendus", "Attendus non ajoutés", {COLLE: ""})
CHAMPS = ("attendu_organisme", "attendu_fonction", "attendu_courriel")
AJOUTER = Saisie("ajouter_attendu", "Attendu non ajouté", dict.fromkeys(CHAMPS, ""))
REFUSEES_DITES = 10


def dessiner(seance: Seance) -> None:
    found = attendus.lister(magasin(), seance.code)
    st.header(accord(len(found), "attendu"), anchor=False)
    if not found:
        st.markdown("Personne n'est encore attendu : un organisme et une fonction, jamais un nom.")
    for one in found:
        _ligne(one)
    # Not a popover: one that the list moves closes, with what it says of a refusal.
    with st.expander("Ajouter un attendu", expanded=AJOUTER.est_refusee):
        _ajouter(seance)
    with st.expander("Coller une liste", expanded=COLLER.est_refusee):
        _coller(seance)


def _ligne(one: AttenduASeance) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        mail = f" · {citer(one.courriel)}" if one.courriel else ""
        st.markdown(f"**{citer(one.organisme)}** · {citer(one.fonction)}{mail}{_convie(one)}")
        st.button(
            "Retirer",
            key=f"retirer_attendu_{one.attendu_id}",
            type="tertiary",
            help=f"Ne plus attendre : {citer(one.organisme)}, {citer(one.fonction)}",
            on_click=faire,
            args=(attendus.ne_plus_attendre, magasin(), one.attendu_id),
        )


def _convie(one: AttenduASeance) -> str:
    if one.convie_le is None:
        return ""
    return f" :green-badge[Invité le {jour_et_heure(one.convie_le)}]"


def _ajouter(seance: Seance) -> None:
    with st.form(AJOUTER.nom, border=False):
        AJOUTER.preparer()
        st.text_input("Organisme", key=CHAMPS[0], max_chars=120, required=True)
        st.text_input("Fonction", key=CHAMPS[1], max_chars=120, required=True)
        st.text_input("Courriel (facultatif)", key=CHAMPS[2], max_chars=254)

        def add(body: str, function: str, mail: str) -> None:
            attendus.attendre(magasin(), seance.code, [liste_collee.attendu_dit(body, function, mail)])

        st.form_submit_button("Ajouter", on_click=AJOUTER.enregistrer, args=(add,))


def _coller(seance: Seance) -> None:
    with st.form(COLLER.nom, border=False):
        COLLER.preparer()
        st.text_area(
            "Un par ligne : organisme ; fonction ; courriel",
            key=COLLE,
            height=160,
            placeholder="Région Bretagne ; vice-présidente ; cabinet@region.fr",
            required=True,
        )
        st.form_submit_button("Ajouter ces attendus", on_click=_ajouter_ceux_ci, args=(seance,))


def _ajouter_ceux_ci(seance: Seance) -> None:
    """Those that are understood are added; the others stay in the box, each with its reason."""
    refused: list[tuple[str, str]] = []

    def add(pasted: str) -> None:
        known = [(one.organisme, one.fonction) for one in attendus.lister(magasin(), seance.code)]
        read = liste_collee.lire(pasted, known)
        attendus.attendre(magasin(), seance.code, read.attendus)
        refused.extend(read.refus)

    COLLER.enregistrer(add)
    if refused:
        st.session_state[COLLE] = "\n".join(line for line, _ in refused)
        COLLER.enregistrer(lambda _: _refuser(refused))


def _refuser(refused: list[tuple[str, str]]) -> None:
    said = " ; ".join(f"« {line} » : {why.rstrip('.')}" for line, why in refused[:REFUSEES_DITES])
    rest = f" ; et {len(refused) - REFUSEES_DITES} autres" if len(refused) > REFUSEES_DITES else ""
    held = accord(len(refused), "ligne est restée dans la case", "lignes sont restées dans la case")
    raise GesteRefuse(f"Les autres sont ajoutés ; {held}. {said}{rest}.")
