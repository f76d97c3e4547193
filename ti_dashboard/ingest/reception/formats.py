"""Recognise what a sheet holds by its header: a house format, an official format, or one of our schemas."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.ingest.reception.correspondances import Correspondance, charger
from ti_dashboard.ingest.reception.entetes import EnTete, lire_en_tete, trouver
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.financeurs import nommer
from ti_dashboard.ingest.reception.identites import CritereDeLigne
from ti_dashboard.ingest.reception.lectures import Reglages
from ti_dashboard.ingest.reception.noms_legaux import CLES
from ti_dashboard.ingest.reception.officiels import PERIMETRE, par_perimetre
from ti_dashboard.ingest.reception.plans import DATE_DU_FICHIER, LecturePrevue
from ti_dashboard.ingest.reception.scdl import par_subventions
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.sources import Source
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.referentiels.natures import NATURES

_A_VERIFIER = (
    "lu comme « {titre} » d'après ses seuls en-têtes, le nom du fichier ne dit pas « {attendu} » : vérifiez que c'est "
    "bien cette liste."
)


def reconnaitre(brute: FeuilleBrute, reglages: Reglages) -> list[Source]:
    """The readings of a sheet; an empty list when its header is not known.

    Raises FichierRefuse when the header is known but faulty, or when the mapping it needs may be the faulty one.
    """
    mappings, broken = charger()
    if sources := _par_correspondance(brute, reglages, mappings):
        return sources
    if sources := par_subventions(brute, reglages):
        return sources
    source = par_perimetre(brute, reglages) or _par_schema(brute, reglages)
    if source is None and broken:
        raise broken[0]
    return [source] if source else []


def cles_connues() -> frozenset[str]:
    """Key of every header that some format speaks of."""
    named = {key for mapping in charger()[0] for key in mapping.attendus}
    official = {*map(mot_cle, PERIMETRE), *CLES}
    return frozenset(named | official | {key for nature in NATURES for key in _cles(nature)})


def _par_correspondance(brute: FeuilleBrute, reglages: Reglages, mappings: list[Correspondance]) -> list[Source]:
    """Readings of the house format whose headers are all there; the sender's own format before any other.

    Of several that have the same headers, the one the name of the file says.
    """
    sender, named = mot_cle(reglages.emetteur), reglages.fichier

    def rang(m: Correspondance) -> tuple[bool, bool, bool]:
        return mot_cle(m.emetteur) != sender, not m.nommee_par(named), not m.nom_contient

    for mapping in sorted(mappings, key=rang):
        rank = trouver(brute.lignes, mapping.attendus)
        present = {mot_cle(c[:200]) for c in brute.lignes[rank] if isinstance(c, str)} if rank is not None else set()
        if rank is None or not {mot_cle(h) for h in mapping.reconnait} <= present:
            continue
        plans = [p for p in mapping.lectures if reglages.nature in (None, p.nature)]
        sources = [_source(brute, rank, mapping, plan, reglages) for plan in plans]
        if not mapping.nommee_par(named):
            doubt = _A_VERIFIER.format(titre=mapping.titre, attendu=mapping.nom_contient)
            sources = [replace(s, avis=partial(_avis_et_doute, s, doubt)) for s in sources]
        return _dire_une_fois_les_lieux(sources)
    return []


def _dire_une_fois_les_lieux(sources: list[Source]) -> list[Source]:
    """The first reading that takes a place from some cells tells it; an act read from the row of its project does not.

    Such an act follows its project where the row says no place: counted apart, the same rows would be told twice.
    """
    told: list[tuple[Any, ...]] = []
    marked = []
    for source in sources:
        rows = (source.filtre, source.constantes.get("phase"), _cases_du_lieu(source))
        marked.append(replace(source, redit_les_lieux=(None, *rows) in told or (source.objet, *rows) in told))
        told.append((source.objet, *rows))
    return marked


def _cases_du_lieu(source: Source) -> tuple[tuple[str, int], ...]:
    """Where a reading takes the place of a row, and its phase."""
    names = ("phase", "territoire_id", *schema(source.nature).lieux)
    return tuple((name, source.positions[name]) for name in names if name in source.positions)


def _source(brute: FeuilleBrute, rank: int, mapping: Correspondance, plan: LecturePrevue, reglages: Reglages) -> Source:
    header = lire_en_tete(brute.nom, rank, brute.lignes[rank], mapping.attendus, plan.indispensables)
    by_key = {mot_cle(h): i for h, i in header.positions.items()}

    def places(headers: Collection[str]) -> tuple[int, ...]:
        return tuple(by_key[mot_cle(h)] for h in headers)

    positions = {field: by_key[mot_cle(h)] for field, h in plan.colonnes.items() if mot_cle(h) in by_key}
    composed = {field: places(hs) for field, hs in plan.composees.items()}
    named = {field: places(hs) for field, hs in plan.identifiants.items()}
    constants = _constantes(brute, plan, {*positions, *composed, *named}, reglages)
    kept = tuple(CritereDeLigne(h, by_key[mot_cle(h)], values) for h, values in plan.filtre.items())
    return nommer(
        Source(
            plan.nature,
            header,
            positions,
            constants,
            plan.avant,
            plan.nom,
            plan.objet,
            composees=composed,
            identifiants=named,
            filtre=kept,
        )
    )


def _constantes(brute: FeuilleBrute, plan: LecturePrevue, given: set[str], reglages: Reglages) -> dict[str, Any]:
    """What every row says alike: constants of the mapping, the day of the file, the phase told at the deposit."""
    received = reglages.date_reception
    constants = {k: received if v == DATE_DU_FICHIER else v for k, v in plan.constantes.items()}
    if reglages.phase and "phase" not in given:
        constants.setdefault("phase", reglages.phase)
    if "phase" in schema(plan.nature).noms and "phase" not in {*given, *constants}:
        raise FichierRefuse(
            "ce format ne dit pas la phase du programme.", "Indiquez la phase au moment du dépôt.", brute.nom
        )
    return constants


def _par_schema(brute: FeuilleBrute, reglages: Reglages) -> Source | None:
    natures = [reglages.nature] if reglages.nature else NATURES
    rated = [(*_note(brute, nature, reglages), nature) for nature in natures]
    complete, known, rank, nature = max(rated, key=lambda r: r[:2])
    if rank < 0 or (not complete and known < 2):
        return None
    contract = schema(nature)
    constants = {"phase": reglages.phase} if reglages.phase and "phase" in contract.noms else {}
    header = _en_tete(brute, rank, nature, constants)
    left = {k: v for k, v in constants.items() if k not in header.positions}
    return nommer(Source(nature, header, header.positions, left))


def _en_tete(brute: FeuilleBrute, rank: int, nature: str, constants: Collection[str]) -> EnTete:
    contract, keys = schema(nature), _cles(nature)
    missing = contract.manquantes({*_presentes(brute.lignes[rank], keys), *constants})
    return lire_en_tete(brute.nom, rank, brute.lignes[rank], keys, missing, (*contract.lieux, *contract.mentions))


def _cles(nature: str) -> dict[str, str]:
    return {mot_cle(name): name for name in schema(nature).noms}


def _presentes(row: list[object], keys: Mapping[str, str]) -> set[str]:
    return {keys[k] for cell in row if isinstance(cell, str) and (k := mot_cle(cell[:200])) in keys}


def _note(brute: FeuilleBrute, nature: str, reglages: Reglages) -> tuple[bool, int, int]:
    """(every needed column is there, how many columns are known, rank of the header).

    Any list may name a commune or a SIREN: the columns that only say a place do not make a format known.
    """
    contract, keys = schema(nature), _cles(nature)
    rank = trouver(brute.lignes, {k: name for k, name in keys.items() if name not in contract.lieux})
    if rank is None:
        return False, 0, -1
    present = _presentes(brute.lignes[rank], keys) | ({"phase"} if reglages.phase else set())
    return not contract.manquantes(present), len(present.difference(contract.lieux)), rank


def _avis_et_doute(source: Source, doubt: str) -> tuple[str, ...]:
    return (*source.avis(), doubt)
