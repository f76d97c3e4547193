"""The minutes of a closed séance, drawn from its journal and its tables: nothing is added to what was written there.

They say what was so at its closing, whenever they are written.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from ti_dashboard.adresse.pages import ACCUEIL, ENTREES
from ti_dashboard.comite.ecrit import conclusions_relevees, deroulement
from ti_dashboard.comite.ecrit import proces_verbal as pv
from ti_dashboard.comite.ecrit.adresse_lisible import lisible
from ti_dashboard.comite.ecrit.deroulement import Deroulement
from ti_dashboard.compositions import planches_gardees
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import INCONNU
from ti_dashboard.live import attendus, corrections, etapes, journal, paroles, presences, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.paroles import Intervention
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.options import arretes, contexte, vocabulaire
from ti_dashboard.questions.ouvertes import attribution

NON_DIT = "Point non abordé"


def composer(store: Base, code: str, publication: Publication) -> pv.ProcesVerbal:
    """Raises SeanceInconnue, or GesteRefuse while it is not closed."""
    seance = seances.lire(store, code)
    if seance.ouverte_le is None:
        raise GesteRefuse(f"La séance « {seance.titre} » n'a jamais été ouverte : elle n'a pas de procès-verbal.")
    if seance.close_le is None:
        raise GesteRefuse(f"La séance « {seance.titre} » n'est pas close : son procès-verbal s'écrira à sa clôture.")
    lines, since = deroulement.a_la_cloture(journal.lire(store, code))
    course = deroulement.lire(lines)
    steps = [*etapes.lister(store, code), *deroulement.retirees(course)]
    spoken = paroles.lister(store, code)
    kept = corrections.de_l_arrete(store, seance.arrete)
    ends, images = conclusions_relevees.conclusions(store, seance, publication, kept, since)
    return pv.ProcesVerbal(
        recette=pv.RECETTE,
        code=code,
        numero=sum(1 for one in seances.lister(store) if one.ouverte_le and (one.close_le or "~") <= seance.close_le),
        titre=seance.titre,
        animateur=seance.animateur,
        prevue_le=seance.prevue_le,
        lieu=seance.lieu,
        ouverte_le=seance.ouverte_le,
        close_le=seance.close_le,
        suspensions=course.suspensions,
        arrete=_arrete(publication, seance.arrete),
        points=[_point(step, course, publication) for step in steps],
        presences=_presences(store, code),
        absences=_absences(store, code),
        paroles=[_parole(one, steps, seance.close_le) for one in spoken],
        temps_de_parole=_temps(spoken, seance.close_le),
        conclusions=ends,
        corrections=[
            conclusions_relevees.correction(conclusions_relevees.telle_qu_a(one, seance.close_le))
            for one in kept
            if one.seance_code == code
        ],
        ecrans=_ecrans(course, steps, publication),
        images=images,
        tete_du_journal=next((line.empreinte for line in reversed(lines) if line.empreinte), ""),
    )


def _arrete(publication: Publication, day: date) -> pv.ArreteDit:
    """One that this publication does not hold is named, its seal unknown."""
    said = pv.ArreteDit(
        date=day.isoformat(),
        libelle=INCONNU,
        recette=None,
        racine=None,
        publication=publication.publication_id,
        mentions=[],
        sources="",
    )
    held = next((one for one in arretes(publication) if one.arrete_id == day), None)
    if held is None:
        return said
    seen = contexte(publication, Filtres(arrete=day, phase=held.phase_en_cours))
    return pv.ArreteDit(
        **(
            said
            | {
                "libelle": held.libelle,
                "recette": held.recette,
                "racine": held.empreinte,
                "mentions": planches_gardees.bandeau(seen)["mentions"],
                "sources": attribution(publication, seen.choix),
            }
        )
    )


def _point(step: Etape, course: Deroulement, publication: Publication) -> pv.Point:
    """What the room was never told, its minutes do not tell."""
    return pv.Point(
        titre=NON_DIT if step.est_cachee else step.titre,
        intervenant="" if step.est_cachee else step.intervenant,
        minutes=step.minutes,
        passages=course.passages.get(step.etape_id, []),
        passe_ms=step.ecoule_ms,
        adresse="" if step.est_cachee else lisible(step.adresse, vocabulaire(publication)),
        sous_embargo=step.sous_embargo,
        embargo_leve_le=step.vue_le if step.sous_embargo else None,
    )


def _presences(store: Base, code: str) -> list[pv.PresenceAuProcesVerbal]:
    return [
        pv.PresenceAuProcesVerbal(
            organisme=one.organisme,
            fonction=one.fonction,
            represente=one.represente,
            arrivee_le=one.arrivee_le,
            depart_le=one.depart_le,
        )
        for one in presences.lister(store, code)
    ]


def _absences(store: Base, code: str) -> list[pv.AbsenceDite]:
    missing = attendus.manquants(attendus.lister(store, code), presences.lister(store, code))
    return [pv.AbsenceDite(organisme=one.organisme, fonction=one.fonction) for one in missing]


def _titres() -> Mapping[str, str]:
    """Address of a page → its title."""
    return {"" if page is ACCUEIL else page.fichier: page.titre for page in ENTREES}


def _titre(steps: Sequence[Etape], etape_id: int | None) -> str:
    return next((step.titre for step in steps if step.etape_id == etape_id), "")


def _parole(one: Intervention, steps: Sequence[Etape], close_le: str) -> pv.PriseDeParole:
    return pv.PriseDeParole(
        organisme=one.organisme,
        fonction=one.fonction,
        point=_titre(steps, one.etape_id),
        demandee_le=one.demandee_le,
        prise_le=one.prise_le,
        finie_le=one.finie_le or (one.prise_le and close_le),
        retiree_le=one.retiree_le,
        duree_ms=one.duree_ms(close_le),
    )


def _temps(spoken: Sequence[Intervention], close_le: str) -> list[pv.TempsParOrganisme]:
    """As ``paroles.temps_par_organisme``, at the closing: who had not finished stops there."""
    spent: dict[str, int] = {}
    for one in spoken:
        if one.prise_le is not None:
            spent[one.organisme] = spent.get(one.organisme, 0) + one.duree_ms(close_le)
    ranked = sorted(spent.items(), key=lambda item: (-item[1], item[0]))
    return [pv.TempsParOrganisme(organisme=body, duree_ms=ms) for body, ms in ranked]


def _ecrans(course: Deroulement, steps: Sequence[Etape], publication: Publication) -> list[pv.EcranMontre]:
    words, titles = vocabulaire(publication), _titres()
    return [
        pv.EcranMontre(
            instant=move.instant,
            titre=titles.get(move.adresse.partition("?")[0].strip("/"), INCONNU),
            adresse=lisible(move.adresse, words),
            point=_titre(steps, move.etape_id),
        )
        for move in course.mouvements
    ]
