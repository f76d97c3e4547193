"""One spelling for one identifier: « bpi-001 » or « BPI‑001 » written later is the BPI-001 already known.

The spelling kept is the first one known: what an arrêté has signed never changes its name.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache

from ti_dashboard.ingest.reception.valeurs import cle_identifiant
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.referentiels import schemas
from ti_dashboard.referentiels.natures import NATURES


@cache
def identifiants() -> tuple[str, ...]:
    """Identifiers that rows carry and that nothing gives one form to; each has spellings of its own."""
    fields = (field for nature in NATURES for field in schemas.lire(nature)["fields"])
    return tuple(dict.fromkeys(f["name"] for f in fields if f.get("identifiant") and "forme" not in f))


@dataclass
class Graphies:
    """Spellings known so far, per kind of identifier."""

    connues: dict[str, dict[str, object]] = field(default_factory=lambda: defaultdict(dict))

    def connaitre(self, champ: str, valeur: object) -> object:
        """The spelling under which ``valeur`` is known; from now on its own when it is new."""
        return None if valeur is None else self.connues[champ].setdefault(cle_identifiant(str(valeur)), valeur)

    def retrouver(self, champ: str, row: dict[str, object]) -> object:
        """The spelling under which an identifier of ``row`` is known, its own when it is new; nothing is learnt."""
        return self.connues[_genre(champ, row)].get(cle_identifiant(str(row[champ])), row[champ])

    def unifier(self, livraison: Livraison) -> Livraison:
        """The same delivery, every identifier under the spelling known."""
        lignes = []
        for line, row in livraison.lignes:
            known = {c: self.connaitre(_genre(c, row), row[c]) for c in identifiants() if c in row}
            lignes.append((line, row | known if any(row[c] != v for c, v in known.items()) else row))
        return replace(livraison, lignes=lignes)


def _genre(champ: str, row: dict[str, object]) -> str:
    """A reference is a funder's own: two of them may spell theirs differently."""
    return f"{champ} {row['operateur_id']}" if champ == "reference" else champ
