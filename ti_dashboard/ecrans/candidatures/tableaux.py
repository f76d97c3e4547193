"""The applications of the call of 2023, file by file."""

from ti_dashboard.ecrans.candidatures import blocs_dossiers
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import ORIGINE, Ligne
from ti_dashboard.programme.filtres import LIEUX
from ti_dashboard.programme.indicateurs import SORTES
from ti_dashboard.questions import candidatures
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose

COLONNES = tuple(c for c in SORTES["lignes_candidatures"].colonnes if c not in ORIGINE)
# column → indicator that counts what its cell says
CHIFFRES = {"numero_dossier": "nb_candidatures"}


def dossiers(contexte: Contexte, _mots: Mots) -> TableauCompose:
    rows = candidatures.dossiers(contexte.publication, contexte.choix, contexte.choix.arrete)
    said = (("À savoir", blocs_dossiers.NON_PUBLIE),)
    return TableauCompose("Candidatures", COLONNES, rows, LIEUX, said, tuple(CHIFFRES.values()), chiffre)


def chiffre(row: Ligne, cle: str) -> Chiffre | None:
    return Chiffre(CHIFFRES[cle], (("dossier", str(row["numero_dossier"])),)) if cle in CHIFFRES else None


DOSSIERS = Tableau("candidatures", "candidatures", dossiers)
