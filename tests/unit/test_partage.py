"""How the tests themselves are shared between processes."""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
ESSAIS = """
import os, time
import pytest

@pytest.fixture(scope="module", params=["{params}"])
def fait(request): return request.param

@pytest.mark.parametrize("rang", range(4))
def test_court(fait, rang): time.sleep(0.01)
"""


def test_a_file_is_run_by_one_process_and_a_lot_of_a_cut_one_by_one_too(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "conftest.py").write_text("from tests.partage import *\n")
    for name in ("a", "b", "c"):
        (tmp_path / f"test_{name}.py").write_text(ESSAIS.format(params='x", "y'))
    (tmp_path / "test_coupe.py").write_text(ESSAIS.format(params='lot 0: x", "lot 0: y", "lot 1: z'))
    command = [sys.executable, "-m", "pytest", "-n", "3", "--dist", "loadscope", "--no-loadscope-reorder", "-v"]
    env = os.environ | {"PYTHONPATH": str(RACINE), "PYTEST_ADDOPTS": ""}
    env.pop("PYTEST_XDIST_WORKER", None)
    said = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True).stdout
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
