"""The way into a new data folder, drawn where pages would be empty: what is there, what lacks, the next gesture."""

import streamlit as st

from ti_dashboard.adresse.pages import trouver
from ti_dashboard.cadre import atelier, navigation
from ti_dashboard.dossier import chemins
from ti_dashboard.ecrans.donnees import vue_attente, vue_depot, vue_perimetre
from ti_dashboard.ecrans.donnees.blocs_premiers_pas import EnPlace, Pas, pas, prochain
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.referentiels import lire

_DONNEES_OUVERTES = (
    "**Données ouvertes.** Ce qui est public, tel quel : les périmètres des deux phases, les projets du Fonds vert de "
    "2023 et la mesure du programme de 2024 en Provence-Alpes-Côte d'Azur. Le reste n'est pas public et y reste "
    "inconnu : avancement, emplois, chefs de projet, paiements, autres financeurs."
)
_DEMONSTRATION = (
    "**Démonstration.** Toutes les pages remplies, par un tirage au sort calé sur les chiffres publiés : un dépôt fait "
    "par-dessus reste une démonstration."
)


def en_place(contexte: Contexte | None) -> EnPlace:
    """What the data folder holds; ``contexte`` is None when nothing was ever published."""
    connus, comites = len(lire("territoire")), len(lire("copil"))
    prepares = len(vue_perimetre.prepares())
    waiting = vue_attente.en_attente(contexte)
    entered = any(sheet.nature == "perimetre" for depot in waiting for sheet in depot.feuilles)
    if contexte is None:
        return EnPlace(connus, comites, prepares=prepares, acceptes=len(waiting), est_perimetre_accepte=entered)
    (held,) = poser(contexte.publication, "premiers_pas")
    return EnPlace(
        connus,
        held["nb_comites"],
        True,
        held["nb_perimetres"],
        held["nb_feuilles"],
        held["nb_arretes_pleins"],
        prepares,
        len(waiting),
        entered,
    )


def annoncer(contexte: Contexte) -> None:
    """At the top of a page with nothing to show: the steps, and the way to Données. Nothing once an arrêté is full."""
    (held,) = poser(contexte.publication, "premiers_pas")
    page = trouver(contexte.page)
    if held["nb_arretes_pleins"] or (page is not None and not page.a_des_chiffres):
        return
    _dessiner(en_place(contexte))
    if contexte.page != "donnees":
        navigation.lien("donnees", Markdown("Ouvrir la page Données"))


def accueillir() -> None:
    """In place of every page while nothing was ever published: the steps, the deposits, the demonstration."""
    st.title("Premiers pas", anchor=False)
    _dessiner(en_place(None))
    if chemins.lecture_seule():
        return
    st.header("Déposer", anchor="deposer")
    vue_depot.dessiner(None)
    _autres_departs()


def _dessiner(place: EnPlace) -> None:
    steps = pas(place)
    following = prochain(steps)
    with st.container(border=True):
        st.markdown("**Ce dossier de données est neuf.** Voici ce qui est en place, et ce qui manque.")
        st.markdown("\n".join(_ligne(step, step is following) for step in steps))


def _ligne(step: Pas, is_next: bool) -> str:
    mark = ":material/check_circle:" if step.est_fait else ":material/radio_button_unchecked:"
    said = f"1. {mark} **{citer(step.titre)}** : {citer(step.constat)}"
    return f"{said}  \n   **Prochain geste :** {citer(step.geste)}" if is_next else said


def _autres_departs() -> None:
    """Ways to begin without a file at hand, one button each."""
    st.header("Sans fichier sous la main", anchor="sans-fichier")
    author = st.session_state.get(atelier.AUTEUR, "")
    public, drawn = st.columns(2)
    public.markdown(_DONNEES_OUVERTES)
    drawn.markdown(_DEMONSTRATION)
    if public.button("Remplir ce dossier des données ouvertes", key="ouvertes"):
        atelier.puis_relire(atelier.executer(Markdown("Données ouvertes"), "ouvertes", auteur=author))
    if drawn.button("Remplir ce dossier de la démonstration", key="demonstration"):
        written = atelier.executer(Markdown("Démonstration"), "demonstration", auteur=author)
        if written is not None:
            atelier.puis_relire(atelier.executer(Markdown("Publication"), "construire", auteur=author))
