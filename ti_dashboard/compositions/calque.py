"""What a room has corrected of a screen: the screen never changes, the browser lays this over it."""

from collections.abc import Iterator, Mapping, Sequence

from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.compositions import corrigees, de_la_page, planches_gardees
from ti_dashboard.live.corrections import Correction
from ti_dashboard.planche.contrat import Retouche
from ti_dashboard.questions.contexte import Contexte


def calque(contexte: Contexte, mots: Mots, found: Sequence[Correction]) -> dict[str, list[Retouche]]:
    """Key of a board → what changes of it; those where nothing does are left out."""
    declared = de_la_page(contexte.fichier).values()
    boards = {one.cle: planches_gardees.planche(contexte, one.cle, mots) for one in declared if one.se_corrige}
    told = {
        cle: list(difference(board, corrigees.annoter(contexte, board, found)))
        for cle, board in boards.items()
        if board is not None
    }
    return {cle: changes for cle, changes in told.items() if changes}


def difference(avant: object, apres: object, ou: tuple[str | int, ...] = ()) -> Iterator[Retouche]:
    """Where two messages differ: the way to each value that changed or came, and the value.

    A list that changes its length, or a part that loses a key, changes whole.
    """
    if avant == apres:
        return
    if isinstance(avant, Mapping) and isinstance(apres, Mapping) and not set(avant) - set(apres):
        for key, value in apres.items():
            if key in avant:
                yield from difference(avant[key], value, (*ou, key))
            else:
                yield Retouche(ou=[*ou, key], valeur=value)
    elif isinstance(avant, list) and isinstance(apres, list) and len(avant) == len(apres):
        for rank, (one, other) in enumerate(zip(avant, apres, strict=True)):
            yield from difference(one, other, (*ou, rank))
    else:
        yield Retouche(ou=list(ou), valeur=apres)
