"""An export put to the test: whose seal it bears, what its table was, and each of its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ti_dashboard.epreuve import autre_definition, autres, notices, pages, sceau_reconnu, situer
from ti_dashboard.epreuve.cellules import Lue, dire, memes
from ti_dashboard.epreuve.export_relu import Export
from ti_dashboard.epreuve.modele import AUTRE, DEFINITION, DIT, ETRANGER, Constat, Rapport, Statut
from ti_dashboard.epreuve.rangees import Dite, Lu, Rapprochement, lus, partager, rapprocher
from ti_dashboard.exports.forme import DONNEES
from ti_dashboard.langue.formats import accord
from ti_dashboard.langue.mots import proches
from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux import DECLARES, Mots, Tableau, TableauCompose, trouver
from ti_dashboard.tableaux.modele import ADRESSE, SCEAU, TABLEAU

SANS_NOTICE = (
    "Ce fichier n'est pas de nous : il n'a pas de notice de ce tableau de bord, rien ne dit d'où viennent ses chiffres."
)
# What exports called the seal before they carried what proves them.
ANCIEN_SCEAU = "Empreinte de l'arrêté"
ANCIENNE = (
    "Ce fichier vient d'une version de l'outil dont les exports ne portaient pas encore de quoi s'éprouver : ni "
    "adresse, ni nom de tableau. Refaites l'export sous les mêmes filtres, et comparez."
)


@dataclass(frozen=True)
class Epreuve:
    """What a file is compared with: its table composed again where it says it was made."""

    export: Export
    tableau: Tableau
    contexte: Contexte
    mots: Mots
    contenu: TableauCompose


def eprouver(publication: Publication, export: Export) -> Rapport:
    named = export.dit(TABLEAU)
    if named is None and export.dit(ADRESSE) is None and export.dit(SCEAU) is None:
        return _etranger(export, ANCIENNE if export.dit(ANCIEN_SCEAU) else SANS_NOTICE)
    if named is not None and (live := trouver(named.texte)) is not None and live.vivant:
        return Rapport(export.nom, reserves=[live.vivant])
    missing = [name for name in (TABLEAU, ADRESSE, SCEAU) if export.dit(name) is None]
    if missing or named is None:
        return _etranger(export, f"La notice de ce fichier n'a plus sa ligne « {' », « '.join(missing)} ».")
    tableau = trouver(named.texte)
    if tableau is None:
        near = [label for _, label in proches(named.texte, {cle: cle for cle in DECLARES})]
        closest = f" Le plus proche : « {near[0]} »." if near else ""
        return _etranger(
            export, f"{export.lieu_de_notice(named)} : aucun tableau ne s'appelle « {named.texte} ».{closest}"
        )
    return _comparer(publication, export, tableau)


def _etranger(export: Export, phrase: str) -> Rapport:
    """Nothing of it can be found again."""
    cells = [
        Constat(ETRANGER, export.lieu(line, place), dire(cell), groupe="Aucun chiffre de ce fichier n'est prouvé")
        for line, row in export.lignes
        for place, cell in enumerate(row)
        if str(cell).strip()
    ]
    return Rapport(export.nom, cells, [phrase])


def _comparer(publication: Publication, export: Export, tableau: Tableau) -> Rapport:
    address = export.rubrique(ADRESSE)
    there = situer.situer(publication, address.texte)
    unknown = map(situer.dire, pages.inconnus(there.contexte, tableau.retenir(there.mots)))
    told = (*there.incompris, *situer.hors_tableau(tableau, there), *unknown)
    wrong = [f"{export.lieu_de_notice(address)} : {said}" for said in told]
    content = tableau.composer(there.contexte, there.mots)
    if content.manques:
        return _etranger(export, " ".join([*wrong, "Ce tableau ne peut pas être recomposé.", *content.manques]))
    proof = Epreuve(export, tableau, there.contexte, there.mots, content)
    seal = export.rubrique(SCEAU)
    wrong += [
        f"{export.lieu_de_notice(seal)} : {said}"
        for said in sceau_reconnu.reserves(publication, seal.texte, there.contexte.choix.arrete)
    ]
    notes = notices.comparer(export, tableau, there.contexte, there.mots, content)
    wrong += notes.reserves
    wrong += [f"La feuille « {name} » n'est pas de nous : ses chiffres ne sont pas éprouvés." for name in export.autres]
    found = rapprocher(export, content, partager(export, content))
    elsewhere = _ailleurs(proof, found)
    wrong += _des_lignes(proof, found)
    subject = f"{export.nom} : {content.titre}, {there.contexte.en_mots()}, {there.contexte.choix.arrete_en_mots()}"
    return Rapport(subject, list(_constats(proof, found, elsewhere)), wrong, notes.remarques)


def _des_lignes(proof: Epreuve, found: Rapprochement) -> Iterator[str]:
    """Rows and columns that were said and are not there."""
    for label in found.colonnes.manquantes:
        yield f"La colonne « {label} » manque."
    if found.manquantes:
        names = " ; ".join(" · ".join(map(dire, one.ecrites[:2])) for one in found.manquantes[:5])
        more = f" ; … et {len(found.manquantes) - 5} autres" if len(found.manquantes) > 5 else ""
        count = accord(len(found.manquantes), "ligne dite manque", "lignes dites manquent")
        yield f"{count} dans le fichier : {names}{more}.{_depuis(proof)}"


def _depuis(proof: Epreuve) -> str:
    """Rows said today may not have been part of the table under the definition the file was made with."""
    older = autre_definition.anciennes(proof.export, proof.contenu.indicateurs)
    return f" La définition a changé depuis ({older}) : elles n'en étaient peut-être pas." if older else ""


def _ailleurs(proof: Epreuve, found: Rapprochement) -> dict[int, str]:
    """Rows that were not said here and were under other filters; one about something else than its pair leaves it."""
    read = lus(proof.export, found.colonnes)
    bad = {row.rang: cells for row in read if (cells := _mauvaises(proof, found, row))}
    if not bad:
        return {}
    elsewhere = autres.chercher(
        proof.contexte, proof.tableau, proof.mots, proof.contenu.suit, proof.export, found.colonnes, bad
    )
    for rang in elsewhere:
        one = found.paires[rang]
        if one is not None and one.lues[0] != read[rang].lues[0]:
            found.paires[rang] = None
            found.manquantes.append(one)
    return elsewhere


def _constats(proof: Epreuve, found: Rapprochement, elsewhere: dict[int, str]) -> Iterator[Constat]:
    for row in lus(proof.export, found.colonnes):
        one = found.paires[row.rang]
        if one is None:
            yield from _en_trop(proof, found, row, elsewhere.get(row.rang))
        else:
            yield from _en_regard(proof, found, row, one, elsewhere.get(row.rang))
    yield from _des_colonnes_etrangeres(proof.export, found.colonnes.etrangeres)


def _mauvaises(proof: Epreuve, found: Rapprochement, row: Lu) -> frozenset[int]:
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
