"""A browser that does not end when it is asked to: the run of the tests goes on."""

import subprocess
import sys

from ti_dashboard.dossier.chemins import RACINE

# Another process: one that drives a browser already cannot drive another.
SOURD = """
import os, signal
from tests.navigateur import open_browser, pid
with open_browser(2) as navigateur:
    os.kill(pid(navigateur), signal.SIGSTOP)
"""


def test_a_browser_that_hears_nothing_any_more_is_killed_and_that_is_said(chromium_path: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SOURD], cwd=RACINE, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert "ne s'est pas fermé en 2 s : arrêté de force" in done.stderr
