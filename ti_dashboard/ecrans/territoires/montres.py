"""The figures of the page Territoires, its tiles, and those of the sheet of one territory."""

from ti_dashboard.ecrans.territoires import blocs, blocs_fiche
from ti_dashboard.langue.mots import abreger, proches
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.poser import poser
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import Trouves, tuiles


def liste(contexte: Contexte, mots: Mots) -> Trouves:
    return tuiles(contexte, blocs.tuiles_territoires)


def fiche(contexte: Contexte, mots: Mots) -> Trouves:
    territoire_id = next(iter(mots.get("id", ())), "")
    choix = contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete, "territoire_id": territoire_id}
    if rows := poser(contexte.publication, "territoire", **bound):
        return [Chiffre(name, blocs_fiche.lieu(rows[0])) for name in blocs_fiche.ORIGINES], []
    every = poser_en_sommes(contexte.publication, "territoires_liste", **bound)
    near = proches(territoire_id, {str(r["territoire_id"]): str(r["nom"]) for r in every})
    closest = f" Les plus proches : {', '.join(f'{code} ({nom})' for code, nom in near)}." if near else ""
    return [], [f"Territoire inconnu dans cette phase : « {abreger(territoire_id)} ».{closest}"]


MONTRES = {"territoires": liste, "territoire": fiche}
