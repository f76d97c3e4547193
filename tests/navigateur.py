"""The real browser of the tests and of the benches: which one, and how it is started. Declared once."""

import contextlib
import os
import shutil
import signal
import threading
import warnings
from collections.abc import Iterator

from playwright.sync_api import Browser, Playwright, sync_playwright

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
# A browser that is closed ends within a second; the driver waits for one that does not for as long as it takes.
FIN_S = 60
ABSENT = "aucun Chromium trouvé (sudo apt install chromium-headless-shell, ou CHROMIUM=…)"


def find() -> str | None:
    """Path of the browser: ``$CHROMIUM``, or the first that this machine has."""
    asked = os.environ.get("CHROMIUM")
    return asked or next((path for name in NOMS if (path := shutil.which(name))), None)


@contextlib.contextmanager
def open_browser(delai: float = FIN_S) -> Iterator[Browser]:
    """One browser, gone at the end: killed, with a warning, if it has not ended ``delai`` seconds after it was asked.

    ``FileNotFoundError`` where there is none.
    """
    with sync_playwright() as playwright:
        started = _launch(playwright)
        process = pid(started)
        try:
            yield started
        finally:
            with _at_the_latest(delai, process):
                started.close()


def pid(navigateur: Browser) -> int:
    """The process that all those of a browser hang on."""
    session = navigateur.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(one["id"] for one in processes if one["type"] == "browser")


@contextlib.contextmanager
def _at_the_latest(delai: float, pid: int) -> Iterator[None]:
    def kill() -> None:
        warnings.warn(f"Chromium ({pid}) ne s'est pas fermé en {delai} s : arrêté de force.", stacklevel=1)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    late = threading.Timer(delai, kill)
    late.start()
    try:
        yield
    finally:
        late.cancel()


def _launch(playwright: Playwright) -> Browser:
    path = find()
    if path is None:
        raise FileNotFoundError(ABSENT)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    return playwright.chromium.launch(executable_path=path, args=[*OPTIONS, *sandbox])
