"""Recognise what a sheet holds by its header: one of our schemas."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ti_dashboard.ingest.entetes import EnTete, lire_en_tete, trouver
from ti_dashboard.ingest.fichiers import FeuilleBrute
from ti_dashboard.ingest.lectures import Reglages
from ti_dashboard.ingest.schema import NATURES, schema
from ti_dashboard.ingest.valeurs import mot_cle

MECONNU = (
    "aucun en-tête connu n'a été trouvé dans les 30 premières lignes.",
    "Partez du modèle à télécharger, ou ajoutez une correspondance pour ce format.",
)


@dataclass(frozen=True)
class Source:
    """One way to read a sheet: for each field, where its raw value comes from.

    ``positions``: field → column; ``constantes``: field → raw value for every row; ``avant``: field → transformation of
    the raw value before the schema types it; ``objet``: field that must be filled, or the row has nothing to say here.
    """

    nature: str
    en_tete: EnTete
    positions: Mapping[str, int]
    constantes: Mapping[str, object] = field(default_factory=dict)
    avant: Mapping[str, Callable[[object], object]] = field(default_factory=dict)
    lecture: str = ""
    objet: str | None = None


def reconnaitre(brute: FeuilleBrute, reglages: Reglages) -> list[Source]:
    """The readings of a sheet; an empty list when its header is not known."""
    source = _par_schema(brute, reglages)
    return [source] if source else []


def _par_schema(brute: FeuilleBrute, reglages: Reglages) -> Source | None:
    natures = [reglages.nature] if reglages.nature else NATURES
    rated = [(*_note(brute, nature, reglages), nature) for nature in natures]
    complete, known, rank, nature = max(rated, key=lambda r: r[:2])
    if rank < 0 or (not complete and known < 2):
        return None
    contract = schema(nature)
    constants = {"phase": reglages.phase} if reglages.phase and "phase" in contract.noms else {}
    needed = [c.nom for c in contract.champs if c.colonne_requise and c.nom not in constants]
    header = lire_en_tete(brute.nom, rank, brute.lignes[rank], _cles(nature), needed)
    left = {k: v for k, v in constants.items() if k not in header.positions}
    return Source(nature, header, header.positions, left)


def _cles(nature: str) -> dict[str, str]:
    return {mot_cle(name): name for name in schema(nature).noms}


def _note(brute: FeuilleBrute, nature: str, reglages: Reglages) -> tuple[bool, int, int]:
    """(every needed column is there, how many columns are known, rank of the header)."""
    keys = _cles(nature)
    rank = trouver(brute.lignes, keys)
    if rank is None:
        return False, 0, -1
    present = {keys[k] for cell in brute.lignes[rank] if isinstance(cell, str) and (k := mot_cle(cell[:200])) in keys}
    present |= {"phase"} if reglages.phase else set()
    needed = {c.nom for c in schema(nature).champs if c.colonne_requise}
    return needed <= present, len(present), rank
