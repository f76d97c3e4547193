"""Whether a cell that is not what is said today was said under an earlier definition."""

import re
from collections.abc import Iterable

from ti_dashboard.colonnes import Colonne
from ti_dashboard.contexte import Contexte
from ti_dashboard.epreuve import valeurs
from ti_dashboard.epreuve.fichier import Export
from ti_dashboard.epreuve.modele import DEFINITION, ETRANGER
from ti_dashboard.epreuve.valeurs import Lue
from ti_dashboard.indicateurs import CATALOGUE
from ti_dashboard.queries.scelles import scelle
from ti_dashboard.store import Ligne
from ti_dashboard.tableaux import Contenu
from ti_dashboard.tableaux.modele import DEFINITIONS

_VERSION = re.compile(r"(\w+) version (\d+)")


def notees(export: Export) -> dict[str, int]:
    """indicator → the version a notice says it had."""
    said = export.dit(DEFINITIONS)
    return {name: int(version) for name, version in _VERSION.findall(said.texte)} if said else {}


def anciennes(export: Export, indicateurs: Iterable[str]) -> str:
    """The indicators whose definition has changed since the file was made: « montant_engage version 1 »."""
    noted = notees(export)
    return ", ".join(
        f"{name} version {noted[name]}" for name in dict.fromkeys(indicateurs)
        if name in noted and noted[name] < CATALOGUE[name].version
    )  # fmt: skip


def juger(
    contexte: Contexte, contenu: Contenu, export: Export, ligne: Ligne, colonne: Colonne, lue: Lue
) -> tuple[str, str]:
    """Status and note of a cell that is not what is said today."""
    figure = contenu.figure(ligne, colonne.cle) if contenu.figure else None
    name = figure.indicateur_id if figure else _indicateur(contenu, colonne)
    if name is None:
        return ETRANGER, ""
    current = CATALOGUE[name].version
    sealed = scelle(contexte.publication, figure, contexte.choix) if figure and current > 1 else None
    if sealed is not None:
        older = sealed.version is not None and sealed.version < current
        if older and sealed.valeur is not None and valeurs.lire(sealed.valeur, valeurs.NOMBRE) == lue:
            return DEFINITION, f"dit sous la version {sealed.version} de la définition, version {current} aujourd'hui"
        return ETRANGER, ""
    noted = notees(export).get(name, current)
    if noted < current:
        return DEFINITION, (
            f"dit sous la version {noted} de la définition, version {current} aujourd'hui : aucun chiffre scellé ne "
            "couvre cette case, elle ne se recalcule plus"
        )
    return ETRANGER, ""


def _indicateur(contenu: Contenu, colonne: Colonne) -> str | None:
    """The indicator of a column: as it says, or the only one its table speaks of."""
    only = dict.fromkeys(contenu.indicateurs)
    return colonne.indicateur or (next(iter(only)) if len(only) == 1 else None)
