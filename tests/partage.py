"""How tests are shared between processes: a file is run by one of them, so what its tests share is made once.

A file that would be the last to end is cut: the id of a parameter that begins with ``lot NAME: `` gives its lot, and
each lot may have a process of its own. xdist's own way, a mark, needs the id of a test to be changed once collected,
which pytest no longer allows: every test then goes its own way, and nothing says so.
"""

import os
import re

import pytest
from xdist.scheduler import LoadScopeScheduling

# A browser and its server keep a core busy while a test waits for them; one process more than cores uses what is left.
PROCESSUS_EN_PLUS = 1
_LOT = re.compile(r"\[(lot [^:\]]+): ")


class ParFichier(LoadScopeScheduling):
    """Files and lots, in the order they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return unite(nodeid)


def unite(nodeid: str) -> str:
    """What a test is run with: its file, or its lot of it."""
    file, _, test = nodeid.partition("::")
    lot = _LOT.search(test)
    return f"{file} {lot[1]}" if lot else file


def pytest_xdist_auto_num_workers() -> int:
    return len(os.sched_getaffinity(0)) + PROCESSUS_EN_PLUS


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ParFichier:
    return ParFichier(config, log)
