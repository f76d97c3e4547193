"""Following and presenting a séance: ``?suivre=`` makes this browser a follower, ``?animer=`` the presenter."""

import secrets
from datetime import timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ti_dashboard import horloge
from ti_dashboard.adresse.gardee import en_codes
from ti_dashboard.cadre import propres
from ti_dashboard.cadre.parametres import ANIMER, PRESENTER, SUIVRE
from ti_dashboard.cadre.personne import magasin, magasin_ecrit
from ti_dashboard.cadre.salle import animation, cles, conduite, relais
from ti_dashboard.comite import annonces, ecran_de_salle
from ti_dashboard.comite import place as place_de_la_salle
from ti_dashboard.comite.ecran_de_salle import ecrire_vue
from ti_dashboard.composants.messages import Annonce, Role
from ti_dashboard.composants.suiveur import suiveur
from ti_dashboard.composants.trajet import trajet
from ti_dashboard.errors import AdresseIncomprise, SeanceInconnue, TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.live import seances
from ti_dashboard.live.seances import Seance
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.contexte import Contexte

TRAJET = "trajet_demande"


def adresse_vue(contexte: Contexte) -> str:
    """The one address of this screen."""
    return ecrire_vue(contexte, {key: st.query_params.get_all(key) for key in st.query_params})


def suivre(contexte: Contexte) -> None:
    """Keep this browser where the presenter is, when its address says so."""
    if asked := st.session_state.pop(TRAJET, None):
        trajet(asked, secrets.token_hex(4), propres.tous())
    if _presente():
        return
    _dire_les_inconnus()
    seen = adresse_vue(contexte)
    if code := propres.lire(SUIVRE):
        _suivre(contexte, code, seen)
    elif seance := _a_veiller(contexte.choix):
        _suivre_le_flux(seance, seen, "veilleur")


def _presente() -> bool:
    """Whether this browser presents; who cannot be asked is taken for what his address says."""
    try:
        return seance_animee() is not None
    except TableauDeBordError:
        return True


def _dire_les_inconnus() -> None:
    """What the address asks of this browser and that cannot be done is said, never taken for nothing."""
    if word := propres.inconnu(PRESENTER):
        st.warning(f"Présentation inconnue : « {citer(word)} ». Les deux présentations sont « clair » et « sombre ».")
    if (said := propres.lire(ANIMER)) and cles.prouvee() is None:
        # A key that opens nothing may be a key but for one letter: it is not shown to whoever looks at this screen.
        which = f"la séance « {citer(said)} »" if len(said) == seances.TAILLE_CODE else "de séance avec cette clé"
        st.warning(f"Ce navigateur n'anime pas {which} : ouvrez-y le lien de l'animateur. La salle ne le suit pas.")


def _suivre(contexte: Contexte, code: str, seen: str) -> None:
    """A store that does not answer now will answer the stream later; a code that names nothing never will."""
    try:
        found = seances.lire(magasin(), code)
    except SeanceInconnue as error:
        st.warning(citer(error))
        return
    except TableauDeBordError:
        found = None
    if found is None:
        suiveur(code, seen, "suiveur", (0, None), propres.tous())
    else:
        if found.est_brouillon:
            # No status of its own: the line of who follows says it aloud.
            st.markdown(f":blue-badge[À venir] {citer(pas_commencee(found))}")
        _suivre_le_flux(found, _telle_que_dite(contexte, found, seen), "suiveur")


def pas_commencee(seance: Seance) -> str:
    """All that is told of a draft to who has its code."""
    said = seance.prevue.en_mots()
    when = "prévue le" if seance.prevue.quand else "prévue :"
    return f"La séance n'a pas commencé{f' : {when} {said}' if said else ''}. Cet écran la suivra à son ouverture."


def _suivre_le_flux(seance: Seance, seen: str, role: Role) -> None:
    lu = (seance.revision, seance.etape_id)
    suiveur(seance.code, seen, role, lu, propres.tous(), _annonce(seance.code))


def _telle_que_dite(contexte: Contexte, seance: Seance, seen: str) -> str:
    """The address of this screen as the room is told it, where it is the same screen: that of a séance that begins
    says its arrêté alone, and a follower who is there must know it."""
    try:
        same = ecran_de_salle.lire(contexte.publication, seance.adresse).vue == seen
    except AdresseIncomprise:
        return seen
    return seance.adresse if same else seen


def _annonce(code: str) -> Annonce | None:
    """The outcome taken last, while it is news."""
    try:
        last = annonces.derniere(magasin(), code)
    except TableauDeBordError:
        # Whoever reads the séance just after says it.
        return None
    if last is None or (left := last.jusqu_a - horloge.maintenant()) <= timedelta():
        return None
    return {"id": last.cle, "mots": last.mots, "reste_ms": left // timedelta(milliseconds=1)}


def _a_veiller(choix: Filtres) -> Seance | None:
    """The séance held on the arrêté of this screen: whoever looks at it sees its corrections as they are typed."""
    try:
        store = magasin_ecrit()
        return seances.ouverte_sur(store, choix.arrete) if store else None
    except TableauDeBordError:
        # The strip of corrections says it.
        return None


def animer(contexte: Contexte, place: DeltaGenerator) -> None:
    """Tell the room where the presenter is, then draw what he presents with; a decision is noted in ``place``.

    Called before the page, so that followers do not wait for the presenter's own screen.
    """
    seen = adresse_vue(contexte)
    try:
        seance = seance_animee()
        if seance is not None:
            seance = conduite.mener(relais.arriver(seance), seen)
            _suivre_le_flux(seance, seen, "animateur")
            cles.graver()
            ou = place_de_la_salle.situer(magasin(), contexte.vocabulaire, seance)
            kept = en_codes(seen, contexte.vocabulaire)
            relais.dessiner(seance)
            animation.dessiner(seance, ou, (seen, kept), aller, lambda: _montrer(seance.code, seen))
            if not seance.est_brouillon:
                with place:
                    animation.noter(seance, kept, contexte.choix)
        elif (closed := cles.prouvee()) and contexte.page != "seance":
            animation.dire_close(closed, aller)
    except TableauDeBordError as error:
        # The figures do not depend on it: they stay.
        st.warning(citer(error))


def completer(contexte: Contexte) -> None:
    """Once the page is drawn: tell the room what the page itself wrote in the address."""
    seen = adresse_vue(contexte)
    if conduite.est_ailleurs(seen) and (seance := seance_animee()) is not None:
        conduite.mener(seance, seen)


def seance_animee() -> Seance | None:
    """The open séance this browser presents, if any."""
    seance = cles.prouvee()
    return None if seance is None or seance.est_close else seance


def seance_suivie() -> Seance | None:
    """The open séance this browser follows, if any; nothing of a draft is for who follows."""
    code = propres.lire(SUIVRE)
    found = seances.trouver(magasin(), code) if code else None
    return None if found is None or found.est_close or found.est_brouillon else found


def rejoindre(code: str) -> None:
    """Called by a gesture: follow this séance from now on."""
    propres.ecrire(SUIVRE, code)


def prendre_la_main(seance: Seance) -> None:
    """Called by a gesture: present this séance from now on."""
    propres.ecrire(SUIVRE, None)
    cles.retenir(seance)


def reprendre(seance: Seance) -> None:
    """Called by a gesture: present again a séance this browser has the key of, from where the room is."""
    prendre_la_main(seance)
    aller(seance.adresse)


def aller(adresse: str) -> None:
    """Called by a gesture: this browser goes to an address, at the end of this run; what is its own goes with it."""
    st.session_state[TRAJET] = adresse


def _montrer(code: str, seen: str) -> None:
    """Called by a gesture: bring the room to this screen, wherever it was."""
    conduite.deplacer(seances.lire(magasin(), code), seen)
