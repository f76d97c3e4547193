"""One way to read a sheet: for each field of a kind of delivery, where its raw value comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception.entetes import EnTete
from ti_dashboard.ingest.reception.identites import CritereDeLigne

# Raw values of the fields and faults of one row; None when the row has nothing to say for this reading.
Traduction = tuple[dict[str, object], list[Defaut]] | None


@dataclass(frozen=True)
class Source:
    """``positions``: field → column; ``constantes``: field → raw value for every row; ``avant``: field → transformation
    of the raw value before the schema types it; ``objet``: field that must be filled, or the row says nothing here;
    ``composees``: field → columns put end to end; ``identifiants``: field → columns that name a row; ``filtre``: what
    a row must say to be read at all. ``traduire`` replaces all that where a row is understood as a whole; positions
    then only name the columns. ``avis``: what is to be said once every row is read; ``redit_les_lieux``: another
    reading of the sheet tells the places of these rows.
    """

    nature: str
    en_tete: EnTete
    positions: Mapping[str, int]
    constantes: Mapping[str, object] = field(default_factory=dict)
    avant: Mapping[str, Callable[[object], object]] = field(default_factory=dict)
    lecture: str = ""
    objet: str | None = None
    traduire: Callable[[list[object]], Traduction] | None = None
    composees: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    identifiants: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    filtre: tuple[CritereDeLigne, ...] = ()
    avis: Callable[[], tuple[str, ...]] = tuple
    redit_les_lieux: bool = False
