"""What a row says of its place, and what becomes of it."""

from dataclasses import dataclass
from typing import NamedTuple

# Ways to attach, in the order they are believed.
TERRITOIRE, COMMUNE, SIREN, CODE_POSTAL, NOM = "territoire", "commune", "siren", "code_postal", "nom"
# Kinds of reasons why a place attaches nothing: it lies in no territory, in several, it is unknown; nothing was said.
HORS, PARTAGE, INCONNU, MUET = "hors", "partage", "inconnu", "muet"
# Between what decides and what the same row says against it.
MAIS = ", mais "


def se_contredit(lieu_dit: str | None) -> bool:
    """Whether a place, as a row keeps it in words, is one that another cell of the row spoke against."""
    return MAIS in (lieu_dit or "")


class PlaceDite(NamedTuple):
    """The cells of a row that say a place, as they were typed; None when nothing is said."""

    territoire_id: str | None = None
    code_commune: str | None = None
    siren: str | None = None
    siret: str | None = None
    code_postal: str | None = None
    commune: str | None = None
    departement: str | None = None
    territoire: str | None = None


class Reponse(NamedTuple):
    """What one way answers: the place in words, the territory it lies in, else why there is not one.

    ``possibles``: territories it may lie in. ``est_lieu`` when the place itself is known: it then answers for the row,
    even to say that it lies in no territory. ``contraire``: what the same way says against it.
    """

    voie: str
    dit: str
    territoire_id: str | None = None
    raison: str = ""
    possibles: tuple[str, ...] = ()
    est_lieu: bool = True
    est_d_hier: bool = False
    contraire: str = ""

    def contredit(self, other: "Reponse") -> bool:
        """The two places are known and cannot be the same."""
        both = self.est_lieu and other.est_lieu and (self.possibles or other.possibles)
        return bool(both) and not {*self.possibles} & {*other.possibles}

    @property
    def ou(self) -> str:
        """Where the place lies, to be said of it."""
        if self.voie == TERRITOIRE:
            return ""
        return f" est dans {' ou '.join(self.possibles)}" if self.possibles else " n'est dans aucun territoire"


def trouvee(voie: str, dit: str, territoire_id: str) -> Reponse:
    return Reponse(voie, dit, territoire_id, possibles=(territoire_id,))


def inconnue(voie: str, dit: str, raison: str) -> Reponse:
    """What was said is no place we know: the next way is tried."""
    return Reponse(voie, dit, None, raison, est_lieu=False)


@dataclass(frozen=True)
class Rattachement:
    """``lieu_dit``: the place in words, with the reason when it attaches nothing, which is of one kind (``manque``).

    ``contredit``: the two places of a row that says one thing and another. ``autrefois``: the place as it was named,
    when that is no name or code of today.
    """

    territoire_id: str | None = None
    voie: str | None = None
    lieu_dit: str | None = None
    manque: str | None = None
    contredit: str | None = None
    autrefois: str | None = None
