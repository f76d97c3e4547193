"""Subjects that entered or left a count between two arrêtés, each with the fact that did it.

They are projects, territories, regions, posts or applications. A territory that enters or leaves the programme moves
the perimeter, whatever its state. So does a project declared again elsewhere, or for another theme, and a subject of
which nothing new was learnt: an age, or the members of a territory, changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import Deplacement
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import SORTES
from ti_dashboard.questions import passages
from ti_dashboard.questions.franchissements import (
    SANS_FAIT,
    decisif,
    depuis_appui,
    est_nouveau,
    origine_du_fait,
    seuils,
)
from ti_dashboard.questions.lecture import cle, lecture, liaisons
from ti_dashboard.questions.options import arretes
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.rejeu_des_candidatures import rejouer

Lignes = tuple[Ligne, ...]
Sujet = tuple[object, ...]
"""What tells one subject from another: a post is told by its territory and its own name."""


def cloture(publication: Publication, arrete: date) -> date:
    """Last day of knowledge an arrêté retains."""
    return next(a.date_cloture for a in arretes(publication) if a.arrete_id == arrete)


def cause_fait(fait: Ligne, compare: date, cloture: date) -> str:
    """Of a fact and what it explains: nothing new since the earlier arrêté means that only the perimeter moved."""
    if not fait or fait["date_effet"] is None or fait["livraison_id"] is None:
        return "perimetre"
    if not est_nouveau(fait, compare, cloture):
        return "perimetre"
    if fait["cause"] == "correction":
        return "correction"
    return "connu_tardivement" if fait["date_effet"] <= compare else "progres_reel"


def deplacements(
    publication: Publication, chiffre: Chiffre, choix: Filtres, now: Lignes, before: Lignes
) -> list[Deplacement]:
    """What came in or went out of the count, in the order of its rows."""
    read = lecture(chiffre)
    after, earlier = ({cle(row, read.sujet): row for row in rows} for rows in (now, before))
    moved = {subject: subject in after for subject in earlier | after if (subject in after) != (subject in earlier)}
    closing, conditions = cloture(publication, choix.anterieur), seuils(chiffre, choix)
    found = _passes(publication, chiffre, choix, moved) if passages.se_compte(chiffre) else []
    if not moved:
        return found
    facts = faits(publication, chiffre, choix, moved)
    elsewhere = changes_de_lieu(publication, chiffre.resserrer(choix))

    def nouveau(fact: Ligne) -> bool:
        return est_nouveau(fact, choix.anterieur, closing)

    for subject, entered in moved.items():
        row = after[subject] if entered else earlier[subject]
        lived = vecus(chiffre, row, facts[subject], nouveau)
        fact = None if _territoire_de(lived) in elsewhere else decisif(lived, conditions, entered, nouveau)
        cause = _cause(fact, choix.anterieur, closing)
        found.append(Deplacement(str(subject[0]), entered, cause, _expliquee(publication, chiffre, choix, row, fact)))
    return found


def changes_de_lieu(publication: Publication, seen: Filtres) -> frozenset[object]:
    """Territories that the references of the two arrêtés, and nothing else, put in the places chosen or out of them."""
    if not seen.est_situe:
        return frozenset()
    now, before = (
        {row["territoire_id"] for row in poser(publication, "territoires_du_lieu", arrete=day, **seen.parametres())}
        for day in (seen.arrete, seen.anterieur)
    )
    return frozenset(now ^ before)


def _territoire_de(groups: list[list[Ligne]]) -> object:
    """The territory where a subject last was; None of one that is of none, or that counts through several."""
    return groups[0][-1].get("territoire_id") if len(groups) == 1 else None


def vecus(
    chiffre: Chiffre, row: Ligne, groups: list[list[Ligne]], nouveau: Callable[[Ligne], bool]
) -> list[list[Ligne]]:
    """The facts of a subject with what they make of it, where that is not told by the facts alone."""
    if chiffre.indicateur.lignes == "lignes_projets_appui":
        return [depuis_appui(facts, row) for facts in groups]
    if chiffre.indicateur.lignes == "lignes_candidatures":
        return [rejouer(facts, nouveau) for facts in groups]
    return groups


def _passes(
    publication: Publication, chiffre: Chiffre, choix: Filtres, moved: Mapping[Sujet, bool]
) -> list[Deplacement]:
    """Both moves of those that came and went in between: they are in no difference, and in the gross flows."""
    seen, closing = chiffre.resserrer(choix), cloture(publication, choix.anterieur)
    bound = seen.parametres() | {"arrete": choix.arrete, "famille": chiffre.indicateur.selection["famille"]}
    found = []
    known = passages.retenus(poser(publication, "faits_territoires", **bound))
    for subject, facts in known.items():
        crossed = passages.passages(facts, lambda f: est_nouveau(f, choix.anterieur, closing))
        # What the difference tells already is its last crossing.
        for fact, entered in crossed[:-1] if (subject,) in moved else crossed:
            row = passages.ligne_de(publication, seen, fact)
            found.append(Deplacement(str(subject), entered, _cause(fact, choix.anterieur, closing), row))
    return found


def _cause(fact: Ligne | None, compare: date, closing: date) -> str:
    if fact is None or fact["genre"] == "redeclaration":
        return "perimetre"
    cause = cause_fait(fact, compare, closing)
    return "perimetre" if fact["genre"] == "programme" and cause == "progres_reel" else cause


def faits(
    publication: Publication, chiffre: Chiffre, choix: Filtres, moved: Iterable[Sujet]
) -> dict[Sujet, list[list[Ligne]]]:
    """The facts of each subject, in groups: one group, or one a territory for a region."""
    own, read = SORTES[chiffre.indicateur.lignes], lecture(chiffre)
    bound = liaisons(chiffre, choix, choix.arrete) | {"sujets": sorted({str(subject[0]) for subject in moved})}
    if read.faits_de_tous:
        bound |= {"operateurs": []}
    by_subject: dict[Sujet, list[Ligne]] = defaultdict(list)
    for row in poser(publication, read.faits, **bound) if read.faits else ():
        by_subject[cle(row, own.sujet)].append(row)
    groups: dict[Sujet, list[list[Ligne]]] = defaultdict(list)
    for facts in by_subject.values():
        groups[cle(facts[0], read.sujet)].append(facts)
    return groups


def _expliquee(publication: Publication, chiffre: Chiffre, choix: Filtres, row: Ligne, fact: Ligne | None) -> Ligne:
    """The row of the subject with the line, the date and the words of the fact that moved it."""
    if fact is None:
        return {**row, **SANS_FAIT}
    if chiffre.indicateur.sujet and fact["territoire_id"] != row["territoire_id"]:
        row = _territoire(publication, choix, str(fact["territoire_id"])) or row
    return {**row, **origine_du_fait(fact)}


def _territoire(publication: Publication, choix: Filtres, territoire_id: str) -> Ligne | None:
    """The territory that moved its region."""
    figure = Chiffre("nb_territoires", (("territoire", territoire_id),))
    rows = poser(publication, figure.indicateur.lignes, **liaisons(figure, choix, choix.arrete))
    return next(iter(rows), None)
