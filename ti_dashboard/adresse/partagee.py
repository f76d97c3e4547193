"""Addresses: the words of a URL ↔ the filters, the same for a page, for a download and for what is stored.

A person reads and copies labels; what is stored keeps codes; both are read, however they are typed. A word that is not
understood filters nothing and is given back, to be said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from ti_dashboard.langue.formats import enumeration
from ti_dashboard.langue.mots import Mot, abreger, cle, comprendre, comprendre_jour, jours_proches, proches
from ti_dashboard.programme.filtres import FILTRES, PHASES, Filtres

SANS_COMPARAISON = "Aucune comparaison"
SANS_CODE = "aucune"
SCALAIRES = ("arrete", "compare", "phase")
CODES_DE_PHASE = {str(code): label for code, label in PHASES.items()}
CHIFFRES_ROMAINS = {said: str(code) for code in PHASES for said in (str(code), "i" * code)}
# parameter → what is said of a word it does not know, and the filter as a sentence names it
NOMS = {
    "arrete": ("Arrêté inconnu", "arrêté"),
    "compare": ("Arrêté de comparaison inconnu", "arrêté de comparaison"),
    "phase": ("Phase inconnue", "phase"),
    **{key: (one.inconnu, one.nom) for key, one in FILTRES.items()},
}
Mots = Mapping[str, Sequence[str]]


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
        if parametre == "phase":
            return CODES_DE_PHASE
        days = {day.isoformat(): label for label, (day, _) in self.arretes.items()}
        return days if parametre == "arrete" else {SANS_CODE: SANS_COMPARAISON} | days

    def comprendre(self, parametre: str, texte: str) -> str | None:
        """The label that a word of the address means, typed as it is."""
        options = self.options(parametre)
        if parametre in ("arrete", "compare") and (day := comprendre_jour(texte)):
            return options.get(day.isoformat())
        if parametre == "phase":
            texte = CHIFFRES_ROMAINS.get(cle(texte).removeprefix("phase "), texte)
        code = comprendre(texte, options)
        return options[code] if code else None


def completer(mots: Mots, vocabulaire: Vocabulaire) -> dict[str, str]:
    """Labels of arrêté, phase and comparison: the address's own where they exist, else what follows from them."""
    arrete = _premier(mots, "arrete", vocabulaire) or next(iter(vocabulaire.arretes))
    phase = _premier(mots, "phase", vocabulaire) or PHASES[vocabulaire.arretes[arrete][1]]
    compare = _premier(mots, "compare", vocabulaire) or vocabulaire.precedent(arrete, code_phase(phase))
    return {"arrete": arrete, "phase": phase, "compare": compare}


def _premier(mots: Mots, parametre: str, vocabulaire: Vocabulaire) -> str | None:
    understood = (vocabulaire.comprendre(parametre, word) for word in mots.get(parametre, ()))
    return next((label for label in understood if label), None)


def code_phase(label: str) -> int:
    return next(code for code, said in PHASES.items() if said == label)


def lire(mots: Mots, vocabulaire: Vocabulaire) -> tuple[Filtres, tuple[Mot, ...]]:
    """The filters an address asks for, and its words of shared filters that are not understood, or are too many."""
    labels = etiquettes(mots, vocabulaire)
    arrete = vocabulaire.arretes[labels["arrete"][0]][0]
    compare = vocabulaire.arretes.get(labels["compare"][0], (None,))[0]
    lists = {one.champ: vocabulaire.codes(key, labels[key]) for key, one in FILTRES.items()}
    choix = Filtres(arrete, code_phase(labels["phase"][0]), compare if compare != arrete else None, **lists)
    return choix, tuple(
        expliquer(key, word, choix, vocabulaire) for key in NOMS for word in _restes(key, mots, labels, vocabulaire)
    )


def etiquettes(mots: Mots, vocabulaire: Vocabulaire) -> dict[str, list[str]]:
    """The canonical words of an address: one label of each scalar, the labels of each list, once."""
    found = {key: [label] for key, label in completer(mots, vocabulaire).items()}
    for key in FILTRES:
        understood = [vocabulaire.comprendre(key, word) for word in mots.get(key, ())]
        found[key] = list(dict.fromkeys(label for label in understood if label))
    return found


def _restes(key: str, mots: Mots, labels: Mapping[str, list[str]], vocabulaire: Vocabulaire) -> list[str]:
    """Words that the canonical ones do not say, each once."""
    kept = labels[key]
    words = [w for w in mots.get(key, ()) if w.strip() and vocabulaire.comprendre(key, w) not in kept]
    return list(dict.fromkeys(words))


def expliquer(parametre: str, texte: str, choix: Filtres, vocabulaire: Vocabulaire) -> Mot:
    """What is said of a word of a shared filter that did not enter these filters."""
    constat, nom = NOMS[parametre]
    if label := vocabulaire.comprendre(parametre, texte):
        one = "Une seule phase à la fois" if parametre == "phase" else f"Un seul {nom} à la fois"
        constat = f"{nom[:1].upper()}{nom[1:]} à remettre" if parametre in FILTRES else one
        return Mot(parametre, abreger(texte), constat, _suite(parametre, choix, vocabulaire), ((label, label),))
    options, day = vocabulaire.options(parametre), comprendre_jour(texte)
    if day and parametre in ("arrete", "compare"):
        near = jours_proches(day, {found: label for label, (found, _) in vocabulaire.arretes.items()})
    else:
        near = tuple((label, label) for _, label in proches(texte, options))
    return Mot(parametre, abreger(texte), constat, _suite(parametre, choix, vocabulaire), near)


def _suite(parametre: str, choix: Filtres, vocabulaire: Vocabulaire) -> str:
    """What the screen shows all the same."""
    words, nom = en_mots(choix, vocabulaire), NOMS[parametre][1]
    kept = enumeration([f"« {label} »" for label in words[parametre]])
    if parametre in FILTRES:
        return f"Le filtre {nom} ne retient que {kept}." if kept else f"L'écran n'est pas filtré par {nom}."
    if parametre == "compare":
        return f"L'écran se compare à l'arrêté du {words[parametre][0]}." if choix.compare else "Rien n'est comparé."
    shown = words[parametre][0]
    what = f"l'arrêté du {shown}" if parametre == "arrete" else f"la phase{shown.removeprefix('Phase')}"
    return f"L'écran montre {what}."


def en_mots(choix: Filtres, vocabulaire: Vocabulaire, codes: bool = False) -> dict[str, list[str]]:
    """The words of these filters, as labels or as codes."""
    found = {
        "arrete": [choix.arrete.isoformat()],
        "phase": [str(choix.phase)],
        "compare": [choix.compare.isoformat() if choix.compare else SANS_CODE],
    } | {key: list(choix.choisis(key)) for key in FILTRES}
    if codes:
        return found
    return {key: [vocabulaire.options(key)[code] for code in chosen] for key, chosen in found.items()}


def ecrire(choix: Filtres, vocabulaire: Vocabulaire, *, codes: bool = False, **autres: str) -> str:
    """The query string of these filters, with other parameters after them; in codes, what is to be stored."""
    words = [(key, word) for key, found in en_mots(choix, vocabulaire, codes).items() for word in found]
    return urlencode(words + [(k, v) for k, v in autres.items() if v])
