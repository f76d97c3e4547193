"""Under the applications: who comes again, the map before and after, and the levers of the envelope."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from ti_dashboard.cadre import panneau, telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.composants.planche import planche
from ti_dashboard.compositions import planches_gardees
from ti_dashboard.ecrans.candidatures import tableaux_reconduction as tableaux
from ti_dashboard.ecrans.candidatures.blocs import solde
from ti_dashboard.ecrans.candidatures.composition_reconduction import CARTES, phases_a_comparer
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour, millions, nombre, taux
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions import candidatures
from ti_dashboard.questions.contexte import Contexte

COMMUNE = (
    "Un SIREN absent des dossiers peut être celui d'une commune dont l'intercommunalité candidate : elle paraît "
    "sortante, et l'intercommunalité entrante."
)


def dessiner(contexte: Contexte) -> None:
    """Territories of phase I that apply again, their members kept, entering and leaving."""
    st.subheader("Qui candidate de nouveau", anchor=False)
    st.markdown(reponse(tableaux.membres(contexte), tableaux.reconduction(contexte, {}).lignes))
    if dessiner_planche(contexte, "candidatures-reconduction", {}):
        telechargements.boutons(tableaux.RECONDUCTION, contexte)


def reponse(members: tuple[Ligne, ...], rows: Sequence[Ligne]) -> str:
    """How many territories come again, with the denominator; how many members stay, enter and leave."""
    if not rows:
        return "Aucun dossier déposé, ou aucun territoire de phase I pour ce choix."
    again = sum(r["nb_maintenus"] > 0 for r in rows)
    moves = Counter(str(m["mouvement"]) for m in members)
    return (
        f"**{nombre(again)} des {accord(len(rows), 'territoire')} de phase I** ({taux(again / len(rows))}) ont un "
        f"membre au moins dans un dossier déposé. **{accord(moves['maintenu'], 'membre')}** de nouveau candidats, "
        f"**{accord(moves['entrant'], 'entrant')}**, **{accord(moves['sortant'], 'sortant')}**."
        + (f" {COMMUNE}" if moves["sortant"] or moves["entrant"] else "")
    )


def cartes(contexte: Contexte) -> None:
    """The map before and after; 29 and 34 side by side, each with its name."""
    phases = phases_a_comparer(contexte)
    if not phases:
        return
    st.subheader("La carte avant et après", anchor=False)
    st.markdown(_solde(contexte.choix, phases))
    before, after = st.columns(2)
    with before:
        _carte_d_avant(contexte)
    with after:
        dessiner_planche(contexte, CARTES[2], {})
    if dessiner_planche(contexte, "candidatures-lignage", {}):
        telechargements.boutons(tableaux.REUNIONS, contexte)


def _solde(choix: Filtres, phases: dict[int, tuple[Ligne, ...]]) -> str:
    before, after = len(phases[1]), len(phases[2])
    new = sum(r["lignage"] == "aucun" for r in phases[2])
    return (
        f"De **{accord(before, 'territoire')}** à **{nombre(after)}** au {jour(choix.arrete)} : "
        f"**{accord(new, 'entièrement nouveau', 'entièrement nouveaux')}**, et **{solde(after - before)} de solde "
        "net**. Ce sont deux notions : un territoire peut être remplacé par deux, ou par aucun."
    )


def _carte_d_avant(contexte: Contexte) -> None:
    """On the map of phase I a territory opens its lines: its sheet belongs to the other phase."""
    screen = planches_gardees.planche(contexte, CARTES[1], {})
    if screen is not None:
        planche(screen, key=CARTES[1], on_geste=_suivre)


def _suivre() -> None:
    geste = st.session_state[CARTES[1]]["geste"] or {}
    # The key « ? » already names the figure, a click only the territory.
    name = str(geste.get("id"))
    panneau.demander(lire(name) or Chiffre("nb_territoires", (("phase", "1"), ("territoire", name))))


def leviers(contexte: Contexte) -> None:
    """The envelope of the year by lever: what nobody published stays unknown."""
    st.subheader("L'enveloppe de l'année, par levier", anchor=False)
    if announced := candidatures.enveloppe(contexte.publication):
        source = citer(announced["source"])
        st.markdown(f"**{millions(announced['valeur'])}** annoncés pour l'année de l'appel (source : {source}).")
    dessiner_planche(contexte, "candidatures-leviers", {})
    telechargements.boutons(tableaux.LEVIERS, contexte)
