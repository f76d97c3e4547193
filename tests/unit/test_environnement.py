"""One table holds every environment variable: those the program reads, those a deployment sets for its libraries."""

import ast
import re

from ti_dashboard.connexion import reglages_oidc
from ti_dashboard.courrier import reglage_smtp
from ti_dashboard.dossier.chemins import RACINE

TABLE = RACINE / "docs" / "exploitation" / "environnement.md"
SOURCES = [RACINE / "app.py", *(RACINE / "ti_dashboard").rglob("*.py"), *(RACINE / "pages").glob("*.py")]
NOM = re.compile(r"[A-Z][A-Z0-9_]{3,}")
PREFIXE = "TI_DASHBOARD_"
# What reads them is given the environment under another name.
LECTEURS = {"environ", "environnement", "getenv"}
LIGNE = "| `{}` | ce qu'elle dit | sans elle | qui en a besoin | oui ou non |"


def lues_dans(source: str) -> set[str]:
    """Names that a module writes whole: ours wherever they stand, the others where they are asked for."""
    tree = ast.parse(source)
    texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    ours = {text for text in texts if text.startswith(PREFIXE) and NOM.fullmatch(text) and not text.endswith("_")}
    return ours | {name for node in ast.walk(tree) if (name := _demandee(node))}


def _demandee(node: ast.AST) -> str | None:
    """``environ.get("X")``, ``environ["X"]``, ``getenv("X")``, ``"X" in environ``."""
    if isinstance(node, ast.Call) and node.args:
        asked, said = node.func, node.args[0]
        asked = (
            asked.value if isinstance(asked, ast.Attribute) and asked.attr in ("get", "pop", "setdefault") else asked
        )
    elif isinstance(node, ast.Subscript):
        asked, said = node.value, node.slice
    elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In):
        asked, said = node.comparators[0], node.left
    else:
        return None
    name = asked.attr if isinstance(asked, ast.Attribute) else asked.id if isinstance(asked, ast.Name) else ""
    found = name in LECTEURS and isinstance(said, ast.Constant) and NOM.fullmatch(str(said.value))
    return str(said.value) if found else None


def lues() -> set[str]:
    found = set().union(*(lues_dans(p.read_text(encoding="utf-8")) for p in SOURCES))
    of_families = {one.PREFIXE + name for one in (reglages_oidc, reglage_smtp) for name in one.CONNUES}
    return found | of_families


def dites() -> list[dict[str, list[str]]]:
    """The rows of the two tables of the page, by variable."""
    parts = TABLE.read_text(encoding="utf-8").split("\n## ")[1:]
    rows = [re.findall(r"^\| `(\w+)` \|(.*)\|$", part, re.MULTILINE) for part in parts]
    return [{name: [cell.strip() for cell in cells.split("|")] for name, cells in part} for part in rows]


def test_every_variable_that_is_read_is_told_and_every_one_told_is_read():
    ours, _ = dites()
    missing = sorted(lues() - ours.keys())
    assert not missing, "\n".join([f"{TABLE.relative_to(RACINE)} : ajouter", *(LIGNE.format(n) for n in missing)])
    gone = sorted(ours.keys() - lues())
    assert not gone, f"{TABLE.relative_to(RACINE)} : ôter, plus rien ne les lit : {gone}"


def test_what_a_deployment_sets_is_told():
    units = "".join(p.read_text(encoding="utf-8") for p in (RACINE / "deploiement" / "systemd").glob("*.service"))
    image = (RACINE / "deploiement" / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    said = re.findall(r"^(?:Environment=|ENV )(.*)$", f"{units}\n{image}", re.MULTILINE)
    set_there = {word.partition("=")[0] for line in said for word in line.split()}
    assert {"TI_DASHBOARD_DONNEES", "STREAMLIT_SERVER_PORT", "HOME"} <= set_there
    assert sorted(set_there - set().union(*dites())) == []


def test_every_row_is_filled_and_says_whether_it_is_a_secret():
    for table in dites():
        assert list(table) == list(dict.fromkeys(table)) and table
        for name, cells in table.items():
            assert len(cells) == 4 and all(cells), name
            assert re.match(r"\**(oui|non)\b", cells[3]), name


def test_a_variable_is_found_however_it_is_asked_for():
    source = 'import os\nNAME = "TI_DASHBOARD_A"\nos.environ.get("BBBB")\nos.environ["CCCC"]\nos.getenv("DDDD")\n'
    source += '"EEEE" in os.environ\nenvironnement.get("FFFF", "")\nother.get("GGGG")\nprint("TI_DASHBOARD_H_…")\n'
    assert lues_dans(source) == {"TI_DASHBOARD_A", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF"}
