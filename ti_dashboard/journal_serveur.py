"""The server's log: lines for a person, as they always were, or one JSON object a line (TI_DASHBOARD_JOURNAUX=json).

No line holds an address with its parameters, an e-mail address or where somebody came from: an account is its number.
One event is one line, whatever was written in it: what would begin another, move the cursor of who reads it or turn its
words around is shown as a code. A story of several lines stands to the right of what it belongs to.
"""

import json
import logging
import os
import re
import sys

from ti_dashboard import horloge, trace
from ti_dashboard.errors import ReglageRefuse

VARIABLE = "TI_DASHBOARD_JOURNAUX"
SERVEUR = logging.getLogger("ti_dashboard")
# What a caller adds to a line, under ``extra={"faits": {...}}``.
FAITS = "faits"
BAVARDS = ("uvicorn.access", "uvicorn.error", "websockets")


# Controls of both tables, what ends a line for one reader or another, what turns a text around, what cannot be written.
_POUVOIRS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufeff]")


def sans_pouvoir(texte: str) -> str:
    """The same text, each character that does more than show itself written as its code, as JSON does."""
    return _POUVOIRS.sub(lambda found: f"\\u{ord(found[0]):04x}", texte)


def est_json() -> bool:
    return _dit() == "json"


def _dit() -> str:
    return os.environ.get(VARIABLE, "").strip().lower()


def verifier() -> None:
    """Raises ReglageRefuse for a form that does not exist: a slip would leave a collector without what it reads."""
    if (said := _dit()) not in ("", "json", "texte"):
        raise ReglageRefuse(
            f"{VARIABLE} vaut « {sans_pouvoir(said[:40])} » : écrivez « json » (un objet par ligne) ou « texte »."
        )


class LigneJson(logging.Formatter):
    """One object a line: when, how serious, from where, what, for which request, and the facts that its caller gave."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "instant": horloge.instant_de(record.created).isoformat(timespec="milliseconds"),
            "niveau": record.levelname.lower(),
            "source": record.name,
            "message": record.getMessage(),
        }
        if request := trace.courante():
            said["requete"] = request
        said |= getattr(record, FAITS, {})
        if record.exc_info:
            said["erreur"] = self.formatException(record.exc_info)
        return sans_pouvoir(json.dumps(said, ensure_ascii=False, default=str))


class LigneTexte(logging.Formatter):
    """The message alone; below it, to the right, the story of what failed."""

    def format(self, record: logging.LogRecord) -> str:
        told = [sans_pouvoir(record.getMessage())]
        if record.exc_info:
            told += [f"    {sans_pouvoir(line)}" for line in self.formatException(record.exc_info).splitlines()]
        return "\n".join(told)


def installer() -> None:
    """Every logger that exists writes such lines on the standard error, each once; as text, those that nobody set."""
    if not est_json():
        # What Python falls back on, where nobody has set anything.
        if logging.lastResort is not None:
            logging.lastResort.setFormatter(LigneTexte())
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LigneJson())
    logging.getLogger().handlers = [handler]
    SERVEUR.setLevel(logging.INFO)
    for name in list(logging.getLogger().manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    for name in BAVARDS:
        # Their everyday lines say from where and what was asked; what is wrong is still told.
        logging.getLogger(name).setLevel(logging.WARNING)


def dire_le_refus(phrase: str) -> None:
    """Why the service does not start, its last word: as a line of the log is, so that a collector reads it too."""
    if est_json():
        SERVEUR.critical(phrase)
    else:
        print(phrase, file=sys.stderr)


def avertir(message: str, **faits: object) -> None:
    """One line of what was refused for the safety of the service, whatever the log looks like."""
    said = message if est_json() else " ".join([message, *(f"{name}={value}" for name, value in faits.items())])
    SERVEUR.warning(said, extra={FAITS: faits})


def noter(message: str, **faits: object) -> None:
    """One line of what the server did; nothing where the log is for a person."""
    if est_json():
        SERVEUR.info(message, extra={FAITS: faits})
