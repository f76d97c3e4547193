"""Addresses: the words of a URL ↔ the filters, the same for a page, for a download and for what is stored.

A person reads and copies labels; what is stored keeps codes; both are read, however they are typed. A word that is not
understood filters nothing and is given back, to be said.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from ti_dashboard.adresse.comprise import ARRETE, COMPARE, JOURS, PHASE, SANS_CODE, SANS_COMPARAISON, Vocabulaire
from ti_dashboard.adresse.parametres import PARTAGES
from ti_dashboard.langue.formats import enumeration
from ti_dashboard.langue.mots import Mot, abreger, comprendre_jour, jours_proches, proches
from ti_dashboard.programme.filtres import FILTRES, PHASES, Filtres

Mots = Mapping[str, Sequence[str]]


def completer(mots: Mots, vocabulaire: Vocabulaire) -> dict[str, str]:
    """Labels of arrêté, phase and comparison: the address's own where they exist, else what follows from them."""
    arrete = _premier(mots, ARRETE, vocabulaire) or next(iter(vocabulaire.arretes))
    phase = _premier(mots, PHASE, vocabulaire) or PHASES[vocabulaire.arretes[arrete][1]]
    compare = _premier(mots, COMPARE, vocabulaire) or vocabulaire.precedent(arrete, code_phase(phase))
    return {ARRETE: arrete, PHASE: phase, COMPARE: compare}


def apres(mots: Mots, quittes: Mots, vocabulaire: Vocabulaire) -> dict[str, Sequence[str]]:
    """The words of an address once a box has another value; ``quittes``: box → what it held.

    Another arrêté opens on the phase under way at its date, compared with the latest one before that has it. Another
    phase keeps the comparison where it has territories; where it has none it opens on its own.
    """
    if ARRETE in quittes:
        return {key: words for key, words in mots.items() if key not in (PHASE, COMPARE)}
    if PHASE in quittes and (compare := _compare_apres(mots, quittes, vocabulaire)):
        return {**mots, COMPARE: [compare]}
    return dict(mots)


def _compare_apres(mots: Mots, quittes: Mots, vocabulaire: Vocabulaire) -> str | None:
    """What another phase is compared with, where that changes."""
    labels = completer(mots, vocabulaire)
    arrete, phase, compare = labels[ARRETE], code_phase(labels[PHASE]), labels[COMPARE]
    left = _premier(quittes, PHASE, vocabulaire)
    was_default = left and compare == SANS_COMPARAISON == vocabulaire.precedent(arrete, code_phase(left))
    lacks_it = compare in vocabulaire.phases and phase not in vocabulaire.phases[compare]
    return vocabulaire.precedent(arrete, phase) if was_default or lacks_it else None


def _premier(mots: Mots, parametre: str, vocabulaire: Vocabulaire) -> str | None:
    understood = (vocabulaire.comprendre(parametre, word) for word in mots.get(parametre, ()))
    return next((label for label in understood if label), None)


def code_phase(label: str) -> int:
    return next(code for code, said in PHASES.items() if said == label)


def lire(mots: Mots, vocabulaire: Vocabulaire) -> tuple[Filtres, tuple[Mot, ...]]:
    """The filters an address asks for, and its words of shared filters that are not understood, or are too many."""
    labels = etiquettes(mots, vocabulaire)
    arrete = vocabulaire.arretes[labels[ARRETE][0]][0]
    compare = vocabulaire.arretes.get(labels[COMPARE][0], (None,))[0]
    lists = {one.champ: vocabulaire.codes(key, labels[key]) for key, one in FILTRES.items()}
    choix = Filtres(arrete, code_phase(labels[PHASE][0]), compare if compare != arrete else None, **lists)
    return choix, tuple(
        expliquer(key, word, choix, vocabulaire) for key in PARTAGES for word in _restes(key, mots, labels, vocabulaire)
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
    constat, nom = PARTAGES[parametre].constat, PARTAGES[parametre].libelle
    if label := vocabulaire.comprendre(parametre, texte):
        one = "Une seule phase à la fois" if parametre == PHASE else f"Un seul {nom} à la fois"
        constat = f"{nom[:1].upper()}{nom[1:]} à remettre" if parametre in FILTRES else one
        return Mot(parametre, abreger(texte), constat, _suite(parametre, choix, vocabulaire), ((label, label),))
    options, day = vocabulaire.options(parametre), comprendre_jour(texte)
    if day and parametre in JOURS:
        near = jours_proches(day, {found: label for label, (found, _) in vocabulaire.arretes.items()})
    else:
        near = tuple((label, label) for _, label in proches(texte, options))
    return Mot(parametre, abreger(texte), constat, _suite(parametre, choix, vocabulaire), near)


def _suite(parametre: str, choix: Filtres, vocabulaire: Vocabulaire) -> str:
    """What the screen shows all the same."""
    words, nom = en_mots(choix, vocabulaire), PARTAGES[parametre].libelle
    kept = enumeration([f"« {label} »" for label in words[parametre]])
    if parametre in FILTRES:
        return f"Le filtre {nom} ne retient que {kept}." if kept else f"L'écran n'est pas filtré par {nom}."
    if parametre == COMPARE:
        return f"L'écran se compare à l'arrêté du {words[parametre][0]}." if choix.compare else "Rien n'est comparé."
    shown = words[parametre][0]
    what = f"l'arrêté du {shown}" if parametre == ARRETE else f"la phase{shown.removeprefix('Phase')}"
    return f"L'écran montre {what}."


def en_mots(choix: Filtres, vocabulaire: Vocabulaire, codes: bool = False) -> dict[str, list[str]]:
    """The words of these filters, as labels or as codes."""
    found = {
        ARRETE: [choix.arrete.isoformat()],
        PHASE: [str(choix.phase)],
        COMPARE: [choix.compare.isoformat() if choix.compare else SANS_CODE],
    } | {key: list(choix.choisis(key)) for key in FILTRES}
    if codes:
        return found
    return {key: [vocabulaire.options(key)[code] for code in chosen] for key, chosen in found.items()}


def ecrire(choix: Filtres, vocabulaire: Vocabulaire, *, codes: bool = False, **autres: str) -> str:
    """The query string of these filters, with other parameters after them; in codes, what is to be stored."""
    return en_requete([*en_mots(choix, vocabulaire, codes).items(), *((k, [v]) for k, v in autres.items() if v)])


def en_requete(mots: Iterable[tuple[str, Sequence[str]]]) -> str:
    """The query string of these words, in their order."""
    return urlencode([(key, word) for key, words in mots for word in words])
