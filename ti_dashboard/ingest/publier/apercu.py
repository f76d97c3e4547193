"""What a deposit would change before it is published: rows, then figures before and after, and why each moves.

The draft publication is really built, with two arrêtés nobody will serve: without the deposit, and with it.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import PublicationAbsente
from ti_dashboard.ingest.figer.dits import Dits, deja_dits
from ti_dashboard.ingest.publier.construction import Progression, batir, ebauche
from ti_dashboard.ingest.publier.matiere import Matiere
from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import PHASES, Filtres, phase_en_mots
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Nombre, Releve
from ti_dashboard.programme.valeurs import formater
from ti_dashboard.questions.mouvements import changements, par_cause
from ti_dashboard.questions.origine import lignes
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever

_PROVISOIRE = 1_000_000  # numbers of arrêtés nobody will serve


@dataclass(frozen=True)
class ChiffreDeplace:
    """One indicator that a deposit moves. ``causes``: cause → part of the difference; the parts sum to it."""

    indicateur_id: str
    phase: int
    avant: Nombre | None
    apres: Nombre | None
    causes: dict[str, Nombre]

    def en_phrase(self) -> str:
        label = CATALOGUE[self.indicateur_id].libelle
        before, after = (formater(self.indicateur_id, v) for v in (self.avant, self.apres))
        return f"{label} ({phase_en_mots(self.phase)}) : {before} → {after}"


@dataclass(frozen=True)
class Apercu:
    """``feuilles``: one row per sheet of the deposit with its balance; ``changements``: indicators that move.

    ``suppositions``: what was supposed of the questions nobody answered yet.
    """

    feuilles: tuple[Ligne, ...]
    changements: tuple[ChiffreDeplace, ...]
    suppositions: tuple[str, ...] = ()


def apercu(depot: Depot, dossier: Path | None, matiere: Matiere, dire: Progression = lambda _: None) -> Apercu:
    """Build the draft with ``depot`` and compare. Raises as ``batir``.

    Its rows are in ``dossier``; where those of an accepted deposit are, when None.
    """
    horizon = _horizon(matiere)
    later = horizon + timedelta(days=1)
    added = replace(matiere, depots=(*matiere.depots, replace(depot, date_connaissance=later)), prepare=dossier)
    drawn = replace(added, arretes=(*added.arretes, _fictif(horizon, 1), _fictif(later, 2)))
    with _brouillon(drawn, _deja(matiere), dire) as draft:
        dire("Comparaison des chiffres")
        sheets = poser(draft, "depot_bilan", depot=depot.depot_id)
        last = max((row["arrete_id"] for row in poser(draft, "arretes") if row["arrete_id"] < horizon), default=None)
        changes = [c for phase in PHASES for c in _changements(draft, phase, horizon, later, last)]
    return Apercu(sheets, tuple(changes))


def si_on_rearretait(arrete_id: date, matiere: Matiere, dire: Progression = lambda _: None) -> list[str]:
    """What recomputing an arrêté with everything known today would change, one sentence per indicator."""
    horizon = _horizon(matiere)
    redone = replace(_fictif(arrete_id, 1), date_cloture=horizon)
    others = tuple(a for a in matiere.arretes if a.arrete_id != arrete_id)
    with closing(_servie()) as served:
        said = {phase: relever(served, Filtres(arrete_id, phase)).get(arrete_id, {}) for phase in PHASES}
    said_of_others = {day: held for day, held in _deja(matiere).items() if day != arrete_id}
    with _brouillon(replace(matiere, arretes=(*others, redone)), said_of_others, dire) as draft:
        again = {phase: relever(draft, Filtres(arrete_id, phase)).get(arrete_id, {}) for phase in PHASES}
    return [
        ChiffreDeplace(indicateur_id, phase, then, now, {}).en_phrase()
        for phase in PHASES
        for indicateur_id, then, now in _differences(said[phase], again[phase])
    ]


def _servie() -> Publication:
    pointer = lire_pointeur(chemins.publications())
    if pointer is None:
        raise PublicationAbsente("Aucune publication n'est disponible.")
    return Publication(chemins.publications() / pointer["publication"])


def _horizon(matiere: Matiere) -> date:
    """The day after everything known, whatever its date of knowledge."""
    told = [
        *(one.date_connaissance for one in matiere.depots),
        *(one.date_connaissance for one in matiere.rattachements),
    ]
    return max([horloge.aujourd_hui(), *told]) + timedelta(days=1)


def _deja(matiere: Matiere) -> Dits:
    """What publishing would start from: the ledger that the arrêtés already said knew, and their states."""
    return deja_dits(chemins.publications(), matiere.arretes, matiere.immuables)


@contextmanager
def _brouillon(matiere: Matiere, deja: Dits, dire: Progression) -> Iterator[Publication]:
    with ebauche(chemins.publications(), "apercu.duckdb") as path:
        batir(path, matiere, dire, deja, scelle=False)
        with closing(Publication(path)) as draft:
            yield draft


def _fictif(day: date, rank: int) -> ArreteDecide:
    return ArreteDecide(day, "Aperçu", _PROVISOIRE + rank, day, 2, "aperçu", horloge.maintenant())


def _changements(
    draft: Publication, phase: int, before: date, after: date, last: date | None
) -> Iterator[ChiffreDeplace]:
    """Indicators that differ between two arrêtés; causes are judged from the last real arrêté when there is one."""
    releves = relever(draft, Filtres(after, phase))
    for indicateur_id, then, now in _differences(releves.get(before, {}), releves.get(after, {})):
        causes = _causes(draft, Chiffre(indicateur_id), Filtres(after, phase), before, last)
        yield ChiffreDeplace(indicateur_id, phase, then, now, causes)


def _differences(before: Releve, after: Releve) -> Iterator[tuple[str, Nombre | None, Nombre | None]]:
    """Indicators of the catalogue whose value is not the same."""
    for indicateur_id in after:
        then = before[indicateur_id].valeur if indicateur_id in before else None
        if indicateur_id in CATALOGUE and after[indicateur_id].valeur != then:
            yield indicateur_id, then, after[indicateur_id].valeur


def _causes(draft: Publication, chiffre: Chiffre, choix: Filtres, before: date, last: date | None) -> dict[str, Nombre]:
    """Movements since the last real arrêté, less those that were there without the deposit."""
    reference = last or before
    parts = Counter(_par_cause(draft, chiffre, replace(choix, compare=reference)))
    if reference != before:
        parts.subtract(_par_cause(draft, chiffre, replace(choix, arrete=before, compare=reference)))
    return {cause: value for cause, value in parts.items() if value}


def _par_cause(draft: Publication, chiffre: Chiffre, choix: Filtres) -> dict[str, Nombre]:
    """From nothing too: the first deposit of a phase has its causes, though no screen compares with an absent phase."""
    now, before = (lignes(draft, chiffre, choix, day) for day in (choix.arrete, choix.anterieur))
    return {m.cause: m.ecart or Decimal(0) for m in par_cause(changements(draft, chiffre, choix, now, before))}
