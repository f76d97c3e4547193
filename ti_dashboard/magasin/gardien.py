"""No question lasts for ever: one thread that interrupts those past their time."""

import threading
import time

import duckdb

DELAI_QUESTION_S = 20.0


class Gardien:
    """Interrupts a question that lasts too long. One sleeping thread for all: a timer for each would cost more."""

    def __init__(self, delai_s: float = DELAI_QUESTION_S) -> None:
        self._delai_s = delai_s
        self._fins: dict[duckdb.DuckDBPyConnection, float] = {}
        self._thread: threading.Thread | None = None

    def surveiller(self, cursor: duckdb.DuckDBPyConnection) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._veiller, name="gardien-des-questions", daemon=True)
            self._thread.start()
        self._fins[cursor] = time.monotonic() + self._delai_s

    def relacher(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._fins.pop(cursor, None)

    def _veiller(self) -> None:
        while True:
            time.sleep(self._delai_s / 10)
            now = time.monotonic()
            for cursor, end in list(self._fins.items()):
                if now > end:
                    cursor.interrupt()
