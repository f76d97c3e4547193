"""What the two comparison pages read: the publication's tables in pandas, and the choices of their filters."""

import json
from pathlib import Path

import duckdb
import pandas as pd

from ti_dashboard.dossier import chemins
from ti_dashboard.langue.formats import jour
from ti_dashboard.programme.filtres import PHASES, Filtres

TABLES = (
    "arrete",
    "region",
    "theme",
    "famille_operateur",
    "operateur",
    "territoire",
    "etat_territoire",
    "etat_projet",
    "etat_flux",
    "type_jalon",
)
Tables = dict[str, pd.DataFrame]
# grain: one row per post × arrêté that knew it, in the last state it was told to be in.
POSTES = """
SELECT a.arrete_id, p.phase, p.territoire_id, p.poste_id,
    last(p.etat_poste ORDER BY p.date_effet, p.date_connaissance, p.livraison_id, p.ligne) AS etat_poste
FROM poste p JOIN arrete a ON p.date_connaissance <= a.date_cloture AND p.date_effet <= a.arrete_id
GROUP BY ALL
"""


def ouvrir_a_cote(publications: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB of our own that reads the current publication as ``source``, whoever else has it open."""
    pointeur = json.loads((publications / "courante.json").read_text(encoding="utf-8"))
    con = duckdb.connect()
    con.execute(f"ATTACH '{publications / pointeur['publication']}' AS source (READ_ONLY)")
    con.execute("USE source")
    return con


def charger() -> Tables:
    """Every table of the current publication that the page needs."""
    with ouvrir_a_cote(chemins.publications()) as con:
        tables = {nom: con.table(nom).df() for nom in TABLES} | {"etat_poste": con.sql(POSTES).df()}
    for nom in ("arrete", "etat_territoire", "etat_projet", "etat_flux", "etat_poste"):
        tables[nom]["arrete_id"] = pd.to_datetime(tables[nom]["arrete_id"]).dt.date
    return tables


def options(tables: Tables) -> dict[str, dict[str, object]]:
    """label → code of each filter, in the order a reader expects."""
    arretes = sorted(tables["arrete"]["arrete_id"], reverse=True)
    regions = tables["region"][tables["region"]["code_region"].isin(tables["territoire"]["code_region"])]
    familles = tables["famille_operateur"]
    familles = familles[familles["famille_id"].isin(tables["etat_flux"]["famille_id"])]
    themes = tables["theme"].sort_values("ordre")
    return {
        "arrete": {jour(a): a for a in arretes},
        "phase": {libelle: code for code, libelle in PHASES.items()},
        "region": dict(sorted(zip(regions["nom"], regions["code_region"], strict=True))),
        "theme": dict(zip(themes["libelle"], themes["theme_id"], strict=True)),
        "operateur": dict(sorted(zip(familles["libelle"], familles["famille_id"], strict=True))),
    }


def par_defaut(tables: Tables) -> Filtres:
    """What the page opens on: the latest arrêté, compared with the one before, on the phase under way."""
    recent, precedent = tables["arrete"].sort_values("arrete_id", ascending=False).head(2).itertuples()
    return Filtres(recent.arrete_id, int(recent.phase_en_cours), precedent.arrete_id)


def etat(choix: Filtres) -> str:
    """The name of one state of the page: a figure carries it, so that the probe knows what it shows."""
    lists = (sorted(codes) for codes in (choix.regions, choix.themes, choix.operateurs))
    return json.dumps([str(choix.arrete), str(choix.compare), choix.phase, *lists], separators=(",", ":"))
