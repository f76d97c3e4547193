"""Text that people typed, shown as they typed it: no character of it is taken for formatting, a link or an image."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NewType
from urllib.parse import quote

# Markdown that we wrote ourselves, or that is already quoted: the one thing a drawing function takes as it is.
Markdown = NewType("Markdown", str)

# What means something anywhere, then what does beside its like (« -- », « :red[ »), then at the head of a line only.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]|<>~$&]|-(?=[->])|(?<=[-<])-|:(?=\S)|^[#+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")
# The browser looks for addresses in the text once read, escaped or not: nothing visible breaks them in two.
_ADRESSE = re.compile(r"(?i)(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?<=@)")
# Ends of lines would begin a block; no-break spaces are typography and stay.
_BLANCS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_SANS_COUPURE = "\u2060"


# Joiners between two letters or two drawings of a script that needs them.
_JOINTS = "\u200c\u200d"


def visible(texte: object) -> str:
    """A received text with what no screen shows written out: two references that look alike are seen to differ.

    « BPI-001\\u200b »; what joins two letters of another script, or two drawings, stays as it is.
    """
    text = str(texte)
    if text.isascii():
        return text
    hidden = (unicodedata.category(c) == "Cf" and not _joint(text, i) for i, c in enumerate(text))
    return "".join(f"\\u{ord(c):04x}" if is_hidden else c for c, is_hidden in zip(text, hidden, strict=True))


def _joint(text: str, i: int) -> bool:
    return text[i] in _JOINTS and 0 < i < len(text) - 1 and not (text[i - 1].isascii() or text[i + 1].isascii())


def citer(texte: object) -> Markdown:
    """``texte`` for st.markdown: every character with a meaning there escaped, no address made a live link."""
    words = _BLANCS.sub(" ", visible(texte)).strip(" ")
    return Markdown(_MARKDOWN.sub(r"\\\1", _ADRESSE.sub(_SANS_COUPURE, words)))


def relier(texte: object, adresse: str) -> Markdown:
    """A link whose text is quoted, to a page or a mailbox; any other address leaves the quoted text alone."""
    said = citer(texte)
    if not adresse.startswith(("https://", "mailto:")):
        return said
    # What is left is letters, digits and what an address is made of: nothing that closes the link.
    return Markdown(f"[{said}]({quote(adresse, safe=':/?#@!$&=+,;%~-._')})")


def relier_ici(texte: object, chemin: str) -> Markdown:
    """A link to a path of this service; any other address leaves the quoted text alone."""
    said = citer(texte)
    if not chemin.startswith("/") or chemin.startswith(("//", "/\\")):
        return said
    return Markdown(f"[{said}]({quote(chemin, safe='/?=&+%-._')})")


def citer_lignes(lignes: Iterable[Mapping[str, object]]) -> list[dict[Markdown, Markdown]]:
    """Rows for st.table, whose heads and cells are Markdown too."""
    return [{citer(head): citer(value) for head, value in line.items()} for line in lignes]
