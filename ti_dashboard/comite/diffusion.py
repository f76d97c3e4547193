"""What a room is told of its séance: one message for the wall, the telephones and the desk, written once a change."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ti_dashboard.adresse.comprise import Vocabulaire
from ti_dashboard.comite import annonces, ecran_dit, place
from ti_dashboard.comite.agenda import adresse_de_l_etape, en_lecture
from ti_dashboard.composants.messages_de_salle import (
    AnnonceDeSalle,
    EtapeDite,
    LectureDeDecision,
    ParoleDite,
    PieceDite,
    Salle,
)
from ti_dashboard.langue.formats import jour
from ti_dashboard.live import decisions, etapes, paroles, pieces, presences, projets_de_decision, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.conclusions import GENRES
from ti_dashboard.live.decisions import Decision
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.paroles import Intervention
from ti_dashboard.live.pieces import Piece
from ti_dashboard.live.projets_de_decision import ProjetDeDecision
from ti_dashboard.live.seances import Seance
from ti_dashboard.magasin import guichet
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.questions.options import vocabulaire

UNE_MS = timedelta(milliseconds=1)
EPOQUE = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class SeanceVue:
    """All that a room is told comes from here: a séance at one instant, read in its tables or, later, in its journal.

    ``agenda``: as it is kept; ``derniere``: the outcome taken last.
    """

    seance: Seance
    agenda: list[Etape]
    projet: ProjetDeDecision | None = None
    derniere: Decision | None = None
    paroles: list[Intervention] = field(default_factory=list)
    presents: int = 0
    pieces: list[Piece] = field(default_factory=list)


def composer(base: Base, code: str) -> Salle | None:
    """None when no séance has this code. Raises TableauDeBordError while there is no publication to read it with."""
    seance = seances.trouver(base, code)
    if seance is None:
        return None
    seen = SeanceVue(
        seance=seance,
        agenda=etapes.lister(base, code),
        projet=projets_de_decision.lire(base, code),
        derniere=decisions.derniere(base, code),
        paroles=paroles.lister(base, code),
        presents=presences.nb_presents(base, code),
        pieces=pieces.lister(base, code),
    )
    return dire(seen, guichet.service().publication)


def dire(vue: SeanceVue, publication: Publication) -> Salle:
    """What the room is told of what is seen. Pure: the same told twice is the same."""
    seance, words = vue.seance, vocabulaire(publication)
    ou = place.situer_dans(words, seance, en_lecture(words, vue.agenda))
    shown = {step.etape_id for step in ou.agenda if not (seance.est_brouillon or step.est_cachee)}
    told = [one for one in _etapes(seance, ou) if one["id"] in shown]
    # Numbered as the room reads them: a gap would say that something is hidden.
    for rank, one in enumerate(told, 1):
        one["rang"] = rank
    return Salle(
        code=seance.code,
        titre=seance.titre,
        arrete=f"Arrêté du {jour(seance.arrete)}",
        statut=seance.statut.value,
        prevue=seance.prevue.en_mots(),
        version=seance.version,
        revision=seance.revision,
        adresse="" if seance.est_brouillon else seance.adresse,
        ecran="" if seance.est_brouillon else ecran_dit.nommer(publication, seance.adresse),
        etape_id=seance.etape_id,
        hors=ou.est_hors,
        suivante=next((one for one in told if ou.place.apres and one["id"] == ou.place.apres.etape_id), None),
        est_noir=seance.noir_depuis is not None,
        message=seance.message,
        projecteur=seance.projecteur,
        defilement=seance.defilement,
        lecture=_lecture(vue.projet),
        annonce=_annonce(vue.derniere),
        parole=[_parole(one) for one in paroles.en_attente(vue.paroles)],
        presents=vue.presents,
        agenda=told,
        pieces=_pieces(vue.pieces, seance, ou.agenda),
        ouverte_ms=en_ms(seance.ouverte_le),
        close_ms=en_ms(seance.close_le),
    )


def mots() -> Vocabulaire:
    """Those of the publication that is served. Raises TableauDeBordError while there is none."""
    return vocabulaire(guichet.service().publication)


def en_ms(instant: str | None) -> int | None:
    """Milliseconds since 1970 of an instant of the store."""
    return None if instant is None else millisecondes(datetime.fromisoformat(instant))


def millisecondes(moment: datetime) -> int:
    return (moment - EPOQUE) // UNE_MS


def etapes_dites(base: Base, seance: Seance) -> list[EtapeDite]:
    """The whole agenda, for its presenter."""
    return _etapes(seance, place.situer(base, mots(), seance))


def _etapes(seance: Seance, ou: place.Situation) -> list[EtapeDite]:
    return [_etape(seance, ou, rank, step) for rank, step in enumerate(ou.agenda)]


def _etape(seance: Seance, ou: place.Situation, rank: int, step: Etape) -> EtapeDite:
    is_current = rank == ou.place.rang
    return EtapeDite(
        id=step.etape_id,
        rang=rank + 1,
        titre=step.titre,
        intervenant=step.intervenant,
        minutes=step.minutes,
        adresse=adresse_de_l_etape(step),
        etat="en_cours" if is_current else "faite" if step.vue_le else "a_venir",
        ecoule_ms=step.ecoule_ms,
        depuis_ms=en_ms(seance.etape_depuis) if is_current else None,
    )


def _pieces(kept: list[Piece], seance: Seance, agenda: list[Etape]) -> list[PieceDite]:
    """The documents of the step where the room is, and those of the whole séance, that it may open now."""
    return [
        PieceDite(nom=one.nom, adresse=f"/pieces/{seance.code}/{one.piece_id}", octets=one.octets)
        for one in kept
        if one.etape_id in (None, seance.etape_id) and pieces.est_visible(one, seance, agenda)
    ]


def _lecture(draft: ProjetDeDecision | None) -> LectureDeDecision | None:
    if draft is None or not draft.est_lu:
        return None
    return LectureDeDecision(genre=GENRES[draft.genre], texte=draft.texte, charge=draft.charge)


def _annonce(taken: Decision | None) -> AnnonceDeSalle | None:
    if taken is None:
        return None
    last = annonces.de_la_decision(taken)
    return AnnonceDeSalle(id=last.cle, mots=last.mots, jusqu_a_ms=millisecondes(last.jusqu_a))


def _parole(one: Intervention) -> ParoleDite:
    return ParoleDite(
        id=one.intervention_id,
        organisme=one.organisme,
        fonction=one.fonction,
        est_en_cours=one.est_en_cours,
        depuis_ms=en_ms(one.prise_le or one.demandee_le) or 0,
    )
