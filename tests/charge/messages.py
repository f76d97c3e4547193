"""What a browser and the server tell one another on the socket of a session (Streamlit's protobuf)."""

import json
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# The components that tell what a run shows, and what there is to follow.
LUS = ("bandeau", "filtres", "suiveur", "raccourcis")
# A browser names to the server the large messages that it still has: those of its last screens.
GARDES = 20


@dataclass
class Session:
    """What a browser knows of its session from the messages it has read."""

    pages: dict[str, str] = field(default_factory=dict)
    requete: str = ""
    # The last message of each component of ``LUS``.
    composants: dict[str, Any] = field(default_factory=dict)
    gardes: dict[str, None] = field(default_factory=dict)
    octets: int = 0

    def lire(self, brut: bytes) -> bool:
        """One message more; whether a run has just ended, whole."""
        self.octets += len(brut)
        message = ForwardMsg.FromString(brut)
        if message.metadata.cacheable and message.hash:
            self.gardes[message.hash] = None
            while len(self.gardes) > GARDES:
                del self.gardes[next(iter(self.gardes))]
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._composant(message.delta.new_element)
        elif kind == "page_info_changed":
            self.requete = message.page_info_changed.query_string
        elif kind == "navigation":
            self.pages = {one.url_pathname: one.page_script_hash for one in message.navigation.app_pages}
        return kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    def _composant(self, element: Any) -> None:
        if element.WhichOneof("type") == "bidi_component" and element.bidi_component.component_name in LUS:
            self.composants[element.bidi_component.component_name] = json.loads(element.bidi_component.json)


def demande(session: Session, origine: str, chemin: str, requete: str, est_un_retour: bool) -> bytes:
    """Ask for a run at an address; ``est_un_retour``: as the back button does, which our scripts imitate."""
    message = BackMsg()
    asked = message.rerun_script
    asked.query_string = requete
    asked.page_name = "" if chemin in session.pages else chemin
    asked.page_script_hash = session.pages.get(chemin, "")
    asked.is_history_navigation = est_un_retour
    asked.widget_states.SetInParent()
    asked.cached_message_hashes.extend(session.gardes)
    asked.context_info.timezone, asked.context_info.locale = "Europe/Paris", "fr-FR"
    asked.context_info.url = f"{origine}/{chemin}"
    return message.SerializeToString()
