"""Séances played over a real store by a clock that the test sets, and what the room was told after each gesture."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ti_dashboard import horloge
from ti_dashboard.comite import conduire, diffusion
from ti_dashboard.comite.rejoue.rejeu_de_seance import NON_REJOUEES
from ti_dashboard.composants.messages_de_salle import Rejeu
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.live import (
    corrections,
    decisions,
    etapes,
    marche,
    mur,
    paroles,
    presences,
    projets_de_decision,
    seances,
)
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.live.seances import Seance

COPIL = date(2019, 9, 24)
ECRAN = "arrete=2019-09-24&compare=2019-04-30&phase=1"
DIRECTION = "Direction du programme"
PAGES = ("/", "/financements", "/territoires", "/projets", "/methode")
ECHEANCE = date(2019, 12, 1)


@dataclass
class Horloge:
    """The clock of the server: it goes on by what it is told, and never else."""

    instant: datetime = datetime(2026, 11, 27, 13, tzinfo=UTC)

    def avancer(self, ms: int) -> None:
        self.instant += timedelta(milliseconds=ms)


@contextmanager
def a_l_heure(clock: Horloge) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(horloge, "maintenant", lambda: clock.instant)
        yield


@dataclass
class Enregistreur:
    """``vus``: instant → what the room was told from then on."""

    base: Base
    code: str
    horloge: Horloge
    vus: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def seance(self) -> Seance:
        return seances.lire(self.base, self.code)

    def faire(self, nom: str, rang: int = 0, mots: str = "Mots", apres_ms: int = 1000) -> bool:
        """Whether it was done; what the room was told is kept in any case."""
        self.horloge.avancer(apres_ms)
        try:
            GESTES[nom](self, rang, mots)
        except TableauDeBordError:
            return False
        finally:
            told = diffusion.composer(self.base, self.code)
            assert told is not None
            self.vus[diffusion.millisecondes(self.horloge.instant)] = sans_le_reste(dict(told))
        return True

    def etape(self, rang: int) -> int:
        steps = etapes.lister(self.base, self.code)
        return steps[rang % len(steps)].etape_id if steps else 0

    def intervention(self, rang: int) -> int:
        asked = paroles.lister(self.base, self.code)
        return asked[rang % len(asked)].intervention_id if asked else 0


def sans_le_reste(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in NON_REJOUEES}


def a_l_instant(told: Rejeu, ms: int) -> dict[str, Any]:
    """What the replay shows at an instant, milliseconds since 1970."""
    shown = dict(told["salle"])
    for one in told["instants"]:
        if told["ouverte_ms"] + one["ms"] <= ms:
            shown |= one["change"]
    return sans_le_reste(shown)


Geste = Callable[[Enregistreur, int, str], object]


def _rediger(e: Enregistreur, rang: int, mots: str) -> None:
    genre = "decision" if rang % 2 else "accord"
    projets_de_decision.rediger(e.base, e.code, genre, mots, DIRECTION, ECHEANCE, e.seance.adresse)


def _decider(e: Enregistreur, rang: int, mots: str) -> None:
    where = {"adresse": e.seance.adresse, "arrete": COPIL}
    decisions.prendre(e.base, e.code, mots, DIRECTION, ECHEANCE, **where)


def _reprendre_les_mots(e: Enregistreur, rang: int, mots: str) -> None:
    taken = sorted(one.decision_id for one in decisions.lister(e.base, COPIL, e.code))
    if taken:
        decisions.modifier(e.base, taken[-1 - rang % len(taken)], mots, "", ECHEANCE)


def _partir(e: Enregistreur, rang: int, mots: str) -> None:
    for one in presences.lister(e.base, e.code)[:1]:
        presences.partir(e.base, one.presence_id)


def _ranger(e: Enregistreur, rang: int, mots: str) -> None:
    waiting = [one for one in paroles.en_attente(paroles.lister(e.base, e.code)) if not one.est_en_cours]
    paroles.ordonner(e.base, e.code, [one.intervention_id for one in waiting][::-1])


def corriger(e: Enregistreur, rang: int = 0, mots: str = "Compté deux fois") -> corrections.Correction:
    where = Perimetre("nb_territoires_engages", COPIL, f"/?{ECRAN}", "France entière, phase 1")
    return corrections.proposer(e.base, e.code, where, (Decimal(100), Decimal(101 + rang)), mots, "CGET")


def _annuler(e: Enregistreur, rang: int, mots: str) -> None:
    for one in corrections.affichees(e.base, COPIL)[:1]:
        corrections.decider(e.base, one.correction_id, "annulee", "CGET", mots)


def page(rang: int) -> str:
    return f"{PAGES[rang % len(PAGES)]}?{ECRAN}"


GESTES: dict[str, Geste] = {
    "commencer": lambda e, rang, mots: marche.commencer(e.base, e.code),
    "suspendre": lambda e, rang, mots: marche.suspendre(e.base, e.code),
    "reprendre": lambda e, rang, mots: marche.reprendre(e.base, e.code),
    "aller": lambda e, rang, mots: conduire.aller(e.base, e.seance, page(rang)),
    "etape": lambda e, rang, mots: conduire.aller_a_l_etape(e.base, e.code, e.etape(rang)),
    "plan": lambda e, rang, mots: conduire.avancer(e.base, e.code, "plan", 1 if rang % 3 else -1),
    "avancer": lambda e, rang, mots: conduire.avancer(e.base, e.code, "etape", 1 if rang % 3 else -1),
    "noircir": lambda e, rang, mots: mur.noircir(e.base, e.code, est_noir=rang % 2 == 0),
    "message": lambda e, rang, mots: mur.dire(e.base, e.code, mots if rang % 3 else ""),
    "figer": lambda e, rang, mots: mur.figer(e.base, e.code, est_gelee=rang % 2 == 0),
    "projeter": lambda e, rang, mots: mur.projeter(e.base, e.code, "500,500"),
    "ajouter": lambda e, rang, mots: etapes.ajouter(
        e.base, e.code, mots, "CGET", rang, page(rang), est_sous_embargo=rang % 4 == 3
    ),
    "modifier": lambda e, rang, mots: etapes.modifier(e.base, e.etape(rang), mots, "", rang),
    "annoter": lambda e, rang, mots: etapes.annoter(e.base, e.etape(rang), mots, est_sous_embargo=rang % 2 == 0),
    "retirer": lambda e, rang, mots: etapes.retirer(e.base, e.etape(rang)),
    "ordonner": lambda e, rang, mots: etapes.ordonner(
        e.base, e.code, [step.etape_id for step in etapes.lister(e.base, e.code)][::-1]
    ),
    "rediger": _rediger,
    "relire": lambda e, rang, mots: projets_de_decision.relire(e.base, e.code, est_lu=rang % 3 > 0),
    "abandonner": lambda e, rang, mots: projets_de_decision.abandonner(e.base, e.code),
    "prendre": lambda e, rang, mots: projets_de_decision.prendre(e.base, e.code, COPIL),
    "decider": _decider,
    "reprendre les mots": _reprendre_les_mots,
    "corriger": corriger,
    "annuler": _annuler,
    "arriver": lambda e, rang, mots: presences.arriver(e.base, e.code, f"{mots} {rang}", "Directeur"),
    "partir": _partir,
    "demander": lambda e, rang, mots: paroles.demander(e.base, e.code, f"{mots} {rang}", "Directeur"),
    "donner": lambda e, rang, mots: paroles.donner(e.base, e.intervention(rang)),
    "finir": lambda e, rang, mots: paroles.finir(e.base, e.code),
    "écarter": lambda e, rang, mots: paroles.retirer(e.base, e.intervention(rang)),
    "ranger": _ranger,
}
"""Every gesture that a room sees, and some that it does not: on what (``rang``), and what is said (``mots``)."""
