"""What a depositor says of the files, and what makes no sense in it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.atelier.servie import valeurs
from ti_dashboard.ingest.registre.livraison import COMPLEMENT, ETAT_COMPLET
from ti_dashboard.langue.formats import jour
from ti_dashboard.referentiels import limites_d_acces


@dataclass(frozen=True)
class Demande:
    """What the depositor says of the files. ``totaux``: sheet name ("" for the only one) → declared sum, in euros.

    ``avis``: what was done to them before they came here, by an importer; ``masquees``: hidden sheets and hidden or
    filtered rows are asked for too. ``perimetre``: that of the account, whose lines alone can be accepted.
    """

    emetteur: str
    auteur: str
    date_reception: date
    mode: str = COMPLEMENT
    nature: str | None = None
    phase: int | None = None
    est_demonstration: bool = False
    totaux: dict[str, Decimal] = field(default_factory=dict)
    avis: tuple[str, ...] = ()
    masquees: bool = False
    nouvel_emetteur: bool = False
    perimetre: PerimetreDAcces = field(default_factory=PerimetreDAcces)


def deja_emis() -> list[str]:
    """Who sent something already: in the publication served, or in what was accepted since."""
    return sorted(
        {str(name) for name in valeurs("SELECT DISTINCT emetteur FROM livraison")} | {d.emetteur for d in depots.tous()}
    )


def controler(fichiers: list[tuple[Path, str]], demande: Demande) -> None:
    if not fichiers:
        raise DepotRefuse("Aucun fichier n'est donné : indiquez au moins un fichier à lire.")
    if not demande.emetteur.strip():
        raise DepotRefuse("L'émetteur manque : dites qui a envoyé ces fichiers.")
    if demande.mode not in (COMPLEMENT, ETAT_COMPLET):
        raise DepotRefuse(f"Le mode « {demande.mode} » n'existe pas : choisissez « complement » ou « etat_complet ».")
    if demande.mode == ETAT_COMPLET and not demande.perimetre.est_national:
        raise DepotRefuse(
            "Un état complet retire ce qu'il ne redit pas, au-delà de ce que vous déposez : votre compte est limité à "
            f"un périmètre ({limites_d_acces.dire(demande.perimetre)}). Déposez un complément, ou confiez cet état "
            "complet à l'équipe données nationale."
        )
    exiger_une_reception(demande.date_reception)
    names = [nom for _, nom in fichiers]
    if len(set(names)) < len(names):
        raise DepotRefuse(
            "Deux fichiers portent le même nom : renommez-en un, pour que chaque ligne garde son origine."
        )


def exiger_une_reception(recu_le: date) -> None:
    """Raises DepotRefuse unless a file can have been received that day."""
    if recu_le > horloge.aujourd_hui():
        raise DepotRefuse("La date de réception est dans l'avenir : indiquez le jour où le fichier est arrivé.")
    if recu_le < DEBUT_PROGRAMME:
        raise DepotRefuse(
            f"La date de réception, {jour(recu_le)}, précède le programme, lancé le {jour(DEBUT_PROGRAMME)} : "
            "vérifiez l'année."
        )
