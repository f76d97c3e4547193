"""A rule ↔ the parameters of an address, each readable: ``poids_retard=40``, ``bornes=53*1*4``, ``exclure=ti-8419*…``.

Absent means nought: no weight, no bound, no pick. What is not understood is left out here, and said on the screen.
"""

from collections.abc import Mapping, Sequence

from ti_dashboard.ecrans.selection.modele import NOMBRE, POIDS_MAX, Bornes, Echelle, RegleDeSelection

POIDS = "poids_"
# Every weight at nought leaves no parameter: said, lest the address be taken for one that chose nothing.
AUCUN = ("poids", "aucun")
# The weights of another rule, kept to compare: « retard*40 », once for each criterion.
AUTRE = "autre"
# An indicator delivered by file: « hash*name*label », once for each file.
FICHIER = "fichier"
ECHELLES: dict[Echelle, str] = {"etendue": "Étendue", "rang": "Rang"}
ECHELLE, COMBIEN = "echelle", "nombre"
STRICTS, INVERSES = "stricts", "inverses"
BORNES, RETENIR, EXCLURE = "bornes", "retenir", "exclure"
CLES = (ECHELLE, COMBIEN, STRICTS, INVERSES, BORNES, RETENIR, EXCLURE)
NOMBRE_MAX = 200


def ecrire(regle: RegleDeSelection) -> dict[str, list[str]]:
    """Parameters of the address, each with its values; those that say nothing are left out."""
    words = {f"{POIDS}{key}": [str(weight)] for key, weight in regle.poids.items() if weight}
    words |= {
        ECHELLE: [ECHELLES[regle.echelle]],
        COMBIEN: [str(regle.nombre)],
        STRICTS: sorted(regle.stricts),
        INVERSES: sorted(regle.inverses),
        BORNES: [_borne(code, b) for code, b in sorted(regle.bornes.items()) if b != Bornes()],
    }
    for key, kept in ((RETENIR, True), (EXCLURE, False)):
        words[key] = [f"{code}*{why}" for code, (is_kept, why) in sorted(regle.manuels.items()) if is_kept is kept]
    return {key: values for key, values in words.items() if values}


def _borne(code: str, bounds: Bornes) -> str:
    highest = "" if bounds.plafond is None else bounds.plafond
    return f"{code}*{bounds.plancher or ''}*{highest}"


def lire(words: Mapping[str, Sequence[str]]) -> RegleDeSelection:
    """The rule an address asks for."""
    weights = {
        key.removeprefix(POIDS): _entier(v[0], POIDS_MAX) for key, v in words.items() if key.startswith(POIDS) and v
    }
    scale = next(iter(words.get(ECHELLE, ())), "")
    return RegleDeSelection(
        poids={key: weight for key, weight in weights.items() if weight},
        echelle="rang" if scale == ECHELLES["rang"] else "etendue",
        stricts=frozenset(words.get(STRICTS, ())),
        inverses=frozenset(words.get(INVERSES, ())),
        bornes=_bornes(words.get(BORNES, ())),
        manuels=_manuels(words, EXCLURE, False) | _manuels(words, RETENIR, True),
        nombre=_entier(next(iter(words.get(COMBIEN, ())), ""), NOMBRE_MAX) or NOMBRE,
    )


def ecrire_autre(poids: Mapping[str, int]) -> list[str]:
    """Values of the parameter that keeps another weighting."""
    return [f"{key}*{weight}" for key, weight in sorted(poids.items()) if weight]


def lire_autre(texts: Sequence[str]) -> dict[str, int]:
    """The other weighting of an address; what is not understood, or is nought, is left out."""
    pairs = (text.rpartition("*") for text in texts)
    read = {key: _entier(weight, POIDS_MAX) for key, _, weight in pairs if key}
    return {key: weight for key, weight in read.items() if weight}


def _entier(text: str, highest: int) -> int | None:
    return min(int(text), highest) if text.isascii() and text.isdigit() and len(text) < 6 else None


def lire_borne(text: str) -> tuple[str, Bornes] | None:
    """« 53*1*4 »: the region and its bounds, or None when the text bounds nothing."""
    code, _, rest = text.partition("*")
    low, _, high = rest.partition("*")
    bounds = Bornes(_entier(low, NOMBRE_MAX) or 0, _entier(high, NOMBRE_MAX))
    return (code, bounds) if code and bounds != Bornes() else None


def _bornes(texts: Sequence[str]) -> dict[str, Bornes]:
    return dict(found for text in texts if (found := lire_borne(text)))


def _manuels(words: Mapping[str, Sequence[str]], key: str, kept: bool) -> dict[str, tuple[bool, str]]:
    pairs = (text.partition("*") for text in words.get(key, ()))
    return {code: (kept, why) for code, _, why in pairs if code}
