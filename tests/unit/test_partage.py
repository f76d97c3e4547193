"""How the tests themselves are shared between processes."""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]
ESSAIS = """
import os, time
import pytest

@pytest.fixture(scope="module", params=["{params}"])
def fait(request): return request.param

@pytest.mark.parametrize("rang", range(4))
def test_court(fait, rang): time.sleep(0.01)
"""
SANS_FIN = """
import threading
import pytest

@pytest.fixture(scope="session")
def tenace():
    yield
    threading.Event().wait()

def test_avant(): pass
def test_tenu(tenace): {tenu}
def test_apres(): pass
"""
COMMANDE = [sys.executable, "-m", "pytest", "-n", "3", "--dist", "loadscope", "--no-loadscope-reorder", "-v"]


def _run(folder: Path, *bound: str) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "conftest.py").write_text("from tests.partage import *\n")
    env = os.environ | {"PYTHONPATH": str(RACINE), "PYTEST_ADDOPTS": ""}
    env.pop("PYTEST_XDIST_WORKER", None)
    # A run that waits for ever is what is tried here: it must not keep who tries it.
    command = [*COMMANDE, *bound]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=600)


def test_a_file_is_run_by_one_process_and_a_lot_of_a_cut_one_by_one_too(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"test_{name}.py").write_text(ESSAIS.format(params='x", "y'))
    (tmp_path / "test_coupe.py").write_text(ESSAIS.format(params='lot 0: x", "lot 0: y", "lot 1: z'))
    done = _run(tmp_path)
    said = done.stdout
    assert done.returncode == 0, said
    processes = defaultdict(set)
    count = 0
    for line in said.splitlines():
        worker, _, test = line.partition(" PASSED ")
        if test:
            unit = test.partition("::")[0] + (" lot 1" if "lot 1: " in test else "")
            processes[unit].add(worker.partition("]")[0])
            count += 1
    assert count == 3 * 8 + 12
    assert {unit: len(held) for unit, held in processes.items()} == dict.fromkeys(
        ["test_a.py", "test_b.py", "test_c.py", "test_coupe.py", "test_coupe.py lot 1"], 1
    )


@pytest.mark.parametrize(
    ("tenu", "passed", "where"),
    [("threading.Event().wait()", 14, "test_a.py"), ("pass", 15, "tenace")],
    ids=["a test", "what is lent for the run"],
)
def test_what_never_ends_is_said_with_where_it_waits_and_the_others_are_run_once(
    tmp_path: Path, tenu: str, passed: int, where: str
) -> None:
    """The process that waits holds another file, and those that could take it have ended."""
    (tmp_path / "test_a.py").write_text(SANS_FIN.format(tenu=tenu))
    for name in ("b", "c", "d"):
        (tmp_path / f"test_{name}.py").write_text(ESSAIS.format(params="x"))
    done = _run(tmp_path, "-o", "faulthandler_timeout=10", "-o", "faulthandler_exit_on_timeout=true")
    assert done.returncode == 1
    assert f" 1 failed, {passed} passed" in done.stdout
    assert where in done.stderr
