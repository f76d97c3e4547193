"""Selections drawn at random, and the same list recomputed by hand in exact fractions."""

from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from ti_dashboard.ecrans.selection.modele import Bornes, Candidat, Critere, Donnees, RegleDeSelection

REGIONS = ("53", "28", "94")
CRITERES = ("retard", "silence", "habitant", "f0a1b2c3d")


def candidat(i: int, region: str) -> Candidat:
    return Candidat(f"ti-{i:04d}", f"Territoire {i}", region, f"Région {region}")


@st.composite
def cas(draw, most: int = 14) -> tuple[Donnees, RegleDeSelection]:
    n, c = draw(st.integers(1, most)), draw(st.integers(1, 4))
    values = draw(st.lists(st.lists(st.none() | st.integers(-9, 30), min_size=c, max_size=c), min_size=n, max_size=n))
    criteres = tuple(Critere(CRITERES[k], CRITERES[k], draw(st.sampled_from(("haut", "bas")))) for k in range(c))
    people = tuple(candidat(i, draw(st.sampled_from(REGIONS))) for i in draw(st.permutations(range(n))))
    array = np.array([[np.nan if v is None else v for v in row] for row in values], dtype=float).reshape(n, c)
    some = st.sets(st.sampled_from([k.critere_id for k in criteres])).map(frozenset)
    regle = RegleDeSelection(
        poids={k.critere_id: draw(st.integers(0, 100)) for k in criteres},
        echelle=draw(st.sampled_from(("etendue", "rang"))),
        stricts=draw(some),
        inverses=draw(some),
        bornes=draw(
            st.dictionaries(
                st.sampled_from(REGIONS),
                st.builds(Bornes, st.integers(0, 2), st.none() | st.integers(0, 4)),
                max_size=2,
            )
        ),
        manuels=draw(
            st.dictionaries(
                st.sampled_from([p.territoire_id for p in people]),
                st.tuples(st.booleans(), st.text(max_size=8)),
                max_size=2,
            )
        ),
        nombre=draw(st.integers(1, 8)),
    )
    return Donnees(people, criteres, array), regle


def scores_a_la_main(donnees: Donnees, regle: RegleDeSelection) -> dict[str, Fraction]:
    """Exact scores of the ranked territories, by the formulas of the documentation."""
    scaled: dict[tuple[int, int], Fraction] = {}
    for k, critere in enumerate(donnees.criteres):
        known = {i: Fraction(int(v)) for i, v in enumerate(donnees.valeurs[:, k]) if not np.isnan(v)}
        for i, v in known.items():
            low, high = min(known.values()), max(known.values())
            if low == high:
                scaled[i, k] = Fraction(0)
                continue
            below, same = sum(x < v for x in known.values()), sum(x == v for x in known.values())
            unit = (v - low) / (high - low)
            if regle.echelle == "rang":
                unit = (below + Fraction(same + 1, 2) - 1) / (len(known) - 1)
            turned = (critere.sens == "bas") != (critere.critere_id in regle.inverses)
            scaled[i, k] = 1 - unit if turned else unit
    found = {}
    for i, person in enumerate(donnees.candidats):
        used = [(k, regle.poids[c.critere_id]) for k, c in enumerate(donnees.criteres) if regle.poids[c.critere_id]]
        missing = [k for k, _ in used if (i, k) not in scaled]
        kept = [(k, w) for k, w in used if (i, k) in scaled]
        if kept and not any(donnees.criteres[k].critere_id in regle.stricts for k in missing):
            found[person.territoire_id] = sum(scaled[i, k] * w for k, w in kept) / sum(w for _, w in kept)
    return found


def liste_a_la_main(donnees: Donnees, regle: RegleDeSelection) -> set[str]:
    scores = scores_a_la_main(donnees, regle)
    region = {p.territoire_id: p.code_region for p in donnees.candidats}
    kept = [code for code in region if regle.manuels.get(code, (False, ""))[0]]
    order = sorted((code for code in scores if code not in regle.manuels), key=lambda code: (-scores[code], code))

    def count(code: str) -> int:
        return sum(region[k] == region[code] for k in kept)

    for code in order:
        if len(kept) < regle.nombre and count(code) < regle.bornes.get(region[code], Bornes()).plancher:
            kept.append(code)
    for code in order:
        highest = regle.bornes.get(region[code], Bornes()).plafond
        if code not in kept and len(kept) < regle.nombre and (highest is None or count(code) < highest):
            kept.append(code)
    return set(kept)


def petit(*values: tuple[float, ...], regions: str = "") -> Donnees:
    width = len(values[0])
    people = tuple(candidat(i, regions[i] if regions else "53") for i in range(len(values)))
    return Donnees(people, tuple(Critere(CRITERES[k], CRITERES[k], "haut") for k in range(width)), np.array(values))
