"""Wrap a function of Streamlit once in each way, however many times the server is assembled; ``__wrapped__`` gives back
what is inside."""

from collections.abc import Callable, Iterator
from typing import Any


def envelopper(porteur: object, nom: str, tour: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """``porteur``: the class or module that holds ``nom``; ``tour`` makes the wrapper, with ``functools.wraps``."""
    wrapped = getattr(porteur, nom)
    if tour not in _tours(wrapped):
        setattr(porteur, nom, tour(wrapped))
        getattr(porteur, nom).tour = tour


def _tours(fonction: Callable[..., Any] | None) -> Iterator[object]:
    while fonction is not None:
        yield getattr(fonction, "tour", None)
        fonction = getattr(fonction, "__wrapped__", None)
