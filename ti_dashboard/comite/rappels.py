"""Overdue decisions told to who answers for them, by the mails that their body was convened by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ti_dashboard.courrier.envoi_de_courriels import Courriel, PieceJointe
from ti_dashboard.exports.echeance_en_agenda import GENRE, echeance
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.langue.mots import cle
from ti_dashboard.live import attendus, decisions, journal, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.decisions import Decision

DERNIERS = 3
"""Mails of one body that are written to: those of its latest séances."""


@dataclass(frozen=True)
class Rappel:
    """What one body has not done yet; nobody is told where ``courriels`` is empty."""

    responsable: str
    courriels: tuple[str, ...]
    decisions: tuple[Decision, ...]


def preparer(base: Base, aujourd_hui: date) -> list[Rappel]:
    """One for each owner of an overdue decision, in their order."""
    known = {cle(body): mails for body, mails in attendus.courriels_par_organisme(base).items()}
    late: dict[str, list[Decision]] = {}
    for one in decisions.lister(base, aujourd_hui):
        if one.est_en_retard(aujourd_hui):
            late.setdefault(cle(one.responsable), []).append(one)
    return [
        Rappel(found[0].responsable, tuple(known.get(key, [])[:DERNIERS]), tuple(found))
        for key, found in sorted(late.items())
    ]


def en_courriels(rappels: Sequence[Rappel], titres: Mapping[str, str], service: str) -> list[Courriel]:
    """``service``: the address of the dashboard, empty when nobody said it; each due date is joined for a calendar."""
    return [
        Courriel(mail, _objet(one), _texte(one, titres, service), _jointes(one, titres))
        for one in rappels
        for mail in one.courriels
    ]


def _objet(rappel: Rappel) -> str:
    return f"{accord(len(rappel.decisions), 'décision attend', 'décisions attendent')} : {rappel.responsable}"


def _texte(rappel: Rappel, titres: Mapping[str, str], service: str) -> str:
    lines = [
        f"Bonjour,\n\nL'échéance de ces décisions est passée, et {rappel.responsable} en répond :\n",
        *(_ligne(one, titres, service) for one in rappel.decisions),
        "Dites à l'animateur de la prochaine séance ce qu'il en est : tenue, abandonnée, ou une autre échéance.",
    ]
    return "\n".join(lines) + "\n"


def _ligne(one: Decision, titres: Mapping[str, str], service: str) -> str:
    due = jour(one.echeance)
    screen = f"\n  Écran : {service.rstrip('/')}{one.adresse}" if service else ""
    return f"- {one.texte}\n  Avant le {due}, décidé en séance « {titres.get(one.seance_code, '')} ».{screen}\n"


def _jointes(rappel: Rappel, titres: Mapping[str, str]) -> tuple[PieceJointe, ...]:
    return tuple(
        PieceJointe(
            f"echeance-{one.decision_id}.ics",
            echeance(one.decision_id, one.texte, one.responsable, one.echeance, titres.get(one.seance_code, "")),
            GENRE,
            {"charset": "utf-8", "method": "PUBLISH"},
        )
        for one in rappel.decisions
        if one.echeance is not None
    )


def noter(base: Base, auteur: str, rappels: Sequence[Rappel]) -> None:
    """Who was reminded of what, in the journal; never by which mail."""
    with base.ecrire("rappeler") as ecriture:
        for one in rappels:
            told = [found.decision_id for found in one.decisions]
            journal.noter(ecriture, auteur, "decision", None, responsable=one.responsable, decisions=told)


def titres(base: Base) -> dict[str, str]:
    return {one.code: one.titre for one in seances.lister(base)}
