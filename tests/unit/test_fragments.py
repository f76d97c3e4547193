"""What a question builds on is put in its place, once each, or refused with what is wrong and where."""

import re
import shutil

import pytest

from ti_dashboard.programme.filtres import SANS_FILTRE
from ti_dashboard.questions import poser
from ti_dashboard.questions.poser import COMMUNS, PAQUET, fichiers, texte
from ti_dashboard.sceau.fragments import REGISTRE, Communs, FragmentFaux

QUESTIONS, FRAGMENTS = sorted(fichiers().values()), sorted(COMMUNS.fichiers().values())
# What freezes states and what seals figures read the ledger too, and follow no filter.
REGISTRES = [*PAQUET.glob("sceau/sql/*.sql"), *PAQUET.glob("ingest/figer/sql/figer_*.sql")]
FILTRES = set(SANS_FILTRE)
SUR = {"alertes_declarations": "ecarts_declarations", "lignes_delais": "dossiers_delais"}


@pytest.fixture
def communs(tmp_path):
    """Writes fragments in a folder of their own and gives what reads them."""

    def ecrire(**fragments: str) -> Communs:
        for name, sql in fragments.items():
            (tmp_path / f"{name}.sql").write_text(sql, encoding="utf-8")
        return Communs((tmp_path,))

    return ecrire


def _ecrit(path) -> str:
    return path.read_text(encoding="utf-8")


def test_a_table_comes_before_what_reads_it_and_once_however_many_name_it(communs):
    known = communs(
        c="-- grain: one row\n-- avec: a, b\nSELECT * FROM a JOIN b USING (x)\n",
        b="-- grain: one row\n-- avec: a\nSELECT * FROM a\n",
        a="-- grain: one row\nSELECT 1 AS x\n",
    )
    found = known.developper("q", "-- grain: one row\n-- avec: c, a\nSELECT * FROM c JOIN a USING (x)\n")
    assert list(found.tables) == ["a", "b", "c"]
    assert found.sql == "-- grain: one row\nSELECT * FROM c JOIN a USING (x)\n"


def test_a_rule_is_written_where_it_is_called_about_what_it_is_called_with(communs):
    known = communs(
        parmi="-- rule: parmi(choisis, valeur): said\nlen(choisis) = 0 OR list_contains(choisis, valeur)\n",
        suivi="-- rule: suivi(ligne): said\n-- avec: parmi, vu\n-- Why.\nparmi($x, ligne.x)\n"
        "    AND ligne.y IN (FROM vu)\n",
        vu="-- grain: one row\nSELECT 1 AS y\n",
        vide="-- rule: vide(): said\nlen($x) = 0\n",
    )
    sql = "SELECT 'suivi(z)', vide() FROM t WHERE suivi(t) -- suivi(t)\n  AND parmi($l, coalesce(t.a, 'b, (c'))"
    found = known.developper("q", f"-- grain: one row\n-- avec: suivi, vide, parmi\n{sql}")
    assert list(found.tables) == ["vu"]
    said = "((len($x) = 0 OR list_contains($x, t.x)) AND t.y IN (FROM vu))"
    assert found.sql == (
        f"-- grain: one row\nSELECT 'suivi(z)', (len($x) = 0) FROM t WHERE {said} -- suivi(t)\n  AND "
        "(len($l) = 0 OR list_contains($l, coalesce(t.a, 'b, (c')))"
    )


def test_the_name_of_what_a_rule_is_about_is_no_name_of_a_column_or_of_a_value(communs):
    known = communs(ordre="-- rule: ordre(ligne): said\n(ligne.livraison_id, ligne.ligne, $ligne, 'ligne')\n")
    found = known.developper("q", "-- avec: ordre\nSELECT * FROM t ORDER BY ordre(t)")
    assert found.sql.endswith("ORDER BY ((t.livraison_id, t.ligne, $ligne, 'ligne'))")


@pytest.mark.parametrize(("sql", "said"), [
    ("-- avec: absent\nSELECT * FROM absent", "q nomme « absent », qui n'est pas un fragment."),
    ("-- avec: a\nSELECT * FROM t -- FROM a", "q nomme « a » et ne s'en sert pas."),
    ("SELECT * FROM t JOIN a USING (x)", "q se sert de « a » sans le nommer à sa ligne « -- avec: »."),
    ("SELECT * FROM t WHERE r(t)", "q se sert de « r » sans le nommer à sa ligne « -- avec: »."),
    ("-- avec: r\nSELECT * FROM t WHERE r(t, 1)", "q n'appelle pas « r » avec : ligne."),
    ("-- avec: deux\nSELECT * FROM t WHERE deux(t)", "q n'appelle pas « deux » avec : ligne, cle."),
    ("-- avec: rien\nSELECT * FROM t WHERE rien(t)", "q n'appelle pas « rien » avec : rien."),
    ("-- avec: r\nSELECT * FROM t WHERE r(t", "Une parenthèse ouverte ne se ferme pas."),
    ("-- avec: tourne\nSELECT * FROM tourne", "Les fragments tournent en rond : tourne → rond → tourne."),
    ("-- avec: seul\nSELECT * FROM seul", "Les fragments tournent en rond : seul → seul."),
])  # fmt: skip
def test_what_does_not_hold_together_is_refused_and_says_where(communs, sql, said):
    known = communs(
        a="-- grain: one row\nSELECT 1 AS x\n",
        r="-- rule: r(ligne): said\nligne.x\n",
        deux="-- rule: deux(ligne, cle): said\nligne.x = cle\n",
        rien="-- rule: rien(): said\ntrue\n",
        tourne="-- grain: one row\n-- avec: rond\nSELECT * FROM rond\n",
        rond="-- grain: one row\n-- avec: tourne\nSELECT * FROM tourne\n",
        seul="-- grain: one row\n-- avec: seul\nSELECT * FROM seul\n",
    )
    with pytest.raises(FragmentFaux, match=f"^{re.escape(said)}$"):
        known.ecrire("q", sql)


def test_what_a_rule_is_called_with_may_hold_calls_of_its_own(communs):
    known = communs(r="-- rule: r(ligne, cle): said\ncle = ligne.x\n")
    sql = "-- avec: r\nSELECT r(t, f(g(h(1, 2)), 3)) AND r(u, (4)), k(5)"
    assert known.ecrire("q", sql) == "SELECT (f(g(h(1, 2)), 3) = t.x) AND ((4) = u.x), k(5)"


def test_a_question_with_tables_keeps_its_grain_first_and_reads_the_references_of_its_arrete():
    sql, names = poser._question("financements_operateur_theme", None, True, True)
    assert sql.startswith("-- grain: one row per body") and sql.count("WITH ") == 1
    assert sql.index("fige_operateur") < sql.index("nom_a_l_arrete AS (") < sql.index("engagement AS (")
    assert names == {"arrete", "phase", *FILTRES}


def test_no_two_fragments_have_one_name():
    assert len(FRAGMENTS) == sum(len(list(folder.glob("*.sql"))) for folder in COMMUNS.dossiers) > 20


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda p: p.stem)
def test_a_fragment_says_what_it_is_first_and_some_question_builds_on_it(path):
    first = _ecrit(path).splitlines()[0]
    assert re.match(rf"-- (grain: one row per |rule: {path.stem}\([\w, ]*\): )", first)
    named = [_ecrit(p) for p in [*QUESTIONS, *REGISTRES, *FRAGMENTS] if p != path]
    assert any(re.search(rf"^-- avec: .*\b{path.stem}\b", sql, re.MULTILINE) for sql in named)


def test_what_a_question_builds_on_is_named_under_its_grain():
    for path in [*QUESTIONS, *REGISTRES, *FRAGMENTS]:
        lines = [number for number, line in enumerate(_ecrit(path).splitlines()) if line.startswith("-- avec:")]
        assert lines == list(range(1, 1 + len(lines))), path.name


# rule → its words; the fragments, and they alone, where each stands: once
DITES = {
    "nothing is chosen": (
        r"len\((\$\w+|i\.\w+|choisis)\) = 0",
        {"parmi", "themes_suivis", "sans_operateur", "present_aux_deux", "lieu_suivi", "dossier_suivi"},
    ),
    "a place is kept": (r"\$regions", {"region_suivie"}),
    "a theme is kept": (r"\$themes", {"themes_suivis"}),
    "a body is kept": (r"\$operateurs", {"sans_operateur", "operateur_choisi"}),
    "acts are added up for a project": (
        r"'nb_engagements': count|AS annule,\s+count\(\*\) FILTER \((f\.)?type_montant = 'engage'", {"bilan_des_actes"},
    ),
    "a project is engaged": (r"nb_inconnus > 0 OR", {"en_vigueur"}),
    "a fact was known": (r"date_connaissance <= \w+\.date_cloture\s+AND \w+\.date_effet", {"connu"}),
    "the last fact is believed": (
        r"date_effet( DESC)?, \w*\.?date_connaissance( DESC)?, \w*\.?livraison_id", {"ordre_des_faits"},
    ),
    "money of the State": (r"IN \('etat', 'operateur'\)", {"etat_ou_operateur"}),
    "the regions of a territory": (r"ORDER BY NOT \w+\.est_chef_de_file", {"regions_couvertes"}),
    "an age has a class": (r"list_filter\(\w+, lambda", {"classe_d_age", "classe_en_mois"}),
}  # fmt: skip


@pytest.mark.parametrize(("words", "where"), DITES.values(), ids=DITES)
def test_a_shared_rule_is_said_in_its_fragment_and_in_no_question(words, where):
    assert {p.stem for p in FRAGMENTS if re.search(words, _ecrit(p))} == where
    if not where & {"etat_ou_operateur", "en_vigueur"}:
        assert [p.stem for p in REGISTRES if re.search(words, _ecrit(p))] == []
    # What a chosen region covers without leading it is no filter: the question is about the rows that it does not keep.
    assert {p.stem for p in QUESTIONS if re.search(words, _ecrit(p))} <= {"territoires_couverts"}


def test_a_filter_of_place_added_to_its_rule_reaches_every_question_that_follows_one(demo, tmp_path):
    """No other text changes: each row asked about has its region and its territory, and the new value is bound."""
    shutil.copytree(COMMUNS.fichiers()["lieu_suivi"].parent, tmp_path / "communs")
    rule = tmp_path / "communs" / "lieu_suivi.sql"
    said = _ecrit(rule).replace("-- avec: region_suivie", "-- avec: parmi, region_suivie")
    rule.write_text(f"{said}    AND parmi($cantons, ligne.territoire_id)\n", encoding="utf-8")
    widened = Communs((tmp_path / "communs", *REGISTRE.dossiers))
    asked = {p.stem: texte(p.stem, widened) for p in QUESTIONS}
    following = {name for name, sql in asked.items() if "$cantons" in sql}
    by_region = {name for name, sql in asked.items() if "$regions" in sql} - {"territoires_couverts"}
    # An application and a member have a place of their own: each département of members, or its own.
    assert following == by_region - {"lignes_candidatures", "lignes_membres"}
    assert by_region == {name for name, sql in asked.items() if "$departements" in sql}
    for name in following:
        read = f"WITH lignes AS ({asked[SUR[name]]})\nSELECT * FROM ({asked[name]})" if name in SUR else asked[name]
        demo._lire_tout(f"PREPARE essai AS {read}", {})


SUIVIS = {
    "places": {"regions", "departements"},
    "theme": {"themes"},
    "operateur": {"operateurs"},
    "every filter": FILTRES,
}
_UN = f"(?:{'|'.join(SUIVIS)})"
DITS = re.compile(rf"^-- grain:.*\bfollows? ({_UN}(?:(?:, | and ){_UN})*)")


def test_a_grain_says_the_filters_that_its_question_follows():
    said = {path.stem: found[1] for path in QUESTIONS if (found := DITS.match(_ecrit(path)))}
    assert len(said) > 15
    for name, words in said.items():
        followed = set().union(*(SUIVIS[word] for word in re.split(", | and ", words)))
        read = set(re.findall(r"\$(\w+)", texte(name) + texte(SUR.get(name, name)))) & FILTRES
        assert read == followed, name
    vague = [p.stem for p in QUESTIONS if re.match(r"-- grain:.*\bfollows?\b", _ecrit(p)) and p.stem not in said]
    assert vague == []
