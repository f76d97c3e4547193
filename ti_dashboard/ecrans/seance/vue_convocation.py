"""What a séance is convened for, and the invitations: a file of a calendar to hand over, or mail when it is set."""

from collections.abc import Sequence
from datetime import date, time
from functools import partial

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.cadre.salle import liens
from ti_dashboard.courrier import envoi_de_courriels, reglage_smtp
from ti_dashboard.courrier.reglage_smtp import ReglageSmtp
from ti_dashboard.ecrans.seance import invitation_ecrite, vue_attendus, vue_prevision
from ti_dashboard.ecrans.seance.vue_refus import faire
from ti_dashboard.errors import GesteRefuse, TableauDeBordError
from ti_dashboard.exports.fichier_ics import GENRE
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord
from ti_dashboard.live import attendus, convocation, etapes
from ti_dashboard.live.attendus import AttenduASeance
from ti_dashboard.live.seances import Seance


def dessiner(seance: Seance) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _date_et_lieu(seance)
        _invitations(seance)
    with right:
        vue_attendus.dessiner(seance)


def _date_et_lieu(seance: Seance) -> None:
    st.header("Date et lieu", anchor=False)
    form, debut = _saisie(seance)
    with st.form(form.nom, border=False):
        form.preparer()
        st.text_input("Titre", key=f"{debut}_titre", max_chars=120, required=True)
        vue_prevision.champs(debut)
        st.form_submit_button("Enregistrer", on_click=_enregistrer, args=(seance,))


def _saisie(seance: Seance) -> tuple[Saisie, str]:
    """Named after what it holds too: another presenter may have changed it."""
    when = seance.prevue.quand
    held = (seance.titre, when.date() if when else None, when.time() if when else None, seance.duree_prevue)
    debut = f"convocation_{seance.code}_{hash((held, seance.lieu))}"
    names = (f"{debut}_{name}" for name in ("titre", "jour", "heure", "minutes", "lieu"))
    fields = dict(zip(names, (*held, seance.lieu), strict=True))
    return Saisie("convocation", "Date et lieu non enregistrés", fields), debut


def _enregistrer(seance: Seance) -> None:
    def change(title: str, day: date | None, hour: time | None, minutes: int, place: str) -> None:
        convocation.convoquer(magasin(), seance.code, title, vue_prevision.lire(day, hour, minutes, place))

    _saisie(seance)[0].enregistrer(change, "Date et lieu enregistrés.")


def _invitations(seance: Seance) -> None:
    st.header("Invitations", anchor=False)
    if seance.prevue.quand is None:
        st.markdown(invitation_ecrite.SANS_DATE)
        return
    agenda = etapes.lister(magasin(), seance.code)
    st.download_button(
        "Télécharger l'invitation (.ics)",
        # Written at the click, out of any session: what is of the session is read here.
        data=partial(invitation_ecrite.ecrire, seance, agenda, _lien(seance), horloge.maintenant()),
        file_name=invitation_ecrite.nom_du_fichier(seance),
        mime=GENRE,
        key="telecharger_ics",
        on_click="ignore",
        help="À joindre à un courriel : un agenda y lit le titre, la date, le lieu et le lien à suivre",
    )
    try:
        setting = reglage_smtp.lire()
    except TableauDeBordError as error:
        st.error(citer(error))
        return
    if setting is None:
        st.markdown("L'envoi par courriel n'est pas réglé sur ce service : téléchargez l'invitation, et envoyez-la.")
    else:
        _envois(seance, setting)


def _envois(seance: Seance, setting: ReglageSmtp) -> None:
    reachable = [one for one in attendus.lister(magasin(), seance.code) if one.courriel]
    waiting = [one for one in reachable if one.convie_le is None]
    if not reachable:
        st.markdown("Aucun attendu n'a de courriel.")
    with st.container(horizontal=True, gap="xsmall"):
        if waiting:
            said = accord(len(waiting), "attendu pas encore invité", "attendus pas encore invités")
            _bouton(f"Envoyer à {said}", "envoyer_invitations", seance, setting, waiting)
        if len(waiting) < len(reachable):
            said = accord(len(reachable), "attendu", "attendus")
            _bouton(f"Renvoyer à {said}", "renvoyer_invitations", seance, setting, reachable)


def _bouton(label: str, key: str, seance: Seance, setting: ReglageSmtp, qui: Sequence[AttenduASeance]) -> None:
    st.button(citer(label), key=key, on_click=faire, args=(_envoyer, seance, setting, qui))


def _envoyer(seance: Seance, setting: ReglageSmtp, qui: Sequence[AttenduASeance]) -> None:
    """Raises GesteRefuse naming those whom the server refused: the others are noted as invited."""
    agenda, link = etapes.lister(magasin(), seance.code), _lien(seance)
    file = invitation_ecrite.ecrire(seance, agenda, link, horloge.maintenant())
    mails = [invitation_ecrite.courriel(seance, agenda, link, file, one.courriel) for one in qui]
    refused = envoi_de_courriels.envoyer(setting, mails)
    taken = [one for one in qui if one.courriel not in refused]
    if taken:
        attendus.noter_convies(magasin(), seance.code, [one.attendu_id for one in taken])
    if refused:
        left = [one for one in qui if one not in taken]
        said = " ; ".join(f"{one.organisme} ({one.courriel}) : {refused[one.courriel]}" for one in left)
        raise GesteRefuse(f"{accord(len(left), 'invitation non envoyée', 'invitations non envoyées')} : {said}.")
    st.toast(accord(len(taken), "invitation envoyée", "invitations envoyées"))


def _lien(seance: Seance) -> str:
    return liens.lien_du_service(f"/salle?suivre={seance.code}")
