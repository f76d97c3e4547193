"""What people typed, or files hold, never reaches Markdown raw: read over the syntax tree of everything that draws."""

import re

import pytest

from tests.app.application import lu
from tests.dessins import sources
from tests.markdown import Lecteur
from ti_dashboard.langue.citation import citer, relier, relier_ici, visible
from ti_dashboard.programme.colonnes import Colonne

SOURCES = sources()
LECTEUR = Lecteur(SOURCES)


@pytest.mark.parametrize("module", SOURCES)
def test_what_is_drawn_as_markdown_quotes_what_it_did_not_write(module: str):
    assert LECTEUR.fautes(module) == []


def test_whatever_can_draw_is_read_wherever_it_is():
    assert {"serveur.incidents", "composants.planche", "frame", "pages.territoires", "app"} <= SOURCES.keys()
    assert "service.mentions_ecrites" in SOURCES


@pytest.mark.parametrize(
    "code",
    [
        'st.markdown(f"Le projet « {projet_id} »")',
        'st.title(str(row["nom"]))',
        'said = f"{row[0]}"\n    st.warning(said)',
        'st.markdown("\\n".join(f"- {r}" for r in rows))',
        'st.button("x", help=row["nom"])',
        "st.error(str(error))",
        "cadre.caption(_dire(row))",
        'executer(Markdown(f"Dépôt de {projet_id}"))',
        'said: Markdown = row["nom"]\n    st.markdown(said)',
        'st.markdown((projet_id / "SOURCES.md").read_text())',
        'st.markdown(f"**{i.nom}**")',
        "st.caption(indicateur.source)",
        'st.caption(f"Sceau {row.empreinte[:16]}, version {row.version}")',
        "st.markdown(f\"{row['nb_dit']} sur {row.nb_lignes}\")",
    ],
)
def test_the_reader_sees_each_way_of_drawing_raw_text(code: str):
    given = "row, rows, error, projet_id, i, indicateur"
    source = f'def _dire(row):\n    return row["nom"]\n\ndef dessiner({given}):\n    {code}\n'
    assert Lecteur({"essai": source}).fautes("essai")


@pytest.mark.parametrize(
    "code",
    [
        "st.markdown(f\"**{citer(nom)}**, {accord(3, 'projet')} sur {len(rows)}\")",
        'said = citer(row["nom"])\n    st.markdown(f"{said} {MOTS[code]}")',
        'st.dataframe([{"a": row["nom"]}], alt=row["nom"])',
        'st.button("x", key=f"b-{code}", on_click=print, args=(row,))',
        'executer(Markdown(f"Dépôt de {citer(nom)}"), nom)',
        'st.markdown((MOTS / "SOURCES.md").read_text().partition("x")[2])',
    ],
)
def test_the_reader_lets_quoted_text_and_numbers_pass(code: str):
    source = (
        "from ti_dashboard.langue.formats import accord\nMOTS = {}\n\ndef dessiner(row, rows, code, nom):\n    "
        + code
        + "\n"
    )
    assert Lecteur({"essai": source}).fautes("essai") == []


SECTION = """class Section:
    titre: str
    texte: Markdown

class Page:
    parties: Sequence[Section]

"""


@pytest.mark.parametrize(
    ("code", "fautes"),
    [
        ("for one in page.parties:\n        st.markdown(one.texte)", 0),
        ("for one in page.parties:\n        st.markdown(one.titre)", 1),
        ("for one in rows:\n        st.markdown(one.texte)", 1),
        ("page = rows\n    for one in page.parties:\n        st.markdown(one.texte)", 1),
        ("for one in page.parties:\n        one = rows\n        st.markdown(one.texte)", 1),
        ('st.markdown("\\n".join(one.texte for one in page.parties))', 0),
        ('said = Section("x", Markdown(rows[0]))', 1),
    ],
)
def test_a_field_is_markdown_when_its_class_says_so(code: str, fautes: int):
    """That only Markdown is put in it is for the control of types; that « Markdown(…) » is true, for this reader."""
    source = f"{SECTION}def dessiner(page: Page, rows):\n    {code}\n"
    assert len(Lecteur({"essai": source}).fautes("essai")) == fautes


@pytest.mark.parametrize(
    "live", ["https://exemple.test/a", "HTTP://exemple.test", "www.exemple.test", "a@exemple.test"]
)
def test_an_address_is_cut_where_a_browser_would_make_it_a_link(live: str):
    """Escaped or not: the link is looked for in the text once read."""
    quoted = citer(live)
    assert "\u2060" in quoted
    assert quoted.replace("\u2060", "").replace("\\", "") == live


def test_a_quotation_keeps_its_letters_and_loses_its_powers():
    said = "[Mettez à jour](x) ![y](z) **gras** :red[a] $x$ <b> ~~c~~ `d` -- -> 12\u00a0345,6\u202f€"
    assert lu(citer(said)) == said
    assert not re.findall(r"(?<!\\)(?:[\[\]*$<>~`]|:\w|--)", citer(said))


@pytest.mark.parametrize("head", ["# titre", "- point", "+ point", "1. un", "12) douze", "=== ", "> dit"])
def test_the_head_of_a_line_begins_no_block(head: str):
    assert re.match(r"\\|\d+\\", citer(head))


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u202e", "\u200e"])
def test_what_no_screen_shows_is_written_out(mark):
    """In a table as in a sentence: two references that look alike are seen to be two."""
    shown = f"BPI-001\\u{ord(mark):04x}"
    assert visible(f"BPI-001{mark}") == shown == Colonne("r", "R").ecrire({"r": f"BPI-001{mark}"})
    assert citer(f"A{mark}") == f"A\\\\u{ord(mark):04x}"


@pytest.mark.parametrize(
    "text", ["👩\u200d🏭 Usine 4.0", "می\u200cخواهم", "École n° 1", "1\u202f234,50\u00a0€", "مصنع"]
)
def test_what_joins_letters_or_drawings_stays(text):
    assert visible(text) == text


def test_a_link_leads_to_a_page_or_a_mailbox_and_its_address_cannot_close_it():
    assert relier("Formulaire", "https://a.fr/b?c=d#e") == "[Formulaire](https://a.fr/b?c=d#e)"
    assert relier("é [x](y)", "mailto:a@b.fr") == r"[é \[x\](y)](mailto:a@b.fr)"
    assert relier("x", 'https://a.fr/b) <i> \n"c') == "[x](https://a.fr/b%29%20%3Ci%3E%20%0A%22c)"
    for hostile in ("javascript:alert(1)", "data:text/html,x", "http://a.fr", "//a.fr", ""):
        assert relier("x", hostile) == "x"


def test_a_link_to_a_page_of_ours_is_a_path_and_leads_nowhere_else():
    assert relier_ici("Le plan [A]", "/pieces/ABC234/1") == r"[Le plan \[A\]](/pieces/ABC234/1)"
    assert relier_ici("x", "/a b)<i>?c=d") == "[x](/a%20b%29%3Ci%3E?c=d)"
    for elsewhere in ("//ailleurs.fr", "/\\ailleurs.fr", "https://ailleurs.fr", "javascript:alert(1)", "a/b", ""):
        assert relier_ici("x", elsewhere) == "x"
