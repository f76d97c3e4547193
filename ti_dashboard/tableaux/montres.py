"""The figures a screen shows at an address, composed without drawing it: what ``montres.py`` of its folder gives."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.declares import completer
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux.modele import Mots

Trouves = tuple[Sequence[Chiffre], list[str]]
"""The figures of an address, and what it says that is not known."""
Montrer = Callable[[Contexte, Mots], Trouves]
RIEN: Trouves = ((), [])
AILLEURS: Trouves = (
    (),
    ["Les chiffres de cet écran ne s'éprouvent pas à son adresse : téléchargez-les, et éprouvez le fichier."],
)


def tuiles(
    contexte: Contexte, dessiner: Callable[[Cadre], Sequence[Tuile]], releves: Mapping[date, Releve] | None = None
) -> Trouves:
    """Those of its tiles, measured by ``releves`` (the summaries that every page has, by default)."""
    publication, choix = contexte.publication, contexte.choix
    actuel = (relever(publication, choix) if releves is None else releves).get(choix.arrete)
    if actuel is None:
        return RIEN
    whole = completer(publication, choix, contexte.fichier, choix.arrete, actuel)
    return [Chiffre(str(tile["id"])) for tile in dessiner(Cadre(choix, whole, None, {}))], []
