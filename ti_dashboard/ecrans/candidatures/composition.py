"""The boards of the page Candidatures (Q9): the call of 2023, its files one by one, then what they follow."""

from collections.abc import Sequence

from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.compositions.comparaison import encadrer, reserve
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.candidatures import blocs, blocs_dossiers
from ti_dashboard.ecrans.candidatures.composition_reconduction import SOUS_LES_DOSSIERS
from ti_dashboard.ecrans.candidatures.tableaux import COLONNES, chiffre
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import tables
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.totaux import SANS_TOTAL, totaliser
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions import candidatures, comparaison
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.releve import relever
from ti_dashboard.referentiels import lire

HAUTEUR = 460
# The phase that the call of 2023 opens.
APPEL = 2
# What the government said of the second phase when it began.
RETENUS, NOUVEAUX = "2023-11-09-nb_territoires", "2023-11-09-nb_territoires_entierement_nouveaux"
PARTAGES = "Un membre peut être dans deux dossiers : les membres ne s'additionnent pas. "


def composer(contexte: Contexte, _mots: Mots) -> Ecran:
    """The board as one message."""
    publication, choix = contexte.publication, contexte.choix
    words = contexte.en_mots()
    limite = candidatures.date_limite(publication)
    actuel = candidatures.relever_candidatures(publication, choix, choix.arrete)
    filed = actuel["nb_candidatures_deposees"].valeur if actuel else None
    deadline = f"date limite : {jour(limite)} · " if limite else ""
    screen = vierge(blocs.titre(filed, choix.arrete, limite, choix.phase), f"{deadline}{words}")
    if actuel is None:
        screen["message"] = _absence(choix, words)
        return signer(screen)
    if contexte.arrete.est_demonstration:
        screen["message"] = _inventees()
    compared = choix.compare if comparaison.empechement(publication, choix, "lignes_candidatures") is None else None
    precedent = candidatures.relever_candidatures(publication, choix, compared) if compared else None
    programme = relever(publication, choix)
    cadre = encadrer(contexte, programme.get(choix.arrete, {}) | actuel, precedent)
    rows = candidatures.dossiers(publication, choix, choix.arrete)
    before = candidatures.dossiers(publication, choix, compared) if compared else None
    regions = sorted(contexte.vocabulaire.listes["region"].items(), key=lambda item: item[1])
    screen["sous_titre"] += reserve(contexte, precedent, "lignes_candidatures")
    screen["tuiles"] = blocs.tuiles(cadre)
    screen["blocs"] = blocs_dossiers.blocs(choix, rows, before, regions)
    return signer(screen)


def _inventees() -> str:
    said = {row["chiffre_id"]: row["valeur"] for row in lire("chiffre_publie")}
    kept = accord(int(said[RETENUS]), "territoire retenu", "territoires retenus")
    new = accord(int(said[NOUVEAUX]), "nouveau", "nouveaux")
    return f"Démonstration : dossiers tirés au sort, leur nombre n'est pas public. Sont réels les {kept} et les {new}."


def _absence(choix: Filtres, words: str) -> str:
    if choix.phase != APPEL:
        return "Choisissez la phase II pour voir les candidatures de l'appel de 2023."
    return f"Aucune candidature n'est connue au {jour(choix.arrete)} pour ce choix : {words}."


def liste(contexte: Contexte, _mots: Mots) -> Ecran | None:
    rows = candidatures.dossiers(contexte.publication, contexte.choix, contexte.choix.arrete)
    if not rows:
        return None
    screen = vierge("", "")
    whole = total(rows)
    shared = PARTAGES if whole and whole["nb_membres"] == SANS_TOTAL else ""
    note = f"Dans l'ordre des états, puis par région. {shared}{tables.MODE_D_EMPLOI_CHIFFRES}"
    screen["blocs"] = [
        tables.table(
            "dossiers",
            "Dossier par dossier",
            COLONNES,
            rows,
            chiffre,
            note,
            hauteur=HAUTEUR,
            totaux=whole,
            figure_totaux=_chiffre_total,
        )
    ]
    return signer(screen)


def total(rows: Sequence[Ligne]) -> Ligne | None:
    """The files add up; their members only when none is in two files."""
    seen = [member for row in rows for member in row["membres"]]
    alone = len(seen) == len(set(seen))
    whole = totaliser(COLONNES, rows, ("nb_membres",) if alone else (), () if alone else ("nb_membres",))
    return whole and {**whole, "numero_dossier": f"Total, {accord(len(rows), 'dossier')}"}


def _chiffre_total(_row: Ligne, cle: str) -> Chiffre | None:
    return Chiffre("nb_candidatures") if cle == "numero_dossier" else None


COMPOSITIONS = {
    "candidatures": (
        Composition("candidatures", composer),
        Composition("candidatures-liste", liste),
        *SOUS_LES_DOSSIERS,
    )
}
