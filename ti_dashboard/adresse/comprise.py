"""What the words of an address can mean under one publication: the choices of each shared filter, however typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ti_dashboard.langue.mots import cle, comprendre, comprendre_jour
from ti_dashboard.programme.filtres import FILTRES, PHASES

SANS_COMPARAISON = "Aucune comparaison"
SANS_CODE = "aucune"
SCALAIRES = ARRETE, COMPARE, PHASE = "arrete", "compare", "phase"
"""What every screen has one of; the shared filters that are lists are ``FILTRES``."""
JOURS = (ARRETE, COMPARE)
ETAPE, PLAN, CHIFFRE_OUVERT = "etape", "plan", "chiffre"
"""Where a room is within a screen: the step of its agenda, the part of it that is shown, the figure that is open."""
CODES_DE_PHASE = {str(code): label for code, label in PHASES.items()}
CHIFFRES_ROMAINS = {said: str(code) for code in PHASES for said in (str(code), "i" * code)}


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

    def codes(self, liste: str, chosen: Sequence[str]) -> tuple[str, ...]:
        """Codes of the chosen labels, in the order of the list."""
        return tuple(code for code, label in self.listes[liste].items() if label in chosen)

    def options(self, parametre: str) -> Mapping[str, str]:
        """What a shared filter accepts: code → label."""
        if parametre in FILTRES:
            return self.listes[parametre]
        if parametre == PHASE:
            return CODES_DE_PHASE
        days = {day.isoformat(): label for label, (day, _) in self.arretes.items()}
        return days if parametre == ARRETE else {SANS_CODE: SANS_COMPARAISON} | days

    def comprendre(self, parametre: str, texte: str) -> str | None:
        """The label that a word of the address means, typed as it is."""
        options = self.options(parametre)
        if parametre in JOURS and (day := comprendre_jour(texte)):
            return options.get(day.isoformat())
        if parametre == PHASE:
            texte = CHIFFRES_ROMAINS.get(cle(texte).removeprefix("phase "), texte)
        code = comprendre(texte, options)
        return options[code] if code else None
