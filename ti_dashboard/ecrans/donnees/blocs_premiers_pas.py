"""The way into a new data folder: what is in place, what is missing, the next gesture. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from ti_dashboard.langue.formats import accord

COMMANDE = "python -m ti_dashboard"
ATTENDENT = ("dépôt accepté attend d'être publié", "dépôts acceptés attendent d'être publiés")


@dataclass(frozen=True)
class EnPlace:
    """What a data folder holds: in the publication shown (``feuilles``, ``perimetres``, ``arretes``), and beside it.

    ``connus``: territories of the referential; ``comites``: those the sources tell; ``prepares`` and ``acceptes``:
    deposits that wait to be accepted, then to be published, some of which may say who entered the programme.
    """

    connus: int
    comites: int
    est_publie: bool = False
    perimetres: int = 0
    feuilles: int = 0
    arretes: int = 0
    prepares: int = 0
    acceptes: int = 0
    est_perimetre_accepte: bool = False

    @property
    def est_neuf(self) -> bool:
        """Nothing is frozen yet: the pages with figures have nothing to show."""
        return self.arretes == 0


@dataclass(frozen=True)
class Pas:
    """One step: whether it is done, what it is, what it says; ``geste`` is how to do it, "" once done."""

    est_fait: bool
    titre: str
    constat: str
    geste: str = ""


def pas(place: EnPlace) -> tuple[Pas, ...]:
    """The steps in order; the first that is not done is the next gesture."""
    return (_referentiels(place), _livraisons(place), _perimetres(place), _publication(place), _arrete(place))


def prochain(steps: Sequence[Pas]) -> Pas | None:
    return next((step for step in steps if not step.est_fait), None)


def _referentiels(place: EnPlace) -> Pas:
    known = accord(place.connus, "territoire")
    told = accord(place.comites, "comité")
    return Pas(True, "Périmètres et comités", f"{known} des deux phases, {told} connus des sources : fournis.")


def _livraisons(place: EnPlace) -> Pas:
    done = place.acceptes + place.feuilles > 0
    held = [accord(place.prepares, "dépôt vérifié, à accepter", "dépôts vérifiés, à accepter")] * bool(place.prepares)
    held += [accord(place.acceptes, "dépôt accepté", "dépôts acceptés")] * bool(place.acceptes)
    held += [accord(place.feuilles, "feuille publiée", "feuilles publiées")] * bool(place.feuilles)
    gesture = (
        "Ouvrez le dépôt vérifié, puis acceptez-le."
        if place.prepares
        else f"Déposez un premier fichier ci-dessous, ou : {COMMANDE} deposer FICHIER --emetteur NOM"
    )
    return Pas(done, "Livraisons", (", ".join(held) or "aucun dépôt") + ".", "" if done else gesture)


def _perimetres(place: EnPlace) -> Pas:
    done = place.perimetres > 0 or place.est_perimetre_accepte
    if place.perimetres:
        said = f"{accord(place.perimetres, 'territoire entré', 'territoires entrés')} dans le programme."
    elif done:
        said = "déposées, à publier."
    else:
        said = "aucune n'est déposée : sans elles, aucun territoire n'est compté."
    gesture = "Déposez la liste officielle des périmètres, telle quelle, ou le modèle « perimetre »."
    return Pas(done, "Entrées dans le programme", said, "" if done else gesture)


def _publication(place: EnPlace) -> Pas:
    done = place.est_publie and not place.acceptes
    waiting = f"{accord(place.acceptes, *ATTENDENT)}." if place.acceptes else "rien n'est publié."
    said = "tout ce qui est accepté est publié." if done else waiting
    return Pas(done, "Publication", said, "" if done else f"Publiez ce qui est accepté, ou : {COMMANDE} publier")


def _arrete(place: EnPlace) -> Pas:
    done = not place.est_neuf
    said = (
        f"{accord(place.arretes, 'arrêté')} à montrer."
        if done
        else "aucun ne compte ce qui est publié : les pages restent vides tant que rien n'est figé."
    )
    gesture = f'Figez l\'état actuel (Données › Arrêtés), ou : {COMMANDE} arreter DATE --libelle "Nom du comité"'
    return Pas(done, "Premier arrêté", said, "" if done else gesture)
