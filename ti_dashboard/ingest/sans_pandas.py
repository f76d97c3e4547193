"""Keep pandas out of a process that never uses it: pyarrow would load all of it to tell a list from a frame (0.3 s)."""

import sys
from types import ModuleType


class _Absent:
    @staticmethod
    def find_spec(name: str, path: object = None, target: ModuleType | None = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("pandas is kept out of this process", name=name)


def ecarter_pandas() -> None:
    """From now on pandas is not there, for the whole process: for programs of ours that show nothing."""
    sys.meta_path.insert(0, _Absent)
