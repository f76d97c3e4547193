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
    """What the filters of one publication can say. ``arretes``: label → (date, phase under way), the latest first;
    ``phases``: label of an arrêté → the phases that have territories there."""

    arretes: Mapping[str, tuple[date, int]]
    listes: Mapping[str, Mapping[str, str]]
    phases: Mapping[str, frozenset[int]]

    def precedent(self, arrete: str, phase: int) -> str:
        """Label of the latest earlier arrêté where the phase has territories, or « Aucune comparaison »."""
        labels = list(self.arretes)
        earlier = labels[labels.index(arrete) + 1 :] if arrete in labels else []
        return next((label for label in earlier if phase in self.phases[label]), SANS_COMPARAISON)

    def noms(self) -> dict[str, str]:
        """code → label over the three lists; codes never collide between them."""
        return {code: label for labels in self.listes.values() for code, label in labels.items()}

    def codes(self, liste: str, chosen: Sequence[str]) -> tuple[str, ...]:
        """Codes of the chosen labels, in the order of the list."""
        return tuple(code for code, label in self.listes[liste].items() if label in chosen)


def completer(mots: Mapping[str, Sequence[str]], vocabulaire: Vocabulaire) -> dict[str, str]:
    """Labels of arrêté, phase and comparison: the address's own where they exist, else what follows from them."""
    arrete = _known(mots, "arrete", vocabulaire.arretes) or next(iter(vocabulaire.arretes))
    phase = _known(mots, "phase", PHASES.values()) or PHASES[vocabulaire.arretes[arrete][1]]
    compare = _known(mots, "compare", [SANS_COMPARAISON, *vocabulaire.arretes])
    return {
        "arrete": arrete,
        "phase": phase,
        "compare": compare or vocabulaire.precedent(arrete, code_phase(phase)),
    }


def code_phase(label: str) -> int:
    return next(code for code, said in PHASES.items() if said == label)


def _known(mots: Mapping[str, Sequence[str]], key: str, accepted) -> str | None:
    return next((word for word in mots.get(key, ()) if word in accepted), None)


def lire(mots: Mapping[str, Sequence[str]], vocabulaire: Vocabulaire) -> Filtres:
    """The filters an address asks for."""
    scalars = completer(mots, vocabulaire)
    arrete = vocabulaire.arretes[scalars["arrete"]][0]
    compare = vocabulaire.arretes.get(scalars["compare"], (None,))[0]
    phase = code_phase(scalars["phase"])
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
