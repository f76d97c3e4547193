"""Text that people typed, shown as they typed it: no character of it is taken for formatting, a link or an image."""

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&])")


def citer(texte: str) -> str:
    """``texte`` for st.markdown, every character with a meaning there escaped."""
    return _MARKDOWN.sub(r"\\\1", " ".join(texte.split()))
