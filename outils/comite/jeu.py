"""A scenario played by the gestures of its surfaces, at a chosen speed; what was sent, and when, is kept."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import httpx

from outils.comite.acte import PUPITRE, SECOND, Acte, DansJours, DemandeDe, MotTape, PresenceDe, Rang
from outils.comite.surface import GesteManque, Surface
from ti_dashboard import horloge
from ti_dashboard.live.marche import ecart_ms
from ti_dashboard.live.saisie import maintenant
from ti_dashboard.live.seances import Seance


@dataclass(frozen=True)
class Fait:
    """An act that was played: what was sent, between which instants it was done, the refusal it met."""

    acte: Acte
    corps: Mapping[str, object]
    avant: str
    apres: str
    refus: str = ""

    @property
    def duree_s(self) -> float:
        """As who made it waited."""
        return ecart_ms(self.avant, self.apres) / 1000


@dataclass
class Jeu:
    """``arriver``: the browser of who comes; ``surfaces``: a desk, the other, each telephone, opened when it acts;
    ``faits``: all that was done."""

    seance: Seance
    arriver: Callable[[str], httpx.Client]
    surfaces: dict[str, Surface] = field(default_factory=dict)
    faits: list[Fait] = field(default_factory=list)

    def surface(self, qui: str) -> Surface:
        if qui not in self.surfaces:
            page = (
                f"/pupitre?animer={self.seance.cle}"
                if qui in (PUPITRE, SECOND)
                else f"/salle?suivre={self.seance.code}"
            )
            self.surfaces[qui] = Surface(self.arriver(qui), self.seance.code, page)
        return self.surfaces[qui]

    def jouer(
        self, actes: Iterable[Acte], vitesse: float = 0, apres: Callable[[Fait], None] = lambda _fait: None
    ) -> None:
        """``vitesse``: seconds of the meeting played in one; 0 waits for nothing. Raises GesteManque."""
        start = time.monotonic()
        for acte in actes:
            if vitesse:
                time.sleep(max(0.0, start + acte.a_s / vitesse - time.monotonic()))
            self.faits.append(self._faire(acte))
            apres(self.faits[-1])

    def _faire(self, acte: Acte) -> Fait:
        who = self.surface(acte.qui)
        sent = {name: self._dire(value) for name, value in acte.corps.items()}
        before = maintenant()
        refusal = who.faire(acte.geste, sent)
        done = Fait(acte, sent, before, maintenant(), refusal)
        if bool(refusal) != bool(acte.refus) or acte.refus not in refusal:
            expected = f"un refus : « {acte.refus} »" if acte.refus else "que ce soit fait"
            raise GesteManque(f"À {acte.a}, « {acte.geste} » ({acte.qui}) : {expected} ; reçu « {refusal} ».")
        return done

    def _dire(self, value: object) -> object:
        """What the surface itself reads: the number of a step, of a request, where a word leads."""
        desk = self.surface(PUPITRE)
        match value:
            case Rang(rang):
                return desk.etat()["agenda"][rang - 1]["id"]
            case DemandeDe(organisme):
                return next(one["id"] for one in desk.entendre(PUPITRE)["parole"] if one["organisme"] == organisme)
            case PresenceDe(organisme):
                return next(one["id"] for one in desk.etat()["presences"] if one["organisme"] == organisme)
            case MotTape(mot):
                return next(one["adresse"] for one in desk.mots() if one["mot"] == mot)
            case DansJours(jours):
                return (horloge.aujourd_hui() + timedelta(days=jours)).isoformat()
            case tuple():
                return [self._dire(one) for one in value]
        return value

    def fermer(self) -> None:
        for one in self.surfaces.values():
            one.fermer()
