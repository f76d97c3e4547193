"""The tiles that indicators declare on a page: what they say of themselves is enough to draw them. Pure."""

from ti_dashboard.langue.formats import accord
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.mots_des_tuiles import connus_inconnus
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES, Indicateur
from ti_dashboard.programme.indicateurs.modele import Tuile as Declaree


def declarees(cadre: Cadre, page: str) -> list[Tuile]:
    """In the order of the catalogue, those apart last."""
    found = [_declaree(cadre, one, one.tuile) for one in CATALOGUE.values() if one.tuile and one.tuile.page == page]
    return sorted(found, key=lambda tile: tile["groupe"] == "apart")


def _declaree(cadre: Cadre, indicateur: Indicateur, drawn: Declaree) -> Tuile:
    mesure = cadre.dits[indicateur.indicateur_id]
    unite = f"sur {accord(mesure.denominateur, *drawn.sur)}" if drawn.sur else ""
    # Of subjects that are counted, those that are known are the count itself.
    known = (
        accord(mesure.inconnus, "inconnu")
        if indicateur.agregat == "compte"
        else connus_inconnus(mesure, *SORTES[indicateur.lignes].connus)
    )
    return tuile(cadre, indicateur.indicateur_id, unite, drawn.complement, known, groupe=drawn.groupe)
