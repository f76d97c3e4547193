"""Answers to the questions a deposit raises: all of them, before it is accepted."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ti_dashboard import chemins, depots, disque
from ti_dashboard.depots import Depot, Question
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.formats import accord, enumeration
from ti_dashboard.ingest import doutes
from ti_dashboard.ingest.connu import registre_connu
from ti_dashboard.ingest.lignes_deposees import livraisons_du_depot
from ti_dashboard.ingest.questions import AVANT, DERNIER

_MONTREES = 5


def repondre(depot: Depot, reponses: Mapping[str, str]) -> Depot:
    """The deposit with these answers: identifier of a question, or kind of questions, → code of a choice.

    Raises DepotRefuse when an answer is to no question or is none of its choices, or when a question is left.
    """
    given: dict[str, str] = dict(depot.reponses)
    for name, code in reponses.items():
        asked = [q for q in depot.questions if name in (q.cle, q.genre)]
        if not asked:
            known = enumeration(sorted({q.genre for q in depot.questions})) or "aucune"
            raise DepotRefuse(f"« {name} » n'est pas une question de ce dépôt. Questions posées : {known}.")
        for question in asked:
            if code not in {c.code for c in question.choix}:
                raise DepotRefuse(f"« {code} » ne répond pas à « {question.texte} » : {_choix(question)}.")
            if name == question.cle or question.cle not in reponses:
                given[question.cle] = code
    answered = replace(depot, reponses=given)
    _refuser_sans_reponse(answered)
    return replace(answered, rang=_rang(answered))


def _refuser_sans_reponse(depot: Depot) -> None:
    left = depot.sans_reponse
    if left:
        lines = [f"\n  - {q.cle} : {q.texte} {' / '.join(q.lignes)} → {_choix(q)}" for q in left[:_MONTREES]]
        more = f"\n  … et {len(left) - _MONTREES} autres" if len(left) > _MONTREES else ""
        raise DepotRefuse(
            f"{accord(len(left), 'question attend', 'questions attendent')} une réponse avant d'accepter ce dépôt :"
            + "".join(lines) + more
        )  # fmt: skip


def _choix(question: Question) -> str:
    return enumeration([f"« {c.code} » ({c.libelle.lower()})" for c in question.choix], "ou")


def _rang(depot: Depot) -> float:
    """Rank in its day: after all, or between the deposit it was received before and the one before that."""
    answer = next((depot.reponses[q.cle] for q in depot.questions if q.genre == "meme_jour"), None)
    day = sorted((d.rang, d.depot_id) for d in depots.acceptes()
                 if d.date_reception == depot.date_reception and d.depot_id != depot.depot_id)  # fmt: skip
    if answer is None or not day:
        return depot.rang
    if answer == DERNIER:
        return day[-1][0] + 1
    rank = next((i for i, (_, name) in enumerate(day) if name == answer.removeprefix(AVANT)), 0)
    return day[0][0] - 1 if rank == 0 else (day[rank - 1][0] + day[rank][0]) / 2


def interroger(depot: Depot, dossier: Path) -> Depot:
    """The deposit with its questions against what is known now: another one may have been accepted since it was read.

    Written where it waits when they have changed.
    """
    accepted = depots.acceptes()
    if depot.compare_a == depots.noms(accepted):
        return depot
    known = registre_connu(chemins.publications(), [depots.dossier() / d.depot_id for d in accepted])
    questions, _ = doutes.questions(list(livraisons_du_depot(depot, dossier)), known.paroles)
    asked = replace(depot, questions=tuple(questions), compare_a=depots.noms(accepted))
    with disque.refus_en_clair(dossier):
        disque.poser(dossier / depots.FICHE, asked.en_json())
    return asked
