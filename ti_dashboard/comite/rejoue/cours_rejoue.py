"""A séance as the room saw it after each line of its journal: the same view that its tables gave live. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ti_dashboard.comite.diffusion import SeanceVue
from ti_dashboard.comite.rejoue import lignes_lues
from ti_dashboard.live import marche
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.journal import EntreeSeance
from ti_dashboard.live.paroles import Intervention
from ti_dashboard.live.seances import Seance, depart

DITS_DE_L_ETAPE = ("titre", "intervenant", "minutes", "adresse", "sous_embargo")


@dataclass(frozen=True)
class Traces:
    """What is left of a séance: as it ended, its journal, and the numbers that the lines of creations do not tell."""

    seance: Seance
    lignes: Sequence[EntreeSeance]
    decisions: Sequence[int] = ()
    interventions: Sequence[int] = ()

    @property
    def deplacements_perdus(self) -> int:
        """Moves that were made and are no lines: those of a version that did not write them."""
        return self.seance.version - 1 - sum(line.geste == "deplacer" for line in self.lignes)

    @property
    def depart(self) -> str | None:
        """Where it began; None when nothing tells it."""
        first = self.lignes[0] if self.lignes else None
        if first is not None and isinstance(said := first.detail.get("adresse"), str):
            return said
        if self.seance.version == 1:
            return self.seance.adresse
        return depart(self.seance.arrete) if first is not None and first.geste == "preparer" else None


def suivre(traces: Traces) -> Iterator[tuple[EntreeSeance, SeanceVue]]:
    """Each line, and what was seen from then on."""
    course = _Cours(traces)
    for line in traces.lignes:
        course.lire(line)
        yield line, course.vue


class _Cours:
    def __init__(self, traces: Traces) -> None:
        self._traces = traces
        self._decisions, self._interventions = iter(traces.decisions), iter(traces.interventions)
        nothing: dict[str, Any] = dict.fromkeys(("close_le", "etape_id", "etape_depuis", "ouverte_le", "suspendue_le"))
        nothing |= dict.fromkeys(("noir_depuis", "message", "projecteur", "gelee_le"))
        start: dict[str, Any] = {"adresse": traces.depart or "", "version": 1, "revision": 1, "defilement": 0}
        self.vue = SeanceVue(replace(traces.seance, **nothing, **start), [])

    def lire(self, line: EntreeSeance) -> None:
        if line.objet.startswith("etape:"):
            self._inscrire(line)
        elif followed := GESTES_REJOUES.get(line.geste):
            followed(self, line)

    def _seance(self, **values: object) -> None:
        self.vue = replace(self.vue, seance=replace(self.vue.seance, **values))  # type: ignore[arg-type]

    def _etapes(self, change: Callable[[Etape], Etape]) -> None:
        self.vue = replace(self.vue, agenda=[change(step) for step in self.vue.agenda])

    def _paroles(self, change: Callable[[Intervention], Intervention]) -> None:
        found = sorted(map(change, self.vue.paroles), key=lambda one: (one.rang, one.intervention_id))
        self.vue = replace(self.vue, paroles=found)

    def _inscrire(self, line: EntreeSeance) -> None:
        number, agenda = lignes_lues.numero(line), self.vue.agenda
        said: dict[str, Any] = {name: line.detail[name] for name in DITS_DE_L_ETAPE if name in line.detail}
        if line.geste == "retirer_etape":
            self.vue = replace(self.vue, agenda=[step for step in agenda if step.etape_id != number])
            if self.vue.seance.etape_id == number:
                self._seance(etape_id=None, etape_depuis=None)
        elif any(step.etape_id == number for step in agenda):
            self._etapes(lambda step: replace(step, **said) if step.etape_id == number else step)
        elif "adresse" in said:
            made = Etape(number, self.vue.seance.code, len(agenda) + 1, ecoule_ms=0, **said)
            self.vue = replace(self.vue, agenda=[*agenda, made])

    def _quitter_l_etape(self, instant: str) -> None:
        seance, spent = self.vue.seance, marche.duree_de_l_etape_ms(self.vue.seance, instant)
        self._etapes(lambda s: replace(s, ecoule_ms=s.ecoule_ms + spent) if s.etape_id == seance.etape_id else s)

    def deplacer(self, line: EntreeSeance) -> None:
        step, seance = line.detail.get("etape_id"), self.vue.seance
        if step not in (None, seance.etape_id):
            self._quitter_l_etape(line.instant)
            self._etapes(lambda s: replace(s, vue_le=s.vue_le or line.instant) if s.etape_id == step else s)
            self._seance(etape_id=step, etape_depuis=line.instant)
        self._seance(adresse=line.detail.get("adresse", ""), version=seance.version + 1)

    def ouvrir(self, line: EntreeSeance) -> None:
        self._seance(ouverte_le=self._traces.seance.ouverte_le)

    def suspendre(self, line: EntreeSeance) -> None:
        self._quitter_l_etape(line.instant)
        self.finir_la_parole(line)
        self._seance(suspendue_le=line.instant, etape_depuis=None)

    def reprendre(self, line: EntreeSeance) -> None:
        self._seance(suspendue_le=None, etape_depuis=line.instant if self.vue.seance.etape_id else None)

    def clore(self, line: EntreeSeance) -> None:
        self._quitter_l_etape(line.instant)
        self.finir_la_parole(line)
        self.vue = replace(self.vue, projet=None)
        self._seance(close_le=line.instant, etape_depuis=None, noir_depuis=None, message=None)

    def noircir(self, line: EntreeSeance) -> None:
        self._seance(noir_depuis=line.instant if line.detail["est_noir"] else None)

    def dire_a_la_salle(self, line: EntreeSeance) -> None:
        self._seance(message=line.detail["message"])

    def ordonner(self, line: EntreeSeance) -> None:
        ranks = {number: rank for rank, number in enumerate(lignes_lues.numeros(line, "etapes"))}
        self.vue = replace(self.vue, agenda=sorted(self.vue.agenda, key=lambda step: ranks.get(step.etape_id, 0)))

    def lire_un_projet(self, line: EntreeSeance) -> None:
        read = lignes_lues.projet(self.vue.seance.code, line.detail) if line.detail.get("est_lu") else None
        self.vue = replace(self.vue, projet=read)

    def decider(self, line: EntreeSeance) -> None:
        said, draft = line.detail, self.vue.projet
        taken = lignes_lues.decision(next(self._decisions, 0), self.vue.seance, line)
        # A line of before says nothing of it: what was taken in the very words that were read is what was read.
        is_draft = said.get("est_le_projet", draft is not None and draft.texte == taken.texte)
        if self._traces.deplacements_perdus > 0:
            self._seance(adresse=taken.adresse)
        self.vue = replace(self.vue, derniere=taken, projet=None if is_draft else draft)

    def modifier_decision(self, line: EntreeSeance) -> None:
        last = self.vue.derniere
        if last is not None and lignes_lues.numero(line) == last.decision_id:
            self.vue = replace(self.vue, derniere=replace(last, **lignes_lues.lus(line.detail)))

    def noter_presence(self, line: EntreeSeance) -> None:
        self.vue = replace(self.vue, presents=self.vue.presents + 1)

    def noter_depart(self, line: EntreeSeance) -> None:
        self.vue = replace(self.vue, presents=self.vue.presents - 1)

    def demander_la_parole(self, line: EntreeSeance) -> None:
        rank = max((one.rang for one in self.vue.paroles), default=0) + 1
        who = str(line.detail["organisme"]), str(line.detail["fonction"])
        seance, number = self.vue.seance, next(self._interventions, 0)
        asked = Intervention(number, seance.code, *who, line.instant, "", seance.etape_id, rank, None, None, None)
        self.vue = replace(self.vue, paroles=[*self.vue.paroles, asked])

    def retirer_demande_de_parole(self, line: EntreeSeance) -> None:
        number = lignes_lues.numero(line)
        self._paroles(lambda one: replace(one, retiree_le=line.instant) if one.intervention_id == number else one)

    def finir_la_parole(self, line: EntreeSeance) -> None:
        self._paroles(lambda one: replace(one, finie_le=line.instant) if one.est_en_cours else one)

    def donner_la_parole(self, line: EntreeSeance) -> None:
        self.finir_la_parole(line)
        number = lignes_lues.numero(line)
        self._paroles(lambda one: replace(one, prise_le=line.instant) if one.intervention_id == number else one)

    def ordonner_la_parole(self, line: EntreeSeance) -> None:
        numbers = lignes_lues.numeros(line, "ordre")
        ranks = sorted(one.rang for one in self.vue.paroles if one.intervention_id in numbers)
        given = dict(zip(numbers, ranks, strict=True))
        self._paroles(lambda one: replace(one, rang=given.get(one.intervention_id, one.rang)))


GESTES_REJOUES: Mapping[str, Callable[[_Cours, EntreeSeance], None]] = {
    "deplacer": _Cours.deplacer,
    "ouvrir": _Cours.ouvrir,
    "suspendre": _Cours.suspendre,
    "reprendre": _Cours.reprendre,
    "clore": _Cours.clore,
    "noircir": _Cours.noircir,
    "dire_a_la_salle": _Cours.dire_a_la_salle,
    "ordonner": _Cours.ordonner,
    "relire_decision": _Cours.lire_un_projet,
    "rediger_decision": _Cours.lire_un_projet,
    "abandonner_projet_de_decision": _Cours.lire_un_projet,
    "decider": _Cours.decider,
    "modifier_decision": _Cours.modifier_decision,
    "noter_presence": _Cours.noter_presence,
    "noter_depart": _Cours.noter_depart,
    "demander_la_parole": _Cours.demander_la_parole,
    "retirer_demande_de_parole": _Cours.retirer_demande_de_parole,
    "finir_la_parole": _Cours.finir_la_parole,
    "donner_la_parole": _Cours.donner_la_parole,
    "ordonner_la_parole": _Cours.ordonner_la_parole,
}
"""What changes something the room sees; every other line leaves it as it was."""
