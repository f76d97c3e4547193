"""The real browser of the tests and of the benches: which one, and how it is started. Declared once."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

# The first is the same browser without its windows: it draws the same pages for a third less processor time.
NOMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--disable-gpu",
    # Else the headless shell rounds the width of each letter, which no screen does.
    "--font-render-hinting=none",
    # Pages of one reader share a process: a tenth less to start.
    "--process-per-site",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ABSENT = "aucun Chromium trouvé (sudo apt install chromium-headless-shell, ou CHROMIUM=…)"


def find() -> str | None:
    """Path of the browser: ``$CHROMIUM``, or the first that this machine has."""
    asked = os.environ.get("CHROMIUM")
    return asked or next((path for name in NOMS if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """Start it; close it at the end. ``FileNotFoundError`` where there is none."""
    path = find()
    if path is None:
        raise FileNotFoundError(ABSENT)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    return playwright.chromium.launch(executable_path=path, args=[*OPTIONS, *sandbox])
