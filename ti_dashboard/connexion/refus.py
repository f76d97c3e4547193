"""Why somebody is not let in, in French: what happened, who can mend it. The provider's own words are not repeated."""

from collections.abc import Mapping

from ti_dashboard.errors import ConnexionRefusee

_RENONCEMENTS = {"access_denied", "login_required", "interaction_required", "consent_required"}
_PASSAGERS = {"temporarily_unavailable", "server_error"}
RECOMMENCEZ = "Revenez à la page de connexion et recommencez."
PLUS_TARD = "Recommencez dans une minute ; si cela dure, prévenez l'administrateur du tableau de bord."


def en_tete(nom: str) -> str:
    """How the provider is called where a sentence begins."""
    return nom[:1].upper() + nom[1:]


def sans_preuve(nom: str, detail: str) -> ConnexionRefusee:
    """What was answered breaks a rule: ``detail`` says which, for the log."""
    return ConnexionRefusee(
        f"Ce que {nom} a répondu ne prouve pas qui vous êtes : la connexion n'a pas eu lieu. Recommencez ; si cela se "
        "répète, prévenez l'administrateur du tableau de bord.",
        detail,
    )


def niveau(nom: str, detail: str) -> ConnexionRefusee:
    """Who came did not prove it as firmly as was asked for."""
    return ConnexionRefusee(
        f"Ce tableau de bord demande une connexion plus sûre (double authentification). Activez-la auprès de {nom} ou "
        "de votre fournisseur d'identité, puis recommencez.",
        detail,
    )


def mal_decrit(nom: str, detail: str) -> ConnexionRefusee:
    return ConnexionRefusee(
        f"{en_tete(nom)} ne se décrit pas comme prévu : la connexion n'a pas eu lieu. Prévenez l'administrateur du "
        "tableau de bord, qui vérifiera l'adresse de l'émetteur.",
        detail,
    )


def au_retour(nom: str, error: str) -> ConnexionRefusee:
    """The provider sent the browser back with an error instead of a code."""
    if error in _RENONCEMENTS:
        said = f"La connexion par {nom} a été abandonnée ou refusée. Recommencez si vous le souhaitez."
    elif error in _PASSAGERS:
        said = f"La connexion par {nom} est indisponible pour l'instant. {PLUS_TARD}"
    else:
        said = (
            f"La demande faite à {nom} n'a pas été comprise. Prévenez l'administrateur du tableau de bord : un réglage "
            "(client, portées, adresse de retour) est sans doute à corriger."
        )
    # What is written in an address is anybody's: only its letters are kept for the log.
    known = "".join(c for c in error if c.isascii() and (c.isalnum() or c == "_"))[:40]
    return ConnexionRefusee(said, f"retour : {known}")


def a_l_echange(nom: str, code: int, dit: Mapping[str, object]) -> ConnexionRefusee:
    """The provider gave no token for the code."""
    if dit.get("error") in ("invalid_client", "unauthorized_client") or code == 401:
        return ConnexionRefusee(
            f"{en_tete(nom)} ne reconnaît pas ce tableau de bord. Prévenez son administrateur : l'identifiant ou le "
            "secret du client est à corriger.",
            f"échange du code : HTTP {code}, client refusé",
        )
    if dit.get("error") == "invalid_grant":
        return ConnexionRefusee(
            f"Cette connexion a expiré ou a déjà servi. {RECOMMENCEZ}", f"échange du code : HTTP {code}, invalid_grant"
        )
    return sans_preuve(nom, f"échange du code : HTTP {code}")
