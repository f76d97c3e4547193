"""The queue of what a session still has to send to its browser, and what it must not forget there.

When a new run of the script starts, Streamlit throws away what the run before had not sent yet. It throws away with it
the answers to what the browser itself has asked for: the address where a dropped file is to be sent, the file behind a
download button. On a slow link, or on a loaded server, a sender chosen just after a file is dropped starts such a run:
the browser then waits for ever, the file is nowhere and nothing says so.
"""

from collections.abc import Callable
from functools import wraps

from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from ti_dashboard.serveur.enveloppe import envelopper

# The browser asks these once and has no patience of its own.
REPONSES = {"file_urls_response", "backend_operation_response"}


def garder_les_reponses() -> None:
    """From now on a new run leaves in the queue of its session the answers that are owed to the browser."""
    # Streamlit offers nothing to hook on: its own method is replaced, knowingly.
    envelopper(ForwardMsgQueue, "clear", _sans_perdre)


def _sans_perdre(vider: Callable[..., None]) -> Callable[..., None]:
    @wraps(vider)
    def clear(queue: ForwardMsgQueue, retain_lifecycle_msgs: bool = False, *args: object, **kwargs: object) -> None:
        # Without lifecycle messages to keep, the queue has just been sent.
        owed = [m for m in queue._queue if retain_lifecycle_msgs and m.WhichOneof("type") in REPONSES]
        vider(queue, retain_lifecycle_msgs, *args, **kwargs)
        kept = {id(message) for message in queue._queue}
        queue._queue.extend(message for message in owed if id(message) not in kept)

    return clear
