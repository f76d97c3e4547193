"""Answers to the questions a deposit raises: all of them, before it is accepted."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ti_dashboard.dossier import chemins, depots, disque
from ti_dashboard.dossier.depot import Depot, Question
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.atelier.connaissance import connaissance
from ti_dashboard.ingest.atelier.connu import registre_connu
from ti_dashboard.ingest.registre import doutes
from ti_dashboard.ingest.registre.arbitrage import AVANT, DERNIER
from ti_dashboard.ingest.registre.lignes_deposees import livraisons_du_depot
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.langue.formats import accord, enumeration

_MONTREES = 5


def repondre(depot: Depot, reponses: Mapping[str, str], dossier: Path) -> Depot:
    """The deposit with these answers: identifier of a question, or kind of questions, → code of a choice.

    Raises DepotRefuse when an answer is to no question or is none of its choices, or when a question is left, be it
    one that the answers themselves raise: the deposit waits in ``dossier`` with all of them.
    """
    answered = _repondue(depot, reponses)
    _refuser_sans_reponse(answered)
    placed = replace(answered, rang=_rang(answered))
    raised = _soulevees(placed, dossier)
    if not raised:
        return placed
    asked = replace(depot, questions=(*depot.questions, *raised))
    with disque.refus_en_clair(dossier):
        disque.poser(dossier / depots.FICHE, asked.en_json())
    return repondre(asked, reponses, dossier)


def supposer(depot: Depot, reponses: Mapping[str, str]) -> tuple[Depot, tuple[str, ...]]:
    """For a preview: the deposit with these answers, and the first choice of every question left, said in words.

    Raises DepotRefuse when an answer is to no question or is none of its choices.
    """
    answered = _repondue(depot, reponses)
    left = answered.sans_reponse
    given = dict(answered.reponses) | {q.cle: q.choix[0].code for q in left}
    said = [f"{q.texte} → {q.choix[0].libelle}." for q in left[:_MONTREES]]
    more = [f"… et {accord(len(left) - _MONTREES, 'autre question', 'autres questions')}."] * (len(left) > _MONTREES)
    answered = replace(answered, reponses=given)
    return replace(answered, rang=_rang(answered)), (*said, *more)


def _repondue(depot: Depot, reponses: Mapping[str, str]) -> Depot:
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
    return replace(depot, reponses=given)


def _soulevees(depot: Depot, dossier: Path) -> list[Question]:
    sheets = list(livraisons_du_depot(depot, dossier))
    return doutes.soulevees(depot, sheets, _paroles(depots.acceptes()))


def _refuser_sans_reponse(depot: Depot) -> None:
    left = depot.sans_reponse
    if left:
        lines = [f"\n  - {q.cle} : {q.texte} {' / '.join(q.lignes)} → {_choix(q)}" for q in left[:_MONTREES]]
        more = f"\n  … et {len(left) - _MONTREES} autres" if len(left) > _MONTREES else ""
        raise DepotRefuse(
            f"{accord(len(left), 'question attend', 'questions attendent')} une réponse avant d'accepter ce dépôt :"
            + "".join(lines)
            + more
        )


def refuser_si_question(gardes: Iterable[Depot], auparavant: Iterable[Depot], geste: str) -> None:
    """Raises DepotRefuse when the deposits kept after a gesture raise a question that nobody was asked."""
    raised = doutes.laissees(_paroles(gardes), _paroles(auparavant))
    if raised:
        lines = "".join(f"\n  - {q.texte} {' / '.join(q.lignes)}" for q in raised[:_MONTREES])
        raise DepotRefuse(
            f"{geste} laisse face à face des lignes que rien ne départage, et les compterait deux fois :{lines}\n"
            "Déposez plutôt le fichier qui dit ce qu'il en est."
        )


def _paroles(accepted: Iterable[Depot]) -> list[Livraison]:
    return registre_connu(chemins.publications(), [depots.dossier() / d.depot_id for d in accepted]).paroles


def _choix(question: Question) -> str:
    return enumeration([f"« {c.code} » ({c.libelle[0].lower()}{c.libelle[1:]})" for c in question.choix], "ou")


def _rang(depot: Depot) -> float:
    """Rank in its day: after all, those set aside included, or just before the one it was received before."""
    answer = next((depot.reponses[q.cle] for q in depot.questions if q.genre == "meme_jour"), None)
    day = {d.depot_id: d.rang for d in depots.tous() if d.date_reception == depot.date_reception}
    day.pop(depot.depot_id, None)
    if answer is None or not day:
        return depot.rang
    if answer == DERNIER:
        return max(day.values()) + 1
    after = day[answer.removeprefix(AVANT)]
    earlier = max((rank for rank in day.values() if rank < after), default=None)
    return after - 1 if earlier is None else (earlier + after) / 2


def interroger(depot: Depot, dossier: Path) -> Depot:
    """The deposit with its questions against what is known now: another one may have been accepted since it was read.

    Written where it waits when they have changed.
    """
    accepted, counts = depots.acceptes(), connaissance(depot.date_reception)
    if depot.compare_a == depots.noms(accepted) and depot.date_connaissance == counts:
        return depot
    if not depot.perimetre.est_national and depot.compare_a != depots.noms(accepted):
        raise DepotRefuse(
            "Un autre dépôt a été accepté ou écarté depuis la vérification de celui-ci : ce qui est de votre périmètre "
            "a pu changer. Vérifiez de nouveau le fichier."
        )
    depot = replace(depot, date_connaissance=counts)
    questions, _ = doutes.questions(list(livraisons_du_depot(depot, dossier)), _paroles(accepted))
    asked = replace(depot, questions=tuple(questions), compare_a=depots.noms(accepted))
    with disque.refus_en_clair(dossier):
        disque.poser(dossier / depots.FICHE, asked.en_json())
    return asked
