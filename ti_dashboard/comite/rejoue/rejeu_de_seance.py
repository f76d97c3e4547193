"""The replay of a closed séance: what the room saw and when, drawn from its journal; its screens, from their addresses.

Nothing is kept for it: it is made again whenever it is asked for, years later under another publication, and says
whether the arrêté it shows is sealed as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from ti_dashboard import horloge
from ti_dashboard.comite import diffusion
from ti_dashboard.comite.diffusion import SeanceVue
from ti_dashboard.comite.rejoue import cours_rejoue, mots_du_rejeu, sceau_d_alors
from ti_dashboard.comite.rejoue.cours_rejoue import Traces
from ti_dashboard.comite.rejoue.ecrans_rejoues import EcransRejoues
from ti_dashboard.composants.messages_de_salle import InstantRejoue, Rejeu, Salle
from ti_dashboard.compositions import planches_gardees
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import accord, jour, jour_et_heure
from ti_dashboard.live import corrections, decisions, journal, paroles, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Correction
from ti_dashboard.live.journal import EntreeSeance
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.options import arretes, contexte

NON_REJOUEES = ("version", "revision", "projecteur", "defilement", "pieces")
"""Parts of ``Salle`` that the journal does not tell, or that no wall shows."""
PROJECTEUR = "Le projecteur et le défilement des tableaux ne sont pas inscrits au journal : ils ne sont pas rejoués."
SANS_DEPART = "Le premier écran de la salle n'est pas inscrit au journal."
PERDUS = (
    "{} de la salle {} pas au journal : cette séance a été tenue avec une version qui ne les y inscrivait pas. "
    "Seuls sont montrés les écrans sur lesquels une conclusion a été prise."
)
INCOMPRIS = "{} plus composer : son adresse ne se comprend plus. Le rejeu le dit à sa place."


@dataclass(frozen=True)
class _Vu:
    """What the room saw from ``instant`` on, by a line of the journal or by a correction."""

    instant: str
    vue: SeanceVue
    avant: SeanceVue
    cause: EntreeSeance | tuple[Correction, bool]


def composer(store: Base, code: str, publication: Publication) -> Rejeu:
    """Raises SeanceInconnue, or GesteRefuse while it is not closed."""
    traces = retrouver(store, code)
    screens = EcransRejoues(store, publication)
    said = _instants(traces, screens, publication)
    first, ended = said[0], traces.seance
    return Rejeu(
        code=code,
        titre=ended.titre,
        tenue=f"Tenue le {jour_et_heure(ended.ouverte_le or '')}, animée par : {ended.animateur}",
        arrete=f"Arrêté du {jour(ended.arrete)}",
        compose=f"Rejeu composé le {jour_et_heure(horloge.maintenant().isoformat())}",
        mentions=_mentions(publication, ended.arrete),
        manques=_manques(traces, screens),
        sceau=sceau_d_alors.comparer(store, ended, publication),
        ouverte_ms=diffusion.en_ms(ended.ouverte_le) or 0,
        duree_ms=said[-1]["ms"],
        salle=cast(Salle, first["change"]),
        instants=[{**first, "change": {}}, *said[1:]],
        ecrans=screens.ecrans,
        pages=screens.pages,
    )


def retrouver(store: Base, code: str) -> Traces:
    """Raises SeanceInconnue, or GesteRefuse while it is not closed."""
    seance = seances.lire(store, code)
    if seance.ouverte_le is None or not seance.est_close:
        raise GesteRefuse(f"La séance « {seance.titre} » n'est pas close : elle se rejouera après sa clôture.")
    return Traces(
        seance=seance,
        lignes=journal.lire(store, code),
        decisions=sorted(one.decision_id for one in decisions.lister(store, date.min, code)),
        interventions=sorted(one.intervention_id for one in paroles.lister(store, code)),
    )


def dite(vue: SeanceVue, publication: Publication) -> dict[str, object]:
    """What a room is told of it, without what is not replayed."""
    told = diffusion.dire(vue, publication)
    return {name: value for name, value in told.items() if name not in NON_REJOUEES}


def _instants(traces: Traces, screens: EcransRejoues, publication: Publication) -> list[InstantRejoue]:
    """The first says the whole of ``Salle``, the others what changed of it."""
    found: list[InstantRejoue] = []
    before: dict[str, object] = {}
    opened, shown = diffusion.en_ms(traces.seance.ouverte_le) or 0, (-1, "")
    for seen in _vus(traces, screens):
        told = dite(seen.vue, publication)
        rank, plan = screens.montrer(seen.vue.seance.adresse, seen.instant)
        change = {name: value for name, value in told.items() if before.get(name, ...) != value}
        stage = (rank, plan["cle"] if plan else "")
        if change or shown != stage:
            kind, words = _mots(seen)
            words = words or str(told["ecran"])
            # The clock of a server may be set back: what comes after is never before.
            ms = max(found[-1]["ms"] if found else 0, (diffusion.en_ms(seen.instant) or 0) - opened)
            one = InstantRejoue(ms=ms, genre=cast(Any, kind), mots=words, change=change, ecran=rank, plan=stage[1])
            _ajouter(found, one)
            shown = stage
        before = told
    neutral: dict[str, object] = {"version": 1, "revision": 1, "projecteur": None, "defilement": 0, "pieces": []}
    found[0] = {**found[0], "ms": 0, "change": {**neutral, **found[0]["change"]}}
    return found


def _ajouter(found: list[InstantRejoue], one: InstantRejoue) -> None:
    """An agenda that is written at once is one instant, that of the opening where it is written with it."""
    if one["genre"] == "agenda" and found and found[-1]["ms"] == one["ms"]:
        words = mots_du_rejeu.AGENDA if found[-1]["genre"] == "agenda" else found[-1]["mots"]
        found[-1] = {**found[-1], "mots": words, "change": found[-1]["change"] | one["change"]}
    else:
        found.append(one)


def _vus(traces: Traces, screens: EcransRejoues) -> Iterator[_Vu]:
    """From the opening to the closing, in the order of the journal; each correction when it came, wherever from."""
    lines = list(cours_rejoue.suivre(traces))
    found = _corrections(traces, screens, [view.seance.adresse for _, view in lines])
    # What is older is on the first screen.
    others = [one for one in found if one[0] > lines[0][0].instant]
    before, latest = lines[0][1], ""
    for line, view in lines:
        latest = max(latest, line.instant)
        # The line of a correction says less of it than the correction itself: it comes after.
        while others and others[0][0] <= latest:
            instant, cause = others.pop(0)
            if before.seance.statut not in ("brouillon", "close"):
                yield _Vu(instant, before, before, cause)
        if view.seance.ouverte_le is not None and before.seance.close_le is None:
            yield _Vu(latest, view, before, line)
        before = view


def _corrections(
    traces: Traces, screens: EcransRejoues, adresses: list[str]
) -> list[tuple[str, tuple[Correction, bool]]]:
    """When each that is over a screen of the room came and went, in order."""
    days = {day for address in dict.fromkeys(adresses) if (day := screens.arrete(address)) is not None}
    found: list[tuple[str, tuple[Correction, bool]]] = []
    for one in (one for day in sorted(days) for one in screens.corrections(day)):
        found.append((one.proposee_le, (one, True)))
        if one.decidee_le is not None and not corrections.est_affichee(one, one.decidee_le):
            found.append((one.decidee_le, (one, False)))
    return sorted(found, key=lambda moment: moment[0])


def _mots(seen: _Vu) -> mots_du_rejeu.Dit:
    if isinstance(seen.cause, EntreeSeance):
        return mots_du_rejeu.dire_la_ligne(seen.cause, seen.avant, seen.vue)
    return mots_du_rejeu.dire_la_correction(*seen.cause)


def _mentions(publication: Publication, day: date) -> list[str]:
    held = next((one for one in arretes(publication) if one.arrete_id == day), None)
    if held is None:
        return []
    return planches_gardees.bandeau(contexte(publication, Filtres(arrete=day, phase=held.phase_en_cours)))["mentions"]


def _manques(traces: Traces, screens: EcransRejoues) -> list[str]:
    said = [PROJECTEUR]
    if (lost := traces.deplacements_perdus) > 0:
        said.append(PERDUS.format(accord(lost, "déplacement", "déplacements"), "n'est" if lost == 1 else "ne sont"))
    elif traces.depart is None:
        said.append(SANS_DEPART)
    gone = sum(1 for one in screens.ecrans if one["adresse"] and one["faute"].startswith("L'adresse"))
    if gone:
        said.append(INCOMPRIS.format(accord(gone, "écran ne se laisse", "écrans ne se laissent")))
    return said
