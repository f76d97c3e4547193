"""Whether a cell that is not what is said today was said under an earlier definition."""

import re
from collections.abc import Iterable

from ti_dashboard.epreuve import cellules
from ti_dashboard.epreuve.cellules import Lue
from ti_dashboard.epreuve.export_relu import Export
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import panneau
from ti_dashboard.programme import chiffre as noms
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import ChiffreScelle
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.scelles import scelle
from ti_dashboard.tableaux import Mots, TableauCompose
from ti_dashboard.tableaux.modele import DEFINITIONS, lire
from ti_dashboard.tableaux.origine import CHIFFRE

_VERSION = re.compile(r"(\w+) version (\d+)")


def notees(export: Export) -> dict[str, int]:
    """indicator → the version a notice says it had."""
    said = export.dit(DEFINITIONS)
    return {name: int(version) for name, version in _VERSION.findall(said.texte)} if said else {}


def anciennes(export: Export, indicateurs: Iterable[str]) -> str:
    """The indicators whose definition has changed since the file was made: « montant_engage version 1 »."""
    noted = notees(export)
    return ", ".join(
        f"{name} version {noted[name]}"
        for name in dict.fromkeys(indicateurs)
        if name in noted and noted[name] < CATALOGUE[name].version
    )


def sous_une_autre(contexte: Contexte, contenu: TableauCompose, ligne: Ligne, colonne: Colonne, lue: Lue) -> str:
    """« dit sous la version 1… » of a cell that holds what was sealed under an earlier definition; nothing else."""
    figure = _figure(contenu, ligne, colonne)
    said = _scelle(contexte, figure)
    if figure is None or said is None or said.version is None or said.valeur is None:
        return ""
    current = figure.indicateur.version
    if said.version == current or cellules.lire(said.valeur, cellules.NOMBRE) != lue:
        return ""
    return f"dit sous la version {said.version} de la définition, version {current} aujourd'hui"


def sans_sceau(contexte: Contexte, contenu: TableauCompose, export: Export, ligne: Ligne, colonne: Colonne) -> str:
    """The same of a cell that no seal covers, when the file says it was made under an earlier definition."""
    figure = _figure(contenu, ligne, colonne)
    name = figure.indicateur_id if figure else _indicateur(contenu, colonne)
    if name is None or _scelle(contexte, figure) is not None:
        return ""
    current, noted = CATALOGUE[name].version, notees(export).get(name, CATALOGUE[name].version)
    if noted >= current:
        return ""
    return (
        f"dit sous la version {noted} de la définition, version {current} aujourd'hui : aucun chiffre scellé ne couvre "
        "cette case, elle ne se recalcule plus"
    )


def _figure(contenu: TableauCompose, ligne: Ligne, colonne: Colonne) -> Chiffre | None:
    return contenu.figure(ligne, colonne.cle) if contenu.figure else None


def _scelle(contexte: Contexte, figure: Chiffre | None) -> ChiffreScelle | None:
    """What a seal holds of a figure whose definition has changed; the others need no question."""
    if figure is None or figure.indicateur.version == 1:
        return None
    return scelle(contexte.publication, figure, contexte.choix)


def valeur_dite(contexte: Contexte, export: Export, mots: Mots) -> str | None:
    """The sealed value of the figure whose lines these are, when it was said under the version the notice names."""
    figure = noms.lire_dans(lire(mots, CHIFFRE), contexte.vocabulaire.listes)
    said = scelle(contexte.publication, figure, contexte.choix) if figure else None
    if figure is None or said is None or said.version != notees(export).get(figure.indicateur_id):
        return None
    return panneau.exacte(figure, said.valeur) or panneau.ecrire(figure, said.valeur)


def _indicateur(contenu: TableauCompose, colonne: Colonne) -> str | None:
    """The indicator of a column: as it says, or the only one its table speaks of."""
    only = dict.fromkeys(contenu.indicateurs)
    return colonne.indicateur or (next(iter(only)) if len(only) == 1 else None)
