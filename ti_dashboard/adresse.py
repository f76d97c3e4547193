"""Addresses: the words of a URL ↔ the filters, the same for a page and for a download.

Labels travel, never codes; a word that is not in the lists is left out without a fault.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from ti_dashboard.filters import PHASES, Filtres

SANS_COMPARAISON = "Aucune comparaison"
LISTES = {"region": "regions", "theme": "themes", "operateur": "operateurs"}


@dataclass(frozen=True)
class Vocabulaire:
    """What the filters of one publication can say. ``arretes``: label → (date, phase under way), the latest first."""

    arretes: Mapping[str, tuple[date, int]]
    listes: Mapping[str, Mapping[str, str]]

    def precedent(self, arrete: str) -> str:
        """Label of the arrêté before this one, or « Aucune comparaison »."""
        labels = list(self.arretes)
        after = labels[labels.index(arrete) + 1 :] if arrete in labels else []
        return after[0] if after else SANS_COMPARAISON

    def noms(self) -> dict[str, str]:
        """code → label over the three lists; codes never collide between them."""
        return {code: label for labels in self.listes.values() for code, label in labels.items()}

    def codes(self, liste: str, chosen: Sequence[str]) -> tuple[str, ...]:
        """Codes of the chosen labels, in the order of the list."""
        return tuple(code for code, label in self.listes[liste].items() if label in chosen)


def completer(mots: Mapping[str, Sequence[str]], vocabulaire: Vocabulaire) -> dict[str, str]:
    """Labels of arrêté, phase and comparison: the address's own where they exist, else what follows from them."""
    arrete = _known(mots, "arrete", vocabulaire.arretes) or next(iter(vocabulaire.arretes))
    phase = PHASES[vocabulaire.arretes[arrete][1]]
    compare = vocabulaire.precedent(arrete)
    return {
        "arrete": arrete,
        "phase": _known(mots, "phase", PHASES.values()) or phase,
        "compare": _known(mots, "compare", [SANS_COMPARAISON, *vocabulaire.arretes]) or compare,
    }


def _known(mots: Mapping[str, Sequence[str]], key: str, accepted) -> str | None:
    return next((word for word in mots.get(key, ()) if word in accepted), None)


def lire(mots: Mapping[str, Sequence[str]], vocabulaire: Vocabulaire) -> Filtres:
    """The filters an address asks for."""
    scalars = completer(mots, vocabulaire)
    arrete = vocabulaire.arretes[scalars["arrete"]][0]
    compare = vocabulaire.arretes.get(scalars["compare"], (None,))[0]
    phase = next(code for code, label in PHASES.items() if label == scalars["phase"])
    lists = {field: vocabulaire.codes(key, mots.get(key, ())) for key, field in LISTES.items()}
    return Filtres(arrete, phase, compare if compare != arrete else None, **lists)


def ecrire(choix: Filtres, vocabulaire: Vocabulaire, **autres: str) -> str:
    """The query string of these filters, with other parameters after them."""
    names = {day: label for label, (day, _) in vocabulaire.arretes.items()}
    words = [("arrete", names[choix.arrete]), ("phase", PHASES[choix.phase])]
    words.append(("compare", names[choix.compare] if choix.compare else SANS_COMPARAISON))
    for key, field in LISTES.items():
        words += [(key, vocabulaire.listes[key][code]) for code in getattr(choix, field)]
    return urlencode(words + [(k, v) for k, v in autres.items() if v])
