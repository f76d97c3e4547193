"""Files given in the browser: those the server still holds, and what to say of those that a restart took away."""

from collections.abc import Iterable

import streamlit as st
from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFile

PERDU = (
    "Un fichier affiché ci-dessus a été perdu quand le serveur a redémarré ou que la connexion a été coupée : "
    "retirez-le avec sa croix, puis déposez-le de nouveau. Rien d'autre n'est perdu."
)


def gardes(cle: str) -> list[UploadedFile]:
    """What can still be read of the files of the uploader ``cle``."""
    return [file for file in _montres(cle) if not isinstance(file, DeletedFile)]


def dire_les_perdus(cle: str) -> str:
    """The sentence when the browser still shows a file that its session, gone with a restart or a long cut, had."""
    return PERDU if any(isinstance(file, DeletedFile) for file in _montres(cle)) else ""


def _montres(cle: str) -> Iterable[UploadedFile | DeletedFile]:
    return st.session_state.get(cle) or []
