"""Headers of an export against the mapping: the whole export, an export model, and the sheets of repeated blocks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ti_dashboard.ingest.demarches.formulaire import SYSTEME, cite, en_tetes
from ti_dashboard.ingest.demarches.nettoyage import NATURE
from ti_dashboard.ingest.reception.plans import LecturePrevue
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.langue.formats import accord, enumeration

# Columns of the platform itself, in the whole export or in a model: of people, of bodies, of how a file was examined.
_PROPRES = re.compile(
    r"(email|franceconnect|adresseelectronique|civilite|nom|prenom|depotpourun|datedenaissance|demandeur|etablissement"
    r"|entreprise|association|domainefonctionnel|referentieldepro|centredecout|aarchiver|archive$|dernieremiseajour"
    r"|datede|datedecision|motivation|instructeurs|groupeinstructeur|labels?$|accusedelecture|libellenaf|codenaf)"
)
_RESSEMBLANCE = 0.75
# Fields that want the code of a list, not its name.
_CODES = ("code_region", "code_departement", "code_commune", "siren", "membres")


@dataclass(frozen=True)
class ColonnesLues:
    """``positions``: header of the mapping → columns that hold it, the one to read first; ``reste``: other headers."""

    positions: dict[str, list[int]]
    reste: list[str]

    def doublees(self, cases: Sequence[str]) -> dict[str, list[int]]:
        """Headers of the mapping written several times, with their columns: only one of them can be read."""
        found = {}
        for header, places in self.positions.items():
            keys = [mot_cle(cases[i]) for i in places]
            if same := [i for i, key in zip(places, keys, strict=True) if keys.count(key) > 1]:
                found[header] = same
        return found


def attendus(mapping: LecturePrevue) -> dict[str, list[str]]:
    """Header of the mapping → the keys it may have in an export, the best first.

    Of a coded list the platform writes the name, then the code under « … (Code) »; in a model it writes both together,
    and « – SIRET » after the label of a champ that holds one.
    """
    aliases = {header: names for names in SYSTEME.values() for header in names}
    coded = {mapping.colonnes[field] for field in _CODES if field in mapping.colonnes}
    codes: dict[str, tuple[str, ...]] = {header: (f"{header} (Code)", header, f"{header} – SIRET") for header in coded}
    return {
        header: [mot_cle(name) for name in aliases.get(header) or codes.get(header, (header,))]
        for header in en_tetes(mapping)
    }


def reperer(cases: Sequence[str], wanted: Mapping[str, Sequence[str]], bloc: str = "") -> ColonnesLues:
    """Where each expected header stands; an export model writes « Bloc – Champ » for one of ``bloc``."""
    keys = [mot_cle(c) for c in cases]
    prefix = mot_cle(bloc)
    positions: dict[str, list[int]] = {}
    for header, spellings in wanted.items():
        for spelling in spellings:
            found = [i for i, key in enumerate(keys) if key == spelling or _dans_le_bloc(key, prefix, spelling)]
            positions.setdefault(header, []).extend(found)
    kept = {i for found in positions.values() for i in found}
    rest = [c for i, c in enumerate(cases) if c and i not in kept]
    return ColonnesLues({header: found for header, found in positions.items() if found}, rest)


def _dans_le_bloc(key: str, prefix: str, spelling: str) -> bool:
    """« Bloc – Champ »; of the block, the name of the sheet only has the first letters."""
    return bool(prefix) and key.startswith(prefix) and key.endswith(spelling)


def indispensables(mapping: LecturePrevue) -> list[str]:
    """Headers without which no row can be made."""
    required = [c.nom for c in schema(NATURE).champs if c.est_requis]
    found = [mapping.colonnes[name] for name in required if name in mapping.colonnes]
    composed = (header for name in required for header in mapping.composees.get(name, ()))
    return list(dict.fromkeys([*found, *composed, *mapping.filtre]))


def dire_les_manques(missing: Sequence[str], rest: Sequence[str]) -> Iterator[str]:
    """Every expected column that is not there, with its name in an export model and the header that looks like it."""
    if not missing:
        return
    models = {names[0]: names[1] for names in SYSTEME.values() if len(names) > 1}
    keys = {mot_cle(label): label for label in rest}
    told = []
    for header in missing:
        near = get_close_matches(mot_cle(header), list(keys), 1, _RESSEMBLANCE)
        other = f" ({cite(models[header])} dans un modèle d'export)" if header in models else ""
        told.append(cite(header) + other + (f", proche de {cite(keys[near[0]])}" if near else ""))
    yield f"Attendus par demarches.toml, absents du fichier, donc inconnus : {enumeration(told)}."


def dire_le_reste(rest: Sequence[str]) -> Iterator[str]:
    """What is not taken: the platform's own columns by their number, those of the form by their label."""
    own = [c for c in rest if _PROPRES.match(mot_cle(c))]
    others = list(dict.fromkeys(c for c in rest if c not in own))
    if own:
        yield (
            f"Non reprises : {accord(len(own), 'colonne')} de la plateforme (personnes, établissements, instruction), "
            "données personnelles comprises."
        )
    if others:
        yield f"Non repris, absents de data/correspondances/demarches.toml : {enumeration([cite(c) for c in others])}."
