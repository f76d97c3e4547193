"""What is accepted from a form, whatever the form: texts that say something, addresses of our own pages, instants."""

import re

from ti_dashboard import horloge
from ti_dashboard.adresse.interne import est_interne
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live.textes_gardes import exiger

TEXTE_MAX = 2_000
# What a wall and a list of speakers have room for: a body, a function.
NOM_MAX = 120
# What begins a line for one reader or another, and what shows nothing; no-break spaces are typography and stay.
_BLANCS = re.compile(r"[\x01-\x20\x7f-\x9f\u2028\u2029]+")


def maintenant() -> str:
    """Now, UTC, ISO 8601, to the millisecond."""
    return horloge.maintenant().isoformat(timespec="milliseconds")


def texte(valeur: str, nom: str, au_plus: int = TEXTE_MAX) -> str:
    """``valeur`` without the spaces around it. Raises GesteRefuse when it is empty or too long; ``nom`` says which."""
    exiger(valeur, nom)
    propre = _BLANCS.sub(" ", valeur).strip()
    if not propre:
        raise GesteRefuse(f"Il manque {nom} : rien n'a été enregistré.")
    if len(propre) > au_plus:
        raise GesteRefuse(f"{nom.capitalize()} dépasse {au_plus} caractères : rien n'a été enregistré.")
    return propre


def texte_libre(valeur: str, nom: str) -> str:
    """The same, which may be empty and keeps its lines."""
    exiger(valeur, nom)
    propre = "\n".join(_BLANCS.sub(" ", line).strip() for line in valeur.splitlines()).strip()
    if len(propre) > TEXTE_MAX:
        raise GesteRefuse(f"{nom.capitalize()} dépasse {TEXTE_MAX} caractères : rien n'a été enregistré.")
    return propre


def adresse(valeur: str) -> str:
    """A path of this application with its query. Raises GesteRefuse for anything that could lead elsewhere."""
    if not est_interne(valeur):
        raise GesteRefuse("Cette adresse n'est pas celle d'une page du tableau de bord : rien n'a été enregistré.")
    return valeur
