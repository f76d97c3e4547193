"""What every engine does: one question, the values bound in it, one table of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

# Words, dates, numbers, None, and lists of words: what a question binds by its names.
Parametres = Mapping[str, object]


class Moteur(Protocol):
    """Safe between threads."""

    def repondre(self, question: str, parametres: Parametres) -> pa.Table:
        """The answer to a question in DuckDB's SQL, whatever answers it, under the names and types it says."""

    def fermer(self) -> None:
        """Nothing more will be asked."""
