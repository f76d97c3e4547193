"""A screen that is asked for by its address alone, outside any session: read whole, or refused with a sentence."""

from urllib.parse import parse_qs

from ti_dashboard.adresse import parametres, partagee
from ti_dashboard.adresse.pages import ACCUEIL, Page
from ti_dashboard.adresse.parametres import Reperes
from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.errors import AdresseIncomprise
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.options import contexte, vocabulaire

QUITTE = "quitte_"
"""Before the name of a scalar filter: what the screen showed of it before it was changed."""
MOTS_MAX = 200


def lire(publication: Publication, page: Page, requete: str) -> tuple[Contexte, Mots]:
    """What the screen reads, and the parameters of its page. Raises AdresseIncomprise for any word that is not ours:
    what cannot be followed is never taken for nothing.
    """
    try:
        asked = parse_qs(requete, max_num_fields=MOTS_MAX)
    except ValueError:
        raise AdresseIncomprise("Cette adresse a trop de paramètres pour être lue.") from None
    words = vocabulaire(publication)
    left = {key.removeprefix(QUITTE): asked.pop(key) for key in list(asked) if key.startswith(QUITTE)}
    followed = partagee.apres(asked, left, words)
    choix, unknown = partagee.lire(followed, words)
    address = "" if page is ACCUEIL else page.fichier
    others = parametres.incompris(followed, Reperes(words, followed, {}), address)
    if said := [mot.en_mots() for mot in (*unknown, *others)]:
        raise AdresseIncomprise(" ".join(said))
    return contexte(publication, choix, address), _propres(followed, Reperes(words, followed, {}))


def _propres(asked: Mots, connu: Reperes) -> Mots:
    """The parameters that are not shared filters, each value in its one form."""
    found: dict[str, list[str]] = {}
    for key, values in asked.items():
        declared = parametres.trouver(key)
        if key not in parametres.PARTAGES and declared is not None:
            found[key] = [v for text in values if (v := declared.comprendre(text, connu)) is not None]
    return found
