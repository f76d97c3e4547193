"""A complete state, and the acts it withdraws by leaving them out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ti_dashboard.ingest.registre import actes
from ti_dashboard.ingest.registre.actes import ActeDit, Cle
from ti_dashboard.ingest.registre.livraison import Livraison, Ordre


@dataclass(frozen=True)
class EtatComplet:
    """A complete state: when it was received, the phases and kinds of amount it speaks of, the acts it names."""

    ordre: Ordre
    parle_de: frozenset[tuple[object, object]]
    actes: frozenset[Cle]

    @classmethod
    def de(cls, feuilles: Sequence[Livraison], actes_dits: Iterable[Cle]) -> "EtatComplet":
        """The sheets of one deposit are one word."""
        spoken = frozenset((row["phase"], row["type_montant"]) for s in feuilles for _, row in s.lignes)
        return cls(feuilles[-1].ordre, spoken, frozenset(actes_dits))

    def couvre(self, key: Cle, dit: ActeDit) -> bool:
        """It speaks of acts of this kind, in a phase of this word: leaving one out withdraws it."""
        kind = key[actes.CLE.index("type_montant")]
        return any((attributes[0], kind) in self.parle_de for _, attributes in dit.versements)
