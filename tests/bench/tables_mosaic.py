"""What the Mosaic page reads: the publication's rows as Arrow tables, the choices of its lists, and its own question.

The tables hold the columns the page filters and counts by, no more; ``themes`` and ``familles`` are lists.
"""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from tests.bench import calculs, donnees
from ti_dashboard.langue.formats import millions, nombre
from ti_dashboard.planche.theme import COULEURS
from ti_dashboard.programme.filtres import Filtres

DOSSIER = Path(__file__).with_name("mosaic")
TABLES = {
    "flux": """
        SELECT arrete_id::VARCHAR AS arrete_id, phase::INTEGER AS phase, projet_id, code_region, themes,
            [famille_id] AS familles, categorie, type_montant, montant_eur
        FROM etat_flux""",
    "engagement": """
        SELECT arrete_id::VARCHAR AS arrete_id, phase::INTEGER AS phase, code_region, themes, [famille_id] AS familles,
            famille_id, montant_eur
        FROM etat_flux WHERE type_montant = 'engage'""",
    "projet": """
        SELECT p.arrete_id::VARCHAR AS arrete_id, p.phase::INTEGER AS phase, p.projet_id, p.code_region, p.themes,
            coalesce(f.familles, []) AS familles, p.est_compte
        FROM etat_projet p LEFT JOIN (
            SELECT arrete_id, projet_id, list(DISTINCT famille_id) AS familles FROM etat_flux GROUP BY ALL
        ) f USING (arrete_id, projet_id)""",
    "porte": """
        SELECT arrete_id, phase, code_region, themes, familles, unnest(themes) AS theme_id
        FROM projet WHERE est_compte""",
    "territoire": """
        SELECT e.arrete_id::VARCHAR AS arrete_id, e.phase::INTEGER AS phase, e.territoire_id, t.nom, e.code_region,
            j.libelle AS etat_libelle, j.rang::INTEGER AS rang, e.est_engage, e.est_appuye
        FROM etat_territoire e JOIN territoire t USING (phase, territoire_id) JOIN type_jalon j ON j.jalon = e.etat""",
    # Each question here is made of our own words and codes.
    "poste": f"""
        SELECT d.arrete_id::VARCHAR AS arrete_id, d.phase::INTEGER AS phase, e.code_region, d.etat_poste
        FROM ({donnees.POSTES}) d JOIN etat_territoire e USING (arrete_id, phase, territoire_id)""",  # noqa: S608
}
PROGRESSION = ("nb_projets", "nb_projets_engages", "nb_territoires_engages")


def publier(publications: Path) -> duckdb.DuckDBPyConnection:
    """The tables, in a DuckDB of their own; what the page asks is asked of them and of nothing else."""
    con = donnees.ouvrir_a_cote(publications)
    for nom, question in TABLES.items():
        con.execute("USE source" if nom != "porte" else "USE memory")
        con.execute(f"CREATE TABLE memory.main.{nom} AS {question}")
    con.execute("USE memory")
    con.execute("DETACH source")
    return con


def en_arrow(con: duckdb.DuckDBPyConnection, nom: str) -> bytes:
    """One table as an Arrow stream, texts as codes of a dictionary."""
    table = con.table(nom).to_arrow_table()
    for rang, colonne in enumerate(table.schema):
        if pa.types.is_string(colonne.type):
            table = table.set_column(rang, colonne.name, table.column(rang).dictionary_encode())
    sortie = pa.BufferOutputStream()
    with pa.ipc.new_stream(sortie, table.schema) as flux:
        flux.write_table(table.unify_dictionaries().combine_chunks())
    return sortie.getvalue().to_pybytes()


def dits(tables: donnees.Tables) -> dict[str, object]:
    """The choices of the lists, the words and the colours of the page."""
    listes = {cle: list(valeurs.items()) for cle, valeurs in donnees.options(tables).items()}
    listes["arrete"] = [(libelle, str(code)) for libelle, code in listes["arrete"]]
    defaut = donnees.par_defaut(tables)
    sortes = {nombre: "nombre", millions: "millions"}
    noms = {str(a): calculs.noms_d_operateurs(tables, a).to_dict() for a in tables["arrete"]["arrete_id"]}
    return {
        "options": listes,
        "defaut": {"arrete": str(defaut.arrete), "compare": str(defaut.compare), "phase": defaut.phase},
        "tuiles": {
            phase: [(cle, libelle, sortes[ecrire]) for cle, (libelle, ecrire) in tuiles.items()]
            for phase, tuiles in calculs.TUILES.items()
        },
        "natures": list(calculs.NATURES.items()),
        "operateurs": noms,
        "progression": {cle: calculs.COMMUNES[cle][0] for cle in PROGRESSION},
        "couleurs": {
            "series": [COULEURS["accent"], COULEURS["accent-doux"]],
            "bon": COULEURS["bon"],
            "regions": COULEURS["region-trait"],
            "carte": [COULEURS[f"carte-{rang}"] for rang in range(6)],
        },
    }


def chiffres(con: duckdb.DuckDBPyConnection, tables: donnees.Tables, choix: Filtres) -> calculs.Chiffres:
    """What the page tells under ``choix``: its tiles by its own question, its bars and map as its marks ask them."""
    lieux = [f"phase = {choix.phase}"] + ([f"code_region IN {_liste(choix.regions)}"] if choix.regions else [])
    sujets = lieux + [
        f"list_has_any({colonne}, list_value{_liste(codes)})"
        for colonne, codes in (("themes", choix.themes), ("familles", choix.operateurs))
        if codes
    ]
    ou, sur = " AND ".join(lieux), " AND ".join(sujets)
    question = (DOSSIER / "tuiles.sql").read_text(encoding="utf-8").replace("{lieux}", ou).replace("{sujets}", sur)
    actuel = {r["arrete_id"]: r for r in _lignes(con, question)}.get(str(choix.arrete), {})
    themes = dict(zip(tables["theme"]["theme_id"], tables["theme"]["libelle"], strict=True))
    return {
        "tuiles": [ecrire(actuel.get(cle, 0)) for cle, (_, ecrire) in calculs.TUILES[choix.phase].items()],
        "echelle": _barres(con, "flux", "type_montant", "sum(montant_eur)", sur, choix, calculs.NATURES),
        "operateurs": _barres(
            con,
            "engagement",
            "famille_id",
            "sum(montant_eur)",
            sur,
            choix,
            calculs.noms_d_operateurs(tables, choix.arrete),
        ),
        "themes": _barres(con, "porte", "theme_id", "count(*)", sur, choix, themes),
        "carte": {
            r["territoire_id"]: r["etat_libelle"]
            for r in _lignes(con, f"FROM territoire WHERE arrete_id = '{choix.arrete}' AND {ou}")
        },
    }


def _barres(
    con: duckdb.DuckDBPyConnection, table: str, cle: str, valeur: str, ou: str, choix: Filtres, noms: Mapping[str, str]
) -> dict[str, tuple[float, float]]:
    """Name → amount at the arrêté and at the one it is compared with, as the bars are asked for and named."""
    rows = _lignes(con, f"SELECT arrete_id, {cle} AS cle, {valeur} AS valeur FROM {table} WHERE {ou} GROUP BY ALL")  # noqa: S608
    lus = {(r["arrete_id"], r["cle"]): r["valeur"] or 0 for r in rows}
    cles = noms if table != "engagement" else [code for alors, code in lus if alors == str(choix.arrete)]
    return {
        noms[c]: calculs.au_centime(*(lus.get((str(alors), c), 0) for alors in (choix.arrete, choix.compare)))
        for c in cles
    }


def _lignes(con: duckdb.DuckDBPyConnection, question: str) -> list[dict]:
    return con.cursor().sql(question).to_arrow_table().to_pylist()


def _liste(codes: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{code}'" for code in codes) + ")"
