"""The agenda of a séance: its steps in order, the minutes they take, and how to change them."""

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.adresse.gardee import incomprise
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.cadre.salle import suivi
from ti_dashboard.cadre.salle.animation import SOUS_EMBARGO
from ti_dashboard.comite.agenda import adresse_de_l_etape, agenda_lu
from ti_dashboard.ecrans.seance.proposition import inscrire, proposer
from ti_dashboard.ecrans.seance.vue_refus import faire
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, nombre
from ti_dashboard.live import etapes
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.seances import Seance
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte, seance: Seance) -> None:
    steps = agenda_lu(magasin(), contexte.vocabulaire, seance.code)
    st.header("Ordre du jour", anchor=False)
    if not steps:
        st.markdown(
            "Aucune étape. Allez sur l'écran voulu, avec ses filtres, puis **Ajouter cet écran à l'ordre du jour** ; "
            "ou partez d'une proposition."
        )
    for rank, step in enumerate(steps):
        _ligne(seance, steps, rank, step)
        if lost := incomprise(step.adresse, contexte.vocabulaire):
            st.warning(f"Étape {rank + 1}, {citer(lost)}.")
    if steps:
        st.markdown(f"{_duree(steps)}{_creneau(seance, steps)}")
    st.button(
        "Proposer un ordre du jour",
        key="proposer_agenda",
        on_click=_proposer,
        args=(contexte, seance.code),
        help="Décisions en retard, ce qui a changé, alertes, argent, suites : ce qui n'y est pas encore est ajouté",
    )


def lire(seance: Seance) -> None:
    """The agenda as a follower reads it: a step under embargo is there once it was reached."""
    steps = [step for step in etapes.lister(magasin(), seance.code) if not step.est_cachee]
    if steps:
        st.header("Ordre du jour", anchor=False)
        st.markdown("\n".join(f"- {_situation(seance, rank, step)}" for rank, step in enumerate(steps)))
        st.markdown(_duree(steps))


def _duree(steps: list[Etape]) -> str:
    return f"{accord(len(steps), 'étape')}, {accord(sum(s.minutes for s in steps), 'minute')} en tout."


def _creneau(seance: Seance, steps: list[Etape]) -> str:
    """Against what it is planned to last, where that is told."""
    slot, total = seance.duree_prevue, sum(step.minutes for step in steps)
    if not slot:
        return ""
    if total > slot:
        return f" :red-badge[{accord(total - slot, 'minute')} de trop] pour une séance de {accord(slot, 'minute')}."
    return f" Il en reste {nombre(slot - total)} sur les {nombre(slot)} de la séance."


def _secrets(step: Etape) -> str:
    """What the room does not read of a step."""
    held = " :orange-badge[Sous embargo]" if step.est_cachee else ""
    note = " ".join(step.note.splitlines())
    return f"{held}{f' · _note : {citer(note)}_' if note else ''}"


def _situation(seance: Seance, rank: int, step: Etape) -> str:
    mark = "▶ " if step.etape_id == seance.etape_id else ""
    speaker = f" · {citer(step.intervenant)}" if step.intervenant else ""
    return f"{mark}**{rank + 1}. {citer(step.titre)}**{speaker} · {accord(step.minutes, 'minute')}"


def _proposer(contexte: Contexte, code: str) -> None:
    def add() -> None:
        if not inscrire(magasin(), code, proposer(contexte, magasin(), horloge.aujourd_hui())):
            st.toast("L'ordre du jour contient déjà tout ce qui serait proposé.")

    faire(add)


def _ligne(seance: Seance, steps: list[Etape], rank: int, step: Etape) -> None:
    ids = [s.etape_id for s in steps]
    named = f"l'étape {rank + 1} : {citer(step.titre)}"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"{_situation(seance, rank, step)}{_secrets(step)}")
        st.button(
            "Aller",
            key=f"aller_{step.etape_id}",
            on_click=suivi.aller,
            args=(adresse_de_l_etape(step),),
            help=f"Aller à {named}",
        )
        for label, said, other in (("↑", "Monter", rank - 1), ("↓", "Descendre", rank + 1)):
            st.button(
                label,
                key=f"{said}_{step.etape_id}",
                help=f"{said} {named}",
                disabled=not 0 <= other < len(steps),
                on_click=_echanger,
                args=(seance.code, ids, rank, other),
            )
        with st.popover("Modifier", help=f"Modifier {named}"):
            _modifier(step)
        st.button(
            "Retirer",
            key=f"retirer_{step.etape_id}",
            on_click=faire,
            type="tertiary",
            help=f"Retirer {named}",
            args=(etapes.retirer, magasin(), step.etape_id),
        )


def _modifier(step: Etape) -> None:
    form = _saisie(step)
    with st.form(form.nom, border=False):
        form.preparer()
        title, speaker, minutes, note, embargo = form.champs
        st.text_input("Titre", key=title, max_chars=120, required=True)
        st.text_input("Intervenant (organisme ou fonction)", key=speaker, max_chars=120)
        st.number_input("Minutes", 0, etapes.MINUTES_MAX, step=5, key=minutes)
        st.text_area("Note, pour l'animateur seul", key=note, max_chars=1_000, height=96)
        st.checkbox(SOUS_EMBARGO, key=embargo)
        st.form_submit_button("Enregistrer", on_click=_enregistrer, args=(step,))


def _saisie(step: Etape) -> Saisie:
    """Its fields hold what the step says; another presenter may have changed it, so they are named after that too."""
    held = (step.titre, step.intervenant, step.minutes, step.note, step.sous_embargo)
    key = f"etape_{step.etape_id}_{hash(held)}"
    names = (f"{key}_{name}" for name in ("titre", "qui", "minutes", "note", "embargo"))
    return Saisie(key, f"Étape « {step.titre} » non modifiée", dict(zip(names, held, strict=True)))


def _enregistrer(step: Etape) -> None:
    def change(title: str, speaker: str, minutes: int, note: str, is_held: bool) -> None:
        etapes.modifier(magasin(), step.etape_id, title, speaker, minutes)
        etapes.annoter(magasin(), step.etape_id, note, is_held)

    _saisie(step).enregistrer(change)


def _echanger(code: str, ids: list[int], rank: int, other: int) -> None:
    order = list(ids)
    order[rank], order[other] = order[other], order[rank]
    faire(etapes.ordonner, magasin(), code, order)
