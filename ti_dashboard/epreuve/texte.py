"""What is found, as a person reads it: the verdict in one line, the counts, then each figure that is not fine."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ti_dashboard.epreuve.modele import DIT, ETRANGER, Constat, Rapport
from ti_dashboard.langue.formats import accord, nombre

MONTRES = 30


def en_phrases(rapport: Rapport) -> list[str]:
    return [
        verdict(rapport),
        rapport.objet,
        *(f"  {status} : {nombre(count)}" for status, count in rapport.comptes.items() if rapport.constats),
        *_bornees([f"  ! {said}" for said in rapport.reserves], "réserve"),
        *_bornees(list(_mauvais(rapport.constats)), "chiffre"),
        *(
            [f"  = {c.ou} : {c.lu}" + (f" ({c.note})" if c.note else "") for c in rapport.constats if c.statut == DIT]
            if rapport.est_detaille
            else []
        ),
        *_bornees([f"  i {said}" for said in rapport.remarques], "remarque"),
    ]


def verdict(rapport: Rapport) -> str:
    total = len(rapport.constats)
    wrong = total - rapport.comptes[DIT]
    if rapport.est_fidele and not total:
        return "Rien à éprouver."
    if rapport.est_fidele:
        return f"Dit et inchangé : {accord(total, 'chiffre')}."
    if not total:
        return "Ne s'éprouve pas."
    if rapport.comptes[ETRANGER] == total:
        return f"Pas de nous : {accord(total, 'chiffre')}, aucun n'est de ceux qui ont été dits."
    if not wrong:
        return f"Chiffres dits et inchangés : {nombre(total)}. Autour d'eux, tout n'est pas comme dit."
    return f"Pas comme dit : {accord(wrong, 'chiffre')} sur {nombre(total)}."


def _bornees(lines: Sequence[str], what: str) -> list[str]:
    """No more than a screen of them."""
    more = len(lines) - MONTRES
    return [*lines[:MONTRES], *([f"  … et {accord(more, f'autre {what}', f'autres {what}s')}"] if more > 0 else [])]


def _mauvais(constats: Sequence[Constat]) -> Iterator[str]:
    """What is told for several at once is told once."""
    counts = Counter(c.groupe for c in constats if c.statut != DIT)
    for one in constats:
        if one.statut == DIT:
            continue
        if one.groupe:
            # Popped: told at its first figure, with how many there are.
            if count := counts.pop(one.groupe, 0):
                yield f"  ≠ {one.groupe} ; {accord(count, 'chiffre')}, d'abord {one.ou}."
            continue
        said = f", il est dit « {one.dit} »" if one.dit else ""
        note = f" ({one.note})" if one.note else ""
        yield f"  ≠ {one.ou} : « {one.lu} »{said}. {one.statut[:1].upper()}{one.statut[1:]}{note}."
