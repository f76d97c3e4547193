"""Where the platform answers: the address the mapping gives, another one for a test, never one a server points at."""

import os
import tomllib
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from ti_dashboard.acces.cette_machine import est_cette_machine
from ti_dashboard.errors import DepotRefuse

ADRESSE_AUTRE = "TI_DASHBOARD_DS_ADRESSE"
_CLE = "la clé adresse de [plateforme], dans data/correspondances/demarches.toml"


def adresse(mapping: Path) -> str:
    """The address to ask. Raises DepotRefuse when none is given, or when the token would travel in clear."""
    given = os.environ.get(ADRESSE_AUTRE, "").strip()
    place = f"la variable {ADRESSE_AUTRE}" if given else _CLE
    address = given or _declaree(mapping)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port  # a port that is no number is only found here
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in ("https", "http") or (port or 1) < 1:
        raise DepotRefuse(
            f"« {address[:200]} » n'est pas l'adresse d'une API : corrigez {place}. "
            "Elle commence par https:// et finit par /api/v2/graphql."
        )
    if parts.scheme == "http" and not est_cette_machine(host):
        raise DepotRefuse(f"« {sans_secret(address)} » ferait voyager le jeton en clair : mettez https dans {place}.")
    return address


def _declaree(mapping: Path) -> str:
    content = tomllib.loads(mapping.read_text(encoding="utf-8"))
    platform = content.get("plateforme", {})
    given = platform.get("adresse", "") if isinstance(platform, dict) else ""
    if not isinstance(given, str) or not given.strip():
        raise DepotRefuse(f"L'adresse de la plateforme manque : donnez-la à {_CLE}.")
    return given.strip()


def redirection(asked: str, location: str | None) -> str:
    """What is said of a server that answers « elsewhere »: where, and that the token did not go there."""
    elsewhere = sans_secret(urljoin(asked, location)) if location else ""
    where = f"vers {elsewhere}" if elsewhere else "sans dire où"
    return (
        f"L'adresse {sans_secret(asked)} renvoie ailleurs, {where}. Le jeton n'y est pas envoyé, rien n'est lu ni "
        f"déposé. Vérifiez cette adresse auprès de la plateforme, puis écrivez-la, en https, à {_CLE}."
    )


def sans_secret(address: str) -> str:
    """An address without its query, its fragment nor any name before « @ »: the rest may carry a secret."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "une adresse illisible"
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"[:200]
