"""What happened at each instant of a replay, in one line: how it is called, and its words. Pure."""

from collections.abc import Callable, Mapping

from ti_dashboard.comite import annonces
from ti_dashboard.comite.diffusion import SeanceVue
from ti_dashboard.comite.ecrit import conclusions_relevees
from ti_dashboard.langue.formats import entre_guillemets
from ti_dashboard.live.corrections import Correction
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.journal import EntreeSeance

Dit = tuple[str, str]
AGENDA = "Ordre du jour modifié"


def dire_la_ligne(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    """The kind and the words of a line that the room saw; the agenda's where nothing else is known of it."""
    said = DITS_PAR_GESTE.get(line.geste)
    return said(line, avant, apres) if said else ("agenda", _agenda(avant, apres))


def _agenda(avant: SeanceVue, apres: SeanceVue) -> str:
    """What the room saw change of it."""
    old, new = ({one.etape_id: one.titre for one in vue.agenda if not one.est_cachee} for vue in (avant, apres))
    for words, kept, other in (("Inscrit à", new, old), ("Retiré de", old, new)):
        if found := [f"« {title} »" for number, title in kept.items() if number not in other]:
            return entre_guillemets(f"{words} l'ordre du jour : {', '.join(found)}")
    return AGENDA if [*old] == [*new] else "Ordre du jour réordonné"


def dire_la_correction(one: Correction, est_proposee: bool) -> Dit:
    told = conclusions_relevees.correction(one)
    figure = f"{told['chiffre']}, {told['ancienne']} → {told['nouvelle']}"
    return "correction", f"{'Correction' if est_proposee else 'Correction retirée'} : {figure}"


def _deplacement(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    """To a step; an empty sentence elsewhere: it is the screen that tells itself."""
    step = _etape(apres)
    if step is None or apres.seance.etape_id == avant.seance.etape_id:
        return "ecran", ""
    rank = [one.etape_id for one in apres.agenda].index(step.etape_id) + 1
    return "etape", f"Étape {rank} : {step.titre}"


def _etape(vue: SeanceVue) -> Etape | None:
    return next((one for one in vue.agenda if one.etape_id == vue.seance.etape_id), None)


def _lecture(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    if apres.projet is None:
        return "lecture", "Fin de la lecture"
    return "lecture", entre_guillemets(f"Lue à l'écran : « {apres.projet.texte} »")


def _conclusion(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    return "conclusion", annonces.de_la_decision(apres.derniere).mots if apres.derniere else ""


def _modifiee(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    return "conclusion", entre_guillemets(f"Rédaction reprise : « {line.detail.get('texte')} »")


def _message(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    said = apres.seance.message
    return "message", entre_guillemets(f"Message : « {said} »") if said else "Message retiré"


def _parole_prise(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    return "parole", f"Parole à {line.detail.get('organisme')} ({line.detail.get('fonction')})"


def _parole_demandee(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    return "parole", f"Parole demandée : {line.detail.get('organisme')} ({line.detail.get('fonction')})"


def _arrivee(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    return "presence", f"Arrivée : {line.detail.get('organisme')} ({line.detail.get('fonction')})"


def _toujours(genre: str, mots: str) -> Callable[[EntreeSeance, SeanceVue, SeanceVue], Dit]:
    return lambda line, avant, apres: (genre, mots)


def _noir(line: EntreeSeance, avant: SeanceVue, apres: SeanceVue) -> Dit:
    return "mur", "Mur noir" if apres.seance.noir_depuis else "Mur rallumé"


DITS_PAR_GESTE: Mapping[str, Callable[[EntreeSeance, SeanceVue, SeanceVue], Dit]] = {
    "deplacer": _deplacement,
    "ouvrir": _toujours("ouverture", "Ouverture de la séance"),
    "suspendre": _toujours("suspension", "Séance suspendue"),
    "reprendre": _toujours("suspension", "Reprise de la séance"),
    "clore": _toujours("cloture", "Clôture de la séance"),
    "noircir": _noir,
    "dire_a_la_salle": _message,
    "relire_decision": _lecture,
    "rediger_decision": _lecture,
    "abandonner_projet_de_decision": _lecture,
    "decider": _conclusion,
    "modifier_decision": _modifiee,
    "noter_presence": _arrivee,
    "noter_depart": _toujours("presence", "Départ"),
    "demander_la_parole": _parole_demandee,
    "donner_la_parole": _parole_prise,
    "finir_la_parole": _toujours("parole", "Fin de la prise de parole"),
    "retirer_demande_de_parole": _toujours("parole", "Demande de parole retirée"),
    "ordonner_la_parole": _toujours("parole", "Liste de parole réordonnée"),
}
