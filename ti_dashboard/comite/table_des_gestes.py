"""What is done from the surfaces of a room: each gesture by its name, who may make it, what it asks for.

One table for the desk, the wall and the telephones; a gesture that is not in it does not exist.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from ti_dashboard.comite import cloture, conduire, correction_de_salle
from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.langue.mots import comprendre_jour
from ti_dashboard.live import (
    corrections,
    decisions,
    marche,
    mur,
    paroles,
    presences,
    projets_de_decision,
    relais,
    seances,
)
from ti_dashboard.live.base import Base
from ti_dashboard.live.decisions import Decision
from ti_dashboard.live.saisie import adresse as adresse_valide
from ti_dashboard.live.seances import Seance

Corps = Mapping[str, object]
ENTIER_MAX = 2**31 - 1


@dataclass(frozen=True)
class DemandeDeGeste:
    """``base``: written in the name of who asks; ``poste``: their browser; ``corps``: what they send."""

    base: Base
    seance: Seance
    poste: str
    corps: Corps

    def texte(self, nom: str) -> str:
        said = self.corps.get(nom, "")
        if not isinstance(said, str):
            raise _mal_ecrit(nom)
        return said

    def entier(self, nom: str) -> int:
        said = self.corps.get(nom)
        if not _est_un_entier(said):
            raise _mal_ecrit(nom)
        return said

    def oui(self, nom: str) -> bool:
        said = self.corps.get(nom)
        if not isinstance(said, bool):
            raise _mal_ecrit(nom)
        return said

    def entiers(self, nom: str) -> list[int]:
        said = self.corps.get(nom)
        if not isinstance(said, list) or not all(_est_un_entier(one) for one in said):
            raise _mal_ecrit(nom)
        return said

    def jour(self, nom: str) -> date | None:
        said = self.texte(nom).strip()
        found = comprendre_jour(said) if said else None
        if said and found is None:
            raise GesteRefuse(f"« {said[:20]} » n'est pas une date : écrivez-la jj/mm/aaaa.")
        return found


@dataclass(frozen=True)
class GesteDeSalle:
    """``est_public``: any who follows may make it; ``meut``: the post that holds the room alone."""

    faire: Callable[[DemandeDeGeste], object]
    est_public: bool = False
    meut: bool = False


def _est_un_entier(dit: object) -> TypeGuard[int]:
    """One that every engine of the store can be asked for."""
    return isinstance(dit, int) and not isinstance(dit, bool) and abs(dit) <= ENTIER_MAX


def _mal_ecrit(nom: str) -> GesteRefuse:
    return GesteRefuse(f"Ce geste est mal écrit (« {nom} ») : rechargez la page, puis recommencez.")


def faire(geste: str, demande: DemandeDeGeste) -> None:
    """Raises GesteRefuse, and whatever the gesture itself refuses."""
    found = GESTES.get(geste)
    if found is None:
        raise GesteRefuse(f"Le geste « {geste[:40]} » n'existe pas.")
    if found.meut:
        relais.arriver(demande.base, demande.seance.code, demande.poste)
        if not relais.tient(seances.lire(demande.base, demande.seance.code), demande.poste):
            raise GesteRefuse("Un autre poste conduit la salle : demandez la main.")
    found.faire(demande)


def _rediger(d: DemandeDeGeste) -> None:
    screen = d.texte("adresse") or d.seance.adresse
    said = (d.texte("genre"), d.texte("texte"), d.texte("responsable"), d.jour("echeance"))
    projets_de_decision.rediger(d.base, d.seance.code, *said, conduire.gardee_en_codes(screen))


def _prendre(d: DemandeDeGeste) -> None:
    draft = projets_de_decision.lire(d.base, d.seance.code)
    arrete = conduire.arrete_de(draft.adresse, d.seance.arrete) if draft else d.seance.arrete
    projets_de_decision.prendre(d.base, d.seance.code, arrete)


def _corriger(d: DemandeDeGeste) -> None:
    screen = conduire.ecran_a(d.seance.adresse)
    correction_de_salle.proposer(d.base, d.seance, screen, d.texte("chiffre"), d.texte("valeur"), d.texte("motif"))


def _parole(d: DemandeDeGeste) -> int:
    """A request to speak in this séance: a number alone would name one of any other."""
    number = d.entier("id")
    if number not in {one.intervention_id for one in paroles.lister(d.base, d.seance.code)}:
        raise SeanceInconnue("Cette demande de parole n'est plus sur la liste.")
    return number


def _presence(d: DemandeDeGeste) -> int:
    number = d.entier("id")
    if number not in {one.presence_id for one in presences.lister(d.base, d.seance.code)}:
        raise SeanceInconnue("Cette présence n'est pas notée dans cette séance.")
    return number


def _d_ici(d: DemandeDeGeste, lire: Callable[[Base, int], corrections.Correction | Decision], quoi: str) -> int:
    number = d.entier("id")
    if lire(d.base, number).seance_code != d.seance.code:
        raise SeanceInconnue(f"Cette {quoi} n'est pas de cette séance.")
    return number


def _modifier(d: DemandeDeGeste) -> None:
    said = (d.texte("texte"), d.texte("responsable"), d.jour("echeance"))
    decisions.modifier(d.base, _d_ici(d, decisions.lire, "conclusion"), *said)


GESTES: dict[str, GesteDeSalle] = {
    "deplacer": GesteDeSalle(lambda d: conduire.aller(d.base, d.seance, adresse_valide(d.texte("adresse"))), meut=True),
    "avancer": GesteDeSalle(
        lambda d: conduire.avancer(d.base, d.seance.code, d.texte("de"), d.entier("pas")), meut=True
    ),
    "etape": GesteDeSalle(lambda d: conduire.aller_a_l_etape(d.base, d.seance.code, d.entier("id")), meut=True),
    "projeter": GesteDeSalle(lambda d: mur.projeter(d.base, d.seance.code, d.texte("quoi") or None), meut=True),
    "defiler": GesteDeSalle(lambda d: mur.defiler(d.base, d.seance.code, d.entier("milliemes")), meut=True),
    "noircir": GesteDeSalle(lambda d: mur.noircir(d.base, d.seance.code, d.oui("est_noir"))),
    "dire": GesteDeSalle(lambda d: mur.dire(d.base, d.seance.code, d.texte("message"))),
    "figer": GesteDeSalle(lambda d: mur.figer(d.base, d.seance.code, d.oui("est_gelee"))),
    "commencer": GesteDeSalle(lambda d: marche.commencer(d.base, d.seance.code)),
    "suspendre": GesteDeSalle(lambda d: marche.suspendre(d.base, d.seance.code)),
    "reprendre": GesteDeSalle(lambda d: marche.reprendre(d.base, d.seance.code)),
    "clore": GesteDeSalle(lambda d: cloture.clore(d.base, d.seance.code, d.seance.animateur)),
    "rediger": GesteDeSalle(_rediger),
    "relire": GesteDeSalle(lambda d: projets_de_decision.relire(d.base, d.seance.code, d.oui("est_lu"))),
    "abandonner": GesteDeSalle(lambda d: projets_de_decision.abandonner(d.base, d.seance.code)),
    "prendre": GesteDeSalle(_prendre),
    "corriger": GesteDeSalle(_corriger),
    "annuler_correction": GesteDeSalle(
        lambda d: corrections.decider(d.base, _d_ici(d, corrections.lire, "correction"), "annulee", d.seance.animateur)
    ),
    "modifier_decision": GesteDeSalle(_modifier),
    "changer_statut": GesteDeSalle(
        lambda d: decisions.changer_statut(d.base, d.entier("id"), d.texte("statut"), d.seance.animateur)
    ),
    "donner_la_parole": GesteDeSalle(lambda d: paroles.donner(d.base, _parole(d))),
    "finir_la_parole": GesteDeSalle(lambda d: paroles.finir(d.base, d.seance.code)),
    "ordonner_la_parole": GesteDeSalle(lambda d: paroles.ordonner(d.base, d.seance.code, d.entiers("ids"))),
    "ecarter_la_parole": GesteDeSalle(lambda d: paroles.retirer(d.base, _parole(d))),
    "inscrire_la_parole": GesteDeSalle(
        lambda d: paroles.demander(d.base, d.seance.code, d.texte("organisme"), d.texte("fonction"))
    ),
    "depart": GesteDeSalle(lambda d: presences.partir(d.base, _presence(d))),
    "demander_la_main": GesteDeSalle(lambda d: relais.demander(d.base, d.seance.code, d.poste)),
    "repondre_la_main": GesteDeSalle(lambda d: relais.repondre(d.base, d.seance.code, d.poste, d.oui("accepte"))),
    "prendre_la_main": GesteDeSalle(lambda d: relais.prendre_sans_reponse(d.base, d.seance.code, d.poste)),
    "parole": GesteDeSalle(
        lambda d: paroles.demander(d.base, d.seance.code, d.texte("organisme"), d.texte("fonction"), d.poste),
        est_public=True,
    ),
    "retirer_la_parole": GesteDeSalle(lambda d: paroles.retirer(d.base, _parole(d), d.poste), est_public=True),
    "presence": GesteDeSalle(
        lambda d: presences.arriver(
            d.base, d.seance.code, d.texte("organisme"), d.texte("fonction"), d.texte("represente")
        ),
        est_public=True,
    ),
}
