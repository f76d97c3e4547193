"""Posts of project managers at every arrêté of a phase, as measures a tile can show."""

from datetime import date

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs.ingenierie import ETATS_POSTE
from ti_dashboard.programme.mesures import Mesure, Releve
from ti_dashboard.questions.matieres import taire_les_tus
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever


def relever_avec_postes(publication: Publication, filtres: Filtres) -> dict[date, Releve]:
    """The indicators of every page and those of posts, for each arrêté where the phase exists."""
    posts = relever_postes(publication, filtres)
    return {day: found | posts[day] for day, found in relever(publication, filtres).items()}


def relever_postes(publication: Publication, filtres: Filtres) -> dict[date, Releve]:
    """indicateur_id → Mesure, for each arrêté; the states of posts sum to the followed posts."""
    releves: dict[date, Releve] = {}
    for row in poser(publication, "postes_bilan", **filtres.parametres()):
        total, unknown = int(row["nb_postes"]), int(row["nb_postes_inconnus"])
        releves[row["arrete_id"]] = {"nb_postes": Mesure(total, total - unknown, unknown)} | {
            name: Mesure(row[name], total - unknown, unknown, total) for name, *_ in ETATS_POSTE.values()
        }
        active = row["nb_postes_pourvus"] + row["nb_postes_ouverts"]
        releves[row["arrete_id"]]["nb_postes_pourvus_ou_ouverts"] = Mesure(active, total - unknown, unknown, total)
    return taire_les_tus(publication, filtres, releves)
