"""What the publication in place holds, one question at a time. Raises ControleEchoue when it is not as it was."""

from contextlib import closing
from typing import Any

from ti_dashboard.dossier import chemins
from ti_dashboard.ingest.figer.en_place import lue, publication_servie
from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.questions.poser import poser


def valeurs(query: str) -> list[Any]:
    """First column of one question (a text of ours) to the publication served; nothing when none is."""
    path = publication_servie(chemins.publications(), marquee=True)
    if path is None:
        return []
    with lue(path) as con:
        return [value for (value,) in con.execute(query).fetchall()]


def a_un_arrete_plein() -> bool:
    """Whether any arrêté counts something of what is published: until then pages with figures are empty."""
    return any(row["nb_arretes_pleins"] for row in lignes("premiers_pas"))


def lignes(question: str, **parametres: Any) -> tuple[Ligne, ...]:
    """Rows of one question of the screens, asked to the publication served; nothing when none is.

    Raises PublicationIllisible when an earlier version made it.
    """
    path = publication_servie(chemins.publications(), marquee=True)
    if path is None:
        return ()
    with closing(Publication(path)) as served:
        served.exiger_des_sceaux()
        return poser(served, question, **parametres)
