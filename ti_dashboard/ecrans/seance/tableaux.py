"""The record of decisions: what people typed during meetings, which is no figure of an arrêté."""

from dataclasses import replace
from datetime import date

from ti_dashboard import horloge
from ti_dashboard.adresse.gardee import en_etiquettes
from ti_dashboard.langue.formats import jour
from ti_dashboard.live import decisions, seances
from ti_dashboard.live.base import base
from ti_dashboard.live.decisions import STATUTS, Decision
from ti_dashboard.planche.portee import AUCUN
from ti_dashboard.programme.colonnes import Colonne, Ligne
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose

COLONNES = (
    Colonne("situation", "Situation"),
    Colonne("texte", "Décision"),
    Colonne("responsable", "Responsable"),
    Colonne("echeance", "Échéance", "jour"),
    Colonne("arrete", "Arrêté", "jour"),
    Colonne("seance", "Séance"),
    Colonne("prise_le", "Prise le", "jour"),
    Colonne("adresse", "Écran"),
)
VIVANT = (
    "Ce relevé est ce que des personnes ont écrit en séance, modifiable depuis : ce ne sont pas des chiffres d'un "
    "arrêté, aucun sceau ne les couvre."
)


def lister(contexte: Contexte, today: date, seance_code: str | None = None) -> list[Decision]:
    """The decisions of a séance, or of all, their screens as people read them."""
    found = decisions.lister(base(), today, seance_code)
    return [replace(d, adresse=en_etiquettes(d.adresse, contexte.vocabulaire)) for d in found]


def situation(decision: Decision, today: date) -> str:
    return "en retard" if decision.est_en_retard(today) else STATUTS[decision.statut]


def releve(contexte: Contexte, _mots: Mots) -> TableauCompose:
    today = horloge.aujourd_hui()
    titles = {s.code: s.titre for s in seances.lister(base())}
    rows = [_en_ligne(d, today, titles) for d in lister(contexte, today)]
    return TableauCompose("Relevé de décisions", COLONNES, rows, AUCUN, (("Au", jour(today)),))


def _en_ligne(decision: Decision, today: date, titles: dict[str, str]) -> Ligne:
    return decision.__dict__ | {
        "situation": situation(decision, today),
        "seance": titles[decision.seance_code],
        "prise_le": horloge.jour_note(decision.cree_le),
    }


RELEVE = Tableau("releve-de-decisions", "seance", releve, vivant=VIVANT)
