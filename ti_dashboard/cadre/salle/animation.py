"""What the presenter has at hand on every page: where the room is, its steps, a step or a decision from this screen."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.cadre.salle import conduite, relais
from ti_dashboard.comite.agenda import adresse_de_l_etape
from ti_dashboard.comite.place import Situation
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import jour
from ti_dashboard.live import decisions, etapes, marche
from ti_dashboard.live.etapes import Place
from ti_dashboard.live.seances import Seance
from ti_dashboard.programme.filtres import Filtres

ECHEANCE = timedelta(days=30)
ERREUR = "animation_erreur"
SAISIE = "saisie"
PREMIERE_ECHEANCE = date(2018, 1, 1)
SOUS_EMBARGO = "Sous embargo : la salle ne la lit qu'une fois atteinte"
GARDER = "Garder cette échéance et enregistrer"
AJOUTER = Saisie(
    "ajouter_etape",
    "Étape non ajoutée",
    {f"{SAISIE}_etape": "", f"{SAISIE}_intervenant": "", f"{SAISIE}_minutes": 10, f"{SAISIE}_embargo": False},
)


def dessiner(
    seance: Seance, ou: Situation, vues: tuple[str, str], aller: Callable[[str], None], montrer: Callable[[], None]
) -> None:
    """``vues``: the address of this screen, as it is read and as it is kept; ``aller`` goes to another; ``montrer``
    brings the room to this one."""
    vue, kept = vues
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="cadre-animation"):
        st.markdown(_situation(seance, ou), width="content")
        if ou.agenda:
            _pas(ou.place, aller)
        if ou.retour:
            st.button("Retour à l'étape", key="etape_retour", on_click=aller, args=(ou.retour,))
        with st.popover("Ajouter cet écran à l'ordre du jour"):
            _etape(seance, kept)
        can_lead = relais.tient(seance) and not marche.est_immobile(seance) and conduite.est_montrable(vue)
        if seance.adresse != vue and can_lead:
            st.button("Montrer cet écran à la salle", on_click=montrer, key="montrer_ecran", type="primary")
    if message := st.session_state.pop(ERREUR, None):
        st.error(citer(message))


def dire_close(seance: Seance, aller: Callable[[str], None]) -> None:
    """Another presenter, or this one in another window, has closed it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"La séance « {citer(seance.titre)} » est close : la salle ne vous suit plus.", width="content")
        st.button("Relire la séance", key="relire_close", on_click=aller, args=("/seance",))


def noter(seance: Seance, vue: str, choix: Filtres) -> None:
    """A decision on the screen it is taken on (``vue``, as it is kept); at hand in the presentation too."""
    with st.popover("Noter une décision"):
        _decision(seance, vue, choix)


def _situation(seance: Seance, ou: Situation) -> str:
    verb = "préparez" if seance.est_brouillon else "animez"
    words = f"Vous {verb} **{citer(seance.titre)}**, code **{citer(seance.code)}**"
    if ou.etape is None or ou.place.rang is None:
        return words
    said = f"{words} · étape {ou.place.rang + 1} sur {len(ou.agenda)} : **{citer(ou.etape.titre)}**"
    return f"{said} · :orange-badge[hors ordre du jour]" if ou.est_hors else said


def _pas(place: Place, aller: Callable[[str], None]) -> None:
    for key, label, step in (
        ("etape_avant", "← Étape précédente", place.avant),
        ("etape_apres", "Étape suivante →", place.apres),
    ):
        args = (adresse_de_l_etape(step),) if step else ()
        st.button(label, key=key, disabled=step is None, on_click=aller, args=args)


def _decision(seance: Seance, vue: str, choix: Filtres) -> None:
    with st.form("noter_decision", border=False):
        form = _noter()
        form.preparer()
        st.text_area("Décision", key=f"{SAISIE}_decision", height=96, max_chars=500, required=True)
        st.text_input("Responsable (organisme ou fonction)", key=f"{SAISIE}_responsable", max_chars=120, required=True)
        st.date_input("Échéance", key=f"{SAISIE}_echeance", format="DD/MM/YYYY", min_value=PREMIERE_ECHEANCE)
        label = GARDER if form.est_en_question else "Enregistrer la décision"
        st.form_submit_button(label, on_click=_prendre, args=(seance, vue, choix), type="primary")


def _noter() -> Saisie:
    fields = {"decision": "", "responsable": "", "echeance": horloge.aujourd_hui() + ECHEANCE}
    return Saisie(
        "noter_decision", "Décision non enregistrée", {f"{SAISIE}_{name}": empty for name, empty in fields.items()}
    )


def _prendre(seance: Seance, vue: str, choix: Filtres) -> None:
    def take(said: str, owner: str, due: date) -> None:
        decisions.prendre(magasin(), seance.code, said, owner, due, adresse=vue, arrete=choix.arrete)

    _noter().enregistrer(take, "Décision enregistrée.", echeance_passee)


def echeance_passee(_said: str, _owner: str, due: date) -> str | None:
    """A date that is past is most often a slip; it may be meant."""
    return f"Cette échéance, le {jour(due)}, est passée : la garder ?" if due < horloge.aujourd_hui() else None


def _etape(seance: Seance, vue: str) -> None:
    with st.form("ajouter_etape", border=False):
        AJOUTER.preparer()
        st.text_input("Titre de l'étape", key=f"{SAISIE}_etape", max_chars=120, required=True)
        st.text_input("Intervenant (organisme ou fonction)", key=f"{SAISIE}_intervenant", max_chars=120)
        st.number_input("Minutes", 0, etapes.MINUTES_MAX, step=5, key=f"{SAISIE}_minutes")
        st.checkbox(SOUS_EMBARGO, key=f"{SAISIE}_embargo")
        st.form_submit_button("Ajouter l'étape", on_click=_ajouter, args=(seance, vue), type="primary")


def _ajouter(seance: Seance, vue: str) -> None:
    def add(title: str, who: str, minutes: int, is_held: bool) -> None:
        etapes.ajouter(magasin(), seance.code, title, who, minutes, vue, est_sous_embargo=is_held)

    AJOUTER.enregistrer(add, "Étape ajoutée.")
