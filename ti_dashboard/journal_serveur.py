"""The server's log: lines for a person, as they always were, or one JSON object a line (TI_DASHBOARD_JOURNAUX=json).

No line holds an address with its parameters, an e-mail address or where somebody came from: an account is its number.
"""

import json
import logging
import os
import sys

from ti_dashboard import horloge, trace

VARIABLE = "TI_DASHBOARD_JOURNAUX"
SERVEUR = logging.getLogger("ti_dashboard")
# What a caller adds to a line, under ``extra={"faits": {...}}``.
FAITS = "faits"
BAVARDS = ("uvicorn.access", "uvicorn.error", "websockets")


def est_json() -> bool:
    return os.environ.get(VARIABLE, "").strip().lower() == "json"


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
        return json.dumps(said, ensure_ascii=False, default=str)


def installer() -> None:
    """Every logger that exists writes such lines on the standard error, each once. Nothing is changed for text."""
    if not est_json():
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


def avertir(message: str, **faits: object) -> None:
    """One line of what was refused for the safety of the service, whatever the log looks like."""
    said = message if est_json() else " ".join([message, *(f"{name}={value}" for name, value in faits.items())])
    SERVEUR.warning(said, extra={FAITS: faits})


def noter(message: str, **faits: object) -> None:
    """One line of what the server did; nothing where the log is for a person."""
    if est_json():
        SERVEUR.info(message, extra={FAITS: faits})
