"""What a verb says: sentences for a person, or one JSON object per line for the application."""

import json
import sys
from collections.abc import Callable, Mapping

from rich.console import Console

from ti_dashboard.errors import GesteRefuse, TableauDeBordError


class Sortie:
    def __init__(self, en_json: bool) -> None:
        self._json = en_json
        self._console = Console(highlight=False, soft_wrap=True)
        self._status = None if en_json else self._console.status("…")

    def __enter__(self) -> "Sortie":
        if self._status:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def etape(self, phrase: str) -> None:
        """A step of the work, while it goes on."""
        if self._json:
            self._ligne({"etape": phrase})
        elif self._status:
            self._status.update(phrase)

    def montrer(self, phrases: list[str]) -> None:
        """What the work has found, before it goes on."""
        if not self._json:
            self._console.print("\n".join(phrases), markup=False)

    def confirmer(self, question: str) -> None:
        """Raises GesteRefuse unless somebody answers « oui »."""
        if self._json or not sys.stdin.isatty():
            raise GesteRefuse("Personne ne peut répondre ici : ajoutez --oui pour confirmer. Rien n'a changé.")
        if self._status:
            self._status.stop()
        answer = self._console.input(f"{question} Écrivez oui pour confirmer : ", markup=False)
        if answer.strip().lower() != "oui":
            raise GesteRefuse("Rien n'a changé.")
        if self._status:
            self._status.start()

    def resultat(self, phrases: list[str], /, **faits: object) -> None:
        """What the verb ends with."""
        if self._json:
            self._ligne({"resultat": faits})
        else:
            self._console.print("\n".join(phrases), markup=False)

    def erreur(self, phrase: str) -> None:
        if self._json:
            self._ligne({"erreur": phrase})
        else:
            self._console.print(phrase, style="red", markup=False)

    @staticmethod
    def _ligne(event: dict[str, object]) -> None:
        print(json.dumps(event, ensure_ascii=False, default=_en_json), flush=True)


def apres(lire: Callable[[], list[str]]) -> list[str]:
    """What is told besides of a gesture that is done: where it cannot be read, the gesture is done all the same."""
    try:
        return lire()
    except (OSError, TableauDeBordError):
        return []


def _en_json(value: object) -> object:
    """A row of an answer is an object; a date or an amount is its text."""
    return dict(value) if isinstance(value, Mapping) else str(value)
