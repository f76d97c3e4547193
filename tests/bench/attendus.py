"""What each page must show before the clock may stop: the text of every tile and the name of the state."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from tests.bench import calculs, donnees, tables_mosaic
from ti_dashboard.dossier import chemins
from ti_dashboard.ecrans.accueil.composition import composer
from ti_dashboard.langue.formats import jour
from ti_dashboard.magasin import guichet
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.options import contexte, vocabulaire

NOTRE, NU = "tableau de bord", "Streamlit nu"
BLOCS = ("echelle", "operateurs", "themes")


def choix_de_depart(tables: donnees.Tables) -> Filtres:
    return donnees.par_defaut(tables)


def attendu(nom: str, tables: donnees.Tables, choix: Filtres) -> dict[str, object]:
    """Expected tiles and state of the page ``nom`` under ``choix``; all sides must tell the same figures.

    The bare page has one, how many regions are chosen, and no drawing.
    """
    if nom == NU:
        return {"etat": None, "tuiles": [str(len(choix.regions))]}
    ours = composer(contexte(guichet.service().publication, choix), {})
    told = _de_l_ecran(ours)
    confronter(told, _de_pandas(tables, choix), "Dash et naïf")
    confronter(told, tables_mosaic.chiffres(_mosaic(chemins.publications()), tables, choix), "Mosaic")
    return {"etat": ours["signature"] if nom == NOTRE else donnees.etat(choix), "tuiles": told["tuiles"]}


def confronter(ours: calculs.Chiffres, theirs: calculs.Chiffres, qui: str) -> None:
    """Stops the measure, and says what differs, when the pages do not tell the same figures."""
    for bloc, dit in ours.items():
        if dit != theirs[bloc]:
            raise SystemExit(f"Les pages ne disent pas la même chose ({bloc}) : {dit}, et {qui} : {theirs[bloc]}")


def _de_l_ecran(screen: Ecran) -> calculs.Chiffres:
    blocs = {bloc["id"]: bloc for bloc in screen["blocs"]}
    return {
        "tuiles": [tile["valeur"] for tile in screen["tuiles"]],
        **{
            nom: {
                ligne["libelle"]: calculs.au_centime(ligne["valeur"] or 0, ligne["precedent"] or 0)
                for ligne in blocs[nom]["lignes"]
            }
            for nom in BLOCS
        },
        "carte": {code: etat for code, (_, etat) in screen["carte"]["valeurs"].items()},
    }


def _de_pandas(tables: donnees.Tables, choix: Filtres) -> calculs.Chiffres:
    contenu = calculs.composer(tables, choix)
    series = {"echelle": contenu.echelle, "operateurs": contenu.operateurs, "themes": contenu.themes}
    return {
        "tuiles": [value for _, value, _ in contenu.tuiles],
        **{nom: _deux_par_nom(table, choix) for nom, table in series.items()},
        "carte": dict(zip(contenu.carte["territoire_id"], contenu.carte["etat_libelle"], strict=True)),
    }


def _deux_par_nom(table: pd.DataFrame, choix: Filtres) -> dict[str, tuple[float, float]]:
    actuel, precedent = (
        table[table["serie"] == jour(jalon)].set_index("libelle")["valeur"].to_dict()
        for jalon in (choix.arrete, choix.compare)
    )
    return {nom: calculs.au_centime(valeur, precedent.get(nom, 0)) for nom, valeur in actuel.items()}


@cache
def _mosaic(publications: Path) -> duckdb.DuckDBPyConnection:
    """The tables of the Mosaic page, made once for each folder of publications."""
    return tables_mosaic.publier(publications)


def avec_region(choix: Filtres, code: str) -> Filtres:
    """One more region, in the order of the list whatever the order of the clicks, as our page says them."""
    known = vocabulaire(guichet.service().publication).listes["region"]
    return replace(choix, regions=tuple(c for c in known if c in (*choix.regions, code)))
