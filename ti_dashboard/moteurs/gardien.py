"""No question lasts for ever: one thread that interrupts those past their time."""

import threading
import time
from typing import Protocol

DELAI_QUESTION_S = 20.0


class Interruptible(Protocol):
    """A question being answered."""

    def interrupt(self) -> None: ...


class Gardien:
    """Interrupts a question that lasts too long. One sleeping thread for all: a timer for each would cost more."""

    def __init__(self, delai_s: float = DELAI_QUESTION_S) -> None:
        self._delai_s = delai_s
        self._fins: dict[Interruptible, float] = {}
        self._thread: threading.Thread | None = None

    def surveiller(self, question: Interruptible) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._veiller, name="gardien-des-questions", daemon=True)
            self._thread.start()
        self._fins[question] = time.monotonic() + self._delai_s

    def relacher(self, question: Interruptible) -> None:
        self._fins.pop(question, None)

    def _veiller(self) -> None:
        while True:
            time.sleep(self._delai_s / 10)
            now = time.monotonic()
            for question, end in list(self._fins.items()):
                if now > end:
                    question.interrupt()
