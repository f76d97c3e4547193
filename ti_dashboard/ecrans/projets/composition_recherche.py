"""The projects that a search finds, one page of them at a time."""

import math
from typing import Any

from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.projets.parametres import PAGE
from ti_dashboard.ecrans.projets.tableaux import CHERCHE, COLONNES, FIGURES, TRI, VUE, demande
from ti_dashboard.langue.formats import accord
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import tables
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.tableaux.modele import Mots, colonnes_dites, lire

PAR_PAGE = 50
SUJET = ("intitule", "projet", "projet_id")
HAUTEUR = 480
NOTE = f"{tables.MODE_D_EMPLOI} Trier par une colonne range tous les projets trouvés, l'inconnu à la fin."


def nombre_trouve(contexte: Contexte, mots: Mots) -> int:
    """How many projects are found: each row says it, so the page about to be shown is asked, then remembered."""
    asked = demande(contexte, mots)
    for page in dict.fromkeys((page_demandee(mots), 1)):
        if rows := _lignes(contexte, asked, page):
            return int(rows[0]["nb_trouves"])
    return 0


def derniere_page(found: int) -> int:
    return math.ceil(found / PAR_PAGE)


def liste(contexte: Contexte, mots: Mots) -> Ecran | None:
    """One page of the projects found, the last one where there are fewer; none without any project."""
    found = nombre_trouve(contexte, mots)
    if not found:
        return None
    rows = _lignes(contexte, demande(contexte, mots), min(page_demandee(mots), derniere_page(found)))
    whole = {
        "intitule": f"Total des {accord(found, 'projet trouvé', 'projets trouvés')}",
        "montant_engage": rows[0]["montant_trouve"],
        "nb_engagements_inconnus": rows[0]["nb_inconnus_trouves"],
    }
    screen = vierge("", "")
    screen["blocs"] = [
        tables.table(
            "projets",
            "",
            colonnes_dites(contexte, COLONNES),
            rows,
            FIGURES,
            NOTE,
            SUJET,
            HAUTEUR,
            lire(mots, TRI),
            whole if found > 1 else None,
            alt="Projets trouvés",
        )
    ]
    return signer(screen)


def page_demandee(mots: Mots) -> int:
    """The page an address asks for, the first one unless told."""
    asked = lire(mots, PAGE.nom)
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() else 1


def _lignes(contexte: Contexte, asked: dict[str, Any], page: int) -> tuple[Ligne, ...]:
    return poser(contexte.publication, "projets_recherche", **asked, limite=PAR_PAGE, saut=(page - 1) * PAR_PAGE)


LISTE = Composition("projets-liste", liste, (CHERCHE, VUE, TRI, PAGE.nom))
