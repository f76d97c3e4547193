"""What the presenter alone is told at the desk: notes, embargo, what is being written, who is here, who leads."""

from ti_dashboard.comite import correction_de_salle, diffusion
from ti_dashboard.composants.messages_de_salle import (
    DecisionDite,
    MainDite,
    ManquantDit,
    PresenceDite,
    ProjetDit,
    Pupitre,
    Relie,
    TempsDeParole,
)
from ti_dashboard.horloge import aujourd_hui
from ti_dashboard.langue.formats import jour
from ti_dashboard.live import attendus, decisions, etapes, paroles, presences, projets_de_decision, relais
from ti_dashboard.live.attendus import AttenduASeance
from ti_dashboard.live.base import Base
from ti_dashboard.live.conclusions import GENRES
from ti_dashboard.live.decisions import STATUTS, Decision
from ti_dashboard.live.presences import Presence
from ti_dashboard.live.seances import Seance


def composer(base: Base, seance: Seance, poste: str, relies: list[Relie]) -> Pupitre:
    """Raises TableauDeBordError while there is no publication to read the addresses with."""
    code, steps = seance.code, etapes.lister(base, seance.code)
    noted = presences.lister(base, code)
    spoken = paroles.temps_par_organisme(paroles.lister(base, code))
    return Pupitre(
        agenda=diffusion.etapes_dites(base, seance),
        notes={str(step.etape_id): step.note for step in steps if step.note},
        embargos=[step.etape_id for step in steps if step.est_cachee],
        projet=_projet(base, code),
        decisions=[_decision(one) for one in decisions.lister(base, aujourd_hui(), code)],
        corrections=list(correction_de_salle.dites(base, seance)),
        presences=[_presence(one) for one in noted],
        manquants=[_manquant(one) for one in attendus.manquants(attendus.lister(base, code), noted)],
        temps_de_parole=[TempsDeParole(organisme=body, ms=ms) for body, ms in spoken.items()],
        relies=relies,
        main=_main(base, seance, poste),
        est_gelee=seance.gelee_le is not None,
        animateur=seance.animateur,
        prevue_minutes=sum(step.minutes for step in steps),
    )


def _projet(base: Base, code: str) -> ProjetDit | None:
    draft = projets_de_decision.lire(base, code)
    if draft is None:
        return None
    return ProjetDit(
        genre=draft.genre,
        texte=draft.texte,
        responsable=draft.responsable,
        echeance=jour(draft.echeance) if draft.echeance else "",
        adresse=draft.adresse,
        est_lu=draft.est_lu,
    )


def _decision(one: Decision) -> DecisionDite:
    return DecisionDite(
        id=one.decision_id,
        genre=GENRES[one.genre],
        texte=one.texte,
        responsable=one.responsable,
        echeance=jour(one.echeance) if one.echeance else "",
        charge=one.charge,
        statut=STATUTS[one.statut],
        adresse=one.adresse,
    )


def _presence(one: Presence) -> PresenceDite:
    return PresenceDite(
        id=one.presence_id,
        organisme=one.organisme,
        fonction=one.fonction,
        represente=one.represente,
        est_la=one.depart_le is None,
    )


def _manquant(one: AttenduASeance) -> ManquantDit:
    return ManquantDit(id=one.attendu_id, organisme=one.organisme, fonction=one.fonction)


def _main(base: Base, seance: Seance, poste: str) -> MainDite:
    return MainDite(
        est_tenue=relais.tient(seance, poste),
        est_demandee=seance.main_demandee is not None,
        par_ce_poste=seance.main_demandee == poste,
        nb_autres=relais.nb_autres(base, seance.code, poste),
    )
