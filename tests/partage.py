"""How tests are shared between processes: a file is run by one of them, so what its tests share is made once.

A file that would be the last to end is cut: the id of a parameter that begins with ``lot NAME: `` gives its lot, and
each lot may have a process of its own. xdist's own way, a mark, needs the id of a test to be changed once collected,
which pytest no longer allows: every test then goes its own way, and nothing says so.
"""

import os
import re

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

# A browser and its server keep a core busy while a test waits for them; one process more than cores uses what is left.
PROCESSUS_EN_PLUS = 1
_LOT = re.compile(r"\[(lot [^:\]]+): ")


class ParFichier(LoadScopeScheduling):
    """Files and lots, in the order they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return unite(nodeid)

    def remove_node(self, node: WorkerController) -> str | None:
        """The test that a process was in when it was lost, or None; what it had still to do is given to the others.

        xdist gives them all that it had been given: the test that ended it, which ends them in turn, and what it had
        done, of which each waits for ever to hear that it is done.
        """
        given = self.assigned_work.pop(node)
        left = [(scope, test) for scope, unit in given.items() for test, is_done in unit.items() if not is_done]
        if not left:
            return None
        scope, lost = left[0]
        given[scope][lost] = True
        self.workqueue.update({scope: unit for scope, unit in given.items() if not all(unit.values())})
        for other in self.assigned_work:
            self._reschedule(other)
        return lost

    def _reschedule(self, node: WorkerController) -> None:
        """A process begins a test when it knows the next: xdist leaves one alone with what may hold a single one."""
        super()._reschedule(node)
        while not node.shutting_down and self.workqueue and self._pending_of(self.assigned_work[node]) < 2:
            self._assign_work_unit(node)


def unite(nodeid: str) -> str:
    """What a test is run with: its file, or its lot of it."""
    file, _, test = nodeid.partition("::")
    lot = _LOT.search(test)
    return f"{file} {lot[1]}" if lot else file


def pytest_xdist_auto_num_workers() -> int:
    return len(os.sched_getaffinity(0)) + PROCESSUS_EN_PLUS


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ParFichier:
    return ParFichier(config, log)
