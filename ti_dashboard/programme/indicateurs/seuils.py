"""Conditions of being counted, on what facts leave behind: the fact that crosses one is the cause of a move."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Bornes = Mapping[str, Any]
"""What an indicator retains and what narrows it, as the parameters of its question."""


@dataclass(frozen=True)
class Seuil:
    """One condition of being counted: ``tient`` of the ``colonne`` that facts leave behind, those of ``genre`` alone
    when it names one. Before any fact the column holds None."""

    colonne: str
    tient: Callable[[object], bool]
    genre: str | None = None


def vrai(value: object) -> bool:
    return value is True


def faux(value: object) -> bool:
    return value is False


def ni_vrai(value: object) -> bool:
    """False, or unknown."""
    return value is not True


def connu(value: object) -> bool:
    return value is not None


def parmi(*codes: object) -> Callable[[object], bool]:
    return lambda value: value in codes


def parmi_ou(nothing: str, codes: Sequence[object]) -> Callable[[object], bool]:
    """The same, where a code (``nothing``) stands for no value."""
    return lambda value: (value or nothing) in codes


PROGRAMME = Seuil("est_dedans", vrai, "programme")
"""A territory is of the programme."""
DECLARE = Seuil("est_du_perimetre", vrai)
"""A project is declared, in a place and for a theme that are retained."""
