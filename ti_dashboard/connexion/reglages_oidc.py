"""What the environment says of the identity provider, read once and refused with every fault at a time."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from ti_dashboard.acces import fichier_de_secret
from ti_dashboard.acces.cette_machine import est_cette_machine
from ti_dashboard.errors import ReglageRefuse
from ti_dashboard.langue.formats import enumeration

PREFIXE = "TI_DASHBOARD_OIDC_"
# Signatures that anybody can verify and one alone can make: neither « none », nor a secret shared (HS256).
ALGORITHMES = tuple(f"{famille}{taille}" for famille in ("RS", "ES", "PS") for taille in (256, 384, 512))
SECRET_MIN = 16
# Where the provider sends browsers back: what is registered with it ends so.
CHEMIN_RETOUR, CHEMIN_SORTIE = "/connexion/retour", "/connexion/sortie"


class GenreDeFournisseur(StrEnum):
    PROCONNECT = "proconnect"
    STANDARD = "standard"


_PORTEES = {
    GenreDeFournisseur.PROCONNECT: "openid given_name usual_name email uid siret",
    GenreDeFournisseur.STANDARD: "openid profile email",
}
# What is read of a person, and the claim it is in.
_CHAMPS = {
    GenreDeFournisseur.PROCONNECT: {
        "courriel": "email",
        "prenoms": "given_name",
        "nom": "usual_name",
        "siret": "siret",
        "organisation": "organization_label",
    },
    GenreDeFournisseur.STANDARD: {"courriel": "email", "prenoms": "given_name", "nom": "family_name"},
}
CHAMPS = tuple(_CHAMPS[GenreDeFournisseur.PROCONNECT])
_ADRESSES = {"EMETTEUR", "ADRESSE_RETOUR", "ADRESSE_APRES_DECONNEXION"}
CONNUES = _ADRESSES | {"CLIENT", "SECRET", "SECRET_FICHIER", "GENRE", "NOM", "PORTEES", "ACR", "ALGORITHMES"}
CONNUES |= {"CHAMPS", "COURRIEL_ATTESTE", "PKCE"}


@dataclass(frozen=True)
class ReglagesOidc:
    """``courriel_atteste``: the provider vouches for every address it gives, and says so nowhere in its tokens."""

    emetteur: str
    client: str
    secret: str = field(repr=False)
    adresse_retour: str
    adresse_apres_deconnexion: str
    genre: GenreDeFournisseur = GenreDeFournisseur.PROCONNECT
    nom: str = "ProConnect"
    portees: str = _PORTEES[GenreDeFournisseur.PROCONNECT]
    acr: tuple[str, ...] = ()
    algorithmes: tuple[str, ...] = ("RS256", "ES256")
    champs: Mapping[str, str] = field(default_factory=lambda: _CHAMPS[GenreDeFournisseur.PROCONNECT])
    courriel_atteste: bool = True
    pkce: bool = True

    @property
    def est_proconnect(self) -> bool:
        return self.genre is GenreDeFournisseur.PROCONNECT


def est_sure(adresse: object) -> bool:
    """Whether what is sent there can be read by nobody else: HTTPS, or this very machine. Neither name nor password."""
    if not isinstance(adresse, str) or any(ord(letter) <= 0x20 or ord(letter) == 0x7F for letter in adresse):
        return False
    try:
        parts = urlsplit(adresse)
        host, port = parts.hostname, parts.port  # a port that is no number is only found here
    except ValueError:
        return False
    if not host or port == 0 or "@" in parts.netloc or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and est_cette_machine(host))


def lire(environnement: Mapping[str, str] = os.environ) -> ReglagesOidc | None:
    """The settings, or None when no variable names a provider. Raises ReglageRefuse."""
    said = {k.removeprefix(PREFIXE): v.strip() for k, v in environnement.items() if k.startswith(PREFIXE)}
    if not any(said.values()):
        return None
    reading = _LectureDesReglages(said, environnement.get("CREDENTIALS_DIRECTORY", ""))
    settings = reading.lire()
    if reading.fautes:
        raise ReglageRefuse("\n".join(reading.fautes))
    return settings


class _LectureDesReglages:
    def __init__(self, dit: dict[str, str], identifiants: str) -> None:
        self._dit, self._identifiants = dit, identifiants
        self.fautes: list[str] = []

    def lire(self) -> ReglagesOidc:
        kind = GenreDeFournisseur(self._parmi("GENRE", tuple(GenreDeFournisseur), GenreDeFournisseur.PROCONNECT))
        proconnect = kind is GenreDeFournisseur.PROCONNECT
        for unknown in sorted(self._dit.keys() - CONNUES):
            self.fautes.append(f"{PREFIXE}{unknown} n'est pas un réglage connu : {enumeration(sorted(CONNUES))}.")
        return ReglagesOidc(
            emetteur=self._adresse("EMETTEUR"),
            client=self._requis("CLIENT"),
            secret=self._secret(),
            adresse_retour=self._adresse("ADRESSE_RETOUR", CHEMIN_RETOUR),
            adresse_apres_deconnexion=self._adresse("ADRESSE_APRES_DECONNEXION", CHEMIN_SORTIE),
            genre=kind,
            nom=self._dit.get("NOM") or ("ProConnect" if proconnect else "le service de connexion"),
            portees=self._portees(kind),
            acr=tuple(self._dit.get("ACR", "").split()),
            algorithmes=self._algorithmes(),
            champs=self._champs(kind),
            courriel_atteste=self._parmi("COURRIEL_ATTESTE", ("oui", "non"), "oui" if proconnect else "non") == "oui",
            pkce=self._parmi("PKCE", ("oui", "non"), "oui") == "oui",
        )

    def _requis(self, nom: str) -> str:
        value = self._dit.get(nom, "")
        if not value:
            self.fautes.append(f"Il manque {PREFIXE}{nom}.")
        return value

    def _adresse(self, nom: str, chemin: str = "") -> str:
        value = self._requis(nom)
        if value and not est_sure(value):
            self.fautes.append(
                f"{PREFIXE}{nom} doit être une adresse https:// entière, sans nom, mot de passe ni « # » "
                "(http:// ne sert que sur cette machine, aux essais)."
            )
        elif value and not value.endswith(chemin):
            self.fautes.append(f"{PREFIXE}{nom} doit finir par {chemin}, où le tableau de bord répond.")
        return value

    def _parmi(self, nom: str, permis: tuple[str, ...], defaut: str) -> str:
        value = self._dit.get(nom) or defaut
        if value not in permis:
            self.fautes.append(f"{PREFIXE}{nom} vaut {enumeration(list(permis))}, et non « {value[:40]} ».")
            return defaut
        return value

    def _portees(self, genre: GenreDeFournisseur) -> str:
        value = " ".join((self._dit.get("PORTEES") or _PORTEES[genre]).split())
        if "openid" not in value.split():
            self.fautes.append(f"{PREFIXE}PORTEES doit contenir « openid ».")
        return value

    def _algorithmes(self) -> tuple[str, ...]:
        value = tuple((self._dit.get("ALGORITHMES") or "RS256 ES256").split())
        wrong = [name for name in value if name not in ALGORITHMES]
        if wrong:
            self.fautes.append(
                f"{PREFIXE}ALGORITHMES ne connaît pas {enumeration(wrong)} : choisissez parmi "
                f"{enumeration(list(ALGORITHMES))}. Un secret partagé (HS256) ne prouve pas qui a signé."
            )
        return value

    def _champs(self, genre: GenreDeFournisseur) -> Mapping[str, str]:
        pairs = [pair.partition("=") for pair in self._dit.get("CHAMPS", "").split()]
        if wrong := [name for name, _, claim in pairs if name not in CHAMPS or not claim]:
            self.fautes.append(
                f"{PREFIXE}CHAMPS s'écrit « siret=siret nom=usual_name » ; {enumeration(wrong)} n'y a pas de sens. "
                f"Se lisent {enumeration(list(CHAMPS))}."
            )
        return {**_CHAMPS[genre], **{name: claim for name, _, claim in pairs}}

    def _secret(self) -> str:
        """From the variable, from the file it names, or from systemd's own folder (LoadCredential=oidc-secret)."""
        value, path = self._dit.get("SECRET", ""), self._dit.get("SECRET_FICHIER", "")
        if value and path:
            self.fautes.append(f"{PREFIXE}SECRET et {PREFIXE}SECRET_FICHIER sont donnés tous deux : gardez-en un.")
        said = f"{PREFIXE}SECRET_FICHIER"
        if not value and not path and self._identifiants:
            path, said = str(Path(self._identifiants) / "oidc-secret"), "L'identifiant systemd « oidc-secret »"
        if path and not value:
            try:
                value = fichier_de_secret.lire(path, said)
            except ReglageRefuse as refusal:
                self.fautes.append(str(refusal))
                return ""
        if len(value) < SECRET_MIN:
            self.fautes.append(
                f"Le secret du client manque ou a moins de {SECRET_MIN} caractères : donnez {PREFIXE}SECRET_FICHIER, "
                f"{PREFIXE}SECRET, ou l'identifiant systemd « oidc-secret »."
            )
        return value
