"""Who comes, as the provider says: the least that an account is recognised by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ti_dashboard.connexion.refus import en_tete
from ti_dashboard.connexion.reglages_oidc import ReglagesOidc
from ti_dashboard.errors import ConnexionRefusee

_COURRIEL = re.compile(r"[!-?A-~]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")
_SIRET = re.compile(r"[0-9]{14}")
_TEXTE_MAX = 120


@dataclass(frozen=True)
class Identite:
    """``emetteur`` and ``sujet`` together name a person for ever; ``courriel`` is in small letters, and vouched for."""

    emetteur: str
    sujet: str
    courriel: str
    prenoms: str = ""
    nom: str = ""
    siret: str | None = None
    organisation: str = ""
    acr: str | None = None


def composer(sujet: str, dit: Mapping[str, object], acr: object, reglages: ReglagesOidc) -> Identite:
    """Raises ConnexionRefusee when there is no address that the provider vouches for."""
    champs = reglages.champs
    return Identite(
        emetteur=reglages.emetteur,
        sujet=sujet,
        courriel=_courriel(dit, reglages),
        prenoms=_texte(dit.get(champs.get("prenoms", ""))),
        nom=_texte(dit.get(champs.get("nom", ""))),
        siret=_siret(dit.get(champs.get("siret", ""))),
        organisation=_texte(dit.get(champs.get("organisation", ""))),
        acr=acr if isinstance(acr, str) else None,
    )


def _courriel(dit: Mapping[str, object], reglages: ReglagesOidc) -> str:
    """A letter that only looks like one of ASCII could be somebody else's address: it is refused, not folded."""
    value = dit.get(reglages.champs["courriel"])
    if not isinstance(value, str) or not value.isascii() or not _COURRIEL.fullmatch(value.strip().lower()):
        raise ConnexionRefusee(
            f"{en_tete(reglages.nom)} n'a pas donné votre adresse électronique, ou l'a donnée sous une forme que "
            "l'outil ne lit pas. Prévenez l'administrateur du tableau de bord, qui vérifiera ce qui lui est demandé.",
            "courriel absent ou illisible",
        )
    said = dit.get("email_verified")
    if said is not True and not (reglages.courriel_atteste and said is None):
        raise ConnexionRefusee(
            f"{en_tete(reglages.nom)} ne garantit pas que cette adresse électronique est la vôtre. Faites-la vérifier "
            "auprès de votre fournisseur d'identité, puis recommencez.",
            "courriel non vérifié",
        )
    return value.strip().lower()


def _siret(value: object) -> str | None:
    """Fourteen digits; anything else names no organisation."""
    return value if isinstance(value, str) and _SIRET.fullmatch(value) else None


def _texte(value: object) -> str:
    """What can be read on one line: a name is shown, never trusted."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())[:_TEXTE_MAX]
