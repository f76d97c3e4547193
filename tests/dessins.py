"""What draws or composes what is drawn: the files whose text the house rules read."""

import ast
import re
from pathlib import Path

from ti_dashboard.dossier.chemins import RACINE

PAQUET = RACINE / "ti_dashboard"
DESSINS: tuple[Path, ...] = tuple(
    sorted(path for package in ("cadre", "ecrans", "planche") for path in (PAQUET / package).rglob("*.py"))
)
# Its fields and what it returns are drawn elsewhere as they are.
_DIT_MARKDOWN = re.compile(r"^from ti_dashboard\.langue\.citation import .*\bMarkdown\b", re.MULTILINE)


def module(path: Path) -> str:
    """« ecrans.projets.vue », « pages.projets »: the name of a module, without the package's."""
    return ".".join(path.relative_to(PAQUET if PAQUET in path.parents else RACINE).with_suffix("").parts)


def importe_streamlit(source: str) -> bool:
    """Whether this text can draw."""
    imported = [
        name
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    ]
    return any(name.partition(".")[0] == "streamlit" for name in imported)


def sources() -> dict[str, str]:
    """Module → text: pages, what composes what is drawn, whatever draws or says that a text is Markdown."""
    pages = sorted((RACINE / "pages").glob("*.py"))
    texts = {path: path.read_text(encoding="utf-8") for path in (*sorted(PAQUET.rglob("*.py")), RACINE / "app.py")}
    able = [
        path for path, text in texts.items() if path in DESSINS or importe_streamlit(text) or _DIT_MARKDOWN.search(text)
    ]
    return {module(path): path.read_text(encoding="utf-8") for path in (*able, *pages)}
