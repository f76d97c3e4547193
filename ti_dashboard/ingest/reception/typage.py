"""Rows of a sheet whose columns are known → typed rows, rejected rows, faults, and what was done to the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ti_dashboard.classeurs.rangee_vide import est_vide
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.dossier.limites import NB_FAUTES
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.hors_table import MASQUEE, HorsTable
from ti_dashboard.ingest.reception.identites import Calculs, composer, hors_programme, identifier
from ti_dashboard.ingest.reception.lectures import FeuilleLue, Reglages
from ti_dashboard.ingest.reception.lieux.rattacheur import Rattacheur
from ti_dashboard.ingest.reception.rangee import Rangee
from ti_dashboard.ingest.reception.retouches import FUSION, FUSION_NOMBRE, Retouches
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.sources import Source
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.langue.formats import accord, enumeration, euros, euros_exacts

_TROP_DE_CASES = Defaut(
    None,
    None,
    "la ligne a plus de cases que l'en-tête.",
    "Entourez de guillemets les textes qui contiennent le séparateur.",
)


class _Lecture:
    """Sorts the rows of one sheet, and remembers what is said of them."""

    def __init__(self, brute: FeuilleBrute, source: Source, reglages: Reglages, calculs: Calculs) -> None:
        self._rangee = Rangee(source, reglages.date_reception, calculs)
        self._hors = HorsTable(source, brute.intertitres)
        self._rattacheur, self._redit_les_lieux = Rattacheur(schema(source.nature)), source.redit_les_lieux
        self._dites = _noms_dits(source)
        self._largeur = None if brute.nom else len(source.en_tete.cases)
        self._masquees = frozenset() if reglages.masquees else brute.masquees
        self.lignes: list[tuple[int, dict[str, Any]]] = []
        self.rejets: list[tuple[int, list[object]]] = []
        self.arrondis: dict[int, Decimal] = {}
        self.fautes, self._retouches = _Fautes(brute.nom, self._dites), Retouches()
        self.nb_sans_objet = 0
        self._champs = {source.positions[c.nom]: c for c in schema(source.nature).champs if c.nom in source.positions}
        self._colonnes_masquees = [c.nom for i, c in sorted(self._champs.items()) if i in brute.colonnes_masquees]
        self._recopiees: dict[int, list[int]] = {}
        for line, column in brute.recopiees:
            if column in self._champs:
                self._recopiees.setdefault(line, []).append(column)

    def recevoir(self, line: int, row: list[object]) -> None:
        if line in self._masquees:
            self._hors.noter(MASQUEE, line)
            return
        if self._hors.ecarter(line, row, self._propre(line, row)):
            return
        row = self._sans_double_compte(line, row)
        found = self._deborde(row)
        read = ({}, found) if found else self._rangee.typer(line, row)
        if read is None:
            self.nb_sans_objet += 1
        elif read[1]:
            self._rejeter(line, row, read[1])
        else:
            values, missing = self._rattacheur.ligne(line, read[0])
            if missing:
                self._rejeter(line, row, [missing])
            else:
                self._garder(line, values)

    def _propre(self, line: int, row: list[object]) -> list[object]:
        """The row without what merged cells gave it."""
        given = self._recopiees.get(line)
        return [None if i in given else cell for i, cell in enumerate(row)] if given else row

    def _sans_double_compte(self, line: int, row: list[object]) -> list[object]:
        """A merged code or date holds for each line of the merge; an amount is said once, and counts once."""
        for column in sorted(self._recopiees.get(line, ())):
            champ, cell = self._champs[column], row[column]
            is_quantity = champ.genre in ("number", "integer") and not champ.valeurs
            kind = FUSION_NOMBRE if is_quantity else FUSION
            self._retouches.noter(self._dites.get(champ.nom, champ.nom), kind, line, cell, None)
            if is_quantity:
                row = [*row[:column], "", *row[column + 1 :]]
        return row

    def _rejeter(self, line: int, row: list[object], found: list[Defaut]) -> None:
        self.rejets.append((line, row))
        self.fautes.ajouter(line, found)

    def _garder(self, line: int, values: dict[str, Any]) -> None:
        self.lignes.append((line, values))
        self._hors.compter(values)
        for name, cell, read in self._rangee.retouchees:
            self._retouches.noter(self._dites.get(name, name), read.retouche, line, cell, read.valeur)
            if read.ecart is not None and name == "montant":
                self.arrondis[line] = read.ecart

    def _deborde(self, row: list[object]) -> list[Defaut]:
        """Only a text file shifts its cells: there, one too many means a lost delimiter."""
        width = self._largeur
        return [_TROP_DE_CASES] if width is not None and len(row) > width and not est_vide(row[width:]) else []

    @property
    def nb_hors_table(self) -> int:
        return self._hors.nb

    def avis(self) -> Iterator[str]:
        if self._colonnes_masquees:
            named = enumeration([f"« {self._dites.get(name, name)} »" for name in self._colonnes_masquees])
            yield f"masqué et lu quand même, parmi les colonnes : {named}."
        yield from self._hors.phrases()
        yield from self._retouches.phrases()
        if self.arrondis:
            kept = sum((row["montant"] for _, row in self.lignes if row["montant"] is not None), Decimal(0))
            exact = kept + sum(self.arrondis.values())
            yield f"les montants arrondis font {euros(kept)}, les montants écrits {euros_exacts(exact)}."
        if not self._redit_les_lieux:
            yield from self._rattacheur.avis()


def lire_feuille(brute: FeuilleBrute, source: Source, reglages: Reglages) -> FeuilleLue:
    """Read every row under the header; blank rows are not rows."""
    header = source.en_tete
    first = brute.decalage + header.rang + 2
    rows = [(n, r) for n, r in enumerate(brute.lignes[header.rang + 1 :], first) if not est_vide(r)]
    ours = [(n, r) for n, r in rows if all(c.retient(r) for c in source.filtre)]
    calculs, notices = _calculer(source, ours)
    if outside := len(rows) - len(ours):
        notices = (hors_programme(source.filtre, outside), *notices)
    reading = _Lecture(brute, source, reglages, calculs)
    for line, row in ours:
        reading.recevoir(line, row)
    return FeuilleLue(
        brute.nom,
        source.lecture,
        source.nature,
        len(rows),
        reading.lignes,
        reading.rejets,
        reading.fautes.liste(),
        header.ignorees,
        header.cases,
        reading.nb_sans_objet + reading.nb_hors_table + outside,
        (*brute.avis, *notices, *reading.avis(), *source.avis()),
        reading.arrondis,
        reading.nb_hors_table,
        brute.lignes,
    )


def _calculer(source: Source, rows: list[tuple[int, list[object]]]) -> tuple[Calculs, tuple[str, ...]]:
    """What no single cell holds, and what is to be said of it."""
    sirets = {i for i, header in enumerate(source.en_tete.cases) if "siret" in mot_cle(header)}
    named = {field: identifier(rows, positions, sirets) for field, positions in source.identifiants.items()}
    composed = {field: composer(positions) for field, positions in source.composees.items()}
    notices = dict.fromkeys(notice for _, said in named.values() for notice in said)
    return Calculs(composed, {field: by_line for field, (by_line, _) in named.items()}), tuple(notices)


def _noms_dits(source: Source) -> dict[str, str]:
    """Field → the sender's own header, where it differs."""
    cells = source.en_tete.cases
    return {f: cells[i] for f, i in source.positions.items() if i < len(cells) and mot_cle(cells[i]) != mot_cle(f)}


class _Fautes:
    """Faults of a sheet under the sender's own headers, the first ones in full and the rest counted."""

    def __init__(self, feuille: str, dites: Mapping[str, str]) -> None:
        self._feuille, self._autres, self._dites = feuille, 0, dites
        self._listees: list[Defaut] = []

    def ajouter(self, line: int, found: list[Defaut]) -> None:
        for defect in found:
            if len(self._listees) >= NB_FAUTES:
                self._autres += 1
                continue
            said = self._dites.get(defect.colonne or "", defect.colonne)
            self._listees.append(replace(defect, feuille=self._feuille, ligne=line, colonne=said))

    def liste(self) -> list[Defaut]:
        if self._autres:
            said = accord(
                self._autres, "autre anomalie n'est pas détaillée.", "autres anomalies ne sont pas détaillées."
            )
            self._listees.append(Defaut(None, None, said, "Corrigez d'abord celles-ci.", feuille=self._feuille))
        return self._listees
