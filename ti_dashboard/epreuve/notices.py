"""The lines of a notice against those the tool writes today: what they say of the figures must be what was said."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ti_dashboard.epreuve import autre_definition
from ti_dashboard.epreuve.export_relu import Export, Rubrique, plat
from ti_dashboard.exports.tableur import neutraliser
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux import Mots, Tableau, TableauCompose
from ti_dashboard.tableaux.modele import (
    ADRESSE,
    DEFINITIONS,
    INCOMPRIS,
    PUBLICATION,
    SCEAU,
    TABLEAU,
    Datee,
    Libre,
    notice,
)
from ti_dashboard.tableaux.origine import VALEUR

# Read apart, or free to change: a file outlives the publication it came from.
A_PART = {SCEAU, ADRESSE, TABLEAU, DEFINITIONS, PUBLICATION, INCOMPRIS}


@dataclass
class Lues:
    reserves: list[str] = field(default_factory=list)
    remarques: list[str] = field(default_factory=list)


def comparer(export: Export, tableau: Tableau, contexte: Contexte, mots: Mots, contenu: TableauCompose) -> Lues:
    found, older = Lues(), autre_definition.anciennes(export, contenu.indicateurs)
    said: dict[str, list[Rubrique]] = defaultdict(list)
    for line in export.notice:
        said[line.nom].append(line)
    written = notice(tableau, contexte, mots, contenu)
    if plat(neutraliser(written.titre)) != export.titre:
        found.reserves.append(f"Titre : « {export.titre} » ; ce tableau s'appelle « {written.titre} ».")
    former = autre_definition.valeur_dite(contexte, export, mots) if older else None
    for name, text in written.rubriques:
        if name == VALEUR and former is not None and any(line.texte == plat(former) for line in said[name]):
            said[name].clear()
            found.remarques.append(f"« {name} » : « {former} », dit sous une définition plus ancienne.")
        elif name not in A_PART:
            is_free = isinstance(name, Libre) or (bool(older) and isinstance(name, Datee))
            where = found.remarques if is_free else found.reserves
            where += _une_ligne(export, name, plat(neutraliser(text)), said[plat(name)])
    found.reserves += [
        f"{export.lieu_de_notice(line)} : cette ligne n'est pas de ce tableau."
        for name, left in said.items()
        for line in left
        if name not in A_PART
    ]
    if older:
        found.remarques.append(f"La définition a changé depuis ce fichier : {older}.")
    found.reserves += _versions(export)
    return found


def _une_ligne(export: Export, name: str, text: str, said: list[Rubrique]) -> Iterator[str]:
    if not said:
        yield f"La ligne « {name} » de la notice manque : « {text} »."
    elif (line := said.pop(0)).texte != text:
        yield f"{export.lieu_de_notice(line)} : « {line.texte} » ; il est dit « {text} »."


def _versions(export: Export) -> list[str]:
    """Versions of definitions that have never been."""
    return [
        f"{export.lieu_de_notice(export.rubrique(DEFINITIONS))} : {name} n'a pas de version {version}."
        for name, version in autre_definition.notees(export).items()
        if name not in CATALOGUE or not 1 <= version <= CATALOGUE[name].version
    ]
