"""How the rows behind a figure are read: what tells them apart, what is added up, what is unknown."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import SORTES, Sorte


def lecture(chiffre: Chiffre) -> Sorte:
    """How the rows of this figure are read: where subjects are counted, there is nothing to add up."""
    indicateur = chiffre.indicateur
    read = SORTES[indicateur.lignes]
    if indicateur.agregat not in ("compte", "taux"):
        return read
    subject = (indicateur.sujet,) if indicateur.sujet else read.cle
    return replace(read, cle=subject, sujet=subject, valeur=None)


def liaisons(chiffre: Chiffre, choix: Filtres, arrete: date) -> dict[str, Any]:
    """What the question behind the figure binds at ``arrete``."""
    bound = chiffre.resserrer(choix).parametres() | chiffre.parametres()
    # Both dates matter to a perimeter only: elsewhere the same rows serve whatever they are compared with.
    both = (choix.compare, choix.arrete) if bound["perimetres"] else (None, None)
    return bound | {"arrete": arrete, "depuis": both[0], "jusqu_a": both[1]}


def montrees(read: Sorte, rows: Iterable[Ligne]) -> tuple[Ligne, ...]:
    """The rows behind the figure: a file paid to the cent has nothing left to pay."""
    return tuple(row for row in rows if not (read.solde and row[read.solde]))


def sujets(read: Sorte, rows: Iterable[Ligne]) -> set[tuple[object, ...]]:
    """What the rows speak of, each once; a line without any project counts for no project."""
    return {key for key in (cle(row, read.sujet) for row in rows) if key != (None,)}


def cle(row: Ligne, columns: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row[column] for column in columns)
