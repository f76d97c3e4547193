"""A new run of the script never forgets what the browser has asked for."""

from collections.abc import Iterator

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from ti_dashboard.serveur.file_d_envoi import REPONSES, garder_les_reponses


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[ForwardMsgQueue]:
    monkeypatch.setattr(ForwardMsgQueue, "clear", getattr(ForwardMsgQueue.clear, "__wrapped__", ForwardMsgQueue.clear))
    yield ForwardMsgQueue()


def _answers() -> list[ForwardMsg]:
    address, file = ForwardMsg(), ForwardMsg()
    address.file_urls_response.response_id = "fichier"
    file.backend_operation_response.request_id = "export"
    return [address, file]


def _fill(queue: ForwardMsgQueue) -> None:
    stale = ForwardMsg()
    stale.delta.new_element.text.body = "un chiffre de l'écran quitté"
    stale.metadata.delta_path.extend([0, 0])
    for message in (stale, *_answers()):
        queue.enqueue(message)


def test_streamlit_alone_forgets_them(queue: ForwardMsgQueue):
    """The day it does not any more, what we add can go."""
    _fill(queue)
    queue.clear(retain_lifecycle_msgs=True)
    assert queue.flush() == []


@pytest.mark.parametrize("times", [1, 2])
def test_a_new_run_keeps_the_answers_owed_and_drops_the_screen_left(queue: ForwardMsgQueue, times: int):
    for _ in range(times):
        garder_les_reponses()
    _fill(queue)
    queue.clear(retain_lifecycle_msgs=True)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["f"])
    assert queue.flush() == _answers()
    assert queue.flush() == []


def test_every_answer_the_protocol_knows_is_kept():
    kinds = {field.name for field in ForwardMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert {kind for kind in kinds if kind.endswith("_response")} == REPONSES
