"""The figures of the page Projets: its tiles, that of the verified jobs last."""

from ti_dashboard.ecrans.projets import blocs, blocs_emplois
from ti_dashboard.ecrans.projets.tableaux import bilan_des_emplois
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import Trouves, tuiles


def montrer(contexte: Contexte, mots: Mots) -> Trouves:
    jobs = bilan_des_emplois(contexte, contexte.choix.arrete)

    def dessiner(cadre: Cadre) -> list[Tuile]:
        return [*blocs.tuiles_projets(cadre), *([blocs_emplois.tuile_verifies(cadre, jobs, ())] if jobs else [])]

    return tuiles(contexte, dessiner)


MONTRES = {"projets": montrer}
