"""Wrap a function of Streamlit once, however many times the server is assembled; ``__wrapped__`` gives it back."""

from collections.abc import Callable
from typing import Any


def envelopper(porteur: object, nom: str, tour: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """``porteur``: the class or module that holds ``nom``; ``tour`` makes the wrapper, with ``functools.wraps``."""
    if not hasattr(getattr(porteur, nom), "__wrapped__"):
        setattr(porteur, nom, tour(getattr(porteur, nom)))
