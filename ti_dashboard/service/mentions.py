"""What a service must say of itself, declared once: each field, its label, and who knows it. Nothing is invented."""

from dataclasses import dataclass, field, fields
from typing import Any

from ti_dashboard.service import genres
from ti_dashboard.service.genres import Genre

EDITEUR, HEBERGEUR = "l'éditeur du service", "l'hébergeur"
RESPONSABLE, REFERENT = "le responsable de traitement", "le référent accessibilité"


def a_renseigner(libelle: str, par: str, genre: Genre = genres.texte) -> Any:
    """A field that a deployment fills: ``par`` says who knows it, as long as it is empty."""
    return field(default=None, metadata={"libelle": libelle, "par": par, "genre": genre})


@dataclass(frozen=True)
class Editeur:
    nom: str | None = a_renseigner("Éditeur", EDITEUR)
    adresse: str | None = a_renseigner("Adresse", EDITEUR)
    telephone: str | None = a_renseigner("Téléphone", EDITEUR)
    directeur_de_la_publication: str | None = a_renseigner("Directeur de la publication", EDITEUR)


@dataclass(frozen=True)
class Hebergeur:
    nom: str | None = a_renseigner("Hébergeur", EDITEUR)
    adresse: str | None = a_renseigner("Adresse", HEBERGEUR)
    telephone: str | None = a_renseigner("Téléphone", HEBERGEUR)
    lieu: str | None = a_renseigner("Lieu des serveurs", HEBERGEUR)


@dataclass(frozen=True)
class ContactDuService:
    courriel: str | None = a_renseigner("Courriel", EDITEUR, genres.courriel)
    formulaire: str | None = a_renseigner("Formulaire", EDITEUR, genres.adresse_web)


@dataclass(frozen=True)
class DonneesPersonnelles:
    responsable: str | None = a_renseigner("Responsable de traitement", EDITEUR)
    base_legale: str | None = a_renseigner("Base légale", RESPONSABLE)
    delegue: str | None = a_renseigner("Délégué à la protection des données", RESPONSABLE)
    courriel_du_delegue: str | None = a_renseigner("Courriel du délégué", RESPONSABLE, genres.courriel)
    duree_des_comptes: str | None = a_renseigner("Durée de conservation des comptes", RESPONSABLE)
    duree_du_journal: str | None = a_renseigner("Durée de conservation du journal", RESPONSABLE)
    duree_des_connexions: str | None = a_renseigner("Durée de conservation des traces de connexion", RESPONSABLE)


@dataclass(frozen=True)
class AccessibiliteDuService:
    entite: str | None = a_renseigner("Entité qui déclare", EDITEUR)
    date_de_la_declaration: str | None = a_renseigner("Déclaration établie le", REFERENT, genres.date_dite)
    courriel: str | None = a_renseigner("Courriel", REFERENT, genres.courriel)
    formulaire: str | None = a_renseigner("Formulaire", REFERENT, genres.adresse_web)
    adresse_postale: str | None = a_renseigner("Adresse postale", REFERENT)
    delai_de_reponse: str | None = a_renseigner("Délai de réponse", REFERENT)
    schema_pluriannuel: str | None = a_renseigner("Schéma pluriannuel", EDITEUR, genres.adresse_web)
    plan_annuel: str | None = a_renseigner("Plan d'action de l'année", EDITEUR, genres.adresse_web)
    audit_par: str | None = a_renseigner("Audit externe réalisé par", EDITEUR)
    audit_date: str | None = a_renseigner("Audit externe du", EDITEUR, genres.date_dite)
    audit_taux: str | None = a_renseigner("Critères conformes selon l'audit, en %", EDITEUR, genres.pour_cent)


@dataclass(frozen=True)
class SecuriteDuService:
    courriel: str | None = a_renseigner("Signaler une faille, courriel", EDITEUR, genres.courriel)
    formulaire: str | None = a_renseigner("Signaler une faille, formulaire", EDITEUR, genres.adresse_web)
    politique: str | None = a_renseigner("Politique de divulgation", EDITEUR, genres.adresse_web)
    expire: str | None = a_renseigner("Contact vérifié, valable jusqu'au", EDITEUR, genres.date_ecrite)


@dataclass(frozen=True)
class ServiceDeclare:
    """One table of the file for each field, of the same name."""

    editeur: Editeur = field(default_factory=Editeur)
    hebergeur: Hebergeur = field(default_factory=Hebergeur)
    contact: ContactDuService = field(default_factory=ContactDuService)
    donnees_personnelles: DonneesPersonnelles = field(default_factory=DonneesPersonnelles)
    accessibilite: AccessibiliteDuService = field(default_factory=AccessibiliteDuService)
    securite: SecuriteDuService = field(default_factory=SecuriteDuService)


Partie = Editeur | Hebergeur | ContactDuService | DonneesPersonnelles | AccessibiliteDuService | SecuriteDuService


def dire(partie: Partie, nom: str) -> str:
    """The value of a field, or who has to give it: « à renseigner par l'éditeur du service »."""
    value = getattr(partie, nom)
    told: str = value if value is not None else f"à renseigner par {_declare(partie, nom)['par']}"
    return told


def libelle(partie: Partie, nom: str) -> str:
    said: str = _declare(partie, nom)["libelle"]
    return said


def lignes(partie: Partie, *noms: str) -> list[tuple[str, str]]:
    """Each field with its label, all of them unless some are named."""
    return [(libelle(partie, nom), dire(partie, nom)) for nom in noms or [f.name for f in fields(partie)]]


def lien(partie: Partie, nom: str) -> str:
    """Where a filled field leads: a page, a mailbox, or nowhere."""
    value, kind = getattr(partie, nom) or "", _declare(partie, nom)["genre"]
    if kind is genres.courriel:
        return f"mailto:{value}" if value else ""
    return value if kind is genres.adresse_web else ""


def _declare(partie: Partie, nom: str) -> Any:
    return next(f.metadata for f in fields(partie) if f.name == nom)
