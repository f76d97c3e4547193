"""Streamlit without what the server wraps around it, for the tests that show what each wrapper is for."""

from collections.abc import Iterable

import pytest


def deballer(monkeypatch: pytest.MonkeyPatch, enveloppes: Iterable[tuple[object, str]]) -> None:
    """Give back, for one test, the functions that ``enveloppes`` name (who holds each, its name)."""
    for kind, name in enveloppes:
        method = getattr(kind, name)
        monkeypatch.setattr(kind, name, getattr(method, "__wrapped__", method))
