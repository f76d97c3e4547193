"""Text that people typed, shown as they typed it: no character of it is taken for formatting, a link or an image."""

import re
from collections.abc import Iterable, Mapping
from typing import NewType

# Markdown that we wrote ourselves, or that is already quoted: the one thing a drawing function takes as it is.
Markdown = NewType("Markdown", str)

# What means something anywhere, then what does beside its like (« -- », « :red[ »), then at the head of a line only.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]|<>~$&]|-(?=[->])|(?<=[-<])-|:(?=\S)|^[#+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")
# The browser looks for addresses in the text once read, escaped or not: nothing visible breaks them in two.
_ADRESSE = re.compile(r"(?i)(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?<=@)")
# Ends of lines would begin a block; no-break spaces are typography and stay.
_BLANCS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_SANS_COUPURE = "\u2060"


def citer(texte: object) -> Markdown:
    """``texte`` for st.markdown: every character with a meaning there escaped, no address made a live link."""
    words = _BLANCS.sub(" ", str(texte)).strip(" ")
    return Markdown(_MARKDOWN.sub(r"\\\1", _ADRESSE.sub(_SANS_COUPURE, words)))


def citer_lignes(lignes: Iterable[Mapping[str, object]]) -> list[dict[Markdown, Markdown]]:
    """Rows for st.table, whose heads and cells are Markdown too."""
    return [{citer(head): citer(value) for head, value in line.items()} for line in lignes]
