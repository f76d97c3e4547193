"""axe-core, run in the page as a reader has it, by the browser's own tools: its policy admits no script but ours."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
ABSENT = "axe-core absent : « npm ci » l'installe (sudo apt install --no-install-recommends npm)"
# Every rule that axe has on by default: none is taken away, no part of the page is left out.
LANCER = """async () => {
  const dit = await axe.run(document, { resultTypes: ["violations"] });
  return dit.violations.flatMap(({ id, nodes }) =>
    nodes.map((n) => `${id} : ${n.target.flat().join(" ")} : ${n.html.slice(0, 200)} : ${n.failureSummary}`));
}"""


def lire() -> str:
    """The script as npm installed it."""
    if not SCRIPT.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(ABSENT)
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Page, script: str) -> list[str]:
    """What axe finds wrong on the screen as it is, a line for each element."""
    page.evaluate(script)
    return page.evaluate(LANCER)
