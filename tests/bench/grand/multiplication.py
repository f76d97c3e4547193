"""The ledger of the demonstration, made many: each project is taken again elsewhere, with other amounts and dates.

Written straight into the tables of a publication: the reader of deliveries works line by line in Python, which is what
makes it say where a cell is wrong, and ten million lines would take it hours. What follows the ledger is the product's
own: the same tables and keys, the same states, figures, seals and checks.

What holds in the demonstration holds in what is made of it. A copy of a project moves to a territory that entered the
programme the same day and left it the same day; all its amounts are multiplied by one whole number, so that nothing
paid passes what was contracted; all its dates go back by as many days, never before the life of its funder. Kinds,
operators, statuses, corrections and unknowns keep their shares.
"""

from pathlib import Path

import duckdb

# Each project of a copy has its acts twice, under two references: ten lines a project, as asked.
ACTES = 2

# What is not made many: the territories and what is said of them, the applications.
TELS_QUELS = ("perimetre", "jalon", "poste", "candidature")

_LIEUX = """
    CREATE TEMP TABLE tour AS
    WITH vie AS (
        SELECT phase, territoire_id, list((mouvement, date_connaissance) ORDER BY date_connaissance) AS vie
        FROM modele.perimetre GROUP BY ALL
    )
    SELECT phase, territoire_id, vie, row_number() OVER w - 1 AS rang, count(*) OVER (PARTITION BY phase, vie) AS nb
    FROM vie WINDOW w AS (PARTITION BY phase, vie ORDER BY territoire_id);
    CREATE TEMP TABLE ailleurs AS
    SELECT k.range AS copie, t.phase, t.territoire_id, u.territoire_id AS la_bas
    FROM range($copies) k CROSS JOIN tour t
    JOIN tour u ON u.phase = t.phase AND u.vie = t.vie AND u.rang = (t.rang + k.range * 7) % t.nb
"""
# Which projects each copy has, and by what its amounts are multiplied.
_PROJETS = """
    CREATE TEMP TABLE copie_de AS
    SELECT k.range AS copie, p.projet_id, (1 + hash($graine, 'montant', k.range, p.projet_id) % 4)::INTEGER AS fois
    FROM range($copies) k CROSS JOIN (SELECT DISTINCT projet_id FROM modele.projet) p
    WHERE hash($graine, 'projet', k.range, p.projet_id) % 1000000 < $part * 1000000
"""
# Of each line of the model: its project in a copy, or its place there; a sheet grows by as many lines.
_EXPANSIONS = {
    "projet": """
        SELECT x.* REPLACE (
            x.projet_id || '-' || c.copie AS projet_id, a.la_bas AS territoire_id,
            replace(x.lieu_dit, x.territoire_id, a.la_bas) AS lieu_dit, x.cout_total_eur * c.fois AS cout_total_eur,
            x.date_effet - (c.copie % 28)::INTEGER AS date_effet, x.ligne + 10000 * c.copie AS ligne)
        FROM modele.projet x JOIN copie_de c USING (projet_id)
        LEFT JOIN ailleurs a ON (a.copie, a.phase, a.territoire_id) = (c.copie, x.phase, x.territoire_id)""",
    "projet_statut": """
        SELECT x.* REPLACE (
            x.projet_id || '-' || c.copie AS projet_id, x.date_effet - (c.copie % 28)::INTEGER AS date_effet,
            x.ligne + 10000 * c.copie AS ligne)
        FROM modele.projet_statut x JOIN copie_de c USING (projet_id)""",
    "emploi": """
        SELECT x.* REPLACE (
            x.projet_id || '-' || c.copie AS projet_id, x.date_effet - (c.copie % 28)::INTEGER AS date_effet,
            x.ligne + 10000 * c.copie AS ligne)
        FROM modele.emploi x JOIN copie_de c USING (projet_id)""",
    "flux": """
        WITH porte AS (
            SELECT x.*, c.copie, c.fois FROM modele.flux x JOIN copie_de c USING (projet_id)
            UNION ALL
            SELECT x.*, k.range AS copie, 1 AS fois FROM modele.flux x CROSS JOIN range($copies) k
            WHERE x.projet_id IS NULL AND x.type_montant NOT IN ('annonce', 'fleche')
                AND hash($graine, 'acte', k.range, x.reference) % 1000000 < $part * 1000000
            UNION ALL
            SELECT x.*, 0 AS copie, 1 AS fois FROM modele.flux x WHERE x.type_montant IN ('annonce', 'fleche')
        )
        SELECT x.* EXCLUDE (copie, fois) REPLACE (
            x.reference || '-' || x.copie || '-' || n.range AS reference, x.projet_id || '-' || x.copie AS projet_id,
            a.la_bas AS territoire_id, replace(x.lieu_dit, x.territoire_id, a.la_bas) AS lieu_dit,
            (x.montant_eur * x.fois)::DECIMAL(18, 2) AS montant_eur,
            greatest(x.date_effet - (x.copie % 28)::INTEGER, o.date_debut) AS date_effet,
            x.ligne + 10000 * (x.copie * $actes + n.range) AS ligne)
        FROM porte x JOIN modele.operateur o USING (operateur_id)
        JOIN range($actes) n ON n.range = 0 OR x.type_montant NOT IN ('annonce', 'fleche')
        LEFT JOIN ailleurs a ON (a.copie, a.phase, a.territoire_id) = (x.copie, x.phase, x.territoire_id)""",
}
_SOMMES = {"flux": "sum(montant_eur)"}
_LIVRAISONS = """
    INSERT INTO livraison BY NAME
    SELECT l.* REPLACE (
        coalesce(c.nb, l.nb_lignes) AS nb_lignes, coalesce(c.somme, l.total_lu) AS total_lu,
        CASE WHEN l.total_controle IS NOT NULL THEN coalesce(c.somme, l.total_lu) END AS total_controle)
    FROM modele.livraison l LEFT JOIN compte c USING (livraison_id)
"""


def multiplier(con: duckdb.DuckDBPyConnection, modele: Path, nb_flux: int, graine: int) -> None:
    """Fill the ledger of ``con``, all but its amounts, for about ``nb_flux`` of them; ``modele`` is a publication."""
    bound = _preparer(con, modele, nb_flux, graine)
    con.execute("CREATE TEMP TABLE compte (livraison_id VARCHAR, nb BIGINT, somme DECIMAL(18, 2))")
    for name, sql in _EXPANSIONS.items():
        counted = f"SELECT livraison_id, count(*), {_SOMMES.get(name, 'NULL')} FROM ({sql}) GROUP BY ALL"  # noqa: S608
        _executer(con, f"INSERT INTO compte {counted}", bound)
    con.execute(_LIVRAISONS)
    for name in TELS_QUELS:
        con.execute(f"INSERT INTO {name} BY NAME SELECT * FROM modele.{name}")  # noqa: S608
    for name in _EXPANSIONS.keys() - {"flux"}:
        _ajouter(con, name, bound)
    con.execute("DETACH modele")


def multiplier_les_montants(con: duckdb.DuckDBPyConnection, modele: Path, nb_flux: int, graine: int) -> None:
    """The lines of money, after the rest and from the same arguments."""
    _ajouter(con, "flux", _preparer(con, modele, nb_flux, graine))
    con.execute("DETACH modele")


def _preparer(con: duckdb.DuckDBPyConnection, modele: Path, nb_flux: int, graine: int) -> dict[str, object]:
    con.execute(f"ATTACH '{modele}' AS modele (READ_ONLY)")
    row = con.execute("SELECT count(*) FROM modele.flux").fetchone()
    lines = ACTES * (row[0] if row else 0)
    copies = -(-nb_flux // lines)
    bound = {"copies": copies, "part": nb_flux / (lines * copies), "graine": graine, "actes": ACTES}
    for statement in filter(str.strip, f"{_LIEUX};{_PROJETS}".split(";")):
        _executer(con, statement, bound)
    return bound


def _ajouter(con: duckdb.DuckDBPyConnection, table: str, bound: dict[str, object]) -> None:
    """In the order in which deliveries came."""
    _executer(con, f"INSERT INTO {table} BY NAME {_EXPANSIONS[table]} ORDER BY date_connaissance, livraison_id", bound)


def _executer(con: duckdb.DuckDBPyConnection, sql: str, bound: dict[str, object]) -> None:
    con.execute(sql, {name: value for name, value in bound.items() if f"${name}" in sql})
