"""How a séance went, read in its journal: when it was suspended, on which step it was, what it was shown. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ti_dashboard.comite.ecrit.proces_verbal import Intervalle
from ti_dashboard.live import marche
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.journal import EntreeSeance


@dataclass(frozen=True)
class EcranAtteint:
    instant: str
    adresse: str
    etape_id: int | None


@dataclass
class Deroulement:
    """``passages``: step → when the room was on it; ``mouvements``: every screen it was moved to; ``retirees``: step →
    the line that took it out."""

    suspensions: list[Intervalle] = field(default_factory=list)
    passages: dict[int, list[Intervalle]] = field(default_factory=dict)
    mouvements: list[EcranAtteint] = field(default_factory=list)
    retirees: dict[int, EntreeSeance] = field(default_factory=dict)


def a_la_cloture(lignes: Sequence[EntreeSeance]) -> tuple[Sequence[EntreeSeance], Sequence[EntreeSeance]]:
    """The journal of a closed séance, cut in two: to its closing, and since."""
    last = next((rank for rank, line in enumerate(lignes, 1) if line.geste == "clore"), len(lignes))
    return lignes[:last], lignes[last:]


def lire(lignes: Iterable[EntreeSeance]) -> Deroulement:
    """``lignes``: the journal of one séance, in its order."""
    found, step = Deroulement(), None
    for line in lignes:
        match line.geste:
            case "deplacer":
                asked = _etape(line)
                if asked not in (None, step):
                    _finir(found.passages.get(step or 0), line.instant)
                    step = asked
                    _commencer(found, step, line.instant)
                found.mouvements.append(EcranAtteint(line.instant, str(line.detail.get("adresse", "")), step))
            case "suspendre":
                _finir(found.passages.get(step or 0), line.instant)
                found.suspensions.append(Intervalle(de=line.instant, a=None))
            case "reprendre":
                _finir(found.suspensions, line.instant)
                _commencer(found, step, line.instant)
            case "retirer_etape":
                number = int(line.objet.partition(":")[2])
                _finir(found.passages.get(number), line.instant)
                found.retirees[number] = line
                step = None if step == number else step
            case "clore":
                _finir(found.passages.get(step or 0), line.instant)
                _finir(found.suspensions, line.instant)
    return found


def retirees(course: Deroulement) -> list[Etape]:
    """The steps that the room was on and that were taken out: the agenda no longer has them, the séance had."""
    return [
        _retiree(number, line, course.passages[number])
        for number, line in course.retirees.items()
        if number in course.passages
    ]


def _retiree(number: int, line: EntreeSeance, passages: Sequence[Intervalle]) -> Etape:
    # A line of before says nothing of who spoke nor for how long.
    told: dict[str, Any] = {"intervenant": "", "minutes": 0, "sous_embargo": False} | line.detail
    return Etape(
        etape_id=number,
        seance_code=line.seance_code or "",
        ordre=0,
        titre=f"{told['titre']} (retiré de l'ordre du jour)",
        intervenant=told["intervenant"],
        minutes=told["minutes"],
        adresse=told["adresse"],
        ecoule_ms=sum(marche.ecart_ms(one["de"], one["a"] or one["de"]) for one in passages),
        sous_embargo=told["sous_embargo"],
        vue_le=passages[0]["de"],
    )


def _etape(line: EntreeSeance) -> int | None:
    said = line.detail.get("etape_id")
    return said if isinstance(said, int) else None


def _commencer(found: Deroulement, step: int | None, instant: str) -> None:
    if step is not None:
        found.passages.setdefault(step, []).append(Intervalle(de=instant, a=None))


def _finir(intervals: Sequence[Intervalle] | None, instant: str) -> None:
    """What is under way ends here."""
    if intervals and intervals[-1]["a"] is None:
        intervals[-1]["a"] = instant
