"""The tables of the sheet of one territory, each a board: what is downloaded, or opened, stands under what is shown."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.territoires import blocs_fiche
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.contrat_blocs import Table
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.parametres import TERRITOIRE
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.tableaux.modele import Mots, colonnes_dites, lire


def demande(contexte: Contexte, territoire_id: str) -> dict[str, Any]:
    """What every question about one territory is asked with."""
    choix = contexte.choix
    return choix.parametres() | {"arrete": choix.arrete, "territoire_id": territoire_id}


def _projets(contexte: Contexte, row: Ligne) -> Table:
    return blocs_fiche.projets(blocs_fiche.lieu(row), _ses_projets(contexte, row))


def _financeurs(contexte: Contexte, row: Ligne) -> Table:
    found = poser(contexte.publication, "territoire_financeurs", **demande(contexte, str(row["territoire_id"])))
    return blocs_fiche.financeurs(blocs_fiche.lieu(row), found, contexte.choix)


def _emplois(contexte: Contexte, row: Ligne) -> Table:
    counted = sum(1 for p in _ses_projets(contexte, row) if p["est_compte"])
    found = poser(contexte.publication, "territoire_emplois", **demande(contexte, str(row["territoire_id"])))
    columns = colonnes_dites(contexte, blocs_fiche.EMPLOIS)
    return blocs_fiche.emplois(blocs_fiche.lieu(row), found, counted, columns)


def _ses_projets(contexte: Contexte, row: Ligne) -> tuple[Ligne, ...]:
    return poser(contexte.publication, "territoire_projets", **demande(contexte, str(row["territoire_id"])))


# key of the board → its table, from the row of its territory
TABLES: Mapping[str, Callable[[Contexte, Ligne], Table]] = {
    "fiche-projets": _projets,
    "fiche-financeurs": _financeurs,
    "fiche-emplois": _emplois,
}


def _composer(tabuler: Callable[[Contexte, Ligne], Table], contexte: Contexte, mots: Mots) -> Ecran | None:
    """One table of the territory that the address names; none without a row, nor out of the programme."""
    rows = poser(contexte.publication, "territoire", **demande(contexte, lire(mots, TERRITOIRE.nom)))
    if not rows or not rows[0]["est_dans_le_programme"]:
        return None
    drawn = tabuler(contexte, rows[0])
    return signer(vierge("", "") | {"blocs": [drawn]}) if drawn["lignes"] else None


def nom(contexte: Contexte, mots: Mots) -> str:
    """That of the territory whose sheet it is; empty where the address names none."""
    rows = poser(contexte.publication, "territoire", **demande(contexte, lire(mots, TERRITOIRE.nom)))
    return str(rows[0]["nom"]) if rows else ""


FICHE = tuple(Composition(cle, partial(_composer, tabuler), (TERRITOIRE.nom,)) for cle, tabuler in TABLES.items())
