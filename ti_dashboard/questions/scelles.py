"""What was said at an arrêté: the sealed figures, on the perimeter that the filters of a reader are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import FILTRES, LIEUX, Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import versions
from ti_dashboard.programme.mesures import ChiffreScelle
from ti_dashboard.questions.origine import valeur
from ti_dashboard.questions.poser import poser
from ti_dashboard.sceau.chiffres import perimetres
from ti_dashboard.sceau.perimetres import perimetre

# What names a place, a phase or a date; anything else narrows a figure to what no seal holds.
_SCELLABLES = {*FILTRES, "phase", "territoire", "au"}


@dataclass(frozen=True)
class Dits:
    """What was said at an arrêté: ``versions``, of each indicator that had something behind it somewhere;
    ``chiffres``, by indicator and perimeter; ``fige_le``: it was frozen that day at the earliest, None when unknown."""

    versions: Mapping[str, int]
    chiffres: Mapping[tuple[str, str], Ligne]
    fige_le: date | None


def scelles(publication: Publication, choix: Filtres, arrete: date) -> Mapping[str, ChiffreScelle]:
    """indicateur_id → what was said at ``arrete`` under these filters; absent where no seal holds it."""
    asked = {key: perimetre(indicateur, choix) for key, indicateur in CATALOGUE.items()}
    read = _lire(publication, choix.phase, arrete, {p for p in asked.values() if p is not None})
    said = {key: _dit(Chiffre(key), where, read) for key, where in asked.items() if where is not None}
    return {key: found for key, found in said.items() if found is not None}


def scelle(publication: Publication, chiffre: Chiffre, choix: Filtres) -> ChiffreScelle | None:
    """What was said of one figure, narrowed or not; None when no seal holds it."""
    seen = chiffre.resserrer(choix)
    day = choix.compare if chiffre.lit("au") else choix.arrete
    where = _perimetre(publication, chiffre, seen)
    if where is None or day is None:
        return None
    return _dit(chiffre, where, _lire(publication, seen.phase, day, {where}))


def est_scellable(publication: Publication, chiffre: Chiffre, choix: Filtres) -> bool:
    """Whether a seal holds figures on this perimeter, said at this arrêté or not."""
    return _perimetre(publication, chiffre, chiffre.resserrer(choix)) is not None


def _perimetre(publication: Publication, chiffre: Chiffre, choix: Filtres) -> str | None:
    """The perimeter of a figure; the places of a territory narrow nothing."""
    if not {dim for dim, _ in chiffre.precisions} <= _SCELLABLES:
        return None
    territoire = chiffre.lit("territoire")
    if territoire is None:
        return perimetre(chiffre.indicateur, choix)
    if "territoire" not in perimetres(chiffre.indicateur):
        return None
    bound = choix.parametres() | {"territoire_id": territoire, "arrete": choix.arrete}
    est_suivi = any(row["est_suivi"] for row in poser(publication, "territoire", **bound))
    wide = choix.sans(*LIEUX) if est_suivi else choix
    return perimetre(chiffre.indicateur, wide, territoire)


def _lire(publication: Publication, phase: int, arrete: date, perimetres: set[str]) -> Dits:
    bound: dict[str, Any] = {"phase": phase, "arrete": arrete}
    told = poser(publication, "indicateurs_dits", **bound)
    known = {r["indicateur_id"]: r["version"] for r in told}
    rows = poser(publication, "chiffres_scelles", perimetres=sorted(perimetres), **bound)
    return Dits(known, {(r["indicateur_id"], r["perimetre"]): r for r in rows}, _fige_au_plus_tot(told))


def _fige_au_plus_tot(told: Sequence[Ligne]) -> date | None:
    """An arrêté is not older than the definitions it was said under, nor than the day it was frozen here."""
    frozen = [r["arrete_le"].date() for r in told if r["arrete_le"]]
    used = [v.depuis for r in told for v in versions(r["indicateur_id"]) if v.depuis and v.version == r["version"]]
    return max([*frozen, *used], default=None)


def _dit(chiffre: Chiffre, where: str, said: Dits) -> ChiffreScelle | None:
    """A figure said without anything behind it is what no row gives back; an indicator declared since was not said."""
    row = said.chiffres.get((chiffre.indicateur_id, where))
    if row is not None:
        return ChiffreScelle(row["version"], row["valeur"], row["connus"], row["inconnus"], row["denominateur"])
    if chiffre.indicateur_id in said.versions or (said.versions and _existait(chiffre, said)):
        return ChiffreScelle(said.versions.get(chiffre.indicateur_id), valeur(chiffre, ()), 0, 0)
    return None


def _existait(chiffre: Chiffre, said: Dits) -> bool:
    """The indicator was in the catalogue when the arrêté was frozen, as far as can be told."""
    since = versions(chiffre.indicateur_id)[0].depuis
    return since is None or (said.fige_le is not None and since <= said.fige_le)
