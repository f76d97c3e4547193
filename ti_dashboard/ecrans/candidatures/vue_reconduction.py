"""Under the applications: who comes again, the map before and after, and the levers of the envelope."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from ti_dashboard.cadre import panneau, telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.composants import contours
from ti_dashboard.composants.planche import planche
from ti_dashboard.ecrans.candidatures import blocs_lignage
from ti_dashboard.ecrans.candidatures import tableaux_reconduction as tableaux
from ti_dashboard.ecrans.candidatures.blocs import solde
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour, millions, nombre, taux
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import portee, tables
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.totaux import totaliser
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions import candidatures
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.millesimes import millesimes

HAUTEUR = 420
COMMUNE = (
    "Un SIREN absent des dossiers peut être celui d'une commune dont l'intercommunalité candidate : elle paraît "
    "sortante, et l'intercommunalité entrante."
)


def dessiner(contexte: Contexte) -> None:
    """Territories of phase I that apply again, their members kept, entering and leaving."""
    content, members = tableaux.reconduction(contexte, {}), tableaux.membres(contexte)
    rows = content.lignes
    st.subheader("Qui candidate de nouveau", anchor=False)
    st.markdown(reponse(members, rows))
    if not rows:
        return
    screen = vierge("", "")
    note = f"Les plus quittés d'abord. {tableaux.PAR_SIREN} {tables.MODE_D_EMPLOI_CHIFFRES}"
    whole = totaliser(content.colonnes, rows, ("nb_membres", "nb_maintenus", "nb_sortants"))
    screen["blocs"] = [
        tables.table(
            "reconduction",
            "",
            content.colonnes,
            rows,
            tableaux.chiffre,
            note,
            hauteur=HAUTEUR,
            totaux=whole,
            alt="Territoires de phase I, un à un",
        )
    ]
    dessiner_planche(contexte, signer(screen), "candidatures-reconduction")
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
    choix = contexte.choix
    phases = {phase: candidatures.lignage(contexte.publication, choix, phase) for phase in (1, 2)}
    if not phases[2]:
        return
    vintages = millesimes(contexte.publication, choix.arrete)
    st.subheader("La carte avant et après", anchor=False)
    st.markdown(_solde(choix, phases))
    for phase, place in zip(phases, st.columns(2), strict=True):
        screen = vierge("", "")
        outlines = contours.adresse(phase)
        screen["carte"] = drawn = blocs_lignage.carte(choix, phase, phases[phase], outlines, vintages)
        drawn["noms"] = contours.noms_d_alors(phase, phases[phase])
        with place:
            _dessiner_carte(contexte, signer(screen), phase)
    _reunions(contexte)


def _reunions(contexte: Contexte) -> None:
    content = tableaux.reunions(contexte, {})
    if content.lignes:
        screen = vierge("", "")
        block = tables.table(
            "lignage",
            content.titre,
            content.colonnes,
            content.lignes,
            lambda *_: None,
            tableaux.PAR_POPULATION,
            hauteur=HAUTEUR,
            suit=content.suit,
        )
        screen["blocs"] = [block]
        dessiner_planche(contexte, signer(screen), "candidatures-lignage")
        telechargements.boutons(tableaux.REUNIONS, contexte)


def _solde(choix: Filtres, phases: dict[int, tuple[Ligne, ...]]) -> str:
    before, after = len(phases[1]), len(phases[2])
    new = sum(r["lignage"] == "aucun" for r in phases[2])
    return (
        f"De **{accord(before, 'territoire')}** à **{nombre(after)}** au {jour(choix.arrete)} : "
        f"**{accord(new, 'entièrement nouveau', 'entièrement nouveaux')}**, et **{solde(after - before)} de solde "
        "net**. Ce sont deux notions : un territoire peut être remplacé par deux, ou par aucun."
    )


def _dessiner_carte(contexte: Contexte, donnees: Ecran, phase: int) -> None:
    """On the map of phase I a territory opens its lines: its sheet belongs to the other phase."""
    key = f"candidatures-carte-{phase}"
    if phase == 2:
        dessiner_planche(contexte, donnees, key)
        return

    def suivre() -> None:
        geste = st.session_state[key]["geste"] or {}
        # The key « ? » already names the figure, a click only the territory.
        name = str(geste.get("id"))
        asked = lire(name) or Chiffre("nb_territoires", (("phase", "1"), ("territoire", name)))
        panneau.demander(asked)

    planche(portee.reserver(donnees, contexte.choix), key=key, on_geste=suivre)


def leviers(contexte: Contexte) -> None:
    """The envelope of the year by lever: what nobody published stays unknown."""
    content = tableaux.leviers(contexte, {})
    st.subheader("L'enveloppe de l'année, par levier", anchor=False)
    if announced := candidatures.enveloppe(contexte.publication):
        source = citer(announced["source"])
        st.markdown(f"**{millions(announced['valeur'])}** annoncés pour l'année de l'appel (source : {source}).")
    screen = vierge("", "")
    screen["blocs"] = [
        tables.table(
            "leviers",
            "",
            content.colonnes,
            content.lignes,
            content.figure,
            tableaux.ENVELOPPE,
            alt="Leviers de la phase II",
        )
    ]
    dessiner_planche(contexte, signer(screen), "candidatures-leviers")
    telechargements.boutons(tableaux.LEVIERS, contexte)
