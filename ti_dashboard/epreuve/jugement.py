"""Each cell of an export judged: said, said under other filters or under an older definition, or none of ours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ti_dashboard.epreuve import autre_definition
from ti_dashboard.epreuve.cellules import Lue, dire, memes
from ti_dashboard.epreuve.export_relu import Export
from ti_dashboard.epreuve.modele import AUTRE, DEFINITION, DIT, ETRANGER, Constat, Statut
from ti_dashboard.epreuve.rangees import Dite, Lu, Rapprochement, lus
from ti_dashboard.exports.forme import DONNEES
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux import Mots, Tableau, TableauCompose


@dataclass(frozen=True)
class Epreuve:
    """What a file is compared with: its table composed again where it says it was made."""

    export: Export
    tableau: Tableau
    contexte: Contexte
    mots: Mots
    contenu: TableauCompose


def constats(proof: Epreuve, found: Rapprochement, elsewhere: dict[int, str]) -> Iterator[Constat]:
    for row in lus(proof.export, found.colonnes):
        one = found.paires[row.rang]
        if one is None:
            yield from _en_trop(proof, found, row, elsewhere.get(row.rang))
        else:
            yield from _en_regard(proof, found, row, one, elsewhere.get(row.rang))
    yield from _des_colonnes_etrangeres(proof.export, found.colonnes.etrangeres)


def mauvaises(proof: Epreuve, found: Rapprochement, row: Lu) -> frozenset[int]:
    """The columns of the file where a row is not as said: all of them when it was not said at all."""
    one = found.paires[row.rang]
    return frozenset(
        place
        for k, (place, *_) in enumerate(found.colonnes.communes)
        if one is None or not _est_la_meme(proof, found, row, one, k)
    )


def _est_la_meme(proof: Epreuve, found: Rapprochement, row: Lu, one: Dite, k: int) -> bool:
    place = found.colonnes.communes[k][0]
    return memes(one.lues[k], row.lues[k], proof.export.lignes[row.rang][1][place])


def _en_trop(proof: Epreuve, found: Rapprochement, row: Lu, ailleurs: str | None) -> Iterator[Constat]:
    """A row that was not said here: each of its cells, told once for all."""
    line, cells = proof.export.lignes[row.rang]
    older = autre_definition.anciennes(proof.export, proof.contenu.indicateurs)
    told = f"{proof.export.feuilles[1] or DONNEES}, ligne {line} ({' · '.join(map(dire, cells[:2]))})"
    status: Statut
    if ailleurs:
        status, note = AUTRE, f"ligne dite sous d'autres filtres : {ailleurs}"
        told = "Lignes dites sous d'autres filtres"
    elif older:
        status, note = DEFINITION, f"ligne d'une définition plus ancienne ({older}), elle ne se recompose plus"
    else:
        status, note = ETRANGER, "ligne en trop, jamais dite"
    told += f" : {ailleurs or note}"
    for place, _, _ in found.colonnes.communes:
        yield Constat(status, proof.export.lieu(line, place), dire(cells[place]), note=note, groupe=told)


def _en_regard(proof: Epreuve, found: Rapprochement, row: Lu, one: Dite, ailleurs: str | None) -> Iterator[Constat]:
    """A row and the one that was said, cell by cell."""
    line, cells = proof.export.lignes[row.rang]
    for k, (place, column, _) in enumerate(found.colonnes.communes):
        where, cell = proof.export.lieu(line, place), dire(cells[place])
        if _est_la_meme(proof, found, row, one, k):
            yield Constat(DIT, where, cell)
        else:
            status, note = _juger(proof, one.ligne, column, row.lues[k], ailleurs)
            yield Constat(status, where, cell, dire(one.ecrites[k]), note)


def _juger(proof: Epreuve, ligne: Ligne, column: Colonne, lue: Lue, ailleurs: str | None) -> tuple[Statut, str]:
    """What a cell that is not as said is: its own seal tells first, then other filters, then the file itself."""
    if note := autre_definition.sous_une_autre(proof.contexte, proof.contenu, ligne, column, lue):
        return DEFINITION, note
    if ailleurs:
        return AUTRE, f"dit sous d'autres filtres : {ailleurs}"
    if note := autre_definition.sans_sceau(proof.contexte, proof.contenu, proof.export, ligne, column):
        return DEFINITION, note
    return ETRANGER, ""


def _des_colonnes_etrangeres(export: Export, places: Sequence[int]) -> Iterator[Constat]:
    for place in places:
        told = f"Colonne « {export.entetes[place]} » : elle n'est pas de ce tableau"
        for line, cells in export.lignes:
            if str(cells[place]).strip():
                yield Constat(ETRANGER, export.lieu(line, place), dire(cells[place]), groupe=told)
