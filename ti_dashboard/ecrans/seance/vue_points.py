"""Points that regions and operators propose: typed by any account, taken or set aside by who presents."""

import streamlit as st

from ti_dashboard.adresse.gardee import en_codes, en_etiquettes
from ti_dashboard.cadre.ecran_colle import ecran_colle
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.cadre.salle import suivi
from ti_dashboard.ecrans.seance.vue_refus import faire
from ti_dashboard.horloge import jour_note
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour, selon
from ti_dashboard.live import etapes, points, seances
from ti_dashboard.live.points import PointPropose
from ti_dashboard.live.seances import Seance
from ti_dashboard.questions.contexte import Contexte

MINUTES = 10
DECIDES_MONTRES = 10


def proposer(contexte: Contexte) -> None:
    """For any account: a form, and what became of what it proposed."""
    form = _saisie()
    with st.expander("Proposer un point à l'ordre du jour", expanded=form.est_refusee):
        with st.form("proposer_point", border=False):
            form.preparer()
            st.text_input("Titre du point", key="point_titre", max_chars=120, required=True)
            st.text_area("Pourquoi", key="point_motif", max_chars=1_000, height=96, required=True)
            st.number_input("Minutes demandées", 0, etapes.MINUTES_MAX, step=5, key="point_minutes")
            st.text_input(
                "Adresse de l'écran concerné (copiée de la barre du navigateur)",
                key="point_adresse",
                placeholder="https://…/territoires?region=Bretagne",
                required=True,
            )
            if courante().compte_id is None:
                st.text_input("Qui propose (organisme et fonction)", key="point_qui", max_chars=120, required=True)
            st.form_submit_button("Proposer ce point", on_click=_proposer, args=(contexte,))
        _reponses()


def _saisie() -> Saisie:
    fields = {"point_titre": "", "point_motif": "", "point_minutes": MINUTES, "point_adresse": ""}
    return Saisie("proposer_point", "Point non proposé", {**fields, "point_qui": courante().fonction})


def _proposer(contexte: Contexte) -> None:
    def send(title: str, why: str, minutes: int, address: str, who: str) -> None:
        kept = en_codes(ecran_colle(address), contexte.vocabulaire)
        points.proposer(magasin(), title, why, minutes, kept, who)

    _saisie().enregistrer(send, "Point proposé.")


def _reponses() -> None:
    """At the only post all are shown; an account reads its own."""
    me = courante()
    mine = [one for one in points.lister(magasin()) if me.compte_id is None or one.compte_id == me.compte_id]
    if mine:
        st.markdown("\n".join(f"- **{citer(one.titre)}** · {_issue(one)}" for one in mine[:DECIDES_MONTRES]))


def _issue(one: PointPropose) -> str:
    if one.est_en_attente:
        return f"proposé le {jour(jour_note(one.propose_le))}, en attente"
    day = jour(jour_note(one.decide_le or ""))
    if one.est_retenu:
        return f"retenu le {day}"
    return f"écarté le {day} : {citer(one.issue)}"


def juger(contexte: Contexte, seance: Seance) -> None:
    """For who presents: what waits, each with its screen."""
    found = points.lister(magasin())
    waiting = [one for one in found if one.est_en_attente]
    said = ("Aucun point n'attend de réponse", "{n} point attend une réponse", "{n} points attendent une réponse")
    st.header(selon(len(waiting), *said), anchor=False)
    if not waiting:
        st.markdown("Chacun peut en proposer sur la page Séance, hors de toute séance.")
    for one in waiting:
        _ligne(contexte, seance, one)
    decided = [one for one in found if not one.est_en_attente][:DECIDES_MONTRES]
    if decided:
        st.subheader("Derniers points décidés", anchor=False)
        titles = {s.code: s.titre for s in seances.lister(magasin())}
        st.markdown("\n".join(f"- **{citer(o.titre)}** · {_issue(o)}{_ou(o, titles)}" for o in decided))


def _ou(one: PointPropose, titles: dict[str, str]) -> str:
    return f" : {citer(titles.get(one.seance_code, ''))}" if one.seance_code else ""


def _ligne(contexte: Contexte, seance: Seance, one: PointPropose) -> None:
    with st.container(border=True):
        st.markdown(
            f"**{citer(one.titre)}** · {citer(one.organisme)} · {accord(one.minutes, 'minute')} · "
            f"proposé le {jour(jour_note(one.propose_le))}"
        )
        st.markdown(citer(one.motif))
        with st.container(horizontal=True, gap="xsmall"):
            args = (points.retenir, magasin(), one.point_id, seance.code)
            label, said = "Mettre à l'ordre du jour", citer(one.titre)
            st.button(label, key=f"retenir_{one.point_id}", on_click=faire, args=args, help=f"{label} : {said}")
            address = en_etiquettes(one.adresse, contexte.vocabulaire)
            st.button(
                "Voir l'écran", key=f"voir_{one.point_id}", on_click=suivi.aller, args=(address,), type="tertiary"
            )
            with st.popover("Écarter", help=f"Écarter avec une raison : {said}"):
                _ecarter(one)


def _ecarter(one: PointPropose) -> None:
    key = f"ecarter_{one.point_id}"
    form = Saisie(key, f"Point « {one.titre} » non écarté", {f"{key}_motif": ""})
    with st.form(key, border=False):
        form.preparer()
        st.text_area("Raison, que lira qui l'a proposé", key=f"{key}_motif", max_chars=500, height=96, required=True)
        st.form_submit_button(
            "Écarter ce point",
            on_click=form.enregistrer,
            args=(lambda why: points.ecarter(magasin(), one.point_id, why), "Point écarté."),
        )
