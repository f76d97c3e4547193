"""What DuckDB and Spark do not say the same, one rewriting at a time; what is not understood is refused."""

import duckdb
import pytest
from sqlglot import exp
from sqlglot.errors import SqlglotError

from ti_dashboard.moteurs.reecritures_fonctions import FONCTIONS, _alphabet
from ti_dashboard.moteurs.reecritures_formes import FORMES
from ti_dashboard.moteurs.vers_spark import Macro, traduire

CAS = {
    "sans_consigne_de_memoire": (
        "WITH a AS NOT MATERIALIZED (SELECT 1 AS x) SELECT x FROM a",
        "WITH a AS (SELECT 1 AS x) SELECT x FROM a",
    ),
    "structure_en_colonnes": (
        "SELECT k, unnest({'a': sum(x), 'n': count(*)}) FROM t GROUP BY k",
        "SELECT k, SUM(x) AS a, COUNT(*) AS n FROM t GROUP BY k",
    ),
    "etoile_remplacee": (
        "WITH f AS (SELECT a, b FROM t) SELECT * REPLACE (0 AS b) FROM f",
        "WITH f AS (SELECT a, b FROM t) SELECT f.a, 0 AS b FROM f",
    ),
    "alias_dans_une_fenetre": (
        "SELECT count(*) AS n, sum(n) OVER () AS t FROM x GROUP BY k",
        "SELECT COUNT(*) AS n, SUM(COUNT(*)) OVER () AS t FROM x GROUP BY k",
    ),
    "structures_en_lignes": (
        "SELECT unnest([{'a': x, 'b': 1}, {'b': 2, 'a': y}], recursive := true) FROM t",
        "SELECT INLINE(ARRAY(STRUCT(x AS a, 1 AS b), STRUCT(y AS a, 2 AS b))) FROM t",
    ),
    "couples_parmi": (
        "SELECT 1 AS un FROM t WHERE (a, b) IN (SELECT (c, d) FROM u)",
        "SELECT 1 AS un FROM t WHERE (a, b) IN (SELECT c, d FROM u)",
    ),
    "cle_d_une_jointure_pleine": (
        "SELECT k, b.x FROM a FULL JOIN b USING (k) LEFT JOIN c ON c.k = a.k",
        "SELECT COALESCE(a.k, b.k) AS k, b.x FROM a FULL JOIN b USING (k) LEFT JOIN c ON c.k = a.k",
    ),
    "appartenance_d_une_page": (
        "WITH p AS (SELECT a FROM t ORDER BY a LIMIT 5) SELECT a IN (SELECT b FROM u) AS y FROM p ORDER BY a",
        "WITH p AS (SELECT a FROM t ORDER BY a NULLS LAST LIMIT 5) "
        "SELECT ARRAY_CONTAINS((SELECT COLLECT_SET(b) FROM u), a) AS y FROM p ORDER BY a NULLS LAST",
    ),
    "listes_qui_se_croisent": ("SELECT list_has_any($l, x) AS y FROM t", "SELECT ARRAYS_OVERLAP(:l, x) AS y FROM t"),
    "element_ou_rien": ("SELECT $l[len(x)] AS y FROM t", "SELECT GET(:l, SIZE(x) + -1) AS y FROM t"),
    "mots_distincts": (
        "SELECT string_agg(DISTINCT x, ', ' ORDER BY x) FILTER (y) AS z FROM t",
        "SELECT NULLIF(ARRAY_JOIN(ARRAY_SORT(COLLECT_SET(x) FILTER(WHERE y)), ', '), '') AS z FROM t",
    ),
    "liste_ordonnee": (
        "SELECT list(x ORDER BY y) AS z FROM t",
        "SELECT SPLIT(LISTAGG(x, '\\037') WITHIN GROUP (ORDER BY y NULLS LAST), '\\037') AS z FROM t",
    ),
    "jours_entre": (
        "SELECT date_b - date_a AS n, b - a AS m FROM t",
        "SELECT DATEDIFF(date_b, date_a) AS n, b - a AS m FROM t",
    ),
    "extreme": (
        "SELECT arg_max(x, (y, z)) AS a FROM t",
        "SELECT MAX_BY(x, STRUCT(y, z)) FILTER(WHERE NOT x IS NULL) AS a FROM t",
    ),
    "n_importe_laquelle": (
        "SELECT any_value(x ORDER BY y) AS a FROM t",
        "SELECT MIN_BY(x, y) FILTER(WHERE NOT x IS NULL) AS a FROM t",
    ),
    "mois": ("SELECT d - to_months(n) AS x FROM t", "SELECT d - MAKE_YM_INTERVAL(0, CAST(n AS INT)) AS x FROM t"),
    "mois_entames": (
        "SELECT date_diff('month', a, b) AS n FROM t",
        "SELECT ((YEAR(b) * 12 + MONTH(b)) - (YEAR(a) * 12 + MONTH(a))) AS n FROM t",
    ),
    "refus": ("SELECT error('non') AS x", "SELECT RAISE_ERROR('non') AS x"),
}


@pytest.mark.parametrize("regle", CAS)
def test_a_rewriting_says_what_it_is_for(regle: str):
    said, wanted = CAS[regle]
    assert traduire(said, {}).sql == wanted


def test_no_rewriting_is_without_its_case():
    assert {rule.__name__ for rule in (*FORMES, *FONCTIONS)} == {*CAS, "sans_accents"}


def test_accents_go_as_duckdb_takes_them_off():
    accented, plain = _alphabet()
    assert len(set(accented)) == len(accented) > 4000
    table = str.maketrans(dict(zip(accented, plain.ljust(len(accented), "\0"), strict=True)))
    for words in ("L'Haÿ-les-Roses, Œuvre à Évian", "Łódź Ångström", "e\u0301te\u0301", "Ελλάδα", "Йошкар"):
        (wanted,) = duckdb.execute("SELECT strip_accents(?)", [words]).fetchone() or ()
        assert words.translate(table).replace("\0", "") == wanted != words
    (called,) = traduire("SELECT strip_accents(x) AS y FROM t", {}).sql.split("TRANSLATE")[1:]
    assert called == f"(x, {_cite(accented)}, {_cite(plain)}) AS y FROM t"


def _cite(words: str) -> str:
    return exp.Literal.string(words).sql(dialect="spark")


def test_a_macro_of_the_publication_is_said_in_its_place():
    macro = Macro(("nom", "dit"), "CASE WHEN (dit IS NULL) THEN nom ELSE (dit || nom) END")
    found = traduire("SELECT dire(o.nom, x.dit) AS y FROM o JOIN x USING (k)", {"dire": macro})
    assert "CASE WHEN ((x.dit) IS NULL) THEN (o.nom) ELSE ((x.dit) || (o.nom)) END" in found.sql
    assert found.tables == {"o", "x"}


def test_a_value_bound_is_bound_again_and_a_list_of_words_says_that_it_is_one():
    found = traduire("SELECT '$a' AS x FROM t WHERE b = $b AND len($c) = 0 -- $d", {}, frozenset({"c"}))
    assert found.sql.startswith("SELECT '$a' AS x FROM t WHERE b = :b AND SIZE(CAST(:c AS ARRAY<STRING>)) = 0")


def test_what_is_not_a_question_is_refused():
    with pytest.raises(SqlglotError):
        traduire("SELECT FROM WHERE", {})
