"""An export put to the test: whose seal it bears, what its table was, and each of its cells."""

from collections.abc import Iterator

from ti_dashboard.epreuve import autre_definition, autres, notices, pages, sceau_reconnu, situer
from ti_dashboard.epreuve.cellules import dire
from ti_dashboard.epreuve.export_relu import Export
from ti_dashboard.epreuve.jugement import Epreuve, constats, mauvaises
from ti_dashboard.epreuve.modele import ETRANGER, Constat, Rapport
from ti_dashboard.epreuve.rangees import Rapprochement, lus, partager, rapprocher
from ti_dashboard.langue.formats import accord
from ti_dashboard.langue.mots import proches
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.tableaux import DECLARES, Tableau, trouver
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
    return Rapport(subject, list(constats(proof, found, elsewhere)), wrong, notes.remarques)


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
    bad = {row.rang: cells for row in read if (cells := mauvaises(proof, found, row))}
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
