"""What a deposit would make impossible or take away: said before it is accepted, with what to do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ti_dashboard.ingest.registre import actes
from ti_dashboard.ingest.registre.actes import somme
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import ETAT_COMPLET, Livraison
from ti_dashboard.ingest.registre.rejeu import sommes
from ti_dashboard.langue.formats import accord, enumeration, euros
from ti_dashboard.programme.indicateurs.matieres import MONTANTS
from ti_dashboard.referentiels.natures import ACTES

_EXEMPLES = 3
# (kind, kind it cannot exceed) for one project and one funder, with their words.
_BORNES = (("conventionne", "engage"), ("paye", "conventionne"), ("annule", "engage"))
_PROJET = actes.ATTRIBUTS.index("projet_id")


def exces(sheets: list[Livraison], known: Connu) -> Iterator[str]:
    """More paid than agreed, agreed than committed, cancelled than committed; ``known`` has learnt the sheets."""
    projects = {row["projet_id"] for s in sheets if s.nature in ACTES for _, row in s.lignes} - {None}
    spelt = {known.graphies.retrouver("projet_id", {"projet_id": p}) for p in projects}
    for (project, funder), kinds in _par_projet(known, spelt).items():
        totals = {kind: somme(amounts) or Decimal(0) for kind, amounts in kinds.items() if None not in amounts}
        for kind, bound in _BORNES:
            told, most = (totals.get(k, Decimal(0)) for k in (kind, bound))
            unknown = None in [*kinds.get(kind, ()), *kinds.get(bound, ())] or (kind == "annule" and not told)
            if not unknown and told > most:
                yield (
                    f"Projet « {project} », financeur {funder} : {euros(told)} {MONTANTS[kind]} pour "
                    f"{euros(most)} {MONTANTS[bound]}. "
                    + ("" if kind == "annule" else "La publication en serait refusée. ")
                    + f"Déposez aussi ce qui manque aux montants {MONTANTS[bound]}, ou corrigez la ligne."
                )


def _par_projet(known: Connu, projets: set[object]) -> dict[tuple[object, object], dict[object, list[Decimal | None]]]:
    """(project, funder) → kind → amounts, for these projects."""
    found: dict[tuple[object, object], dict[object, list[Decimal | None]]] = defaultdict(lambda: defaultdict(list))
    for key, acte in known.actes.items():
        if not any(paid[1][_PROJET] in projets for dit in acte.dits for paid in dit.versements):
            continue
        for paid, s in sommes(acte, known.arbitre).items():
            if paid[1][_PROJET] in projets:
                found[paid[1][_PROJET], key[0]][key[2]].append(s.montant)
    return found


def retires(sheets: list[Livraison], known: Connu) -> Iterator[str]:
    """Acts that a complete state leaves out, and so takes away; ``known`` has learnt the sheets."""
    if sheets[0].mode != ETAT_COMPLET:
        return
    gone = list(_tus(sheets[0].dossier, known.actes.values(), known))
    if gone:
        total = euros(sum((amount for _, amount in gone), Decimal(0)))
        shown = enumeration([f"« {ref} » ({euros(amount)})" for ref, amount in gone[:_EXEMPLES]])
        said = accord(len(gone), "acte déjà connu n'est plus", "actes déjà connus ne sont plus")
        yield (
            f"{said} dans cet état complet : {total} sortiraient du registre, {shown}"
            f"{'…' if len(gone) > _EXEMPLES else ''}. S'il manque une feuille ou des lignes, complétez le fichier ou "
            "déposez-le en complément."
        )


def _tus(dossier: str, known_acts: Iterable[actes.Acte], known: Connu) -> Iterator[tuple[object, Decimal]]:
    for acte in known_acts:
        words = [d for d in acte.dits if d.ordre[2] == dossier]
        if words and not any(d.versements for d in words):
            before = actes.Acte(acte.cle, [d for d in acte.dits if d.ordre[2] != dossier])
            was, now = (somme(s.montant for s in sommes(a, known.arbitre).values()) for a in (before, acte))
            if was and not now:
                yield acte.cle[1], was
