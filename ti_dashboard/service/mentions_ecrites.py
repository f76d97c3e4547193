"""A page that the law asks for, as sections of text: for who has come in or not."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from ti_dashboard.langue.citation import Markdown, citer, relier
from ti_dashboard.service import mentions
from ti_dashboard.service.mentions import Partie


@dataclass(frozen=True)
class SectionEcrite:
    """``titre``: empty for what comes first. ``est_partie``: a part of the section before it."""

    titre: str
    texte: Markdown
    est_partie: bool = False


@dataclass(frozen=True)
class PageEcrite:
    titre: str
    sections: Sequence[SectionEcrite]


def en_liste(partie: Partie, *noms: str) -> Markdown:
    """The lines of a part of the declaration, all of them unless some are named; a mailbox and a page are links."""
    names = noms or [f.name for f in fields(partie)]
    return Markdown("\n".join(f"- **{citer(mentions.libelle(partie, n))}** : {_dit(partie, n)}" for n in names))


def _dit(partie: Partie, nom: str) -> Markdown:
    return relier(mentions.dire(partie, nom), mentions.lien(partie, nom))
