"""The boards of the leaf « Alertes »: one counted tile for each signal, with its rule, and the rows behind."""

from collections import Counter

from ti_dashboard.adresse.parametres import choisi
from ti_dashboard.compositions import absence
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.evolutions import blocs_alertes
from ti_dashboard.ecrans.evolutions.parametres import SEUILS, SIGNAL, VOLET, VOLETS
from ti_dashboard.ecrans.evolutions.tableaux import COLONNES_ALERTES, retenues, seuils, suivis
from ti_dashboard.langue.formats import jour
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.programme.signaux import GENRES
from ti_dashboard.questions.alertes import alertes, tues
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux.modele import Mots, lire

MOTS = (VOLET.nom, SIGNAL.nom, *SEUILS)


def composer(contexte: Contexte, mots: Mots) -> Ecran | None:
    """The board as one message; none on the other leaf."""
    if choisi(VOLET, mots) != VOLETS[1]:
        return None
    choix, kept = contexte.choix, seuils(mots)
    words = contexte.en_mots()
    screen = vierge(f"Qu'est-ce qui demande une question au {jour(choix.arrete)} ?", words)
    if choix.arrete not in relever(contexte.publication, choix):
        screen["message"] = absence.message(choix, f"Aucun territoire au {jour(choix.arrete)} pour ce choix : {words}.")
        return signer(screen)
    found = alertes(contexte.publication, choix, kept)
    counts = Counter(a.genre for a in found)
    rules = blocs_alertes.regles(kept.jours, kept.mois, kept.echelon)
    silent = tues(contexte.publication, choix)
    screen["blocs"] = [blocs_alertes.signaux(choix, counts, rules, lire(mots, SIGNAL.nom), suivis(found), silent)]
    return signer(screen)


def liste(contexte: Contexte, mots: Mots) -> Ecran | None:
    """The rows of the kind that the address keeps, or all of them; none where there is no signal of any kind."""
    is_open = choisi(VOLET, mots) == VOLETS[1]
    if not is_open or not alertes(contexte.publication, contexte.choix, seuils(mots)):
        return None
    kind = lire(mots, SIGNAL.nom)
    one, kept = GENRES.get(kind), retenues(contexte, mots)
    columns = [c for c in COLONNES_ALERTES if one is None or c.cle != "genre_dit"]
    words = (one.libelle, one.unite) if one else ("Tous les signaux", ("signal", "signaux"))
    screen = vierge("", "")
    screen["blocs"] = [blocs_alertes.liste(words[0], columns, kept, suivis(kept), words[1])]
    return signer(screen)


ALERTES = (Composition("alertes", composer, MOTS, se_corrige=False), Composition("alertes-lignes", liste, MOTS))
