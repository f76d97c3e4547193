"""``make mutation``: the code changed one word at a time, and each change that no test sees, to be read by a person.

The parts, and the tests that hold each, are declared in ``pyproject.toml``. What is worked out while importing, or once
and kept, is tried changed too.
"""

import shutil
import sys
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import chdir
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import settings
from mutmut.__main__ import cli
from mutmut.configuration import ProcessIsolation, config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.runners.harness import PytestRunner
from mutmut.state import reset_state, state
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files

DOSSIER = Path("mutants")
VUS = {"killed", "timeout", "segfault"}
NOTRES = ("ti_dashboard", "pages", "tests")


class _Essais:
    """What pytest is told beside what mutmut tells it."""

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Last, those that read the demonstration: copying and opening it costs a second."""
        items.sort(key=lambda item: "donnees_demo" in item.fixturenames)

    def pytest_collection_finish(self, session: Any) -> None:
        """What runs while tests are imported runs for each of them."""
        for function in state()._stats:
            state().tests_by_mangled_function_name[function] |= {item.nodeid for item in session.items}
        state()._stats.clear()


def _essayer(_runner: object, params: Iterable[str], plugins: Iterable[object] = ()) -> int:
    asked = ["--rootdir=.", "--tb=no", *params, *config().pytest_add_cli_args]
    return int(pytest.main(asked, plugins=[*plugins, _Essais()]))


def _tenter(runner: object, *, mutant_name: str | None, tests: Collection[str]) -> int:
    """One change tried. What runs while tests are imported is held by all of them: then everything of ours is imported
    again, changed; else what was worked out and kept is forgotten.
    """
    ours = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in NOTRES}
    if mutant_name and len(tests) == len(state().duration_by_test):
        for name in ours:
            del sys.modules[name]
    for kept in (value for module in ours.values() for value in vars(module).values()):
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()
    chosen = sorted(tests, key=lambda name: (state().duration_by_test[name], name))
    with chdir(DOSSIER):
        code = _essayer(runner, ["-x", "-q", *(chosen or config().pytest_add_cli_args_test_selection)])
    # What cannot even be imported is seen as well.
    return int(code != 0)


def _regler(part: dict[str, list[str]]) -> None:
    PytestRunner.execute_pytest, PytestRunner.run_tests = _essayer, _tenter
    # Drawn alike each time, and never late: a machine that is busy must not pass for a test that sees.
    settings.register_profile("mutation", deadline=None, derandomize=True)
    settings.load_profile("mutation")
    chosen = config()
    chosen.process_isolation = ProcessIsolation.FORKSERVER
    chosen.only_mutate = part["modules"]
    chosen.pytest_add_cli_args_test_selection = part["essais"]


def mesurer(nom: str, part: dict[str, list[str]]) -> str:
    """One part tried whole: its survivors are printed, and what it comes to is given."""
    begun = monotonic()
    shutil.rmtree(DOSSIER, ignore_errors=True)
    reset_state()
    _regler(part)
    cli(["run"], standalone_mode=False)
    counts: Counter[str] = Counter()
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        for name, status in ((name, status_by_exit_code[code]) for name, code in data.exit_code_by_key.items()):
            counts[status] += 1
            if status not in (*VUS, "not checked"):
                print(f"\n# {name} : {status}\n{get_diff_for_mutant(name, path=path)}")
    return dire(nom, counts, monotonic() - begun)


def dire(nom: str, counts: Counter[str], seconds: float) -> str:
    seen, total = sum(counts[status] for status in VUS), counts.total() - counts["not checked"]
    told = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    return f"{nom} : {seen} changements vus sur {total}, {seen / total:.1%} ({told}) en {seconds / 60:.0f} min"


def main() -> None:
    parts = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]["parties"]
    print("\n".join(mesurer(name, parts[name]) for name in sys.argv[1:] or parts))


if __name__ == "__main__":
    main()
